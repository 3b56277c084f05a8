"""An edition for the ear: its script, what a voice says, the transcript with times, chapters. Pure."""

from readout.rendering.speech.chapters import render_chapters, render_metadata, render_transcript
from readout.rendering.speech.script import Chapter, Utterance, render_script, write_script

__all__ = [
    "Chapter",
    "Utterance",
    "render_chapters",
    "render_metadata",
    "render_script",
    "render_transcript",
    "write_script",
]
