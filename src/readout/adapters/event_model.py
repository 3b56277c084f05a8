"""The learned model of events, run by onnxruntime on one thread; loaded when it is first asked."""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from readout.adapters.onnx_session import open_session
from readout.spans import digest_bytes

FILES = NETWORK, VOCABULARY, READING = "events.onnx", "events.vocab.txt", "events.json"
_ROUND = 3  # decimals of a probability: what processors may differ in lies below


class OnnxEventModel:
    """An `EventModel` of the three files that `train/events/train.py` writes into one folder."""

    def __init__(self, folder: Path) -> None:
        self._network = (folder / NETWORK).read_bytes()
        words, told = ((folder / name).read_bytes() for name in (VOCABULARY, READING))
        self.digest = digest_bytes(self._network + words + told)
        self.vocabulary: Mapping[str, int] = {word: i for i, word in enumerate(words.decode("utf-8").splitlines())}
        reading = json.loads(told)
        self.labels: Sequence[str] = tuple(reading["labels"])
        self._temperature = float(reading["temperature"])

    @cached_property
    def _session(self) -> Any:
        return open_session(self._network)

    def weigh(self, pieces: Sequence[Sequence[int]], guesses: Sequence[int]) -> Sequence[Sequence[float]]:
        """See `readout.ports.EventModel`. One question at a time, so that no answer depends on its neighbours."""
        return [self._weigh_one(own, guess) for own, guess in zip(pieces, guesses, strict=True)]

    def _weigh_one(self, pieces: Sequence[int], guess: int) -> Sequence[float]:
        asked = {
            "pieces": np.array([pieces], dtype=np.int64),
            "mask": np.ones((1, len(pieces)), dtype=np.int64),
            "guesses": np.array([guess], dtype=np.int64),
        }
        raw = self._session.run(None, asked)[0][0] / self._temperature
        likely = np.exp(raw - raw.max())
        return [round(float(one), _ROUND) for one in likely / likely.sum()]
