"""What speaks and records: espeak-ng or piper, and ffmpeg, each a program of its own that is started when asked for."""

import shutil
import subprocess
from collections.abc import Sequence

from readout.errors import SpeechError

LONGEST = 600  # seconds that a program may take over one task


def find_program(name: str, package: str) -> str:
    """Where a program lies. Raises SpeechError with how it is installed where it is not."""
    found = shutil.which(name)
    if found is None:
        raise SpeechError(f"{name} is not installed, and the podcast needs it: apt-get install {package}")
    return found


def run_program(command: Sequence[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end. Raises SpeechError with its last words where it fails."""
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False, timeout=LONGEST)  # noqa: S603 -- a program that we name, no shell
    except subprocess.TimeoutExpired as error:
        raise SpeechError(f"{command[0]} did not end in {LONGEST} seconds") from error
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SpeechError(f"{command[0]} failed: {words[-1] if words else 'it said nothing'}")
    return done
