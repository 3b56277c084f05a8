"""
HTML sheets: Jinja templates kept as package files beside this module, every value escaped unless it is our own markup.

Templates are files so that a designer can read and change a page without Python; they and the
styles are part of the code, not input, and loading them is all that this room reads.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache, lru_cache
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
    style, digest = _read_style(tuple(styles), rules)
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; {allowed}"
    page = (
        _environment().get_template(name).render(style=Markup(style), policy=policy, version=VERSION, **values)  # noqa: S704 -- our own CSS
    )
    before, own, after = page.partition(style)  # our own words need no second look
    return (legible(before) + own + legible(after)).encode("utf-8")


def fill_mail(name: str, **values: Any) -> str:
    """The sheet `name` as text, styles and all in it: mail readers have no policy that would let them load more."""
    return legible(_environment().get_template(name).render(**values))


def legible(text: str) -> str:
    """`text` with what HTML cannot carry (control characters, lone surrogates) as U+FFFD, one for one."""
    return _UNFIT.sub("\ufffd", text)


def receipt_words(receipts: Sequence[Receipt]) -> str:
    """The closed receipt in a few words: whose, and of which day when it is one."""
    if len(receipts) == 1:
        return f"Receipt: {receipts[0].outlet}, {receipts[0].day}"
    return f"{len(receipts)} receipts: {write_list(tuple(dict.fromkeys(one.outlet for one in receipts)))}"


def fold_words(section: Section) -> str:
    """What a closed section holds."""
    count = sum(1 for group in section.groups for _ in walk_lines(group.lines))
    return f"{count} {'entry' if count == 1 else 'entries'}"


@lru_cache(maxsize=64)
def _read_style(styles: tuple[str, ...], rules: str) -> tuple[str, str]:
    """The styles of a sheet and their SHA-256 in base 64, once for the thousands of copies that carry them."""
    style = "\n" + "".join(_environment().get_template(each).render() for each in styles) + rules
    return style, base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("readout.rendering", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # the sheets are part of the code
    )
    environment.filters["receipt_words"] = receipt_words
    environment.filters["fold_words"] = fold_words
    return environment


_CONTROLS = r"\x00-\x08\x0b\x0e-\x1f\x7f-\x9f"
_NONCHARACTERS = "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
_UNFIT = re.compile(rf"[{_CONTROLS}\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]")
