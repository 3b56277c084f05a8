"""What Readout finds in the gold of the ledgers does not fall under its floors (bench/ledgers.py)."""

import json
from pathlib import Path

from quality.ledger_reading import read_ledgers
from quality.ledger_scoring import figures

FLOORS = Path(__file__).parent / "ledger_floors.json"


def test_the_ledgers_stay_above_their_floors() -> None:
    readings = read_ledgers()
    told = json.loads(FLOORS.read_text("utf-8"))
    measured = {half: figures(one.counts for one in readings if one.marked.held is held) for half, held in _HALVES}
    under = [
        f"{half} {name}: {measured[half][name]:.3f} is under {floor}"
        for half, floors in told.items()
        for name, floor in floors.items()
        if measured[half][name] < floor
    ]
    assert under == []


_HALVES = (("open", False), ("held", True))
