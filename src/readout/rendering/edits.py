"""The edits of an article as text: what was taken out and put in, between the words around it."""

from collections.abc import Iterator, Sequence

from readout.corpus.edits import Change, compare_texts
from readout.records import Span, Version
from readout.spans import passage


def render_edits(versions: Sequence[Version]) -> str:
    """The versions of an article, the first one first, each with what it changed: a line a change."""
    lines = [f"{versions[0].article.id}: {len(versions)} version{'' if len(versions) == 1 else 's'}"]
    for number, version in enumerate(versions):
        lines.append(f"version {version.number}, captured {version.captured_at:%Y-%m-%d %H:%M} UTC")
        if number:
            lines += _tell(versions[number - 1], version)
    return "\n".join(lines) + "\n"


def _tell(old: Version, new: Version) -> Iterator[str]:
    for name in ("title", "published", "outlet_id"):
        before, after = getattr(old.article, name), getattr(new.article, name)
        if before != after:
            yield f"  {name}: [-{before or 'none'}-] {{+{after or 'none'}+}}"
    for change in compare_texts(old.article.text, new.article.text):
        yield f"  {_line(change, old.article.text, new.article.text)}"


def _line(change: Change, old: str, new: str) -> str:
    parts = [
        f"… {change.before}" if change.before else "",
        f"[-{_words(old, change.old)}-]" if change.old else "",
        f"{{+{_words(new, change.new)}+}}" if change.new else "",
        f"{change.after} …" if change.after else "",
    ]
    return " ".join(filter(None, parts))


def _words(text: str, span: Span) -> str:
    return " ".join(passage(text, span).split())
