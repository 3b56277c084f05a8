"""Whether a draft is ready: what stops it, and what an editor should look at once more."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser

from readout.codes import BlockKind
from readout.corpus.wording import fold
from readout.editing.freezing import walk_edition_lines
from readout.editing.revising import Content
from readout.records import Article, Block, Brief, EditionLine, Finding
from readout.spans import bears_out, passage

MOST_BYTES = 95_000  # of the mail's page: Gmail clips at about 102 kB
MOST_GRADE = 16.0  # years of school (Kincaid and others 1975) beyond which a line is hard for most readers
FEWEST_WORDS = 30  # below, a grade says nothing
_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"")
_SENTENCES = re.compile(r"[.!?]+(?:\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_MARKS = re.compile(r"[^\w\s]")


def check_draft(
    content: Content, brief: Brief, articles: Mapping[str, Article], page: bytes | None = None, size: int | None = None
) -> tuple[Finding, ...]:
    """
    What there is to say of a draft, in the order of its lines, what stops it first.

    `articles` are those it cites by id; `page` is it as rendered for the web, `size` the bytes of the mail's page;
    without them nothing is said of either.
    """
    found = [
        *_check_whole(content),
        *(each for block, line in walk_edition_lines(content.blocks) for each in _check_line(block, line, articles)),
        *_check_stories(content, brief),
        *_check_size(size),
        *_check_grade(content),
        *(check_page(page) if page is not None else ()),
    ]
    return tuple(sorted(found, key=lambda one: not one.stops))


def _check_whole(content: Content) -> Iterator[Finding]:
    if not any(block.kind is not BlockKind.COMMENT for block in content.blocks):
        yield Finding(
            "receipt", None, "nothing of the brief is left in it: an edition is more than comments", stops=True
        )


def _check_line(block: Block, line: EditionLine, articles: Mapping[str, Article]) -> Iterator[Finding]:
    sentence = line.sentence
    if not sentence.citations and block.kind is not BlockKind.COMMENT:
        yield Finding("receipt", line.id, "has no receipt; only a comment may stand without", stops=True)
    passages = []
    for citation in sentence.citations:
        article = articles.get(citation.article_id)
        if article is None or not bears_out(citation, article.text):
            yield Finding("receipt", line.id, f"its receipt in {citation.article_id} is not borne out", stops=True)
        else:
            passages.append(_plain(passage(article.text, citation.span)))
    if sentence.author == "editor":
        for words in find_quotations(sentence.text):
            if not any(_plain(words) in each for each in passages):
                told = f"“{words}” stands in none of its receipts word for word"
                yield Finding("quotation", line.id, told, stops=True)


def find_quotations(text: str) -> tuple[str, ...]:
    """What stands between quotation marks, without them."""
    return tuple((found[1] or found[2]).strip() for found in _QUOTED.finditer(text))


def _plain(words: str) -> str:
    """Words without case, marks and folds: a comma moved inside the marks is no other quotation."""
    return " ".join(_MARKS.sub(" ", fold(words).casefold()).split())


def _check_stories(content: Content, brief: Brief) -> Iterator[Finding]:
    origins = {story.id: story.origins for story in brief.stories}
    dates = {
        comparison.story_id
        for comparison in brief.comparisons
        if any(point.conflict == "date" for point in comparison.points)
    }
    for block in content.blocks:
        if block.kind is not BlockKind.DEVELOPMENT or block.subject_id is None:
            continue
        if origins.get(block.subject_id) == 1:
            yield Finding("origin", block.id, "one origin alone tells of it", stops=False)
        if block.subject_id in dates:
            yield Finding("date", block.id, "outlets give it different days: see where accounts differ", stops=False)


def _check_size(size: int | None) -> Iterator[Finding]:
    if size is not None and size > MOST_BYTES:
        told = f"the mail's page has {size:,} bytes; from {MOST_BYTES:,} on, readers may be shown half of it"
        yield Finding("size", None, told, stops=False)


def _check_grade(content: Content) -> Iterator[Finding]:
    """The editor's own words alone: the sources' are theirs."""
    for _, line in walk_edition_lines(content.blocks):
        grade = measure_grade(line.sentence.text) if line.sentence.author == "editor" else None
        if grade is not None and grade > MOST_GRADE:
            yield Finding("grade", line.id, f"reads like grade {grade:.0f}; shorter sentences read easier", stops=False)


def measure_grade(text: str) -> float | None:
    """Flesch and Kincaid's grade of English words; None for fewer than thirty."""
    words = re.findall(r"[A-Za-z']+", text)
    if len(words) < FEWEST_WORDS:
        return None
    sentences = max(1, len(_SENTENCES.findall(text)))
    syllables = sum(max(1, len(_VOWELS.findall(word.lower().removesuffix("e")))) for word in words)
    return round(0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59, 1)


# -- the page as rendered ----------------------------------------------------------------------------------------


def check_page(page: bytes) -> tuple[Finding, ...]:
    """What a rendered page lacks for those who do not see it: names of images and links, language, heading order."""
    reader = _PageReader()
    reader.feed(page.decode("utf-8", "replace"))
    reader.close()
    return tuple(Finding(check, None, words, stops=True) for check, words in dict.fromkeys(reader.found))


class _PageReader(HTMLParser):
    """Reads a page once and notes what is missing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self.level = 0
        self.link: list[str] | None = None
        self.svg: list[bool] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        named = bool(told.get("aria-label") or told.get("aria-labelledby"))
        if tag == "html" and not told.get("lang"):
            self.found.append(("accessibility", "the page does not say which language it is in"))
        if tag == "img" and "alt" not in told:
            self.found.append(("alternative", "an image has no alternative text"))
        if tag == "svg":
            self.svg.append(named or told.get("aria-hidden") == "true")
        if tag == "title" and self.svg:
            self.svg[-1] = True
        if tag == "a":
            self.link = ["named"] if named else []
        if re.fullmatch(r"h[1-6]", tag):
            level = int(tag[1])
            if level > self.level + 1:
                self.found.append(("accessibility", f"a heading of level {level} follows one of level {self.level}"))
            self.level = level

    def handle_data(self, data: str) -> None:
        if self.link is not None and data.strip():
            self.link.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "svg" and self.svg and not self.svg.pop():
            self.found.append(("alternative", "a drawing has no words beside it"))
        if tag == "a" and self.link is not None:
            if not self.link:
                self.found.append(("accessibility", "a link has no words"))
            self.link = None
