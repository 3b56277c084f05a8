"""An edition of the small whole brief, with an editor's words in it, and an archive that holds what it cites."""

from dataclasses import replace
from datetime import UTC, date, datetime

from factories import make_brief
from readout.actions.publishing import Ready, load_sources, publish_edition
from readout.codes import BlockKind
from readout.corpus.identity import digest_words
from readout.corpus.templates import make_line
from readout.editing.blocks import make_block, split_blocks
from readout.editing.freezing import FORMAT, reword, seal_edition
from readout.records import Approval, Block, Brief, Edition, EditionCard, KeptReading, Version
from whole_brief import ANALYSES, ARTICLES, make_whole_brief

AT = datetime(2031, 3, 7, 6, 0, tzinfo=UTC)

__all__ = ["AT", "EditionCard", "keep_articles", "load_sources", "make_blocks", "make_edition", "make_plain_edition",
           "publish_whole"]  # fmt: skip


def keep_articles(archive) -> None:
    """The articles of the whole brief and their readings."""
    versions = [
        Version(article, 1, digest_words(article), None, datetime(2031, 3, 5, tzinfo=UTC), ()) for article in ARTICLES
    ]
    archive.add_versions([(version, ()) for version in versions])
    archive.add_readings([KeptReading(one.article_id, 1, "r1", None, None, (), (), one, None) for one in ANALYSES])


def make_blocks(brief: Brief) -> tuple[Block, ...]:
    """The blocks of a brief; a development's first line is reworded, and a comment of the editor's closes them."""
    blocks = list(split_blocks(brief, {article.id: article for article in ARTICLES}))
    at = next(place for place, block in enumerate(blocks) if block.kind is BlockKind.DEVELOPMENT)
    first, *rest = blocks[at].lines
    blocks[at] = replace(blocks[at], lines=(reword(first, "They agreed to talk on 3 March."), *rest))
    remark = make_line(None, (), (), "editor", text="Next week we ask who will come.")
    return (*blocks, make_block(BlockKind.COMMENT, None, (remark,)))


def publish_whole(archive, number: int = 1) -> Edition:
    """Publish the whole brief as the next edition; its articles must be kept (`keep_articles`)."""
    brief = make_whole_brief()
    slug = f"2031-w{9 + number:02}"
    ready = Ready(brief, make_blocks(brief), f"Edition {number}", slug, "Ed Itor", (Approval("Ap Rover", AT),))
    return publish_edition(archive, ready, {}, AT)


def make_plain_edition(number: int = 1, **fields: object) -> Edition:
    """A sealed edition without content but for what `fields` say: for what only asks of numbers, names and days."""
    brief = make_brief(first_day=date(2031, 3, 4), last_day=date(2031, 3, 10))
    plain = Edition(FORMAT, number, f"e{number}", f"Edition {number}", "en", (), (), brief, "ed", (), AT, "", ())
    return seal_edition(replace(plain, **fields))


def make_edition(number: int = 1, **fields: object) -> Edition:
    """An edition of the whole brief, without an archive: its sources have no versions kept anywhere."""
    brief = make_whole_brief()
    return make_plain_edition(number, **({"brief": brief, "blocks": make_blocks(brief)} | fields))
