"""A desk of which every text is one of the payloads: what its files say and what its articles say, read and briefed."""

import json
import shutil
from itertools import cycle, islice
from pathlib import Path

from desks import EXAMPLE, point_at, type_words
from readout.web.serving import bring_up_to_date

ARTICLES, IN_ONE = 25, 12  # payloads of one article's text
WEEKS = ("2031-W10", "2031-W11")
WEEK = WEEKS[-1]
PROSE = "She met the ministers of the other state in the port, and they will meet there again in the next week."


def poison_desk(folder: Path, payloads: list[str]) -> Path:
    """The desk's folder, with its two weeks briefed; Django points at it."""
    desk = folder / "desk"
    write_standoff(desk, payloads)
    type_words("init", desk)
    write_articles(folder / "articles.jsonl", payloads)
    type_words("add", folder / "articles.jsonl", "--desk", desk)
    point_at(desk)
    bring_up_to_date()
    for week in WEEKS:
        type_words("brief", "--week", week, "--desk", desk)
    return desk


def write_standoff(folder, payloads) -> None:
    """What an editor's files say: every text in them is a payload."""
    fit = [each for each in payloads if each.isprintable()]
    drawn = cycle(json.dumps(each, ensure_ascii=False) for each in fit)
    shutil.copytree(EXAMPLE / "standoff", folder)
    (folder / "standoff.toml").write_text("".join(f"{key} = {next(drawn)}\n" for key in ("name", "question", "notice")))
    texts = ("name", "country", "affiliation")
    tables = [
        "\n".join([f"[outlet-{number}]", "weekly_floor = 40", *(f"{key} = {next(drawn)}" for key in texts)])
        for number in range(ARTICLES)
    ]
    (folder / "outlets.toml").write_text("\n".join(tables))


def write_articles(file, payloads) -> None:
    """What articles say, as a feed's items or files give it: every text in them is a payload."""
    drawn = cycle(payloads)
    lines = []
    for number in range(ARTICLES):
        inside = [" ".join(each.replace("\0", "").split()) for each in islice(drawn, IN_ONE)]
        said = [
            f"Foreign Minister Selma Karrow said on Monday that {each} would end the talks in Lusande. {PROSE} "
            f"“{each},” Tobin Arle said."
            for each in inside
        ]
        lines.append(
            {
                "id": f"{next(drawn)[:40]} {number}",
                "outlet": f"outlet-{number}" if number % 3 else next(drawn),
                "published": f"2031-03-{1 + number % 12:02d}",
                "title": next(drawn),
                "byline": [next(drawn), next(drawn)],
                "url": f"https://x.example/{next(drawn)}" if number % 2 else "javascript:self.hits=1",
                "text": "\n\n".join(said),
            }
        )
    file.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
