"""
The readers' form under attack: posts for one address, posts for many, and whether time tells who is on the list.

usage: python bench/mail_forms.py [10000] [--pairs 2000]

Posts come from two processes, and a third after a restart. Exit code 1 when one address got more than one mail, or many
addresses more than the breaker lets through. Times: one post each for an address that is on the list and one that is
not, in random order; the difference of the medians with a bootstrapped 95 % interval, and Mann-Whitney's p.
"""

import argparse
import math
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from desks import point_at, settle

settle()  # Django, before anything of it is imported

import numpy as np  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402

from archives import SqliteTemplate  # noqa: E402
from fake_mailer import FakeMailer  # noqa: E402
from killing import fork, wait  # noqa: E402
from mailrooms import add_reader  # noqa: E402

MAIL = """
name = "The strait"
sender = "brief@desk.example"
address = "https://desk.example/letters/"
[relay]
security = "none"
"""


def make_desk(template: SqliteTemplate, folder: Path) -> None:
    import shutil  # noqa: PLC0415

    folder.mkdir()
    shutil.copy(template.file, folder / "archive.sqlite3")
    (folder / "mail.toml").write_text(MAIL)
    point_at(folder)


def post_all(addresses: list[str], stamp_age: float = 5.0) -> None:
    """Post the form for each address, as one process of a server would take them."""
    from readout.letters.asked import find_office, now, stamp_form  # noqa: PLC0415

    connections["default"].close()
    browser, office = Client(), find_office()
    from datetime import timedelta  # noqa: PLC0415

    stamp = stamp_form(office, now() - timedelta(seconds=stamp_age))
    for address in addresses:
        assert browser.post("/letters/", {"address": address, "shown": stamp}).status_code == 200


def answer() -> int:
    """What the worker mails in one round."""
    from readout.letters.asked import find_office, now  # noqa: PLC0415
    from readout.letters.rounds import do_round  # noqa: PLC0415

    office, mailer = find_office(), FakeMailer()
    for _ in range(4):
        do_round(office, office.make_sender(now), mailer, now)
    return len(mailer.open_line.kept)


def attack(template: SqliteTemplate, folder: Path, addresses: list[str]) -> int:
    make_desk(template, folder)
    from readout.letters.asked import find_office  # noqa: PLC0415

    find_office()
    connections["default"].close()
    third = len(addresses) // 3
    mailed = 0
    workers = [fork(lambda: post_all(addresses[:third])), fork(lambda: post_all(addresses[third : 2 * third]))]
    assert not any(map(wait, workers))
    mailed += answer()
    connections["default"].close()
    assert not wait(fork(lambda: post_all(addresses[2 * third :])))
    return mailed + answer()


def time_pairs(template: SqliteTemplate, folder: Path, pairs: int) -> tuple[np.ndarray, np.ndarray]:
    make_desk(template, folder)
    from datetime import timedelta  # noqa: PLC0415

    from readout.letters import joining  # noqa: PLC0415
    from readout.letters.asked import find_office, now, stamp_form  # noqa: PLC0415

    joining.LIMITS = joining.Limits(posts=10**9)
    office = find_office()
    for number in range(pairs):
        add_reader(office.room, f"known-{number}@readers.example")
    stamp, browser, rng = stamp_form(office, now() - timedelta(seconds=5)), Client(), random.Random(7)
    times: dict[str, list[float]] = {"known": [], "other": []}
    for number in range(pairs):
        for who in rng.sample(("known", "other"), 2):
            begin = time.perf_counter()
            browser.post("/letters/", {"address": f"{who}-{number}@readers.example", "shown": stamp})
            times[who].append(1000 * (time.perf_counter() - begin))
    return np.array(times["known"]), np.array(times["other"])


def compare(known: np.ndarray, other: np.ndarray) -> str:
    rng = np.random.default_rng(7)
    draws = [np.median(rng.choice(known, len(known))) - np.median(rng.choice(other, len(other))) for _ in range(2000)]
    low, high = np.quantile(draws, (0.025, 0.975))
    ranks = np.argsort(np.argsort(np.concatenate((known, other)))) + 1
    u = ranks[: len(known)].sum() - len(known) * (len(known) + 1) / 2
    z = (u - len(known) * len(other) / 2) / math.sqrt(len(known) * len(other) * (len(known) + len(other) + 1) / 12)
    p = math.erfc(abs(z) / math.sqrt(2))
    medians = statistics.median(known), statistics.median(other)
    return (
        f"median {medians[0]:.3f} ms on the list, {medians[1]:.3f} ms not; difference "
        f"{medians[0] - medians[1]:+.3f} ms, 95 % {low:+.3f} to {high:+.3f}; Mann-Whitney p = {p:.2f}"
    )


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("number", type=int, nargs="?", default=10_000)
    options.add_argument("--pairs", type=int, default=2_000)
    told = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="readout-mail-forms-") as folder:
        template = SqliteTemplate(Path(folder))
        one = attack(template, Path(folder, "one"), ["ada@readers.example"] * told.number)
        print(f"{told.number:,} posts for one address from three processes: {one} mail", flush=True)
        addresses = [f"r{number}@d{number % 500}.example" for number in range(told.number)]
        many = attack(template, Path(folder, "many"), addresses)
        print(
            f"{told.number:,} posts for {told.number:,} addresses: {many} mails within the hour, then the breaker",
            flush=True,
        )
        known, other = time_pairs(template, Path(folder, "pairs"), told.pairs)
        print(f"{told.pairs:,} pairs: {compare(known, other)}")
        connections["default"].close()
    return 0 if one == 1 and many <= 200 else 1


if __name__ == "__main__":
    sys.exit(main())
