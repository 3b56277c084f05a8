"""
Measure the readings against the gold and set the floors of `tests/quality/floors.json`.

    python bench/floors.py                       print scores; what the gold gained and lost since the floors were set
    python bench/floors.py --raise               raise every floor to what is measured now
    python bench/floors.py --lower KIND --reason "why"     set one kind's floors to what is measured now, lower or not
    python bench/floors.py --mistakes KIND       list the missed and the spurious records of a kind
"""

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from quality.measuring import FLOORS, FOUND, MEASURES, Measured, below, measure

Floors = dict[str, dict[str, float]]


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the readings against the gold; raise or lower the floors.")
    parser.add_argument("--raise", dest="rise", action="store_true", help="raise every floor to what is measured now")
    parser.add_argument("--lower", metavar="KIND", help="set the floors of one kind to what is measured now")
    parser.add_argument("--reason", help="why a floor is lowered; needed with --lower")
    parser.add_argument("--mistakes", metavar="KIND", help="list what was missed and what was found wrongly")
    asked = parser.parse_args()
    if asked.lower and not asked.reason:
        parser.error("--lower needs --reason: a floor falls only with a written reason")
    measured = measure()
    told = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {"gold": "", "floors": {}, "lowered": []}
    print_scores(measured, told["floors"])
    print_changes(measured)
    if asked.mistakes:
        print_mistakes(measured, asked.mistakes)
    if asked.rise:
        raise_floors(measured, told)
    if asked.lower:
        lower_floors(measured, told, asked.lower, asked.reason)
    if asked.rise or asked.lower:
        FLOORS.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
        FOUND.write_text("".join(f"{line}\n" for line in measured.scored.hits), "utf-8")
        return 0
    return 1 if below(measured.scored.scores, told["floors"]) else 0


def raise_floors(measured: Measured, told: dict) -> None:
    """No floor falls here, but on a gold that has changed since: there every figure is another one."""
    floors: Floors = told["floors"] if told["gold"] == measured.digest else {}
    for kind, score in measured.scored.scores.items():
        now = {measure: getattr(score, measure) for measure in MEASURES}
        before = floors.get(kind, now)
        floors[kind] = {measure: max(now[measure], before[measure]) for measure in MEASURES}
    told["gold"], told["floors"] = measured.digest, floors


def lower_floors(measured: Measured, told: dict, kind: str, reason: str) -> None:
    for name in [name for name in measured.scored.scores if name == kind or name.startswith(f"{kind}.")]:
        score = measured.scored.scores[name]
        now = {measure: getattr(score, measure) for measure in MEASURES}
        told.setdefault("lowered", []).append(
            {"kind": name, "from": told["floors"].get(name), "to": now, "reason": reason}
        )
        told["floors"][name] = now


def print_scores(measured: Measured, floors: Floors) -> None:
    print(f"{'kind':22} {'gold':>6} {'found':>6} {'right':>6} {'P':>6} {'R':>6} {'F1':>6}  floors P/R/F1")
    for kind, score in measured.scored.scores.items():
        floor = floors.get(kind, {})
        wanted = " / ".join(f"{floor[measure]:.3f}" for measure in MEASURES) if floor else "none yet"
        figures = f"{score.precision:6.3f} {score.recall:6.3f} {score.f1:6.3f}"
        print(f"{kind:22} {score.gold:6} {score.found:6} {score.right:6} {figures}  {wanted}")
    for line in below(measured.scored.scores, floors):
        print(f"UNDER ITS FLOOR  {line}")


def print_changes(measured: Measured) -> None:
    before = set(FOUND.read_text("utf-8").splitlines()) if FOUND.exists() else set()
    now = set(measured.scored.hits)
    for word, lines in (("gained", now - before), ("lost", before - now)):
        print(f"\n{word}: {len(lines)}")
        for line in sorted(lines) if before else ():
            print(f"  {line}")


def print_mistakes(measured: Measured, kind: str) -> None:
    for word, lines in (("missed", measured.missed), ("spurious", measured.scored.spurious)):
        print(f"\n{word} ({kind})")
        for line in lines:
            if line.split("\t")[1] == kind:
                print(f"  {line}")


if __name__ == "__main__":
    sys.exit(main())
