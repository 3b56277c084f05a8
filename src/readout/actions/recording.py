"""Makes a recording of an edition: its script spoken line by line, so that it is known when each line is said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from readout.codebook.sites import Podcast, Site
from readout.ports.voice import Recorder, Sound, Voice
from readout.rendering.site import Published
from readout.rendering.speech import (
    Chapter,
    render_chapters,
    render_metadata,
    render_script,
    render_transcript,
    write_script,
)

BETWEEN_LINES, BETWEEN_CHAPTERS = 0.35, 0.9  # seconds of silence


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording with what goes beside it, as files' contents; `seconds` is its length."""

    mp3: bytes
    transcript: bytes
    chapters: bytes
    script: bytes
    seconds: float


def record_edition(
    published: Published,
    site: Site,
    voice: Voice,
    recorder: Recorder,
    tell: Callable[[int, int], None],
    cover: bytes | None = None,
) -> Recording:
    """The edition spoken. The same edition, voice and programs give the same bytes. Raises SpeechError."""
    chapters = write_script(published, site)
    sound, times = _speak(chapters, voice, tell)
    address = site.address + published.folder
    title = published.edition.title
    tags = (
        ("title", title),
        ("artist", site.publisher),
        ("album", site.podcast.title),
        ("date", str(published.edition.published_at.year)),
        ("genre", "Podcast"),
        ("track", str(published.edition.number)),
    )
    return Recording(
        mp3=recorder.record(sound, render_metadata(chapters, times, tags), cover),
        transcript=render_transcript(chapters, times, address),
        chapters=render_chapters(chapters, times, address, title),
        script=render_script(chapters),
        seconds=sound.seconds,
    )


def _speak(
    chapters: tuple[Chapter, ...], voice: Voice, tell: Callable[[int, int], None]
) -> tuple[Sound, list[tuple[float, float]]]:
    """Everything said, and when each utterance begins and ends, in seconds."""
    total = sum(len(chapter.utterances) for chapter in chapters)
    pieces: list[bytes] = []
    times: list[tuple[float, float]] = []
    rate, at = 0, 0
    for chapter in chapters:
        for number, utterance in enumerate(chapter.utterances, 1):
            said = voice.speak(utterance.text)
            rate = said.rate
            pause = BETWEEN_CHAPTERS if number == len(chapter.utterances) else BETWEEN_LINES
            silence = b"\0\0" * int(pause * rate)
            pieces += [said.samples, silence]
            times.append((at / rate, (at + len(said.samples) // 2) / rate))
            at += (len(said.samples) + len(silence)) // 2
            tell(len(times), total)
    return Sound(b"".join(pieces), rate), times


def find_posting(published_at: datetime, podcast: Podcast) -> datetime:
    """When the recording of an edition is posted: the first day and hour of the podcast behind its publication, UTC."""
    at = published_at.astimezone(UTC)
    day = at.date() + timedelta(days=(podcast.day - at.isoweekday()) % 7)
    posting = datetime.combine(day, time(podcast.hour), UTC)
    return posting if posting >= at else posting + timedelta(days=7)
