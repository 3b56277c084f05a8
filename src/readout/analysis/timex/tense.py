"""Whether the clause around a word speaks of what is past, now or ahead."""

from readout.codebook.times import TimeBook
from readout.tokens import Parse


def find_tense(parse: Parse, token: int, book: TimeBook) -> str | None:
    """`past`, `future` or `present` by the nearest verb above the word that shows one, else None."""
    place = token
    seen = 0
    while seen < 12:
        told = _verb_tense(parse, place, book)
        if told:
            return told
        above = parse.tokens[place].head
        if above == place:
            return None
        place, seen = above, seen + 1
    return None


def _verb_tense(parse: Parse, place: int, book: TimeBook) -> str | None:  # noqa: PLR0911 -- one return a tense
    token = parse.tokens[place]
    if token.pos not in ("VERB", "AUX"):
        return None
    helpers = [parse.tokens[child] for child in parse.children[place] if parse.tokens[child].dep in ("aux", "auxpass")]
    words = {helper.lower.replace("’", "'") for helper in helpers}
    if words & book.cues["ahead"]:
        return "past" if "have" in words and "will" not in words else "future"
    if "to" in words:
        return "past" if "have" in words else "future"
    if token.tag == "VBD" or any(helper.tag == "VBD" for helper in helpers):
        return _planned(parse, place, book) or "past"
    if words & {"has", "have", "'ve"} or (token.tag == "VBN" and not helpers):
        return "past"
    if token.tag in ("VBZ", "VBP") or any(helper.tag in ("VBZ", "VBP") for helper in helpers):
        return _planned(parse, place, book) or "present"
    return None


def _planned(parse: Parse, place: int, book: TimeBook) -> str | None:
    """Whether the verb plans what is ahead: "is due on Monday", "are scheduled for May"."""
    token = parse.tokens[place]
    near = [token, *(parse.tokens[child] for child in parse.children[place])]
    if any(word.lower in book.cues["planned"] for word in near):
        return "future"
    return None
