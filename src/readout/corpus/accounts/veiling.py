"""Sentences with the parties' names veiled: what a learned encoder reads, so that no name weighs in it."""

from collections.abc import Iterable, Mapping

from readout.corpus.accounts.told import Told
from readout.records import Citation
from readout.spans import covers, without_dateline

STATES = ("Norland", "Sutland", "Estland", "Westland", "Midland", "Highland", "Lowland", "Farland")
PEOPLE = ("Adams", "Brown", "Clark", "Davis", "Evans", "Foster", "Green", "Hill", "Irwin", "Jones")


def veil_names(citations: Iterable[Citation], told: Told) -> Mapping[Citation, str]:
    """
    Sentences in which each person and each state, by whatever name or pronoun, goes by an invented name.

    Names are given in the order in which accounts, ordered by day and text, come to them: exchanging two parties
    changes no sentence. Bodies and places that are no state keep their names.
    """
    given: dict[str, str] = {}
    ordered = sorted(dict.fromkeys(citations), key=lambda one: told.passages.key((one,)))
    return {citation: _veil(citation, told, given) for citation in ordered}


def _veil(citation: Citation, told: Told, given: dict[str, str]) -> str:
    article = told.articles[citation.article_id]
    body = without_dateline(article.text, citation.span)
    pieces, at = [], body.start
    named = (one for one in told.analyses[article.id].mentions if one.actor_id and covers(body, one.span))
    for mention in sorted(named, key=lambda one: (one.span.start, -one.span.end)):
        key, is_person = mention.actor_id or "", mention.label == "PERSON"
        if mention.span.start < at or not (is_person or _is_state(key, told)):
            continue
        words = article.text[mention.span.start : mention.span.end]
        owns = words[-2:] if words.endswith(("'s", "’s")) else ""
        pieces += [article.text[at : mention.span.start], _name(key, given, PEOPLE if is_person else STATES) + owns]
        at = mention.span.end
    return " ".join("".join((*pieces, article.text[at : body.end])).split())


def _is_state(key: str, told: Told) -> bool:
    known = told.directory.by_id.get(key)
    return known is not None and known.country == key


def _name(key: str, given: dict[str, str], names: tuple[str, ...]) -> str:
    if key not in given:
        taken = sum(one in names for one in given.values())
        given[key] = names[taken % len(names)]
    return given[key]
