"""The command of the podcast: an edition spoken, or a recording of people's own, kept until the site is built."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readout.cli.options import DESK
from readout.cli.shown import EXIT_NOTHING, progress, worded_errors
from readout.errors import ReadoutError

if TYPE_CHECKING:
    from readout.cli.archives import Opened
    from readout.codebook.sites import Podcast, Site
    from readout.ports.voice import Voice
    from readout.rendering.site import Published


@click.command()
@DESK
@click.option("--edition", type=int, metavar="N", help="The edition to record.  [default: the latest]")
@click.option("--due", is_flag=True, help="Only when its day has come and it is not recorded yet; for cron.")
@click.option(
    "--recording",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="MP3",
    help="Post this recording of your own instead of a synthetic voice.",
)
@click.option("--spoken-by", metavar="NAME", help="Who speaks in your own recording.")
@click.option("--script", "only_script", is_flag=True, help="Print the script, for a person who reads it aloud.")
def podcast(
    desk: Path, edition: int | None, due: bool, recording: Path | None, spoken_by: str | None, only_script: bool
) -> None:
    """
    Record an edition for the podcast: script, MP3 with chapters, and a transcript that knows when each line is said.

    Speaks with espeak-ng and records with ffmpeg, both Debian packages; site.toml may choose another voice. It is
    posted on the day and hour that site.toml names, and stands on the site once `readout site build` has run again.
    """
    with worded_errors():
        from readout.actions.building import load_published  # noqa: PLC0415 -- start-up stays light
        from readout.actions.recording import find_posting  # noqa: PLC0415
        from readout.adapters.desks import load_site  # noqa: PLC0415
        from readout.cli.archives import now, open_desk  # noqa: PLC0415

        opened = open_desk(desk)
        standoff = opened.codebook.standoff
        site = load_site(desk, standoff.name or standoff.question)
        cards = opened.archive.list_editions()
        if not cards:
            click.echo("No edition has been published yet; `readout publish` publishes one.", err=True)
            raise SystemExit(EXIT_NOTHING)
        published = load_published(opened.archive, edition or cards[-1].number)
        posted_at = find_posting(published.edition.published_at, site.podcast)
        if only_script:
            _show_script(published, site)
            return
        if due and not _is_due(desk, published.edition.number, posted_at, now()):
            click.echo(f"Nothing is due: edition {published.edition.number} is recorded, or its day is to come.")
            return
        if recording is not None:
            _keep_own(desk, published, recording, posted_at, spoken_by or site.publisher)
        else:
            _keep_spoken(desk, published, site, posted_at)
    click.echo(f"Posted:     {posted_at:%Y-%m-%d %H:%M} UTC; next: readout site build DIR --desk {desk}")


def _is_due(desk: Path, number: int, posted_at: datetime, at: datetime) -> bool:
    """Whether the day of an edition's recording has come and there is none."""
    from readout.adapters.episodes import load_episodes  # noqa: PLC0415 -- start-up stays light

    return at >= posted_at and all(one.number != number for one in load_episodes(desk))


def post_due(opened: "Opened", at: datetime) -> None:
    """
    Record the latest edition when its day has come, where this machine can speak and record; for the worker.

    What fails is told, and tried again.
    """
    from readout.actions.building import load_published  # noqa: PLC0415 -- start-up stays light
    from readout.actions.recording import find_posting  # noqa: PLC0415
    from readout.adapters.desks import load_site  # noqa: PLC0415
    from readout.codebook.sites import PIPER  # noqa: PLC0415

    cards = opened.archive.list_editions()
    desk, standoff = opened.desk.folder, opened.codebook.standoff
    site = load_site(desk, standoff.name or standoff.question)
    needed = ("ffmpeg",) if site.podcast.voice == PIPER else ("espeak-ng", "ffmpeg")
    if not cards or not all(map(shutil.which, needed)):
        return
    posted_at = find_posting(cards[-1].published_at, site.podcast)
    if _is_due(desk, cards[-1].number, posted_at, at):
        try:
            _keep_spoken(desk, load_published(opened.archive, cards[-1].number), site, posted_at)
        except ReadoutError as error:
            click.echo(f"Podcast: {error}", err=True)


def _show_script(published: "Published", site: "Site") -> None:
    from readout.rendering.speech import render_script, write_script  # noqa: PLC0415 -- start-up stays light

    click.echo(render_script(write_script(published, site)).decode(), nl=False)


def _keep_spoken(desk: Path, published: "Published", site: "Site", posted_at: datetime) -> None:
    from readout.actions.recording import record_edition  # noqa: PLC0415 -- start-up stays light
    from readout.adapters.episodes import FOLDER, keep_episode  # noqa: PLC0415
    from readout.adapters.speech.ffmpeg import FfmpegRecorder  # noqa: PLC0415
    from readout.rendering.site import Episode  # noqa: PLC0415

    recorder, voice = FfmpegRecorder(), _open_voice(desk, site.podcast)
    total = sum(len(block.lines) for block in published.blocks)
    with progress("Speaking", total, "line") as tell:
        made = record_edition(published, site, voice, recorder, lambda done, _all: tell(min(done, total), total))
    slug = published.edition.slug
    stem = f"{FOLDER}/{slug}"
    episode = Episode(
        published.edition.number, slug, f"{stem}.mp3", len(made.mp3), made.seconds, f"{stem}.vtt", f"{stem}.json",
        posted_at, voice.name,
    )  # fmt: skip
    keep_episode(desk, episode, {"mp3": made.mp3, "vtt": made.transcript, "json": made.chapters, "txt": made.script})
    click.echo(f"Recorded:   {desk / episode.file} ({episode.length}, {len(made.mp3):,} bytes, {voice.name})")


def _keep_own(desk: Path, published: "Published", recording: Path, posted_at: datetime, voice: str) -> None:
    from readout.adapters.episodes import FOLDER, keep_episode  # noqa: PLC0415 -- start-up stays light
    from readout.adapters.speech.ffmpeg import measure_mp3  # noqa: PLC0415
    from readout.rendering.site import Episode  # noqa: PLC0415

    content, slug = recording.read_bytes(), published.edition.slug
    seconds = measure_mp3(recording)
    file = f"{FOLDER}/{slug}.mp3"
    episode = Episode(published.edition.number, slug, file, len(content), seconds, None, None, posted_at, voice)
    keep_episode(desk, episode, {"mp3": content})
    click.echo(f"Kept:       {desk / file} ({episode.length}, {len(content):,} bytes, spoken by {voice})")


def _open_voice(desk: Path, podcast: "Podcast") -> "Voice":
    from readout.adapters.speech.espeak import EspeakVoice  # noqa: PLC0415 -- start-up stays light
    from readout.adapters.speech.piper import PiperVoice  # noqa: PLC0415
    from readout.codebook.sites import PIPER  # noqa: PLC0415

    if podcast.voice == PIPER:
        return PiperVoice(desk / podcast.voice_model, podcast.voice_licence)
    return EspeakVoice()
