"""Debian's Chromium, driven: how a page is opened wide, narrow, dark, in forced colours, or without script."""

import base64
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium.webdriver import Chrome, ChromeOptions, ChromeService

WIDE, NARROW, ZOOMED = 1280, 320, 640  # CSS pixels; 200 % of a window of 1280 is one of 640
LOOKS = {
    "light": [("prefers-color-scheme", "light")],
    "dark": [("prefers-color-scheme", "dark")],
    "forced": [("forced-colors", "active"), ("prefers-color-scheme", "dark")],
}
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--no-first-run", "--disable-extensions", "--disable-sync", "--metrics-recording-only", "--mute-audio",
)  # fmt: skip
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"


@contextmanager
def open_browser(*, scripts: bool = True) -> Iterator[Chrome]:
    """A browser of its own, closed at the end; without `scripts` no page may run one."""
    options = ChromeOptions()
    options.binary_location = found("chromium")
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not scripts:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    browser = Chrome(options=options, service=ChromeService(found("chromedriver")))
    browser.set_page_load_timeout(60)
    try:
        yield browser
    finally:
        browser.quit()


def found(program: str) -> str:
    path = shutil.which(program)
    assert path is not None, f"{program} is not installed: make system installs it"
    return path


def show_as(browser: Chrome, look: str = "light", width: int = WIDE, height: int = 900) -> None:
    """How pages are shown from here on."""
    features = [{"name": name, "value": value} for name, value in LOOKS[look]]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def sign_in(browser: Chrome, address: str, session: str) -> None:
    """Give the browser a session's cookie."""
    browser.get(f"{address}/healthz")
    browser.add_cookie({"name": "sessionid", "value": session, "path": "/"})


def run_axe(browser: Chrome) -> list[dict]:
    """What axe finds wrong on the page that is shown; run beside the page's policy, as an extension would be."""
    for code in (AXE.read_text("utf-8"), "true"):
        browser.execute_cdp_cmd("Runtime.evaluate", {"expression": code})
    asked = {"expression": "axe.run().then((all) => JSON.stringify(all.violations))",
             "awaitPromise": True, "returnByValue": True}  # fmt: skip
    done = browser.execute_cdp_cmd("Runtime.evaluate", asked)
    return json.loads(done["result"]["value"])


def shoot(browser: Chrome, file: Path, height: int = 900, width: int = WIDE) -> None:
    """A picture of the top of the page."""
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    shot = browser.execute_cdp_cmd(
        "Page.captureScreenshot", {"format": "png", "clip": clip, "captureBeyondViewport": True}
    )
    file.write_bytes(base64.b64decode(shot["data"]))


def complaints(browser: Chrome) -> list[str]:
    """What the browser's console says since it was last asked: errors and breaches of the policy."""
    return [entry["message"] for entry in browser.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
