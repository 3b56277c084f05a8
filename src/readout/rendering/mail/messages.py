"""
A message as it is frozen, and as one recipient gets it (RFC 5322, 2045, 2046).

What differs between recipients is a link or a header line. In the frozen bytes a link is a mark on a line of its own;
to fill it is to replace it, so that thousands of copies cost little and all say the same.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP

MARKS = {"leave": "\ue000", "manage": "\ue001", "confirm": "\ue002", "deny": "\ue003"}
BUDGET = 95_000  # bytes of the HTML part: mail readers cut what is over 102 kB
_FOLD = 72  # characters of a link on one line of quoted-printable
_SOFT = rb"(?:=\r\n)?"  # quoted-printable may fold between any two bytes
_MARKED = {
    name: re.compile(_SOFT.join(b"=%02X" % byte for byte in mark.encode("utf-8"))) for name, mark in MARKS.items()
}
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_POLICY = SMTP.clone(max_line_length=78, cte_type="7bit")


def strip_marks(text: str) -> str:
    """A text that holds none of the marks: what comes from outside must not make a link."""
    return text.translate({ord(mark): None for mark in MARKS.values()})


def one_line(text: str) -> str:
    """A text for a header: on one line, without controls that end it or turn it round."""
    return " ".join(_CONTROLS.sub(" ", strip_marks(text)).split())


def make_template(headers: Sequence[tuple[str, str]], text: str, html: str) -> bytes:
    """
    The frozen bytes: headers that all recipients share, then the text and the HTML part, text first.

    Links stand as marks (`MARKS`). The boundary comes from the content: the same content gives the same bytes.
    """
    message = EmailMessage(_POLICY)
    for name, value in headers:
        message[name] = one_line(value)
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    digest = hashlib.sha256(f"{text}\x00{html}".encode("utf-8", "replace")).hexdigest()
    message.set_boundary(f"readout-{digest[:32]}")
    content = message.as_bytes()
    for name, pattern in _MARKED.items():
        content = pattern.sub(b"=\r\n@@" + name.encode() + b"@@=\r\n", content)
    return content


def fill_template(template: bytes, lines: Sequence[tuple[str, str]], links: Mapping[str, str]) -> bytes:
    """The message of one recipient: their header lines, then the template with their links in it."""
    head = "".join(f"{name}: {one_line(value)}\r\n" for name, value in lines).encode("ascii")
    for name, link in links.items():
        folded = "=\r\n".join(link[at : at + _FOLD] for at in range(0, len(link), _FOLD)).replace("=\r\n", "\x00")
        quoted = folded.replace("=", "=3D").replace("\x00", "=\r\n").encode("ascii")
        template = template.replace(b"@@" + name.encode() + b"@@", quoted)
    return head + template
