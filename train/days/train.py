"""
Learn which days mattered on Timeline17 and write the [days] of weights.toml.

    .venv/bin/python train/days/train.py [--shared FOLDER] [--keep FILE] [--out FILE]

Logistic regression on the days of the eight reference timelines of the shared folder (`bench/timeline.py` reads them),
every timeline alike, by Newton's method from zero. Nothing is drawn at random: the same articles give the same file.
`--keep` keeps the times that were read. The file's other tables and its comments stay as they are.
"""

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench"))

from timeline import learn, load_tasks  # noqa: E402 -- it lies in bench

from readout.codebook.weights import parse_weights  # noqa: E402
from readout.corpus.days import DaySigns  # noqa: E402


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, default=Path("../shared"))
    options.add_argument("--keep", type=Path)
    options.add_argument("--out", type=Path, default=ROOT / "src/readout/codebooks/weights.toml")
    told = options.parse_args()
    tasks = load_tasks(told.shared / "bench" / "timeline", told.keep)
    rows = [f"{name} = {value:.3f}" for name, value in zip(DaySigns._fields, learn(tasks), strict=False)]
    text = told.out.read_text("utf-8")
    text = re.sub(r"^\[days\]\n(?:\w+ = .*\n)*", "\n".join(["[days]", *rows, ""]), text, flags=re.MULTILINE)
    parse_weights(text)
    told.out.write_text(text, "utf-8")
    print("\n".join(rows))


if __name__ == "__main__":
    main()
