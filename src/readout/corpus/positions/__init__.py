"""
The ledger of positions: party by issue by kind, in the party's own words, and how each moved.

    stands (tellings with what they are compared by) ─ lines (the same position once) ─ movements
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter

from readout.codes import Movement, PositionKind
from readout.corpus.actors import Directory
from readout.corpus.positions.movements import Comparison, compare_stands
from readout.corpus.positions.stands import Stand, name_stems, read_stands, recall_stand
from readout.corpus.positions.terms import TermBook, TermReader
from readout.records import Analysis, Article, PositionLine
from readout.spans import finding_id

__all__ = ["TermBook", "settle_positions"]

_Known = dict[tuple[tuple[str, ...], str], list[Stand]]
LATEST = 40  # tellings with one theme that a new one is compared with
PLAINLY = 4  # stems in common that make two wordings one position though their issues were read differently
HELD, WITNESSES = 40, 12  # groups, the latest, that a stem leads to; tellings of a group that a new one is held against
_BY_DAY = attrgetter("day")
_ORDER = tuple(PositionKind)


def settle_positions(
    articles: Sequence[Article],
    analyses: Mapping[str, Analysis],
    directory: Directory,
    first_day: date | None,
    last_day: date | None,
    book: TermBook,
    *,
    earlier: Sequence[PositionLine] = (),
) -> tuple[PositionLine, ...]:
    """
    One `PositionLine` for each position that was told in the period, by party (those with most first), issue,
    kind and day; the same position in several articles is one line with several receipts.

    `holder_ids` are parties: of a person, the state. `attributed_to` has who says so: sources by id, and outlets
    where they say it in their own voice. Movement is decided against the latest earlier telling of the same
    party: one in `earlier`, the edition before, else one of an earlier day among these articles; NEW when there
    is none, or REPEATED where the text itself tells it as held before. A line of `earlier` that nobody repeats comes
    back as SILENT when its receipts still hold. Receipts of `earlier` that these articles do not bear out are left out
    of `previous_citations`.
    """
    texts = {article.id: article.text for article in articles}
    stands = read_stands(articles, analyses, directory, book)
    reader = TermReader(book, name_stems(directory))
    past = [(line, recall_stand(line, directory, texts, reader)) for line in earlier]
    known = _index([stand for _, stand in past] + list(stands))
    seen: set[str] = set()
    lines = []
    for group in _group(stands):
        if any(_is_due(stand, first_day, last_day) for stand in group):
            kept = _same_before(group, past, seen)
            told = _write_line(group)
            lines.append(_move(told, group, known, book) if kept is None else _move_on(group, *kept, book))
            seen.update(_superseded(lines[-1], past) if kept is None else (kept[0].id,))
    silent = [
        replace(line, movement=Movement.SILENT, previous_wording=None, previous_citations=(), citations=stand.receipts)
        for line, stand in past
        if line.id not in seen and stand.receipts
    ]
    return _sort((*lines, *silent))


def _is_due(stand: Stand, first_day: date | None, last_day: date | None) -> bool:
    if not stand.day or first_day is None or last_day is None:
        return True
    return first_day.isoformat() <= stand.day <= last_day.isoformat()


def _group(stands: Sequence[Stand]) -> list[list[Stand]]:
    """Tellings of one position: same parties, kind and, where both have one, issue; wordings about one thing."""
    groups: list[list[Stand]] = []
    near: dict[
        tuple[object, ...], list[int]
    ] = {}  # numbers of groups by parties, kind, and a stem or the whole wording
    for stand in stands:
        keys = [(stand.parties, stand.kind, word) for word in (*stand.stems, f"={stand.wording.lower()}")]
        likely = sorted({number for key in keys for number in near.get(key, ())[-HELD:]})
        found = next(
            (number for number in likely if any(_is_same(stand, other) for other in groups[number][:WITNESSES])), None
        )
        if found is None:
            found = len(groups)
            groups.append([])
        groups[found].append(stand)
        for key in keys:
            numbers = near.setdefault(key, [])
            if not numbers or numbers[-1] != found:
                numbers.append(found)
    return groups


def _is_same(one: Stand, other: Stand) -> bool:
    issues = {one.issue_id, other.issue_id} - {None}
    if one.wording.lower() == other.wording.lower():
        return True
    if bool(one.counted) != bool(other.counted):
        return False  # what is done to two companies is not what is threatened to all
    return one.is_alike(other) and (len(issues) < 2 or len(one.stems & other.stems) >= PLAINLY)


def _write_line(group: Sequence[Stand]) -> PositionLine:
    """The line of one position, in the fullest wording of the last day on which it was told."""
    first, last = group[0], group[-1]
    fullest = max((one for one in group if one.day == last.day), key=lambda one: (len(one.wording), one.wording))
    days = [one.day for one in group if one.day]
    return PositionLine(
        id=finding_id("position-line", *first.parties, str(first.kind), first.wording.lower()),
        kind=first.kind,
        holder_ids=first.parties,
        issue_id=next((one.issue_id for one in (fullest, *group) if one.issue_id), None),
        wording=fullest.wording,
        attributed_to=tuple(dict.fromkeys(teller for one in group for teller in one.told_by)),
        firmness=next((one.firmness for one in reversed(group) if one.firmness), None),
        first_day=min(days, default=""),
        last_day=max(days, default=""),
        movement=Movement.REPEATED if first.standing else Movement.NEW,
        previous_wording=None,
        previous_citations=(),
        citations=tuple(dict.fromkeys(receipt for one in group for receipt in one.receipts)),
        told=fullest.told or next((one.told for one in reversed(group) if one.told and one.day == last.day), None),
        said_day=max((one.said_day for one in group if one.said_day), default=None),
        standing=any(one.standing for one in group),
    )


def _index(stands: Sequence[Stand]) -> _Known:
    """Tellings with a day by parties and theme, in order of day."""
    known: _Known = {}
    for stand in sorted((one for one in stands if one.day), key=lambda one: one.day):
        for theme in (*stand.terms.themes, *stand.stems):
            known.setdefault((stand.parties, theme), []).append(stand)
    return known


def _move(line: PositionLine, group: Sequence[Stand], known: _Known, book: TermBook) -> PositionLine:
    """Movement within the line itself, else against what the same parties said before it: the likest, then latest."""
    opening, latest = next((one for one in group if one.day), group[0]), group[-1]
    if latest.day > opening.day != "":
        found = compare_stands(opening, latest, book.movements)
        return _show(line, found, opening, otherwise=Movement.REPEATED)
    compared = [
        (found, stand)
        for stand in _earlier(opening, known)
        if (found := compare_stands(stand, opening, book.movements)) is not None
    ]
    if not compared:
        return line
    found, stand = max(compared, key=lambda one: (one[0].alike, one[1].day))
    return _show(line, found, stand, otherwise=line.movement)


def _earlier(opening: Stand, known: _Known) -> Sequence[Stand]:
    """The latest tellings of an earlier day that share a theme."""
    if not opening.day:
        return ()
    found: dict[int, Stand] = {}
    for theme in sorted({*opening.terms.themes, *opening.stems}):
        near = known.get((opening.parties, theme), ())
        before = bisect_left(near, opening.day, key=_BY_DAY)
        found.update((id(one), one) for one in near[max(0, before - LATEST) : before])
    return tuple(found.values())


def _move_on(group: Sequence[Stand], kept: PositionLine, before: Stand, book: TermBook) -> PositionLine:
    """The line that goes on from the edition before: its id and first day, and how it moved since."""
    line = replace(_write_line(group), id=kept.id)
    line = replace(line, first_day=min(filter(None, (kept.first_day, line.first_day)), default=""))
    if kept.wording == line.wording:
        return replace(line, movement=Movement.REPEATED)
    line = replace(line, previous_wording=before.wording, previous_citations=before.receipts)
    return _show(line, compare_stands(before, group[-1], book.movements), before, otherwise=Movement.REPEATED)


def _show(line: PositionLine, found: Comparison | None, before: Stand, *, otherwise: Movement) -> PositionLine:
    """A line that moved, with the wording before and why; `otherwise` where nothing typed tells that it did."""
    if found is None or found.movement in (None, Movement.REPEATED):
        return replace(line, movement=otherwise)
    return replace(
        line,
        movement=found.movement,
        previous_wording=before.wording,
        previous_citations=before.receipts,
        reasons=found.reasons,
    )


def _same_before(
    group: Sequence[Stand], past: Sequence[tuple[PositionLine, Stand]], seen: set[str]
) -> tuple[PositionLine, Stand] | None:
    """The line of the edition before that keeps this position: same parties and kind, wordings about one thing."""
    for line, stand in past:
        alike = (stand.parties, stand.kind) == (group[0].parties, group[0].kind)
        if alike and line.id not in seen and any(_is_same(stand, one) for one in group):
            return line, stand
    return None


def _superseded(line: PositionLine, past: Sequence[tuple[PositionLine, Stand]]) -> tuple[str, ...]:
    """The line of the edition before that another kind of position took the place of: not silent."""
    if line.previous_wording is None:
        return ()
    return tuple(
        one.id for one, stand in past if (one.holder_ids, stand.wording) == (line.holder_ids, line.previous_wording)
    )


def _sort(lines: Sequence[PositionLine]) -> tuple[PositionLine, ...]:
    held = {holders: sum(line.holder_ids == holders for line in lines) for holders in {one.holder_ids for one in lines}}
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                -held[line.holder_ids],
                line.holder_ids,
                line.kind is PositionKind.ASSESSMENT,
                line.issue_id is None,
                line.issue_id or "",
                _ORDER.index(line.kind),
                line.first_day,
                line.wording,
            ),
        )
    )
