"""Whether the clause around a word speaks of what is past, now or ahead."""

from readout.codebook.times import TimeBook
from readout.tokens import Parse, Token

FARTHEST = 12  # steps up the parse after which no verb is near enough to speak for the word
NOMINAL = frozenset({"NOUN", "PROPN", "ADP"})
ARRANGED = frozenset({"dobj", "nsubjpass"})
HELPERS = frozenset({"aux", "auxpass"})


def find_tense(parse: Parse, first: int, last: int, book: TimeBook) -> str | None:
    """
    `past`, `future`, `present` or `timetable` (present, of what is arranged), by the nearest verb above the
    word that shows one, else None.

    A bare infinitive or participle shows none, and the verb above it is asked; "to meet" under a verb of
    planning is ahead. `first` and `last` are the first and last token of the words.
    """
    token = _head_of(parse, first, last)
    if _leads_onward(parse, token, book):
        return "future"
    if parse.tokens[parse.tokens[token].head].lower == "since":
        return "past"
    place = token
    for _ in range(FARTHEST):
        told = _verb_tense(parse, place, book)
        above = parse.tokens[place].head
        if told or above == place:
            return None if told == "past" and _is_limit(parse, token, book) else told
        place = above
    return None


def _head_of(parse: Parse, first: int, last: int) -> int:
    """The token by which the words hang on the rest: "Tuesday" in "9 a.m. Tuesday" hangs on "a.m."."""
    token = last
    for _ in range(last - first):
        above = parse.tokens[token].head
        if above == token or not first <= above <= last:
            break
        token = above
    return token


def _is_limit(parse: Parse, token: int, book: TimeBook) -> bool:
    """Whether a time is where something ends, which a verb in the past does not put behind us: "by March"."""
    link = parse.tokens[parse.tokens[token].head]
    return link.pos in ("ADP", "SCONJ") and link.lower in book.cues["limits"]


def _leads_onward(parse: Parse, token: int, book: TimeBook) -> bool:
    """Whether what is put off or arranged lies ahead: "cancelled a meeting on Friday", "postponed until Tuesday"."""
    link = parse.tokens[token].head
    above = parse.tokens[parse.tokens[link].head]
    if parse.tokens[token].dep == "poss":
        ahead = above.lower == "of" and parse.tokens[above.head].lower == "ahead"
        return ahead or (parse.tokens[link].dep in ARRANGED and _is_arranging(parse, above, book))
    if parse.tokens[token].dep == "npadvmod":
        return parse.tokens[link].lemma in book.cues["setting"] and any(
            link < child < token and parse.tokens[child].dep == "dobj" for child in parse.children[link]
        )
    if parse.tokens[link].pos not in ("ADP", "SCONJ") or link == token:
        return False
    if above.pos in NOMINAL:
        while above.pos in NOMINAL and above.dep not in ARRANGED and above.head != above.i:
            above = parse.tokens[above.head]
        return above.dep in ARRANGED and _is_arranging(parse, parse.tokens[above.head], book)
    word = parse.tokens[link].lower
    if word in ("until", "till"):
        return link > above.i and above.pos == "VERB" and above.lemma not in book.cues["lasting"]
    return word in book.cues["onward"] and above.lemma in book.cues["arranging"]


def _is_arranging(parse: Parse, verb: Token, book: TimeBook) -> bool:
    """Whether a verb's object lies ahead: "cancelled", "put off", "called off"."""
    if verb.lemma in book.cues["arranging"]:
        return True
    hanging = {parse.tokens[child].lower for child in parse.children[verb.i] if parse.tokens[child].dep == "prt"}
    return "off" in hanging and verb.lemma in ("call", "put")


def leads_onward(parse: Parse, first: int, last: int, book: TimeBook) -> bool:
    """Whether the words are the day of what is put off, called off or arranged."""
    return _leads_onward(parse, _head_of(parse, first, last), book)


def _verb_tense(parse: Parse, place: int, book: TimeBook) -> str | None:  # noqa: PLR0911 -- one return a tense
    token = parse.tokens[place]
    if token.pos not in ("VERB", "AUX"):
        return None
    helpers = [parse.tokens[child] for child in parse.children[place] if parse.tokens[child].dep in HELPERS]
    words = {helper.lower.replace("’", "'") for helper in helpers}
    if words & book.cues["ahead"]:
        return "past" if "have" in words and "will" not in words else "future"
    if "to" in words:
        return (
            "past"
            if "have" in words and parse.tokens[token.head].lemma != "be"
            else _infinitive_tense(parse, place, book)
        )
    finite = [token, *helpers]
    if _is_planned(token, helpers, parse, book):
        return "past" if words & {"had"} else "future"
    if any(word.tag == "VBD" for word in finite):
        return "past"
    if words & {"has", "have", "'ve"} or (token.tag == "VBN" and not helpers):
        return "past"
    if token.tag in ("VBZ", "VBP") and token.lemma in book.cues["timetable"]:
        return "timetable"
    return "present" if any(word.tag in ("VBZ", "VBP") for word in finite) else None


def _infinitive_tense(parse: Parse, place: int, book: TimeBook) -> str | None:
    above = parse.tokens[parse.tokens[place].head]
    helpers = parse.children[above.head if above.tag == "JJ" else above.i]
    if above.lower in book.cues["planned"] and any(parse.tokens[child].lower == "had" for child in helpers):
        return "past"
    return "future" if above.lemma in book.cues["planning"] or above.lower in book.cues["planned"] else None


def _is_planned(token: Token, helpers: list[Token], parse: Parse, book: TimeBook) -> bool:
    """Whether the verb plans what is ahead: "is due on Monday", "talks scheduled for May"."""
    if token.tag == "VBN" and not helpers and token.lower in book.cues["planned_alone"]:
        return True
    if token.lower in book.cues["planned"] and any(helper.lemma == "be" for helper in helpers):
        return True
    if token.lemma != "be":
        return False
    beside = [parse.tokens[child] for child in parse.children[token.i] if parse.tokens[child].dep in ("acomp", "prep")]
    return any(word.lower in book.cues["planned"] for word in beside)
