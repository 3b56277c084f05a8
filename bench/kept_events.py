"""The figures of events that the method page prints: `bench/events.json`, written by the commands with `--keep`."""

import json
from pathlib import Path

KEPT = Path(__file__).parent / "events.json"


def keep(name, figures):
    """Write one measurement beside the others, each under its name."""
    told = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    told[name] = figures
    KEPT.write_text(json.dumps(dict(sorted(told.items())), indent=1) + "\n", "utf-8")
