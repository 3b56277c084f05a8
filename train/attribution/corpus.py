"""PolNeAR as the model is trained on it: articles with their parses, and relations as tokens."""

import gzip
import json
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from readout.adapters.spacy_tagger import SpacyTagger
from readout.records import Span
from readout.spans import trim
from readout.tokens import Parse, Token, make_parse


class Example(NamedTuple):
    """One article: its parse, and for each relation the tokens of cue, source and content."""

    parse: Parse
    relations: tuple[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]], ...]


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """What stands between blank lines."""
    edges = [match.span() for match in re.finditer(r"\n[^\S\n]*\n\s*", text)]
    starts, ends = [0, *(end for _, end in edges)], [*(start for start, _ in edges), len(text)]
    pieces = (trim(text, Span(start, end)) for start, end in zip(starts, ends, strict=True) if start < end)
    return tuple(piece for piece in pieces if piece is not None)


def read_articles(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON-lines file, gzipped or not."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for line in content.splitlines():
        yield json.loads(line)


def parse_articles(path: Path, cache: Path | None) -> list[tuple[dict[str, Any], Parse]]:
    """Every article with its parse; parses are kept in the folder `cache` when one is given."""
    kept = None if cache is None else cache / f"{path.name.split('.jsonl')[0]}.parses"
    if kept is not None and kept.exists():
        stored = pickle.loads(kept.read_bytes())
        return [
            (article, make_parse(article["text"], (Token(*token) for token in tokens), blocks, sentences))
            for article, (tokens, blocks, sentences) in stored
        ]
    tagger = SpacyTagger()
    found = [
        (article, tagger.tag(article["text"], split_paragraphs(article["text"]))) for article in read_articles(path)
    ]
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        stored = [(a, ([tuple(token) for token in p.tokens], p.blocks, p.sentences)) for a, p in found]
        kept.write_bytes(pickle.dumps(stored, protocol=5))
    return found


def read_examples(parsed: list[tuple[dict[str, Any], Parse]]) -> list[Example]:
    """The gold relations as token indices."""
    return [
        Example(
            parse,
            tuple(
                (_tokens(parse, one["cue"]), _tokens(parse, one["source"]), _tokens(parse, one["content"]))
                for one in article["attributions"]
            ),
        )
        for article, parse in parsed
    ]


def _tokens(parse: Parse, pieces: list[dict[str, int]]) -> tuple[int, ...]:
    found: set[int] = set()
    for piece in pieces:
        found.update(parse.tokens_in(Span(piece["start"], piece["end"])))
    return tuple(sorted(found))
