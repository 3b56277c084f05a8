"""A plain cover for a podcast that has none of its own: two shores and the water between, 1,400 pixels square."""

import struct
import zlib

ICON = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 14 14"><path fill="#fffdf9" d="M0 0h14v14H0z"/>'
    b'<path fill="#7a2318" d="M0 0h3.4l2 14H0zM14 0h-5.4l2 14H14z"/></svg>\n'
)
SIDE = 1400  # pixels; Apple takes 1,400 to 3,000
_PAPER, _SHORE, _WATER = (255, 253, 249), (122, 35, 24), (29, 92, 138)


def render_cover() -> bytes:
    """The picture as PNG (W3C, third edition), three colours, the same bytes always."""
    rows = b"".join(b"\0" + _row(y) for y in range(SIDE))
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")


def _row(y: int) -> bytes:
    """A row of pixels: the shores lean, the water lies between them."""
    left, right = 340 + y // 7, SIDE - 340 + (y - SIDE) // 7
    band = y // 100 % 2 == 0
    water = bytes(_WATER) if band else bytes(_PAPER)
    return (
        bytes(_SHORE) * left
        + bytes(_PAPER) * 24
        + water * (right - left - 48)
        + bytes(_PAPER) * 24
        + bytes(_SHORE) * (SIDE - right)
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
