"""The judgements in force, at hand: asked of the archive is only what was added since, however many there are."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

from readout.codes import Verdict
from readout.corpus.judgements import SOUND, Key, key_of
from readout.editing.reviewing import SITTING
from readout.ports import Archive
from readout.records import Judgement


@dataclass
class Decisions:
    """The judgements in force of one desk; what is asked of them costs as much as the answer is long."""

    _place: int = 0
    _latest: dict[Key, Judgement] = field(default_factory=dict)
    _about: dict[str, dict[Key, Judgement]] = field(default_factory=dict)
    _lately: dict[str, deque[Judgement]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def catch_up(self, archive: Archive) -> None:
        """Take in what was added since the last time."""
        with self._lock:
            for place, judgement in archive.walk_judgements(self._place):
                self._take(judgement)
                self._place = place

    def _take(self, judgement: Judgement) -> None:
        self._lately.setdefault(judgement.editor, deque(maxlen=SITTING)).append(judgement)
        key = key_of(judgement)
        former = self._latest.get(key)
        if former is not None and former.decided_at > judgement.decided_at:
            return  # it was superseded before it came in
        self._latest.pop(key, None)  # so that the last to come in stands last
        self._latest[key] = judgement
        for subject in judgement.subject_ids:
            about = dict(self._about.get(subject, {}))  # made anew: somebody may be looking at the former
            about.pop(key, None)
            if judgement.verdict is not Verdict.WITHDRAWN:
                about[key] = judgement
            self._about[subject] = about

    def about(self, subject: str) -> tuple[Judgement, ...]:
        """Those in force that are about a subject, in order of their instant."""
        return tuple(sorted(self._about.get(subject, {}).values(), key=lambda one: one.decided_at))

    def verdicts(self, subjects: Iterable[str]) -> dict[str, Verdict]:
        """Whether each is so, where that is decided."""
        found = {}
        for subject in subjects:
            one = self._about.get(subject, {}).get((subject, SOUND))
            if one is not None:
                found[subject] = one.verdict
        return found

    def lately(self, editor: str) -> tuple[Judgement, ...]:
        """What an editor decided last, as many as tell the pace."""
        with self._lock:
            return tuple(self._lately.get(editor, ()))

    def in_force(self) -> tuple[Judgement, ...]:
        """All of them, in order of their instant."""
        with self._lock:
            found = [one for one in self._latest.values() if one.verdict is not Verdict.WITHDRAWN]
        return tuple(sorted(found, key=lambda one: one.decided_at))
