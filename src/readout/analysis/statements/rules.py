"""Who said what by grammar and codebook alone: the mode without a learned model."""

from collections.abc import Sequence

from readout.analysis.statements.contents import find_content
from readout.analysis.statements.cues import FoundCue, find_cues
from readout.analysis.statements.frames import find_framed
from readout.analysis.statements.quoting import own_quotations
from readout.analysis.statements.rejected import is_rejected
from readout.analysis.statements.sources import find_source
from readout.analysis.statements.surface import Relation, Surface
from readout.codebook.cues import CueBook, CueKind

FEWEST = 2  # words of a content that is only reported
SURE, LIKELY = 0.9, 0.7  # a cue of speech with a named source and a clause; any other


def find_by_rules(surface: Surface, book: CueBook, cues: Sequence[FoundCue] | None = None) -> tuple[Relation, ...]:
    """
    The relations of every codebook cue that governs a content, in the order of their cues, then those of frames.

    `cues` are those of `find_cues`, where they are known already.
    """
    cues = find_cues(surface, book) if cues is None else cues
    contents = own_quotations(surface, cues, [find_content(surface, found) for found in cues])
    found = []
    for cue, content in zip(cues, contents, strict=True):
        source = find_source(surface, cue.tokens[-1] if cue.form == "phrase" else cue.head, cue.form)
        said = tuple(i for i in content if i not in source and i not in cue.tokens)
        rejected = is_rejected(surface.parse, cue.head, source, book)
        if any(surface.is_word(i) for i in said) and (rejected or _is_statement(surface, cue, source, said)):
            sure = bool(source) and cue.cue.is_speech
            found.append(Relation(cue.tokens, source, said, SURE if sure else LIKELY))
    return (*found, *find_framed(surface, book))


def _is_statement(surface: Surface, found: FoundCue, source: tuple[int, ...], content: tuple[int, ...]) -> bool:
    """Whether a cue with its content is a report of speech or thought at all, and not the word's other use."""
    quoted = any(surface.quoted[i] for i in content)
    if found.form == "phrase":
        return bool(source)
    if found.cue.kind in (CueKind.THINK, CueKind.SHOW, CueKind.SPEAK, CueKind.CITE, CueKind.JUDGE):
        return bool(source) and (quoted or content[0] > found.head)
    if not quoted and sum(surface.is_word(i) for i in content) < FEWEST:
        return False
    if quoted or source:
        return True
    if found.form == "noun":
        return found.cue.kind in (CueKind.SAY, CueKind.CLAIM) and content[0] > found.head
    agentless = found.form == "verb" and surface.parse.tokens[found.head].tag == "VBN"
    return agentless and found.cue.kind is not CueKind.ASK
