"""What Readout asks of the outside world; adapters and the archive implement these, tests fake them."""

from readout.ports.archive import Archive
from readout.ports.crew import ArticleReading, Crew, ReadingTask
from readout.ports.event_model import EventModel
from readout.ports.fetcher import Fetched, Fetcher, NotFetched, Validators
from readout.ports.sentence_encoder import SentenceEncoder
from readout.ports.tagger import Tagger
from readout.ports.wire_reader import Feed, FeedItem, Sitemap, SitemapEntry, WebPage, WireReader

__all__ = [
    "Archive",
    "ArticleReading",
    "Crew",
    "EventModel",
    "Feed",
    "FeedItem",
    "Fetched",
    "Fetcher",
    "NotFetched",
    "ReadingTask",
    "SentenceEncoder",
    "Sitemap",
    "SitemapEntry",
    "Tagger",
    "Validators",
    "WebPage",
    "WireReader",
]
