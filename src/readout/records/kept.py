"""Kept: what the archive holds beside the records themselves: versions, readings, runs, and the sources' health."""

from dataclasses import dataclass
from datetime import datetime

from readout.codes import RunState, SourceKind, SourceState
from readout.records.captured import Article
from readout.records.derived import Analysis, Problem


@dataclass(frozen=True, slots=True)
class Capture:
    """
    An article on its way into the archive, as a file or the wire gave it.

    `guid` is the name that its source gives it for ever (a feed's guid, the `id` of a file), None when it gives none.
    """

    article: Article
    guid: str | None
    page: bytes | None  # the bytes that the text was extracted from; None: it came as text
    doubts: tuple[Problem, ...]  # what was read of it with a reservation


@dataclass(frozen=True, slots=True)
class Version:
    """
    One version of an article as the archive keeps it.

    All versions of an article have one `article.id`, so that what an edit leaves as it was keeps its finding's id.
    """

    article: Article
    number: int  # from 1, in order of capture
    digest: str  # of title and text, white space folded: what tells an edit
    guid: str | None
    captured_at: datetime
    doubts: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class KeptReading:
    """
    What one recipe found in one version of an article, and when the article was published by its own text.

    `lent` None: the article was dated by itself. Else it is the day that other articles of a batch gave it, and
    the analysis was made with that day in mind. `analysis` None: the version could not be read, `problem` says why.
    """

    article_id: str
    number: int  # of the version
    recipe: str  # of the reading, without a page's extractor, which belongs to the version
    lent: str | None
    published: str | None  # as `Article.published`
    published_basis: tuple[str, ...]
    byline: tuple[str, ...]
    analysis: Analysis | None
    problem: Problem | None


@dataclass(frozen=True, slots=True)
class Run:
    """One long piece of work, counted: it can be killed at any moment and goes on from `done`."""

    id: str
    verb: str  # add, read, collect, import
    input: str  # what tells the same work again: a digest of the names and sizes of the inputs, or a recipe
    state: RunState
    total: int  # items: files, lines of JSON, articles
    done: int  # of `total`, whatever came of them
    added: int  # new articles
    edited: int  # new versions of known ones
    known: int  # as they were
    failed: int  # listed as `Failure`s
    started_at: datetime
    ended_at: datetime | None  # None: it goes on, or was cut off


@dataclass(frozen=True, slots=True)
class Failure:
    """One item of a run that came to nothing, and why; `place` is what people know it by."""

    run_id: str
    number: int  # of the item, from 1
    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where articles of a standoff come from, as its `sources.toml` says."""

    id: str
    kind: SourceKind
    address: str  # http or https, or a path inside the desk's folder
    outlet_id: str | None  # of every article that does not name its own
    every_hours: int  # how often it is asked


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How a source fared, kept from one round of collecting to the next."""

    source_id: str
    state: SourceState
    told: str  # the same in words: "gave a web page instead of a feed"
    last_tried_at: datetime
    last_good_at: datetime | None  # None: never yet
    next_try_at: datetime
    failures_in_row: int
    brought: int  # articles that the last good round found in it, known ones too
    etag: str | None  # for conditional GET (RFC 9110)
    last_modified: str | None
    moved_to: str | None  # a permanent redirect that an editor should write into the file


@dataclass(frozen=True, slots=True)
class PageCheck:
    """
    When a page that some source lists was asked for, kept so that it is not asked for more often than it should.

    `link` is the page's address without what tells nothing of it (`corpus.identity.fold_link`). `failed` has the
    reason in words where the last time brought nothing, None where it brought the page.
    """

    link: str
    first_at: datetime
    checked_at: datetime
    etag: str | None  # for conditional GET (RFC 9110)
    last_modified: str | None
    failed: str | None
