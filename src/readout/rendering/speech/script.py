"""The script of an edition: every line of its blocks, said with who says it and who printed it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from readout.codebook.sites import Site
from readout.corpus.wording import write_list, write_time
from readout.records import Block, EditionLine
from readout.rendering.site.published import Published
from readout.rendering.site.sections import TITLES
from readout.rendering.speech.spoken import speak

_OWN = (None, "resolved", "cut", "dated")  # templates of lines that are one source's own sentence


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is said in one breath; `line_id` is the edition's line that it says, None for what leads over."""

    text: str
    line_id: str | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the script under its title."""

    title: str
    utterances: tuple[Utterance, ...]


def write_script(published: Published, site: Site) -> tuple[Chapter, ...]:
    """The chapters in the order of the edition's page, an opening before them and a close behind."""
    edition = published.edition
    opening = [f"{site.podcast.title}. {edition.title}."]
    opening += [edition.brief.notice] if edition.brief.notice else []
    opening.append(f"Published on {write_time(edition.published_at.date().isoformat())}.")
    opening += [f"A correction. {one.text}" for one in edition.corrections]
    told = [Chapter("Opening", tuple(Utterance(_end(speak(each))) for each in opening))]
    for kind, blocks in groupby(published.blocks, lambda block: block.kind):
        title = TITLES[kind][1]
        lines = tuple(_tell_blocks(tuple(blocks), published))
        told.append(Chapter(title, (Utterance(_end(title)), *lines)))
    close = "Each line that you heard has a receipt: the passage it rests on, on the page of this edition."
    return (*told, Chapter("Close", (Utterance(close), Utterance("Sourced is not verified. Thank you for listening."))))


def _tell_blocks(blocks: tuple[Block, ...], published: Published) -> Iterator[Utterance]:
    for by, some in groupby(blocks, lambda block: block.by):
        if by:
            yield Utterance(_end(speak(by)))
        for block in some:
            if block.heading is not None:
                yield Utterance(_end(speak(block.heading.sentence.text)), block.heading.id)
            elif block.day is not None and block.by is None:
                yield Utterance(_end(speak(write_time(block.day))))
            for line in block.lines:
                yield Utterance(_tell_line(line, published), line.id)


def _tell_line(line: EditionLine, published: Published) -> str:
    """The line, with the outlets that printed it where it is a sentence of theirs; an editor's is said to be one."""
    words = _end(speak(line.sentence.text))
    if line.sentence.author == "editor":
        return f"In the editor's words: {words}"
    if line.sentence.template not in _OWN:
        return words
    outlets = dict.fromkeys(
        published.shelf.outlet(published.articles[one.article_id].outlet_id)
        for one in line.sentence.citations
        if one.article_id in published.articles
    )
    return f"{words} {_end(speak(f'From {write_list(tuple(outlets))}'))}" if outlets else words


def _end(words: str) -> str:
    words = words[:1].upper() + words[1:] if words.startswith("the ") else words
    return words if words.endswith((".", "!", "?")) else f"{words}."


def render_script(chapters: tuple[Chapter, ...]) -> bytes:
    """The script as text, for a person who reads it aloud."""
    parts = [f"{chapter.title.upper()}\n\n" + "\n".join(one.text for one in chapter.utterances) for chapter in chapters]
    return ("\n\n\n".join(parts) + "\n").encode("utf-8", "replace")
