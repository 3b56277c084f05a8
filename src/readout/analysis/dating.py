"""When an article was published, as precisely as its own text tells, with the reasons in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from readout.codebook import Codebook
from readout.codebook.editions import (
    HALF_YEAR,
    date_edition,
    find_promise,
    has_open_weekday,
    is_scheduled,
    last_of_round,
)
from readout.codebook.times import TimeBook
from readout.records import Article, Furniture, Mention, Span, Timex

CLOSE_CAPTION = 92  # days between a caption's date and the nearest date of the prose that it may lend its year to
CLOSE_PROSE = 31  # the same for a date of the prose itself
DATELINE = 80  # characters of the prose in which a dateline ends
_FULL = re.compile(r"(\d{4})-(\d{2})-(\d{2})$")
_YEARLESS = re.compile(r"XXXX-(\d{2})-(\d{2})$")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The days an article's text gives: `full` with their year, `bare` (month, day) without, told as past or ahead."""

    full: tuple[tuple[date, str, bool], ...]  # day, words, whether in furniture
    past: tuple[tuple[int, int, str, int | None], ...]  # month, day, words, weekday printed with it
    ahead: tuple[tuple[int, int, str, int | None], ...]
    last_year: int | None  # the latest year the prose names
    open_weekday: bool  # whether it tells of a mere weekday, which may be later than the last day


def date_article(
    article: Article,
    furniture: Sequence[Furniture],
    timexes: Sequence[Timex],
    mentions: Sequence[Mention],
    codebook: Codebook,
) -> tuple[str | None, tuple[str, ...]]:
    """
    The day of publication (ISO 8601, an interval a/b where only bounds are told) and the reasons in words.

    What the file tells wins; then a line of date or a dateline; then the last dated event, the first one
    ahead, a promised weekday and offices held by date. `timexes` are those read without a day of publication.
    None when no year can be told: then nothing is guessed, and the reasons are what is known all the same.
    """
    if article.published is not None:
        return article.published, article.published_basis or ("metadata",)
    printed = _find_printed(article, furniture, timexes, codebook.times)
    if printed is not None:
        return printed
    evidence = _gather(article, furniture, timexes, codebook.times)
    year_known = _settle_year(evidence, _office_bounds(article, mentions, codebook))
    if year_known is None:
        return None, ()
    earliest, reasons = year_known
    return _settle_day(article, earliest, reasons, evidence, codebook.times)


def _find_printed(
    article: Article, furniture: Sequence[Furniture], timexes: Sequence[Timex], book: TimeBook
) -> tuple[str, tuple[str, ...]] | None:
    for each in furniture:
        if each.kind == "date":
            words = article.text[each.span.start : each.span.end]
            days = [day for day, _ in _full_dates(words, book)]
            if days:
                return days[0].isoformat(), (f"line of date: “{' '.join(words.split())}”",)
    first = min((timex.span.start for timex in timexes), default=None)
    for timex in timexes:
        found = _FULL.match(timex.value)
        if found and timex.span.start == first and _is_dateline(article.text, timex.span):
            return timex.value, (f"dateline: “{_line_start(article.text, timex.span)}”",)
    return None


def _is_dateline(text: str, span: Span) -> bool:
    """Whether only a place stands before it on its line, in capitals, and a dash or bracket after it."""
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    after = text[span.end : span.end + 20].lstrip(" ,.")
    place = re.match(r"[A-Z][A-Z .'’-]{2,}", line.strip())
    return len(line) < DATELINE and place is not None and after[:1] in ("-", "–", "—", "(", "/", ":")


def _line_start(text: str, span: Span) -> str:
    return " ".join(text[text.rfind("\n", 0, span.start) + 1 : span.end].split())


def _gather(article: Article, furniture: Sequence[Furniture], timexes: Sequence[Timex], book: TimeBook) -> Evidence:
    full = [
        (day, words, True)
        for each in furniture
        for day, words in _full_dates(article.text[each.span.start : each.span.end], book)
    ]
    past: list[tuple[int, int, str, int | None]] = []
    ahead: list[tuple[int, int, str, int | None]] = []
    years = []
    for timex in timexes:
        words = " ".join(article.text[timex.span.start : timex.span.end].split())
        scheduled = is_scheduled(article.text, timex.span.start, book.cues["scheduled"])
        known, bare = _FULL.match(timex.value), _YEARLESS.match(timex.value)
        if timex.value[:4].isdigit() and len(timex.value) >= 4:
            years.append(int(timex.value[:4]))
        day = _make_day(int(known[1]), int(known[2]), int(known[3])) if known else None
        if day is not None and not scheduled:
            full.append((day, words, False))
        if bare:
            told = (int(bare[1]), int(bare[2]), words, _weekday_in(words, book))
            (ahead if scheduled else past).append(told)
    return Evidence(tuple(full), tuple(past), tuple(ahead), max(years, default=None), has_open_weekday(timexes))


def _weekday_in(words: str, book: TimeBook) -> int | None:
    names = book.values.get("WEEKDAY", {})
    return next((int(names[word]) for word in words.lower().replace(",", " ").split() if word in names), None)


def _full_dates(text: str, book: TimeBook) -> list[tuple[date, str]]:
    names = book.values.get("MONTH", {})
    months = "|".join(sorted((re.escape(name) for name in names), key=lambda name: (-len(name), name)))
    pattern = rf"\b(?:({months})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?|(\d{{1,2}})\s+({months}),?)\s+(\d{{4}})\b"
    found = []
    for match in re.finditer(pattern, text, re.IGNORECASE):
        month = int(names[(match[1] or match[4]).lower()])
        day = _make_day(int(match[5]), month, int(match[2] or match[3]))
        if day is not None:
            found.append((day, " ".join(match[0].split())))
    return found


def _make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _settle_year(
    evidence: Evidence, offices: tuple[tuple[date, date, str], ...]
) -> tuple[date, tuple[str, ...]] | None:
    """The last past day told, with its year, when the text leaves one year only; and why."""
    last = last_of_round([(month, day) for month, day, _, _ in evidence.past])
    if last is None:
        return None
    reasons: list[str] = []
    candidates = [one for year in range(1950, 2100) if (one := _make_day(year, *last))]
    lender = _find_lender(evidence)
    if lender is not None:
        lent = lender[0]
        candidates = [min(candidates, key=lambda one: abs((one - lent).days))]
        reasons.append(f"a {'caption' if lender[2] else 'date of the text'} gives the year: “{lender[1]}”")
    for since, until, words in offices:
        candidates = [one for one in candidates if since <= one <= until]
        reasons.append(words)
    for month, day, words, weekday in (*evidence.past, *evidence.ahead):
        if weekday is not None:
            candidates = [one for one in candidates if _falls_on(one, month, day, weekday)]
            reasons.append(f"weekday and day fit only some years: “{words}”")
    if len(candidates) != 1 or (evidence.last_year or 0) > candidates[0].year + 1:
        return None
    earliest = max([candidates[0], *(day for day, _, _ in evidence.full if day.year <= candidates[0].year)])
    told = max((words for month, day, words, _ in evidence.past if (month, day) == last), key=_count_digits)
    return earliest, (*reasons, f"last dated event: “{told}”")


def _count_digits(words: str) -> int:
    return sum(letter.isdigit() for letter in words)


def _falls_on(last: date, month: int, day: int, weekday: int) -> bool:
    days = [one for step in (-1, 0, 1) if (one := _make_day(last.year + step, month, day))]
    return min(days, key=lambda one: abs((one - last).days)).isoweekday() == weekday if days else False


def _find_lender(evidence: Evidence) -> tuple[date, str, bool] | None:
    """The latest full date, when it lies close enough to a date without a year to be of the same days."""
    if not evidence.full:
        return None
    latest = max(evidence.full, key=lambda one: one[0])
    near = CLOSE_CAPTION if latest[2] else CLOSE_PROSE
    distances = [_round_distance(latest[0], month, day) for month, day, _, _ in evidence.past]
    return latest if distances and min(distances) <= near else None


def _round_distance(day: date, month: int, number: int) -> int:
    days = [one for step in (-1, 0, 1) if (one := _make_day(day.year + step, month, number))]
    return min((abs((one - day).days) for one in days), default=366)


def _office_bounds(
    article: Article, mentions: Sequence[Mention], codebook: Codebook
) -> tuple[tuple[date, date, str], ...]:
    """The days on which those whom the text gives an office held it, one entry an actor and office."""
    bounds: dict[tuple[str, str], tuple[date, date, str]] = {}
    for mention in mentions:
        before = article.text[max(0, mention.span.start - 40) : mention.span.start].lower().split()
        for term in codebook.actors.terms:
            end = term.until or term.through
            if term.actor_id != mention.actor_id or not term.since or not end or term.title.lower() not in before[-2:]:
                continue
            if not set(re.split(r"\W+", " ".join(before[-4:]))) & codebook.times.cues["former"]:
                name = codebook.actors.by_id[term.actor_id].name
                held = f"office held from {term.since} to {end}: {term.title} {name}"
                bounds[term.actor_id, term.title] = (date.fromisoformat(term.since), date.fromisoformat(end), held)
    return tuple(bounds[key] for key in sorted(bounds))


def _settle_day(
    article: Article, earliest: date, reasons: tuple[str, ...], evidence: Evidence, book: TimeBook
) -> tuple[str | None, tuple[str, ...]]:
    coming = [
        (day, words)
        for month, number, words, _ in evidence.ahead
        for step in (0, 1)
        if (day := _make_day(earliest.year + step, month, number)) and 0 < (day - earliest).days <= HALF_YEAR
    ]
    first, words = min(coming, default=(None, ""))
    promise = find_promise(article.text, book.editions)
    if promise is not None:
        edition = date_edition(earliest, promise.weekday, first, open_weekday=evidence.open_weekday)
        return edition, (*reasons, f"promised weekday: “{promise.words}”")
    if first is None:
        latest = earliest + timedelta(days=HALF_YEAR)
        return f"{earliest}/{latest}", (*reasons, "dates without a year lie less than half a year away")
    latest = max(first - timedelta(days=1), earliest)
    return f"{earliest}/{latest}", (*reasons, f"first event still ahead: “{words}”")
