"""
Take the pictures of docs/desk.md: every page of the desk over the example, in Debian's Chromium.

    make browser && python tools/picture_desk.py [PAGE ...]

The desk is made anew in a temporary folder, so that the pictures show what a first start shows. With names of
pages, only those pictures are taken.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "browser")]
PICTURES = ROOT / "docs" / "images" / "desk"
MAIL = 'name = "The strait"\nsender = "brief@desk.example"\naddress = "https://desk.example/letters/"\n'
WIDTH, HEIGHT, SCALE = 1200, 900, 0.7


def main() -> None:
    """Take the pictures that are asked for, or all."""
    from desks import DeskTemplate, settle  # noqa: PLC0415 -- the tests' folder is on the path by now

    settle()
    from driving import open_browser, show_as, sign_in  # noqa: PLC0415
    from serving import serving  # noqa: PLC0415

    PICTURES.mkdir(parents=True, exist_ok=True)
    wanted = set(sys.argv[1:])
    with tempfile.TemporaryDirectory(prefix="readout-desk-") as name:
        folder = Path(name)
        desk = DeskTemplate(folder).open(folder / "desk")
        (desk.folder / "mail.toml").write_text(MAIL)
        with serving(desk) as served, open_browser() as browser:
            show_as(browser, "light", WIDTH, HEIGHT)
            sign_in(browser, served.address, desk.sign_in("approver", "ada", confirmed=True).cookies["sessionid"].value)
            for picture, path, look in list_pages(desk):
                if not picture or (wanted and picture not in wanted):
                    continue
                show_as(browser, look, WIDTH, HEIGHT)
                browser.get(served.address + path)
                take(browser, PICTURES / f"{picture}.png")
                print(f"{picture}: {path}")


def list_pages(desk: object) -> Iterator[tuple[str, str, str]]:
    """The name of each picture, the address that it shows, and the look."""
    from edited import edited_pages  # noqa: PLC0415 -- the tests' folder is on the path by now

    archive = desk.archive  # type: ignore[attr-defined]
    brief = archive.find_brief(*archive.list_periods()[0])
    comparison = max(brief.comparisons, key=lambda one: len(one.points))
    speaker = next(line.speaker_id for line in brief.statements if line.speaker_id)
    citation = brief.statements[0].citations[0]
    yield from (
        ("today", "/", "light"),
        ("today-dark", "/", "dark"),
        ("articles", "/articles", "light"),
        (
            "article",
            f"/article?id={citation.article_id}&at={citation.span.start}-{citation.span.end}",
            "light",
        ),
        ("stories", "/stories", "light"),
        ("story", f"/stories/{comparison.story_id}", "light"),
        ("why", f"/why?line={brief.statements[0].id}", "light"),
        ("positions", "/positions", "light"),
        ("forecasts", "/forecasts", "light"),
        ("evidence", f"/evidence?line={brief.forecasts[0].id}", "light"),
        ("calendar", "/calendar", "light"),
        ("actors", "/actors", "light"),
        ("actor", f"/actor?id={speaker}", "light"),
        ("sources", "/sources", "light"),
        ("jobs", "/jobs", "light"),
        ("search", "/search?q=talks", "light"),
        ("review", "/review", "light"),
        ("review-list", "/review/list", "light"),
        ("editions", "/editions", "light"),
        ("audit", "/audit", "light"),
        *zip(
            ("draft", "history", "ready", "preview", "", "edition"),
            edited_pages(desk, "Waiting for Lusande."),
            ("light",) * 6,
            strict=False,
        ),
        ("mail", "/mail", "light"),
        ("mailing", "/mail/1", "light"),
        ("account", "/account", "light"),
        ("people", "/people", "light"),
        ("second-factor", "/account/second-factor", "light"),
    )


def take(browser: object, file: Path) -> None:
    """A picture of the top of the page, small enough for the repository."""
    import base64  # noqa: PLC0415

    clip = {"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT, "scale": SCALE}
    asked = {"format": "png", "clip": clip, "captureBeyondViewport": True}
    shot = browser.execute_cdp_cmd("Page.captureScreenshot", asked)  # type: ignore[attr-defined]
    file.write_bytes(base64.b64decode(shot["data"]))


if __name__ == "__main__":
    main()
