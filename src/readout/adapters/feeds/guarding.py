"""What is refused before any parser sees it: too many bytes, and document types that define things of their own."""

import codecs
import re

from readout.errors import InputError

LARGEST = 10_000_000  # bytes of a feed or sitemap, unpacked
_INTERNAL_SUBSET = re.compile(rb"<!DOCTYPE[^>\[]*\[|<!ENTITY", re.IGNORECASE)
_WIDE = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


def check_size(name: str, content: bytes) -> None:
    """Raise InputError on more than `LARGEST`."""
    if len(content) > LARGEST:
        raise InputError(name, f"is larger than {LARGEST // 1_000_000} MB, which no feed is")


def check_xml(name: str, content: bytes) -> bytes:
    """
    The bytes, in UTF-8 where they came in a wide form with its mark.

    Raises InputError on more than `LARGEST`, on entities and internal subsets (no feed needs them, and they are how
    a small file becomes a large one), and on wide forms that are broken.
    """
    check_size(name, content)
    for mark, encoding in _WIDE:
        if content.startswith(mark):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError as error:
                raise InputError(name, f"says that it is {encoding} and is not") from error
            content = re.sub(r"^(<\?xml[^>]*?)\s+encoding=(\"[^\"]*\"|'[^']*')", r"\1", text).encode()
            break
    if _INTERNAL_SUBSET.search(content.replace(b"\0", b"")):
        raise InputError(name, "defines entities of its own, which no feed needs; it is not read")
    return content
