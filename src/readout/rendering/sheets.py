"""
HTML sheets: Jinja templates kept as package files beside this module, every value escaped unless it is our own markup.

Templates are files so that a designer can read and change a page without Python; they and the
styles are part of the code, not input, and loading them is all that this room reads.
"""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from readout.corpus.wording import write_list
from readout.rendering.layout import Section, walk_lines
from readout.rendering.manifest import VERSION
from readout.rendering.receipts import Receipt


def fill_sheet(
    name: str, styles: Sequence[str], *, rules: str = "", allowed: str = "form-action 'none'", **values: Any
) -> bytes:
    """
    The sheet `name` as UTF-8, with its styles inside and a policy that lets a browser load nothing else.

    `rules` are style of this page alone, `allowed` the directives of the policy (CSP 3) that differ between sheets.

    What UTF-8 or HTML cannot carry is shown as U+FFFD.
    """
    style = "\n" + "".join(_environment().get_template(each).render() for each in styles) + rules
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; {allowed}"
    page = (
        _environment().get_template(name).render(style=Markup(style), policy=policy, version=VERSION, **values)  # noqa: S704 -- our own CSS
    )
    return legible(page).encode("utf-8")


def fill_mail(name: str, **values: Any) -> str:
    """The sheet `name` as text, styles and all in it: mail readers have no policy that would let them load more."""
    return legible(_environment().get_template(name).render(**values))


def legible(text: str) -> str:
    """`text` with what HTML cannot carry (control characters, lone surrogates) as U+FFFD, one for one."""
    return text.translate(_UNFIT)


def receipt_words(receipts: Sequence[Receipt]) -> str:
    """The closed receipt in a few words: whose, and of which day when it is one."""
    if len(receipts) == 1:
        return f"Receipt: {receipts[0].outlet}, {receipts[0].day}"
    return f"{len(receipts)} receipts: {write_list(tuple(dict.fromkeys(one.outlet for one in receipts)))}"


def fold_words(section: Section) -> str:
    """What a closed section holds."""
    count = sum(1 for group in section.groups for _ in walk_lines(group.lines))
    return f"{count} {'entry' if count == 1 else 'entries'}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("readout.rendering", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["receipt_words"] = receipt_words
    environment.filters["fold_words"] = fold_words
    return environment


_CONTROLS = (*(code for code in range(0x20) if chr(code) not in "\t\n\f\r"), *range(0x7F, 0xA0))
_SURROGATES = range(0xD800, 0xE000)
_NONCHARACTERS = (*range(0xFDD0, 0xFDF0), *(plane << 16 | low for plane in range(17) for low in (0xFFFE, 0xFFFF)))
_UNFIT = dict.fromkeys((*_CONTROLS, *_SURROGATES, *_NONCHARACTERS), "\ufffd")
