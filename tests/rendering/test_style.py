"""The page's colours can be read: contrast as WCAG 2.2 asks of text (1.4.3, AA), light and dark."""

import re
from importlib import resources

import pytest

PAGES = resources.files("readout.rendering") / "pages"
STYLE, READINGS = ((PAGES / name).read_text(encoding="utf-8") for name in ("style.css", "readings.css"))


def colours_of(scheme: int) -> dict[str, str]:
    """The colours of both sheets: scheme 0 is light, 1 is dark."""
    blocks = [re.findall(r":root \{(.*?)\}", style, re.DOTALL)[scheme] for style in (STYLE, READINGS)]
    return {name: colour for block in blocks for name, colour in re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)}


LIGHT, DARK = colours_of(0), colours_of(1)
PAIRS = [(ink, paper) for ink in ("ink", "soft", "link") for paper in ("paper", "tint")] + [("mark-ink", "mark")]
PAIRS += [("ink", paper) for paper in ("speech", "verbatim")] + [("soft", "speech"), ("soft", "verbatim")]
PAIRS += [(ink, "paper") for ink in ("speaker", "deed", "moment", "count", "stance", "doubt")]
PAIRS += [(ink, "verbatim") for ink in ("speaker", "deed", "moment", "count", "stance", "doubt")]


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_text_stands_out_from_its_ground(colours, pair):
    low, high = sorted(luminance(colours[name]) for name in pair)
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_the_style_fetches_nothing():
    for style in (STYLE, READINGS):
        assert "url(" not in style
        assert "@import" not in style
