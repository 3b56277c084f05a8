"""
The ledger of positions: party by issue by kind, in the party's own words, and how each moved.

    stands (tellings with what they are compared by) ─ lines (the same position once) ─ movements
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from readout.codes import Movement, PositionKind
from readout.corpus.actors import Directory
from readout.corpus.positions.movements import compare_stands
from readout.corpus.positions.stands import Stand, read_stands, recall_stand
from readout.records import Analysis, Article, PositionLine
from readout.spans import finding_id

__all__ = ["settle_positions"]

PLAINLY = 4  # stems in common that make two wordings one position though their issues were read differently
_ORDER = tuple(PositionKind)


def settle_positions(
    articles: Sequence[Article],
    analyses: Mapping[str, Analysis],
    directory: Directory,
    first_day: date | None,
    last_day: date | None,
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
    stands = read_stands(articles, analyses, directory)
    past = [(line, recall_stand(line, directory, texts)) for line in earlier]
    seen: set[str] = set()
    lines = []
    for group in _group(stands):
        if any(_is_due(stand, first_day, last_day) for stand in group):
            kept = _same_before(group, past, seen)
            before = [stand for _, stand in past] + list(stands)
            lines.append(_move(_write_line(group), group, before) if kept is None else _move_on(group, *kept))
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
        likely = sorted({number for key in keys for number in near.get(key, ())})
        found = next((number for number in likely if any(_is_same(stand, other) for other in groups[number])), None)
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


def _move(line: PositionLine, group: Sequence[Stand], before: Sequence[Stand]) -> PositionLine:
    """Movement within the line itself, else against what the same parties said before it, the latest first."""
    opening, latest = next((one for one in group if one.day), group[0]), group[-1]
    if latest.day > opening.day != "":
        moved = compare_stands(opening, latest) or Movement.REPEATED
        return replace(line, movement=moved) if moved is Movement.REPEATED else _show(line, moved, opening)
    past = [one for one in before if one.day and one.day < opening.day and one.parties == opening.parties]
    for stand in sorted(past, key=lambda one: one.day, reverse=True):
        moved = compare_stands(stand, opening) or Movement.REPEATED
        if moved is not Movement.REPEATED:
            return _show(line, moved, stand)
    return line


def _move_on(group: Sequence[Stand], kept: PositionLine, before: Stand) -> PositionLine:
    """The line that goes on from the edition before: its id and first day, and how it moved since."""
    line = replace(_write_line(group), id=kept.id)
    line = replace(line, first_day=min(filter(None, (kept.first_day, line.first_day)), default=""))
    moved = compare_stands(before, group[-1]) or Movement.REPEATED
    return replace(line, movement=moved) if kept.wording == line.wording else _show(line, moved, before)


def _show(line: PositionLine, movement: Movement, before: Stand) -> PositionLine:
    return replace(
        line,
        movement=movement,
        previous_wording=before.wording,
        previous_citations=before.receipts,
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
