"""
Articles with their readings marked: the page that sceptics ask for first.

The text stands character for character as it was read; every mark has its reading beside its
paragraph and in a table below. Boxes switch each kind of mark on and off without a script.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from readout.records import Actor, Analysis, Article, Span
from readout.rendering.findings import KINDS, Finding, find_findings
from readout.rendering.marking import Layer, find_paragraphs, mark_paragraphs
from readout.rendering.receipts import anchor_of, day_of, title_of
from readout.rendering.sheets import fill_sheet
from readout.spans import digest_text

# What is marked, from the outermost to the innermost: role, its name in the legend, what a sample of it carries.
ROLES = (
    ("furniture", "furniture, not read", ""),
    ("meeting", "meeting", "M"),
    ("problem", "left open", "L"),
    ("question", "open question", "O"),
    ("content", "what was said", "S"),
    ("quote", "verbatim", ""),
    ("position", "position", "P"),
    ("forecast", "forecast", "F"),
    ("contested", "contested claim", "C"),
    ("condition", "condition", ""),
    ("source", "source", ""),
    ("cue", "cue", ""),
    ("label", "contesting word", ""),
    ("event", "event", "E"),
    ("quantity", "quantity", "Q"),
    ("timex", "time", "value"),
    ("mention", "name known", "who"),
    ("unknown", "name not known", ""),
)
_DEPTHS = {role: depth for depth, (role, *_) in enumerate(ROLES)}
_BESIDE = frozenset({"condition", "label"})  # marks that never carry their finding's number
_SILENT = frozenset({"timex", "mention"})  # their mark carries all there is to tell: no note beside the paragraph


@dataclass(frozen=True, slots=True)
class Switch:
    """One box of the legend."""

    role: str
    name: str
    sample: str
    count: int


@dataclass(frozen=True, slots=True)
class Note:
    """One finding beside its paragraph, in a few words."""

    number: str
    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph with its marks, and the notes of what begins in it."""

    text: Markup
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The findings of one kind as a table."""

    kind: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article on the page; `key` begins every id of its own."""

    key: str
    title: str
    language: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    tables: tuple[Ledger, ...]


def render_readings_page(
    articles: Sequence[Article],
    analyses: Sequence[Analysis],
    actors: Mapping[str, Actor],
    notice: str | None,
    outlets: Mapping[str, str],
) -> bytes:
    """
    The page as UTF-8, the articles in the order given. `actors` has the codebook's by id; those that an
    analysis met itself come from it. `outlets` has the names of known outlets by id.
    """
    pairs = list(zip(articles, analyses, strict=True))
    found = [_find(article, analysis, actors) for article, analysis in pairs]
    sheets = [
        _lay_out(f"a{number}", article, analysis, findings, outlets)
        for number, ((article, analysis), findings) in enumerate(zip(pairs, found, strict=True), 1)
    ]
    title = sheets[0].title if len(sheets) == 1 else f"{len(sheets)} articles, as they were read"
    return fill_sheet(
        "readings.html.j2",
        ("style.css", "readings.css"),
        title=title,
        notice=notice,
        sheets=sheets,
        switches=_switches(analyses, found),
        recipes=sorted({analysis.recipe for analysis in analyses}),
    )


def lay_out_article(
    article: Article,
    analysis: Analysis,
    actors: Mapping[str, Actor],
    outlets: Mapping[str, str],
    cited: Iterable[Span] = (),
) -> tuple[Sheet, list[Switch]]:
    """One article as the desk shows it, and the boxes of its legend; a cited span has the id `c<start>-<end>`."""
    findings = _find(article, analysis, actors)
    return _lay_out("a1", article, analysis, findings, outlets, cited), _switches([analysis], [findings])


def _find(article: Article, analysis: Analysis, actors: Mapping[str, Actor]) -> tuple[Finding, ...]:
    names = {actor.id: actor.name for actor in (*analysis.actors, *actors.values())}
    return find_findings(article, analysis, names)


def _switches(analyses: Sequence[Analysis], found: Sequence[Sequence[Finding]]) -> list[Switch]:
    counts = dict.fromkeys(_DEPTHS, 0) | {"furniture": sum(len(analysis.furniture) for analysis in analyses)}
    for findings in found:
        for finding in findings:
            for mark in finding.marks:
                counts[mark.role] += 1
    return [Switch(role, name, sample, counts[role]) for role, name, sample in ROLES if counts[role]]


def _lay_out(
    key: str,
    article: Article,
    analysis: Analysis,
    findings: Sequence[Finding],
    outlets: Mapping[str, str],
    cited: Iterable[Span] = (),
) -> Sheet:
    layers = [_furniture(each.span, each.kind) for each in analysis.furniture]
    layers += [_citation(span) for span in sorted(set(cited))]
    layers += [layer for finding in findings for layer in _layers(key, finding)]
    paragraphs = find_paragraphs(article.text)
    texts = mark_paragraphs(article.text, paragraphs, layers)
    noted = deque(sorted((one for one in findings if one.place and one.kind not in _SILENT), key=_by_place))
    rows = []
    for paragraph, text in zip(paragraphs, texts, strict=True):
        here = []
        while noted and _by_place(noted[0])[0].start < paragraph.end:
            here.append(_note(noted.popleft()))
        rows.append(Row(text, tuple(here)))
    tables = (Ledger(kind.id, kind.title, kind.columns, _of_kind(findings, kind.id)) for kind in KINDS)
    return Sheet(
        key=key,
        title=title_of(article, article.id),
        language=article.language,
        facts=_facts(article, analysis, outlets),
        rows=tuple(rows),
        tables=tuple(table for table in tables if table.rows),
    )


def _by_place(finding: Finding) -> tuple[Span, str]:
    return finding.place or Span(0, 1), finding.number


def _of_kind(findings: Sequence[Finding], kind: str) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.kind == kind)


def _note(finding: Finding) -> Note:
    """The facts that are not the marked words themselves."""
    kind = next(kind for kind in KINDS if kind.id == finding.kind)
    told = zip(kind.columns, finding.facts, strict=True)
    words = (_label(column, fact) for column, fact in told if fact and column not in _IN_TEXT)
    return Note(finding.number, finding.kind, tuple(words))


_IN_TEXT = frozenset({"Content", "Claim", "Question", "Words"})  # columns whose words the marks show already
_LABELS = {"Cue": "“{}”", "Condition": "if: {}", "Sure": "sure {}", "Hedge": "hedge: {}", "Follows from": "after {}"}


def _label(column: str, fact: str) -> str:
    return _LABELS.get(column, "{}").format(fact)


def _layers(key: str, finding: Finding) -> list[Layer]:
    """A finding's marks; the first in the text, beside a condition's, has the tag and the id its note leads to."""
    layers: list[Layer] = []
    for mark in sorted(finding.marks, key=lambda one: (one.role in _BESIDE, one.span.start, _DEPTHS[one.role])):
        title = escape(f"{finding.number} {mark.role}: {' · '.join(filter(None, finding.facts))}")
        again = f'<span class="m {mark.role}" title="{title}">'
        first = f'<span class="m {mark.role}" id="{key}-at-{finding.number}" title="{title}"'
        tag = f' data-tag="{escape(finding.tag)}"' if finding.tag.strip() else ""
        layers.append(Layer(mark.span, _DEPTHS[mark.role], again if layers else f"{first}{tag}>", again, "</span>"))
    return layers


def _citation(span: Span) -> Layer:
    return Layer(span, -1, f'<mark id="{anchor_of(span)}">', "<mark>", "</mark>")


def _furniture(span: Span, kind: str) -> Layer:
    tag = f'<span class="m furniture" title="furniture: {escape(kind)}">'
    return Layer(span, _DEPTHS["furniture"], tag, tag, "</span>")


def _facts(article: Article, analysis: Analysis, outlets: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    facts = (
        ("Outlet", outlets.get(article.outlet_id or "", article.outlet_name or article.outlet_id or "not stated")),
        ("By", ", ".join(article.byline)),
        ("Published", day_of(article)),
        ("Known from", "; ".join(article.published_basis)),
        ("Kind of piece", analysis.genre.value),
        ("Sentences read", f"{len(analysis.sentences):,}"),
        ("Article", article.id),
        ("SHA-256", digest_text(article.text)),
    )
    return tuple((name, fact) for name, fact in facts if fact)
