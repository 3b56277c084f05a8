"""A worker of a crew: a process that reads one article after another."""

import signal
import sys
from pathlib import Path
from typing import BinaryIO

import msgspec

from readout.actions.reading import Reader, read_one
from readout.adapters.codebooks import load_codebook
from readout.adapters.models import load_models
from readout.adapters.spacy_tagger import SpacyTagger
from readout.adapters.workers.messages import Ready, frame, receive
from readout.ports import ReadingTask


def main(asked: BinaryIO, told: BinaryIO, standoff: Path | None) -> None:
    """Say which recipe this worker reads by; then read tasks until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked for the work ends it
    reader = Reader(SpacyTagger(), load_codebook(standoff), load_models())
    decode, encode = msgspec.msgpack.Decoder(ReadingTask), msgspec.msgpack.Encoder()
    told.write(frame(encode.encode(Ready(reader.recipe))))
    told.flush()
    while (record := receive(asked)) is not None:
        told.write(frame(encode.encode(read_one(decode.decode(record), reader))))
        told.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer, Path(sys.argv[1]) if sys.argv[1:] else None)
