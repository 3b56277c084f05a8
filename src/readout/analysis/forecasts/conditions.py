"""On what a forecast depends: "if", "unless", "once", "should X happen", "as long as"."""

from dataclasses import dataclass

from readout.codebook.forecasts import ForecastBook
from readout.grammar import SUBJECTS, children
from readout.tokens import Parse


@dataclass(frozen=True, slots=True)
class Condition:
    """A clause or phrase of condition: its tokens (marker included), its verb, and the word it hangs on."""

    tokens: tuple[int, ...]
    head: int
    governor: int
    is_positive: bool

    def is_past(self, parse: Parse) -> bool:
        """Whether its verb stands in the past tense: "if they lacked"."""
        verbs = (self.head, *children(parse, self.head, "aux", "auxpass"))
        return any(parse.tokens[verb].tag == "VBD" for verb in verbs)

    def is_past_perfect(self, parse: Parse) -> bool:
        """Whether it supposes what was not so: "if he had promised"."""
        return any(parse.tokens[aux].lower in ("had", "'d", "’d") for aux in children(parse, self.head, "aux"))

    def words(self, parse: Parse) -> tuple[str, ...]:
        """Its words in lower case."""
        return tuple(parse.tokens[i].lower for i in self.tokens)


def find_conditions(parse: Parse, book: ForecastBook, first: int, after: int) -> tuple[Condition, ...]:
    """The conditions in a sentence, given as a range of tokens, in the order of the text."""
    found: dict[int, Condition] = {}
    for i in range(first, after):
        condition = _at_mark(parse, book, i) or _inverted(parse, book, i) or _prepositional(parse, book, i)
        if condition is not None:
            found.setdefault(condition.head, condition)
    return tuple(sorted(found.values(), key=lambda one: one.tokens))


def _at_mark(parse: Parse, book: ForecastBook, i: int) -> Condition | None:
    token = parse.tokens[i]
    word = token.lower
    if any(words[0] == word and _has_words(parse, i, words) for words in book.phrases["conditions", "phrases"]):
        return _behind_phrase(parse, i)
    if not book.has("conditions", "marks", word) or token.dep not in ("mark", "advmod", "prep"):
        return None
    head = token.head
    if parse.tokens[head].dep != "advcl" or head < i or _is_concessive(parse, book, i):
        return None
    return _make(parse, head, i)


def _is_concessive(parse: Parse, book: ForecastBook, i: int) -> bool:
    return i > 0 and book.has("conditions", "concessive", parse.tokens[i - 1].lower)


def _behind_phrase(parse: Parse, i: int) -> Condition | None:
    """The clause that "as long as" or "in the event that" opens: the first adverbial clause after it."""
    last = parse.sentences[parse.sentence_of[i]][1]
    for head in range(i + 1, min(last, i + 14)):
        if parse.tokens[head].dep in ("advcl", "acl", "ccomp") and parse.tokens[head].pos in ("VERB", "AUX"):
            governor = parse.tokens[head].head
            while i <= governor < head and parse.tokens[governor].head != governor:
                governor = parse.tokens[governor].head
            tokens = tuple(each for each in range(i, max(parse.subtree(head)) + 1))
            return Condition(_trim(parse, tokens), head, governor, is_positive=_is_positive(parse, head, i))
    return None


def _inverted(parse: Parse, book: ForecastBook, i: int) -> Condition | None:
    """A condition without "if": "Should X do so, ...", "Were X to do so, ..."."""
    token = parse.tokens[i]
    opens = i == parse.sentences[parse.sentence_of[i]][0] or parse.tokens[i - 1].lower in ("but", "and", ",", ";")
    if not opens or not book.has("conditions", "inverted", token.lower):
        return None
    head = token.head if token.dep in ("aux", "auxpass") else i
    subject = children(parse, head, *SUBJECTS)
    if parse.tokens[head].dep in ("advcl", "ccomp") and parse.tokens[head].head > head and subject and subject[0] > i:
        return _make(parse, head, i)
    return _up_to_comma(parse, i) if token.tag == "MD" and token.dep != "ROOT" else None


def _up_to_comma(parse: Parse, i: int) -> Condition | None:
    """A sentence that opens with "should" and asks nothing has its condition before the comma, however it is parsed."""
    last = parse.sentences[parse.sentence_of[i]][1]
    comma = next((each for each in range(i, last) if parse.tokens[each].text == ","), None)
    root = next((each for each in range(i, last) if parse.tokens[each].dep == "ROOT"), None)
    if comma is None or root is None or root < comma:
        return None
    tokens = tuple(range(i, comma))
    return Condition(tokens, max(tokens), root, is_positive=not any(parse.tokens[each].dep == "neg" for each in tokens))


def _prepositional(parse: Parse, book: ForecastBook, i: int) -> Condition | None:
    """A phrase that opens a sentence: "Barring X, ...", "without X, ..."."""
    token = parse.tokens[i]
    opens = i == parse.sentences[parse.sentence_of[i]][0]
    if not opens or not book.has("conditions", "prepositions", token.lower) or token.dep != "prep":
        return None
    return Condition(_trim(parse, parse.subtree(i)), i, token.head, is_positive=False)


def _make(parse: Parse, head: int, mark: int) -> Condition:
    kept = _contiguous([i for i in parse.subtree(head) if i >= mark or parse.tokens[i].lower == "only"], mark)
    return Condition(_trim(parse, kept), head, parse.tokens[head].head, is_positive=_is_positive(parse, head, mark))


def _is_positive(parse: Parse, head: int, mark: int) -> bool:
    if parse.tokens[mark].lower == "unless":
        return False
    return not any(
        parse.tokens[child].dep == "neg" or parse.tokens[child].lower in ("no", "nobody")
        for child in parse.subtree(head)
    )


def _contiguous(tokens: list[int], around: int) -> tuple[int, ...]:
    """The run of neighbours that holds a token."""
    at = tokens.index(around)
    first = last = at
    while first and tokens[first - 1] == tokens[first] - 1:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1] == tokens[last] + 1:
        last += 1
    return tuple(tokens[first : last + 1])


def _trim(parse: Parse, tokens: tuple[int, ...]) -> tuple[int, ...]:
    kept = list(tokens)
    while kept and parse.tokens[kept[-1]].dep == "punct" and parse.tokens[kept[-1]].text not in '"”’)':
        kept.pop()
    while kept and parse.tokens[kept[0]].text in ",;:":
        kept.pop(0)
    return tuple(kept)


def _has_words(parse: Parse, i: int, words: tuple[str, ...]) -> bool:
    return tuple(token.lower for token in parse.tokens[i : i + len(words)]) == words
