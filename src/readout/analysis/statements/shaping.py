"""A relation made fit to be read: its cue the speech alone, no day or place among the words said, one run as source."""

from collections.abc import Sequence

from readout.analysis.statements.circumstances import head_of
from readout.analysis.statements.pieces import join_runs
from readout.analysis.statements.sources import EXPLETIVES, find_source
from readout.analysis.statements.surface import Relation, Surface
from readout.codebook.cues import Cue, CueBook, CueKind
from readout.codes import TimexType
from readout.grammar import children
from readout.records import Timex
from readout.tokens import Parse

TIMES = frozenset({"DATE", "TIME"})
CIRCUMSTANCES = frozenset({"prep", "npadvmod", "advmod"})  # how a day or place hangs on a cue
LINKS = frozenset({"IN", "TO"})
DAY_LINKS = frozenset({"on", "in", "at", "late", "early"})
ASIDES = frozenset({"WP", "WDT", "VBG"})
NAMED = frozenset({"ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART"})  # entities that words are said at or in
NAMING = "call"  # telephones, unless it says by what name


def shape(
    surface: Surface, relations: Sequence[Relation], timexes: Sequence[Timex], book: CueBook
) -> tuple[Relation, ...]:
    """
    The relations with the day and place of speaking out of cue and content, and with one run of words as source;
    those are left out whose "called" means that somebody telephoned.
    """
    timed = _timed(surface.parse, timexes)
    shaped = []
    for relation in relations:
        if not any(surface.is_word(i) for i in relation.cue):
            shaped.append(relation)
        elif not _telephones(surface, relation):
            cue = _speech_alone(surface.parse, relation.cue, timed, book)
            source = _one_run(surface, relation)
            content = _with_asked(surface.parse, cue, _said_alone(surface, cue, relation.content, timed), book)
            shaped.append(relation._replace(cue=cue, source=source, content=content))
    return tuple(shaped)


def speech_words(parse: Parse, cue: Sequence[int], book: CueBook) -> tuple[int, ...]:
    """The words of a cue that the codebook knows as the head of one."""
    return tuple(i for i in cue if known_cues(parse, i, book))


def known_cues(parse: Parse, i: int, book: CueBook) -> tuple[Cue, ...]:
    """What the codebook says of a word as the head of a cue."""
    token = parse.tokens[i]
    form = "verb" if token.pos in ("VERB", "AUX") else "noun"
    return (*book.find(token.lemma, form), *book.find(token.lower, "phrase"))


def _timed(parse: Parse, timexes: Sequence[Timex]) -> frozenset[int]:
    """The tokens of days and clock times."""
    told = {i for one in timexes if one.type in (TimexType.DATE, TimexType.TIME) for i in parse.tokens_in(one.span)}
    return frozenset(told.union(token.i for token in parse.tokens if token.entity in TIMES))


def _speech_alone(parse: Parse, cue: tuple[int, ...], timed: frozenset[int], book: CueBook) -> tuple[int, ...]:
    """A cue without the day or place after its last verb of speech ("said on Monday", "said in a statement")."""
    spoken = speech_words(parse, cue, book)
    if not spoken:
        return cue
    last = next((i for i in reversed(spoken) if parse.tokens[i].pos == "VERB"), spoken[-1])
    words = {word for known in known_cues(parse, last, book) for word in known.words[1:]}
    for place, i in enumerate(cue):
        if i <= last or parse.tokens[i].lower in words:
            continue
        opens = parse.tokens[i].tag in LINKS and i + 1 < len(parse.tokens)
        where = opens and any(
            _is_place(parse, each, book) or parse.tokens[each].entity in NAMED for each in cue[place + 1 :]
        )
        when = i in timed or (opens and i + 1 in timed)
        if where or when or (opens and i == cue[-1] and parse.tokens[i].dep != "prt"):
            return cue[:place]
    return cue


def _is_place(parse: Parse, i: int, book: CueBook) -> bool:
    return parse.tokens[i].lemma in book.venues or parse.tokens[i].lower in book.venues


def _said_alone(
    surface: Surface, cue: Sequence[int], content: tuple[int, ...], timed: frozenset[int]
) -> tuple[int, ...]:
    """A content that follows its cue, from the clause on that the cue governs: no day or place before it."""
    parse = surface.parse
    if not cue or not content or content[0] < cue[-1]:
        return content
    head = head_of(parse, cue)
    clauses = children(parse, head, "ccomp", "xcomp", "dobj")
    starts = [parse.subtree(clause)[0] for clause in clauses if clause > head]
    asides = {i for child in children(parse, head, *CIRCUMSTANCES) for i in parse.subtree(child)}
    start = next((first for first in starts if first in content), None)
    kept = content
    if start is not None:
        before = [i for i in content if i < start]
        if all(i in asides or not surface.is_word(i) for i in before):
            kept = tuple(i for i in content if i >= start)
    return _without_day(surface, kept, timed)


def _with_asked(parse: Parse, cue: Sequence[int], content: tuple[int, ...], book: CueBook) -> tuple[int, ...]:
    """What somebody is asked to do, with who is asked: "called on Doria to open the ports"."""
    if not cue or not content or content[0] <= cue[-1] or parse.tokens[content[0]].tag != "TO":
        return content
    between = range(cue[-1] + 1, content[0])
    demands = any(each.kind is CueKind.DEMAND for i in cue for each in known_cues(parse, i, book))
    named = [i for i in between if parse.tokens[i].pos in ("NOUN", "PROPN", "PRON")]
    if not demands or not named or any(parse.tokens[i].pos in ("VERB", "AUX", "ADV", "PUNCT") for i in between):
        return content
    return (*between, *content)


def _without_day(surface: Surface, content: tuple[int, ...], timed: frozenset[int]) -> tuple[int, ...]:
    """Words said without the day before them: "threatened on Monday to close"."""
    tokens = surface.parse.tokens
    opening = tokens[content[0]]
    if surface.quoted[opening.i]:
        return content
    after = first = 1 if opening.lower in DAY_LINKS else 0
    while after < len(content) and content[after] in timed and content[after] == content[0] + after:
        after += 1
    following = tokens[content[after]] if first < after < len(content) else None
    goes_on = following is not None and (following.tag in LINKS or following.dep in ("mark", "poss"))
    return content[after:] if goes_on else content


def _one_run(surface: Surface, relation: Relation) -> tuple[int, ...]:
    """The source as one run of words, but for marks; none where only "it" or "there" fills the subject's place."""
    parse, source = surface.parse, relation.source
    runs: list[tuple[int, int]] = []
    for first, after in join_runs(source):
        if runs and not any(surface.is_word(i) for i in range(runs[-1][1], first)):
            runs[-1] = (runs[-1][0], after)
        else:
            runs.append((first, after))
    if len(runs) > 1:
        head = head_of(parse, relation.cue)
        form = "verb" if parse.tokens[head].pos in ("VERB", "AUX") else "noun"
        ruled = set(find_source(surface, head, form))
        runs.sort(key=lambda run: (ruled.isdisjoint(range(*run)), min(abs(i - head) for i in range(*run))))
    kept = _without_aside(surface, tuple(range(*runs[0]))) if runs else ()
    if len(kept) == 1 and parse.tokens[kept[0]].lower in EXPLETIVES and parse.tokens[kept[0]].tag != "WP":
        return () if parse.tokens[kept[0]].lower in ("it", "there") and _is_empty(parse, kept[0]) else kept
    return kept


def _without_aside(surface: Surface, source: tuple[int, ...]) -> tuple[int, ...]:
    """A source up to the comma before what else is told of it: ", who asked not to be named", ", citing the palace"."""
    tokens = surface.parse.tokens
    heads = {i for i in source if tokens[i].head not in source or tokens[i].head == i}
    if any(tokens[i].dep == "conj" and tokens[i].head in heads for i in source):
        return source
    for place, i in enumerate(source[:-2]):
        if place and tokens[i].text == "," and tokens[source[place + 1]].tag in ASIDES:
            source = source[:place]
            break
    while len(source) > 1 and tokens[source[-1]].text == ",":
        source = source[:-1]
    return source


def _is_empty(parse: Parse, i: int) -> bool:
    """Whether "it" or "there" stands for nothing: the subject of a passive or of "there were"."""
    return parse.tokens[i].dep in ("nsubjpass", "expl")


def _telephones(surface: Surface, relation: Relation) -> bool:
    """Whether "called" has an object and nothing that the object is called; what a clause beside it adds is no name."""
    parse = surface.parse
    head = head_of(parse, relation.cue)
    token = parse.tokens[head]
    if token.lemma != NAMING or token.pos != "VERB":
        return False
    if any(parse.tokens[i].lower in ("for", "on", "upon") for i in relation.cue):
        return False
    objects = children(parse, head, "dobj")
    beside = {i for child in children(parse, head, "advcl", "prep", "npadvmod") for i in parse.subtree(child)}
    said = {i for i in relation.content if i not in beside and surface.is_word(i)}
    if not objects or len(objects) > 1 or any(surface.quoted[i] for i in said):
        return False
    held = {i for child in objects for i in parse.subtree(child)}
    return not children(parse, head, "oprd", "ccomp", "xcomp", "attr", "dep", "acomp") and said <= held
