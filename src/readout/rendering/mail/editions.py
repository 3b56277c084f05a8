"""
An edition as mail: the lines of its page, each with who printed it and a link to its receipt, within the budget.

Nothing in it is loaded from anywhere, and no link counts anything. What does not fit stands on the page, and the mail
says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from readout.records import Correction
from readout.rendering.layout import Group, Line, Section, walk_lines
from readout.rendering.mail.messages import BUDGET, MARKS, strip_marks
from readout.rendering.sheets import fill_mail
from readout.rendering.site.published import Published
from readout.rendering.site.sections import list_sections

NEVER = frozenset({"unread", "events", "coverage", "timeline", "balance"})  # for whoever has the page before them
AMENDED, LONGEST = 12, 600  # corrections that a mail prints, and characters of each; the page has all of it
FIRST = ("answer", "developments", "changes", "takeaways", "calendar")  # what every view of an edition carries


@dataclass(frozen=True, slots=True)
class Footer:
    """What a mail closes with: who sends it and why the reader gets it."""

    name: str
    imprint: str


@dataclass(frozen=True, slots=True)
class Amended:
    """An earlier edition by its name in addresses, and what was put right in it since its readers were mailed."""

    slug: str
    title: str
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class _Letter:
    """What is written twice, as text and as HTML."""

    published: Published
    permalink: str
    footer: Footer
    amended: tuple[tuple[Amended, Correction], ...]  # the latest first

    @property
    def root(self) -> str:
        """The address of the readers' side, with a slash."""
        return self.permalink.removesuffix(self.published.folder)

    def link(self, amended: Amended, correction: Correction) -> str:
        """Where a correction of an earlier edition stands."""
        line = f"#{correction.line_id}" if correction.line_id else ""
        return f"{self.root}editions/{amended.slug}/{line}"


def render_mail(
    published: Published, permalink: str, footer: Footer, amended: Iterable[Amended] = ()
) -> tuple[str, str]:
    """
    Text and HTML of an edition; the HTML is at most `BUDGET` bytes. `permalink` is the edition's page, with a slash.

    Corrections of earlier editions (`amended`) stand at its head, since who read an error by mail is to read its
    correction by mail. What every view carries goes first into the budget; further sections follow in the order of
    the page while they fit, whole groups at a time.
    """
    each = [(one, correction) for one in amended for correction in one.corrections]
    each.sort(key=lambda pair: (pair[1].corrected_at, pair[0].slug), reverse=True)
    letter = _Letter(published, permalink, footer, tuple(each))
    sections = tuple(section for section in list_sections(published) if section.id not in NEVER)
    kept = _fit(letter, sections)
    return (
        _write_text(letter, kept, left=len(kept) < len(sections)),
        _write_html(letter, kept, left=len(kept) < len(sections)),
    )


def _fit(letter: _Letter, sections: Sequence[Section]) -> tuple[Section, ...]:
    def fits(tried: Sequence[Section]) -> bool:
        return len(_write_html(letter, tried, left=True).encode("utf-8", "replace")) <= BUDGET

    chosen = [section for section in sections if section.id in FIRST]
    for section in sections:
        if section.id in FIRST or not section.groups:
            continue
        tried = [each for each in sections if each in chosen or each is section]
        if fits(tried):
            chosen = tried
    while not fits(chosen) and any(_count(section) for section in chosen):
        chosen = _shorten(chosen)
    return tuple(chosen)


def _shorten(sections: Sequence[Section]) -> list[Section]:
    """Without the last group of the longest section: only where even what every view carries is over the budget."""
    longest = max(sections, key=_count)
    groups = longest.groups[:-1] or (replace(longest.groups[0], lines=longest.groups[0].lines[:-1]),)
    return [replace(each, groups=groups) if each is longest else each for each in sections]


def _count(section: Section) -> int:
    return sum(len(list(walk_lines(group.lines))) for group in section.groups)


def _clip(text: str) -> str:
    """A correction's words in one line of plain text, cut where they are long."""
    plain = " ".join(strip_marks(text).split())
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST].rsplit(' ', 1)[0]} …"


def _shown(section: Section) -> Iterator[tuple[Group, tuple[Line, ...], int]]:
    """The groups that the page shows at once, each with its lines and how many more the page has."""
    for group in section.groups[: section.most]:
        if group.lines:
            yield group, group.lines[: group.most], len(group.lines) - len(group.lines[: group.most])


def _outlets(lines: Iterable[Line]) -> str:
    names = dict.fromkeys(receipt.outlet for line in lines for receipt in line.receipts)
    shown = list(names)[:4]
    return ", ".join(shown) + (f" and {len(names) - len(shown)} more" if len(names) > len(shown) else "")


def _say(line: Line) -> str:
    """A line in plain words: who, when, cue, text, labels and note, as the page prints them."""
    words = f"“{line.text}”" if line.quoted else line.text
    pieces = [f"{line.when}: " if line.when else "", f"{line.by}: " if line.by else "",
              f"{line.cue}: " if line.cue else "", "" if line.is_told_below else words,
              "".join(f" ({label})" for label in line.labels), f" ({line.note})" if line.note else ""]  # fmt: skip
    return " ".join(strip_marks("".join(pieces)).split())


def _write_text(letter: _Letter, sections: Iterable[Section], *, left: bool) -> str:
    edition, footer = letter.published.edition, letter.footer
    out = [strip_marks(edition.title), "=" * min(len(edition.title), 72), ""]
    if edition.brief.notice:
        out += [strip_marks(edition.brief.notice), ""]
    out += [f"On the web, with every receipt: {letter.permalink}", ""]
    out += [f"Corrected: {_clip(one.text)}" for one in edition.corrections[-AMENDED:]]
    out += _write_amended(letter)
    for section in sections:
        out += ["", section.title.upper(), ""]
        for group, lines, more in _shown(section):
            if group.heading:
                out.append(strip_marks(group.heading))
            out += [row for line in lines for row in _text_of(line)]
            out += [f"  … and {more} more on the page."] if more else []
            out.append("")
    if left:
        out += ["The page has more sections than fit into a mail.", ""]
    out += ["Each line is a source's own sentence, or is filled from cited sentences. Sourced, not verified.", ""]
    out += ["-- ", f"You get this since you asked for {footer.name}. Pause or leave at any time:", MARKS["leave"]]
    out += ["This mail counts nothing: no picture, no counted link.", *([footer.imprint] if footer.imprint else [])]
    return "\n".join(out) + "\n"


def _write_amended(letter: _Letter) -> Iterator[str]:
    if letter.amended:
        yield from ("", "CORRECTIONS TO EARLIER EDITIONS", "")
    for amended, one in letter.amended[:AMENDED]:
        yield f"* {strip_marks(amended.title)}: {_clip(one.text)}"
        yield from _tell_change(one)
        yield f"    {letter.link(amended, one)}"
    if (more := len(letter.amended) - AMENDED) > 0:
        yield f"  … and {more} more: {letter.root}corrections/"


def _tell_change(correction: Correction) -> Iterator[str]:
    if correction.was and correction.now:
        yield f"    It said: {_clip(correction.was)}"
        yield f"    It says now: {_clip(correction.now)}"


def _text_of(line: Line, depth: int = 0) -> Iterator[str]:
    indent, by = "  " * depth, _outlets([line])
    yield f"{indent}* {_say(line)}" + (f" [{by}]" if by else "")
    for part in line.parts:
        yield f"{indent}    {strip_marks(part.by)}: {' '.join(strip_marks(part.text).split())}"
    for below in line.below:
        yield from _text_of(below, depth + 1)


def _write_html(letter: _Letter, sections: Sequence[Section], *, left: bool) -> str:
    return fill_mail(
        "mail.html.j2",
        edition=letter.published.edition,
        permalink=letter.permalink,
        footer=letter.footer,
        amended=[(one, each, letter.link(one, each)) for one, each in letter.amended[:AMENDED]],
        corrected=letter.published.edition.corrections[-AMENDED:],
        unprinted=max(len(letter.amended) - AMENDED, 0),
        root=letter.root,
        sections=sections,
        left=left,
        leave=MARKS["leave"],
        shown=_shown,
        say=_say,
        outlets=lambda line: _outlets([line]),
        plain=strip_marks,
        clip=_clip,
    )
