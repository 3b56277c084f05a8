"""When what is said: the transcript as WebVTT, chapters as podcasts and as MP3 files have them."""

import json
import re
from collections.abc import Iterator, Sequence

from readout.rendering.speech.script import Chapter, Utterance

Times = Sequence[tuple[float, float]]  # of each utterance in order: begin and end, in seconds


def render_transcript(chapters: Sequence[Chapter], times: Times, address: str) -> bytes:
    """
    WebVTT (W3C): a cue for each utterance; the identifier of a cue that says a line is the line's address.

    `address` is that of the edition's page.
    """
    cues = ["WEBVTT"]
    for number, (one, (begin, end)) in enumerate(_walk(chapters, times), 1):
        name = f"{address}#{one.line_id}" if one.line_id else str(number)
        cues.append(f"{name}\n{_stamp(begin)} --> {_stamp(end)}\n{_fit(one.text)}")
    return ("\n\n".join(cues) + "\n").encode("utf-8", "replace")


def _walk(chapters: Sequence[Chapter], times: Times) -> Iterator[tuple[Utterance, tuple[float, float]]]:
    yield from zip((one for chapter in chapters for one in chapter.utterances), times, strict=True)


def _fit(text: str) -> str:
    return " ".join(re.sub(r"-->", "to", text).split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _stamp(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def list_starts(chapters: Sequence[Chapter], times: Times) -> list[tuple[str, float]]:
    """The title and the beginning of each chapter, in seconds."""
    starts, place = [], 0
    for chapter in chapters:
        starts.append((chapter.title, times[place][0]))
        place += len(chapter.utterances)
    return starts


def render_chapters(chapters: Sequence[Chapter], times: Times, address: str, title: str) -> bytes:
    """Chapters as the Podcasting 2.0 namespace has them (JSON chapters 1.2)."""
    told = [{"startTime": round(begin, 3), "title": name} for name, begin in list_starts(chapters, times)]
    record = {"version": "1.2.0", "title": title, "podcastName": title, "url": address, "chapters": told}
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def render_metadata(chapters: Sequence[Chapter], times: Times, tags: Sequence[tuple[str, str]]) -> bytes:
    """Tags and chapters in the form that ffmpeg writes into a recording (ffmetadata 1)."""
    lines = [";FFMETADATA1", *(f"{_escape(name)}={_escape(value)}" for name, value in tags)]
    starts = list_starts(chapters, times)
    ends = [*(begin for _, begin in starts[1:]), times[-1][1]]
    for (name, begin), end in zip(starts, ends, strict=True):
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={round(begin * 1000)}", f"END={round(end * 1000)}"]
        lines.append(f"title={_escape(name)}")
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _escape(text: str) -> str:
    return re.sub(r"([=;#\\\n])", r"\\\1", " ".join(text.split()))
