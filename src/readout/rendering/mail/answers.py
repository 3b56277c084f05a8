"""The letters that answer a form. No word of the submitter is in them: only the address is asked for."""

from markupsafe import Markup, escape

from readout.rendering.mail.messages import MARKS

_CONFIRM = f"""Somebody, probably you, asked to get {{name}} at this address.

Open this page and press the button; the link is good for two days:
{MARKS["confirm"]}

If it was not you, do nothing: you will not be written to again. To make sure that nobody can ask for you, press here:
{MARKS["deny"]}
"""
TEXTS = {
    "confirm": ("Please confirm: {name}", _CONFIRM),
    "move": ("Please confirm your new address: {name}", _CONFIRM.replace("asked to get", "asked to get from now on")),
    "already": (
        "You already get {name}",
        f"""Somebody, probably you, asked to get {{name}} at this address. It is on the list already.

To pause, or to leave:
{MARKS["leave"]}
""",
    ),
    "own": (
        "Your data at {name}",
        f"""Somebody, probably you, asked for the page on which you see,
take with you, change or erase what {{name}} keeps of you.

It is good for an hour:
{MARKS["manage"]}

If it was not you, do nothing.
""",
    ),
}
_WORDS = {
    "confirm": "Confirm",
    "deny": "This was not me",
    "leave": "Pause or leave",
    "manage": "See what is kept of me",
}


def write_answer(kind: str, name: str, imprint: str) -> tuple[str, str, str]:
    """Subject, text and HTML of a letter; `name` is how the brief is called."""
    subject, text = TEXTS[kind]
    text = text.replace("{name}", name)
    if imprint:
        text += f"\n-- \n{imprint}\n"
    return subject.replace("{name}", name), text, _as_html(text)


def _as_html(text: str) -> str:
    marks = {mark: name for name, mark in MARKS.items()}
    parts = []
    for paragraph in text.strip().split("\n\n"):
        lines = [
            Markup('<a href="{}">{}</a>').format(line, _WORDS[marks[line]]) if line in marks else escape(line)
            for line in paragraph.split("\n")
        ]
        parts.append(Markup("<p>{}</p>").format(Markup("<br>").join(lines)))
    body = Markup("\n").join(parts)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">'
        f"<title>{escape(text.partition(chr(10))[0][:70])}</title></head>\n"
        '<body style="font-family:Georgia,serif;font-size:17px;line-height:1.5;max-width:36em">\n'
        f"{body}\n</body></html>\n"
    )
