"""Whether a passage can stand alone, and the line it then makes: openers and datelines cut, pronouns made plain."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from readout.codes import AnaphorKind
from readout.corpus.actors import Directory
from readout.corpus.settings import (
    Bracket,
    cited_days,
    find_cuts,
    find_days,
    find_occasions,
    find_states,
    is_office_of_nobody,
    name_state,
    with_ending,
)
from readout.corpus.templates import resolve_line
from readout.records import Analysis, Anaphor, Article, Citation, Mention, Slot, SourcedSentence, Span
from readout.spans import cite, covers, overlaps, passage, without_dateline

LONG = 420  # characters: what nobody reads
SHORTEST = 4  # words that tell of anything
LONGER = 200  # characters more for the sentence that turns what a line tells
TURNED = frozenset({AnaphorKind.PRONOUN, AnaphorKind.DEMONSTRATIVE, AnaphorKind.DESCRIPTION, AnaphorKind.CONNECTIVE})
SETTINGS = frozenset({AnaphorKind.OFFICE, AnaphorKind.OCCASION, AnaphorKind.REJOINDER})  # told by brackets of their own
_DATED = re.compile(r",\s+(?=(?:on|in) (?:[A-Z]\w+ \d|\d+ [A-Z]))")
PLACES = frozenset({"LOC", "FAC", "GPE"})
HE = frozenset({"he", "she", "him", "her", "his", "hers"})
THEY = frozenset({"they", "them", "their"})


@dataclass(frozen=True, slots=True)
class Group:
    """Several actors told of together, and the nouns that may stand for them: "the two leaders"."""

    actor_ids: Sequence[str]
    nouns: frozenset[str]


def write_plain_line(
    article: Article,
    analysis: Analysis,
    span: Span,
    directory: Directory,
    *,
    group: Group | None = None,
    longest: int = LONG,
    within: Span | None = None,
    beside: Collection[str] = (),
    held: Collection[str] = (),
) -> SourcedSentence | None:
    """
    A passage as a line that needs no other; None where it cannot be made one.

    A dateline and a connective at its start are cut (the connective leaves an ellipsis), and so is an "also" beside its
    verb. Brackets tell of which state an office is, which day "on Tuesday" was, and which day "the call" was where
    the article tells of one alone; `beside` are the days, ISO, that stand beside the line, `held` those of the meeting
    that it is told under. A pronoun or a description of somebody whom the article names gets the name in brackets,
    unless the line names him itself; `group` are those whom "they" or "the two sides" may stand for. What leans on
    other sentences in any other way, a question, a passage with an unpaired quotation mark and one that is too long or
    too short are refused. `within` is the sentence that a clause is cut from: it is cited; an ellipsis opens the line
    where the clause begins later. A sentence behind it that takes back what it tells is printed with it.
    """
    turn = find_turn(analysis, span if within is None else within)
    if turn is not None:
        span, longest = Span(span.start, turn.end), longest + LONGER
        within = None if within is None else Span(within.start, turn.end)
    body = without_dateline(article.text, span)
    sentence = body if within is None else without_dateline(article.text, within)
    start = max([body.start, *(one.span.end for one in _in(analysis, body) if _opens(one, body))])
    kept = Span(_behind_count(article, analysis, start), body.end)
    settings = _find_settings(article, analysis, kept, directory, (beside, held), turn)
    if settings is None or not is_readable(passage(article.text, kept), longest):
        return None
    names = _name_mentions(article, analysis, kept, directory)
    plain = None if names is None else _explain(article, analysis, kept, directory, (names, settings), group, turn)
    if names is None or plain is None:
        return None
    cut = within is not None and kept.start > sentence.start
    whole = sentence if cut else span if kept.start > body.start else body
    antecedents = [*(cited for _, cited in names), *cited_days((*settings, *plain), whole)]
    brackets = _join([*(bracket for bracket, _ in names), *plain], settings)
    return resolve_line(article, whole, kept, brackets, antecedents, find_cuts(analysis, kept))


def _behind_count(article: Article, analysis: Analysis, start: int) -> int:
    """Where a sentence goes on behind a time counted from another that its own date repeats: "three weeks later, "."""
    for one in analysis.anaphors:
        dated = _DATED.match(article.text, one.span.end)
        if one.kind is AnaphorKind.TIME and one.span.start == start and dated is not None:
            return dated.end()
    return start


Named = tuple[Bracket, Citation]  # a mention with the name beside it, and where the article gives the name


def _name_mentions(article: Article, analysis: Analysis, kept: Span, directory: Directory) -> list[Named] | None:
    """The names of those whom a passage only describes; None where one of them is nobody known."""
    found: list[Named] = []
    for mention in _to_name(article, analysis, kept, directory):
        named = _antecedent(article, analysis, mention, directory)
        if mention.actor_id is None or named is None:
            return None
        slots = [Slot("passage", "actor", directory.name(mention.actor_id), cite(article, mention.span))]
        if is_office_of_nobody(analysis, mention.actor_id):
            state = name_state(article, mention, directory)
            if state is None:
                return None  # "the ministry [Foreign Ministry]" of which state
            slots.append(state)
        found.append(((with_ending(article, mention.span), tuple(slots)), cite(article, named.span)))
    return found


def _explain(
    article: Article,
    analysis: Analysis,
    kept: Span,
    directory: Directory,
    known: tuple[Sequence[Named], Sequence[Bracket]],
    group: Group | None,
    turn: Span | None,
) -> list[Bracket] | None:
    """The brackets for "the two leaders" and "the island"; None where something leans on what nobody can name."""
    names, settings = known
    plain: list[Bracket] = []
    for anaphor in find_leaning(article, analysis, kept, directory):
        if turn is not None and covers(turn, anaphor.span) and anaphor.kind in TURNED:
            continue  # "this is a dangerous contention" means what stands before it in the line
        # "the two countries'" may be named behind it
        end = kept.end if anaphor.kind is AnaphorKind.DESCRIPTION else anaphor.span.start
        if (
            group is not None
            and _is_of_group(article, anaphor, group)
            and _names_all(article, analysis, Span(kept.start, end), group, directory)
        ):
            continue
        slots = _name_group(article, analysis, anaphor, group, directory)
        slots = slots or _name_place(article, analysis, anaphor, directory)
        if not slots and any(_tells(words, anaphor, analysis) for words, _ in settings):
            continue  # the day in brackets tells which call it was
        if not slots:
            return None
        told = {*(cited for _, cited in names), *(slot.citation for _, beside in plain for slot in beside)}
        if not any(slot.citation in told for slot in slots):
            plain.append((anaphor.span, slots))
    return plain


def _tells(words: Span, anaphor: Anaphor, analysis: Analysis) -> bool:
    """Whether the bracket behind some words explains an anaphor in them: a day tells a time, and which call it was."""
    is_time = any(one.span == words for one in analysis.timexes)
    return covers(words, anaphor.span) and (not is_time or anaphor.kind is AnaphorKind.TIME)


def find_turn(analysis: Analysis, span: Span) -> Span | None:
    """The sentence after a passage that takes back what it tells: it is printed with it; None where none does."""
    following = next((one.span for one in analysis.sentences if one.span.start >= span.end), None)
    turning = (one.span for one in analysis.anaphors if one.kind is AnaphorKind.REJOINDER)
    return following if following is not None and any(covers(following, one) for one in turning) else None


def _find_settings(
    article: Article,
    analysis: Analysis,
    kept: Span,
    directory: Directory,
    days: tuple[Collection[str], Collection[str]] = ((), ()),
    turn: Span | None = None,
) -> list[Bracket] | None:
    """The brackets that a passage needs beside those of its pronouns; None where nobody knows what to write there."""
    told = kept if turn is None else Span(kept.start, turn.start)  # "the call" of what turns it is that of the line
    found = [
        *find_days(article, analysis, kept, days[0]),
        *find_states(article, analysis, kept, directory),
        *find_occasions(article, analysis, told, directory, [*days[0], *days[1]]),
    ]
    known = [one for one in found if one is not None]
    return known if len(known) == len(found) else None


def _join(plain: Sequence[Bracket], settings: Sequence[Bracket]) -> list[Bracket]:
    """One bracket where a name and a state stand behind the same words."""
    joined = dict(plain)
    for words, slots in settings:
        joined[words] = (*joined.get(words, ()), *slots)
    return list(joined.items())


def is_readable(text: str, longest: int = LONG) -> bool:
    """Whether a passage is neither too long nor too short, no question, and has its quotation marks in pairs."""
    marks = sum(text.count(mark) for mark in '“”"')  # an opening curly mark may be closed by a straight one
    ends_well = not text.rstrip().rstrip("”\"'’)").endswith(("?", ":"))
    if not ends_well or marks % 2 or len(text) > longest:
        return False
    return len(text.split()) >= SHORTEST and not text.rstrip().endswith(("-", "–", "—"))  # no dateline alone


def find_leaning(article: Article, analysis: Analysis, span: Span, directory: Directory) -> Iterator[Anaphor]:
    """The anaphors of a passage that neither the passage itself nor a name put beside them explains."""
    for anaphor in _in(analysis, span):
        if anaphor.kind in SETTINGS or (anaphor.kind is AnaphorKind.CONNECTIVE and anaphor.span.start > span.start):
            continue
        if anaphor.within is not None and covers(span, anaphor.within):
            continue
        if anaphor.span.start > span.start and passage(article.text, anaphor.span).lower() == "it":
            yield anaphor  # "Northland says that it tracks ships" may tell of the station named before
            continue
        known = [one for one in analysis.mentions if one.actor_id and _is_of(one, anaphor)]
        if not any(_is_plain(article, one, directory) or covers(span, one.span) for one in known):
            yield anaphor


def _is_of(mention: Mention, anaphor: Anaphor) -> bool:
    """Whether a mention is what an anaphor says, not only whose it is: "the Northland boat" is no name of Northland."""
    head = covers(anaphor.span, mention.span) and mention.span.end == anaphor.span.end
    return covers(mention.span, anaphor.span) or head


def _in(analysis: Analysis, span: Span) -> Iterator[Anaphor]:
    return (one for one in analysis.anaphors if overlaps(span, one.span))


def _opens(anaphor: Anaphor, body: Span) -> bool:
    return anaphor.kind is AnaphorKind.CONNECTIVE and anaphor.span.start == body.start


def _to_name(article: Article, analysis: Analysis, span: Span, directory: Directory) -> Iterator[Mention]:
    """The first mention of each person or body that the passage only describes, and every "he" whom nobody resolved."""
    inside = [one for one in analysis.mentions if covers(span, one.span)]
    named = {one.actor_id for one in inside if one.actor_id and _is_plain(article, one, directory)}
    for mention in sorted(inside, key=lambda one: one.span):
        if mention.actor_id is None:
            if passage(article.text, mention.span).lower() in HE:
                yield mention
        elif mention.actor_id not in named:
            named.add(mention.actor_id)
            yield mention


def _is_plain(article: Article, mention: Mention, directory: Directory) -> bool:
    """Whether a mention says by name whom it means; states and places are plain by whatever name is printed."""
    text = passage(article.text, mention.span)
    known = directory.by_id.get(mention.actor_id or "")
    if text.lower() in HE | THEY | {"it", "its"}:
        return False
    if known is None or known.kind not in ("person", "organisation", "alliance", "group"):
        return True
    bare = text.removeprefix("The ").removeprefix("the ")
    if known.kind != "person" and bare[:1].isupper() and not bare.startswith(("Its ", "Their ")):
        whole = {name.lower().removeprefix("the ") for name in (known.name, *known.names)}
        return " " in bare or bare.isupper() or bare.lower() in whole  # "Mission" of which
    if known.kind != "person" and bare[:1].islower():
        return False  # "the commission" of which
    names = {word for name in (known.name, *known.names) for word in _words(name)}
    return not names.isdisjoint(_words(text))


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", text.lower()) if len(word) > 1 and word != "the")


def _antecedent(article: Article, analysis: Analysis, mention: Mention, directory: Directory) -> Mention | None:
    """The nearest mention before another that names the same actor, else the first after it; None when nothing does."""
    named = [
        one for one in analysis.mentions if one.actor_id == mention.actor_id and _is_plain(article, one, directory)
    ]
    before = [one for one in named if one.span.end <= mention.span.start]
    if mention.actor_id is None:
        return None
    return max(before, key=lambda one: one.span) if before else min(named, key=lambda one: one.span, default=None)


def _names_all(article: Article, analysis: Analysis, span: Span, group: Group, directory: Directory) -> bool:
    """Whether a passage names each of a group: a "their" behind it is plain."""
    named = {one.actor_id for one in analysis.mentions if covers(span, one.span) and _is_plain(article, one, directory)}
    return len(group.actor_ids) > 1 and named.issuperset(group.actor_ids)


def _is_of_group(article: Article, anaphor: Anaphor, group: Group) -> bool:
    """Whether words may stand for a group: "they", or "the two leaders" by one of its nouns."""
    words = passage(article.text, anaphor.span).lower().split()
    if anaphor.kind is AnaphorKind.DESCRIPTION:
        return bool(words) and any(words[-1] in (noun, f"{noun}s", f"{noun[:-1]}ies") for noun in group.nouns)
    return anaphor.kind is AnaphorKind.PRONOUN and words[0] in THEY


def _name_group(
    article: Article, analysis: Analysis, anaphor: Anaphor, group: Group | None, directory: Directory
) -> tuple[Slot, ...]:
    """A slot for each of those whom "they" or "the two leaders" stands for; () where it stands for nobody known."""
    if group is None or len(group.actor_ids) < 2:
        return ()
    if not _is_of_group(article, anaphor, group):
        return ()
    slots = []
    for actor_id in group.actor_ids:
        own = [one for one in analysis.mentions if one.actor_id == actor_id and _is_plain(article, one, directory)]
        before = [one for one in own if one.span.end <= anaphor.span.start]
        if not before:
            return ()
        nearest = max(before, key=lambda one: one.span)
        slots.append(Slot("passage", "actor", directory.name(actor_id), cite(article, nearest.span)))
    return tuple(slots)


def _name_place(article: Article, analysis: Analysis, anaphor: Anaphor, directory: Directory) -> tuple[Slot, ...]:
    """The place that "the island" stands for, where the article names only one island; () where it stands for none."""
    if anaphor.kind is not AnaphorKind.DESCRIPTION:
        return ()
    noun = passage(article.text, anaphor.span).split()[-1].capitalize()
    named = [
        one for one in analysis.mentions if one.label in PLACES and noun in passage(article.text, one.span).split()
    ]
    if len({one.actor_id for one in named}) != 1 or named[0].actor_id is None:
        return ()
    return (Slot("passage", "actor", directory.name(named[0].actor_id), cite(article, named[0].span)),)


def stands_alone(article: Article, analysis: Analysis, spans: Iterable[Span], directory: Directory) -> bool:
    """Whether words can be printed by themselves: nothing in them leans on other sentences or wants a name."""
    kept = tuple(spans)
    for span in kept:
        unnamed = _to_name(article, analysis, span, directory)
        if any(not _is_plain_in(article, analysis, one, kept, directory) for one in unnamed):
            return False
        if next(find_leaning(article, analysis, span, directory), None) is not None:
            return False
        if _find_settings(article, analysis, span, directory) != []:
            return False
    return True


def _is_plain_in(
    article: Article, analysis: Analysis, mention: Mention, spans: Sequence[Span], directory: Directory
) -> bool:
    """Whether another of the pieces names whom this mention only describes."""
    return any(
        one.actor_id == mention.actor_id and one.actor_id and _is_plain(article, one, directory)
        for one in analysis.mentions
        if any(covers(span, one.span) for span in spans)
    )
