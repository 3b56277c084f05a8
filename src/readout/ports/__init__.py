"""What Readout asks of the outside world; adapters implement these, tests fake them."""

from readout.ports.fetcher import Fetched, Fetcher, NotFetched, Validators
from readout.ports.tagger import Tagger

__all__ = ["Fetched", "Fetcher", "NotFetched", "Tagger", "Validators"]
