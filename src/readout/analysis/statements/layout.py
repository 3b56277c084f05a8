"""Who said what by layout alone: transcripts ("VALE: ..."), a dash and a name after a quotation, a colon before one."""

from collections.abc import Sequence

from readout.analysis.statements.surface import Quoted, Relation, Surface

DASHES = ("—", "―", "–", "--", "-")
LONGEST_NAME = 6  # tokens of a speaker's name beside a dash or before a colon
LONGEST_HEAD = 12  # tokens of a name with its theme before a colon
LINKING = frozenset({"IN", "TO"})
UNNAMED = frozenset({"Q", "A"})  # question and answer: turns of somebody whom nobody names
SURE = 0.99


def find_laid_out(surface: Surface) -> tuple[Relation, ...]:
    """The relations that the layout tells: signed and headed quotations and the turns of a transcript."""
    return (*_signed(surface), *_headed(surface), *_turns(surface))


def keep_out(relations: Sequence[Relation], laid_out: Sequence[Relation]) -> tuple[Relation, ...]:
    """Relations without the words that the layout gives to others, such as the turns of a transcript that they head."""
    theirs = {i for relation in laid_out for i in (*relation.source, *relation.cue, *relation.content)}
    rest = (one._replace(content=tuple(i for i in one.content if i not in theirs)) for one in relations)
    return tuple(one for one in rest if one.content)


def extend_over_colons(surface: Surface, relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """
    Give the quotations that open the paragraph after a colon to the last cue before that colon,
    and those that reopen in the paragraphs after it.
    """
    held = {i for relation in relations for i in relation.content}
    found = list(relations)
    for number, quoted in enumerate(surface.quotations):
        if quoted.first in held or not _announced(surface, quoted):
            continue
        cues = [k for k, relation in enumerate(found) if relation.cue and _ends_sentence(surface, relation, quoted)]
        if not cues:
            continue
        owner = max(cues, key=lambda k: found[k].cue)
        more = list(range(quoted.first, quoted.after))
        for following in surface.quotations[number + 1 :]:
            if not following.quotation.reopens:
                break
            more.extend(range(following.first, following.after))
        rest = [i for i in found[owner].content if surface.quoted[i]]
        found[owner] = found[owner]._replace(content=tuple(sorted({*rest, *more})))
        held.update(more)
    return tuple(found)


def _announced(surface: Surface, quoted: Quoted) -> bool:
    first, after = surface.block(quoted.first)
    whole = quoted.first == first and quoted.after >= after - 1
    return whole and first > 0 and surface.parse.tokens[first - 1].text == ":"


def _ends_sentence(surface: Surface, relation: Relation, quoted: Quoted) -> bool:
    last = surface.parse.sentence_of[quoted.first - 1]
    return surface.parse.sentence_of[relation.cue[0]] == last


def _signed(surface: Surface) -> list[Relation]:
    """Quotations followed by a dash and a name that ends the line."""
    tokens = surface.parse.tokens
    found = []
    for quoted in surface.quotations:
        _, after = surface.block(quoted.first)
        dash = quoted.after if tokens[quoted.after - 1].text not in DASHES else quoted.after - 1
        if tokens[quoted.after - 1].text.endswith(DASHES):
            dash = quoted.after - 1
        if dash >= after or not tokens[dash].text.endswith(DASHES):
            continue
        name = _name_after(surface, dash + 1, after)
        if name:
            content = tuple(i for i in range(quoted.first, quoted.after) if i != dash)
            found.append(Relation((dash,), name, content, SURE))
    return found


def _name_after(surface: Surface, first: int, after: int) -> tuple[int, ...]:
    tokens, end = surface.parse.tokens, first
    while end < min(after, first + LONGEST_NAME) and tokens[end].tag in ("NNP", "NNPS", "HYPH"):
        if end > first and "\n" in surface.parse.text[tokens[end - 1].end : tokens[end].start]:
            break
        end += 1
    if end == first:
        return ()
    closed = end == after or tokens[end].text in (".", ",", "(") or surface.is_mark[end]
    newline = end < after and "\n" in surface.parse.text[tokens[end - 1].end : tokens[end].start]
    return tuple(range(first, end)) if closed or newline else ()


def _headed(surface: Surface) -> list[Relation]:
    """
    Quotations that a name, with or without its theme, leads to by a colon: "Vale on the blockade: ...".

    The name begins the paragraph, or a sentence after another quotation or a full stop.
    """
    tokens, found = surface.parse.tokens, []
    for quoted in surface.quotations:
        first, _ = surface.block(quoted.first)
        colon = quoted.first - 1
        if colon <= first or tokens[colon].text != ":":
            continue
        head = _head_before(surface, first, colon)
        name = []
        for i in head:
            if tokens[i].tag in LINKING or tokens[i].text in (",", "("):
                break
            name.append(i)
        spoken = any(tokens[i].pos in ("VERB", "AUX") or surface.quoted[i] for i in head)
        if name and not spoken and tokens[name[-1]].pos == "PROPN" and _is_cased(surface, name):
            found.append(Relation((colon,), tuple(name), tuple(range(quoted.first, quoted.after)), SURE))
    return found


def _head_before(surface: Surface, first: int, colon: int) -> range:
    """The tokens from the last full stop or quotation to a colon; none where they are too many."""
    tokens, start = surface.parse.tokens, colon
    while start > first and colon - start <= LONGEST_HEAD:
        before = tokens[start - 1]
        if surface.is_mark[before.i] or before.text in (".", "!", "?", ";", ":"):
            break
        start -= 1
    return range(start, colon) if colon - start <= LONGEST_HEAD else range(0)


def _is_cased(surface: Surface, name: Sequence[int]) -> bool:
    return all(surface.parse.tokens[i].text[0].isupper() for i in name)


def _turns(surface: Surface) -> list[Relation]:
    """The turns of a transcript: paragraphs that begin with a name in capitals and a colon, and those that go on."""
    found: list[Relation] = []
    for first, after in surface.parse.blocks:
        start = first + 1 if surface.is_mark[first] else first
        colon = _label_end(surface, start, after)
        if colon is not None:
            name = tuple(i for i in range(start, colon) if surface.parse.tokens[i].text not in UNNAMED)
            found.append(Relation((colon,), name, tuple(range(colon + 1, after)), SURE))
        elif found and surface.is_mark[first] and found[-1].content and found[-1].content[-1] == first - 1:
            whole = all(surface.quoted[i] or surface.is_mark[i] for i in range(first, after - 1))
            if whole and after - first > 2 and surface.parse.tokens[first + 1].text not in ("(", "["):
                found[-1] = found[-1]._replace(content=(*found[-1].content, *range(first, after)))
    return [turn for turn in found if any(surface.is_word(i) for i in turn.content)] if len(found) > 1 else []


def _label_end(surface: Surface, start: int, after: int) -> int | None:
    tokens = surface.parse.tokens
    for i in range(start, min(after - 1, start + LONGEST_NAME)):
        if tokens[i].text == ":":
            return i if i > start else None
        word = tokens[i].text
        if not (word.isupper() and (len(word) > 1 or word in UNNAMED)) and word not in (".", "-"):
            return None
    return None
