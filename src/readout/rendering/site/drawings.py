"""
Drawings over all editions as inline SVG, each with its table and a sentence that says what it shows.

As in `rendering.charts`: colours come from the page's style, nothing is told by colour alone, the same records give
the same bytes.
"""

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup, escape

from readout.corpus.wording import write_list
from readout.rendering.layout import Drawing, Table
from readout.rendering.site.traces import Trace

WIDTH = 640
MOST_BARS, MOST_ROWS, MOST_COLUMNS = 52, 12, 8


def draw_counts(key: str, title: str, noun: str, counts: Sequence[tuple[str, int]]) -> tuple[Drawing, Table] | None:
    """Bars, one for each edition in order, the last 52; None without any. `counts` are (edition, lines)."""
    shown = counts[-MOST_BARS:]
    most = max((count for _, count in shown), default=0)
    if not most:
        return None
    step = (WIDTH - 20) / len(shown)
    floor, scale = 110, 90 / most
    bars = "".join(
        f'<g><title>{escape(name)}: {count}</title><rect x="{_n(10 + number * step)}" y="{_n(floor - count * scale)}" '
        f'width="{_n(max(2, min(step - 2, 40)))}" height="{_n(count * scale)}"/></g>'
        for number, (name, count) in enumerate(shown)
    )
    ends = _text(10, floor + 18, shown[0][0], "start")
    ends += _text(WIDTH - 10, floor + 18, shown[-1][0], "end") if len(shown) > 1 else ""
    total = sum(count for _, count in shown)
    peak = next(name for name, count in shown if count == most)
    words = f"{total:,} {noun} in {len(shown)} edition{'' if len(shown) == 1 else 's'}; most in {peak}: {most}."
    axis = f'<line x1="10" y1="{floor}" x2="{WIDTH - 10}" y2="{floor}"/>'
    svg = _frame(key, floor + 28, title, words, f'<g class="bars">{bars}</g>{axis}{ends}')
    rows = tuple((name, str(count)) for name, count in counts)
    return Drawing(svg, words), Table(title, ("Edition", noun.capitalize()), rows)


def draw_quoting(
    traces: Sequence[Trace], outlets: dict[str, str], actors: dict[str, str]
) -> tuple[Drawing, Table] | None:
    """Which outlet's words of which speaker were published: a dot for each pair, its area the number of lines."""
    pairs = Counter(
        (trace.speaker_id or "", outlet)
        for trace in traces
        if trace.speaker_id in actors and trace.voice is not None
        for outlet in trace.outlet_ids
        if outlet in outlets
    )
    if not pairs:
        return None
    speakers, columns = _most(pairs, 0, MOST_ROWS), _most(pairs, 1, MOST_COLUMNS)
    best = max(pairs, key=lambda pair: (pairs[pair], pair))
    told = {(speaker, outlet): pairs[speaker, outlet] for speaker in speakers for outlet in columns}
    shown = "" if sum(told.values()) == sum(pairs.values()) else f", {sum(told.values())} of them shown"
    words = (
        f"{sum(pairs.values())} times an outlet printed words of a named speaker{shown}; "
        f"most: {actors[best[0]]} in {outlets[best[1]]}, {pairs[best]}."
    )
    left, top, step = 190, 110, 26
    wide = min(70, (WIDTH - left - 90) / len(columns))
    marks = [
        _slanted(left + wide * (place + 0.5), top - 8, _short(outlets[one], 22)) for place, one in enumerate(columns)
    ]
    for row, speaker in enumerate(speakers):
        y = top + step * (row + 0.5)
        marks.append(_text(left - 10, y + 4, _short(actors[speaker], 26), "end"))
        for column, outlet in enumerate(columns):
            count = pairs[speaker, outlet]
            name = f"{outlets[outlet]} on {actors[speaker]}: {count}"
            radius = 2 + 9 * (count / pairs[best]) ** 0.5
            marks += [_dot(left + wide * (column + 0.5), y, radius, name)] if count else []
    inside = f'<g class="dots">{"".join(marks)}</g>'
    svg = _frame("quoting", top + step * len(speakers) + 10, "Who quotes whom", words, inside)
    rows = tuple((actors[speaker], *(str(pairs[speaker, one] or "–") for one in columns)) for speaker in speakers)
    table = Table("Published lines by speaker and outlet", ("Speaker", *(outlets[each] for each in columns)), rows)
    return Drawing(svg, words), table


def _most(pairs: Counter[tuple[str, str]], side: int, most: int) -> list[str]:
    """The ids of one side of the pairs that come up most."""
    sums: Counter[str] = Counter()
    for pair, count in sorted(pairs.items()):
        sums[pair[side]] += count
    return [key for key, _ in sums.most_common(most)]


def _dot(x: float, y: float, radius: float, name: str) -> str:
    return f'<g><title>{escape(name)}</title><circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/></g>'


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}">{escape(words)}</text>'


def _slanted(x: float, y: float, words: str) -> str:
    return f'<text transform="translate({_n(x)} {_n(y)}) rotate(-40)">{escape(words)}</text>'


Judged = tuple[tuple[float, float], bool]  # the probability that a forecaster's words are read as, and whether it came


def draw_calibration(judged: Sequence[Judged]) -> tuple[Drawing, Table] | None:
    """How often forecasts came true against how likely their words made them; None where none is resolved."""
    bins: dict[int, list[bool]] = {}
    for (low, high), came in judged:
        bins.setdefault(min(4, int((low + high) / 2 * 5)), []).append(came)
    if not bins:
        return None
    left, top, size = 60, 14, 170

    marks = [f'<line class="line" x1="{left}" y1="{top + size}" x2="{left + size}" y2="{top}"/>']
    rows = []
    for number in sorted(bins):
        outcomes = bins[number]
        share = sum(outcomes) / len(outcomes)
        name = f"{number * 20} to {number * 20 + 20} per cent"
        x, y = left + size * (number + 0.5) / 5, top + size * (1 - share)
        marks.append(_dot(x, y, 3 + len(outcomes) ** 0.5, f"{name}: {share:.0%} of {len(outcomes)}"))
        rows.append((name, str(len(outcomes)), f"{share:.0%}"))
    marks += [
        f'<line x1="{left}" y1="{top + size}" x2="{left + size}" y2="{top + size}"/>',
        f'<line x1="{left}" y1="{top}" x2="{left}" y2="{top + size}"/>',
        _text(left, top + size + 18, "unlikely", "start"),
        _text(left + size, top + size + 18, "likely", "end"),
        _text(left - 8, top + 8, "came", "end"),
    ]
    number, true = sum(map(len, bins.values())), sum(map(sum, bins.values()))
    words = (
        f"Of {number} forecasts that an editor resolved, {true} came true. On the dashed line words and outcomes agree."
    )
    svg = _frame(
        "calibration", top + size + 30, "Forecasts and what came", words, f'<g class="dots">{"".join(marks)}</g>'
    )
    columns = ("Said to be likely", "Forecasts", "Came true")
    table = Table("Resolved forecasts by how likely their words made them", columns, tuple(rows))
    return Drawing(svg, words), table


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: max(1, most - 1)]}…"


def _frame(key: str, height: int, title: str, words: str, inside: str) -> Markup:
    head = f'<title id="{key}-chart">{escape(title)}</title><desc id="{key}-words">{escape(words)}</desc>'
    opening = f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{key}-chart {key}-words">'
    return Markup(f"{opening}{head}{inside}</svg>")  # noqa: S704 -- all text in it is escaped above


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def name_most(traces: Sequence[Trace], names: dict[str, str], ids: str, most: int = 5) -> str:
    """The names that lines lead to most, as a list in words."""
    counts = Counter(each for trace in traces for each in getattr(trace, ids) if each in names)
    return write_list([names[each] for each, _ in counts.most_common(most)])
