"""The learned encoder of sentences, run by onnxruntime on one thread; loaded when it is first asked."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from readout.adapters.onnx_session import open_session
from readout.analysis.events.wordpieces import FIRST, LAST, split_pieces
from readout.spans import digest_bytes

ENCODER_FILES = NETWORK, VOCABULARY = "sentences.onnx", "events.vocab.txt"
LONGEST = 126  # pieces; what is longer is cut, as in the original


class OnnxSentenceEncoder:
    """A `SentenceEncoder` of the file that `train/accounts/export.py` writes; its vocabulary is the event model's."""

    def __init__(self, folder: Path) -> None:
        self._network, words = ((folder / name).read_bytes() for name in ENCODER_FILES)
        self.digest = digest_bytes(self._network + words)
        self._vocabulary: Mapping[str, int] = {word: i for i, word in enumerate(words.decode("utf-8").splitlines())}

    @cached_property
    def _session(self) -> Any:
        return open_session(self._network)

    def encode(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """See `readout.ports.SentenceEncoder`. One sentence at a time, so that none depends on its neighbours."""
        return [self._encode_one(text) for text in texts]

    def _encode_one(self, text: str) -> Sequence[float]:
        own = split_pieces(text, self._vocabulary)[:LONGEST]
        pieces = [self._vocabulary[FIRST], *own, self._vocabulary[LAST]]
        asked = {"pieces": np.array([pieces], dtype=np.int64), "mask": np.ones((1, len(pieces)), dtype=np.int64)}
        return [float(one) for one in self._session.run(None, asked)[0][0]]
