"""A desk of which every text that a file, an article or a feed can fill is made of the four hundred payloads."""

import csv
import json
import shutil
from html import escape
from pathlib import Path

from actions.collecting.fakes import DirectReader, FakeSite
from desks import EXAMPLE, point_at, type_words
from readout.actions.collecting import Wire, collect_source
from readout.adapters.codebooks import load_codebook
from readout.codes import SourceKind
from readout.ports import NotFetched
from readout.records import Source
from readout.web.serving import bring_up_to_date

ARTICLES = 50  # of which half are of outlets that the desk knows
KNOWN, LONGEST_ID = 25, 290
WEEKS = ("2031-W10", "2031-W11")
WEEK = WEEKS[-1]
FEED = "https://ledger.example/feed"
PROSE = "She met the ministers of the other state in the port, and they will meet there again in the next week."


def deal(payloads: list[str], hands: int, gap: str = " ") -> list[str]:
    """All payloads, each in one of so many texts."""
    return [gap.join(payloads[hand::hands]) for hand in range(hands)]


def poison_desk(folder: Path, payloads: list[str]) -> Path:
    """The desk's folder, with its two weeks briefed; Django points at it."""
    desk = folder / "desk"
    write_standoff(desk, payloads)
    type_words("init", desk)
    point_at(desk)
    bring_up_to_date()
    collect_feed(desk, payloads)
    write_articles(folder / "articles.jsonl", payloads)
    type_words("add", folder / "articles.jsonl", "--desk", desk)
    for week in WEEKS:
        type_words("brief", "--week", week, "--desk", desk)
    return desk


def write_standoff(folder: Path, payloads: list[str]) -> None:
    """What an editor's files say: every text in them holds payloads. What stands on every page is kept short."""
    texts = deal(payloads, KNOWN)
    shutil.copytree(EXAMPLE / "standoff", folder)
    name_desk(folder, " ".join(payloads[:12]))
    tables = [
        "\n".join(
            [
                f"[outlet-{number}]",
                "weekly_floor = 40",
                *(f"{key} = {json.dumps(text)}" for key in ("name", "country", "affiliation")),
            ]
        )
        for number, text in enumerate(texts)
    ]
    (folder / "outlets.toml").write_text("\n".join(tables))
    issues = [f'[issue-{n}]\nname = {json.dumps(text)}\ncues = ["talks"]' for n, text in enumerate(texts)]
    (folder / "issues.toml").write_text("\n".join(issues))
    write_actors(folder, payloads)


def name_desk(folder: Path, words: str) -> None:
    """What the files say of the desk itself, its site and its mail: `words`, in every text."""
    told = json.dumps(words)
    plain = json.dumps("".join(each if each.isprintable() else " " for each in words))  # what goes into a header
    (folder / "standoff.toml").write_text("".join(f"{key} = {told}\n" for key in ("name", "question", "notice")))
    site = "".join(f"{key} = {told}\n" for key in ("title", "about", "publisher"))
    (folder / "site.toml").write_text(f'address = "http://127.0.0.1:8010/"\n{site}')
    mail = "".join(f"{key} = {plain}\n" for key in ("name", "imprint"))
    sender = 'sender = "brief@desk.example"\naddress = "https://desk.example/letters/"\n'
    (folder / "mail.toml").write_text(sender + mail)


def write_actors(folder: Path, payloads: list[str]) -> None:
    """The example's actors and offices, called by payloads as well."""
    texts = deal([one.replace("|", "/") for one in payloads], KNOWN)
    fit = [" ".join(text.replace("\0", "").split()) for text in texts]
    for name, columns in (("actors.csv", ("names", "codes")), ("offices.csv", ("title", "source"))):
        lines = [line for line in (folder / name).read_text().splitlines() if not line.startswith("#")]
        rows = list(csv.DictReader(lines))
        for number, row in enumerate(rows):
            row.update({each: fit[(number + place) % KNOWN] for place, each in enumerate(columns)})
        with (folder / name).open("w", newline="") as file:
            table = csv.DictWriter(file, rows[0])
            table.writeheader()
            table.writerows(rows)


def write_articles(file: Path, payloads: list[str]) -> None:
    """What articles say, as files give it: every text in them holds payloads."""
    texts, lines = deal(payloads, ARTICLES), []
    for number in range(ARTICLES):
        inside = [" ".join(each.replace("\0", "").split()) for each in payloads[number::ARTICLES]]
        said = [
            f"Foreign Minister Selma Karrow said on Monday that {each} would end the talks in Lusande. {PROSE} "
            f"“{each},” Tobin Arle said."
            for each in inside
        ]
        script = f"javascript:self.hits=1//{texts[number]}"
        lines.append(
            {
                "id": f"{number} {texts[number]}"[:LONGEST_ID],
                "outlet": f"outlet-{number % KNOWN}" if number % 2 else texts[number],
                "published": f"2031-03-{1 + number % 12:02d}",
                "title": texts[number],
                "byline": payloads[number::ARTICLES],
                "url": f"https://x.example/{texts[number]}" if number % 2 else script,
                "text": "\n\n".join(said),
            }
        )
    file.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")


def collect_feed(folder: Path, payloads: list[str]) -> None:
    """What a feed and its pages say: titles, authors, names and links hold payloads, and so does what went wrong."""
    from readout.desk.opened import now, the_desk  # noqa: PLC0415 -- needs Django set up

    site, items, archive = FakeSite(), [], the_desk().archive
    for number, text in enumerate(deal(payloads, KNOWN)):
        link = f"https://ledger.example/{number}"
        plain = escape("".join(each if each.isprintable() else " " for each in text))
        items.append(
            f"<item><title>{plain}</title><link>{link}</link><guid>{plain}</guid><author>{plain}</author>"
            f"<pubDate>Thu, 06 Mar 2031 10:00:00 GMT</pubDate><description>{plain}</description></item>"
        )
        metas = f"<meta name='author' content='{plain}'><meta property='og:site_name' content='{plain}'>"
        told = json.dumps({"@type": "NewsArticle", "headline": text, "author": {"name": text}}).replace("<", "\\u003c")
        body = "".join(f"<p>{PROSE} It was said that {plain}.</p>" for _ in range(3))
        head = f"<title>{plain}</title>{metas}<script type='application/ld+json'>{told}</script>"
        page = f"<html lang='en'><head>{head}</head><body><article>{body}</article></body></html>"
        failed = NotFetched(link, text, text, 404)
        site.pages[link] = page.encode("utf-8", "replace") if number % 5 else failed
    site.pages[FEED] = f"<rss version='2.0'><channel><title>x</title>{''.join(items)}</channel></rss>".encode()
    for name, address in (("ledger", FEED), ("gone", "https://ledger.example/0")):
        source = Source(name, SourceKind.FEED, address, None, 3)
        wire = Wire(site, DirectReader(), now)
        health = collect_source(source, archive, load_codebook(folder), wire, None).health
        archive.keep_health(health)
