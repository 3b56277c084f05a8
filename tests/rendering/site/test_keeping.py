"""The privacy page says everything that is kept of a reader: each field of each record about one stands on it."""

from dataclasses import fields

from memory_archive import MemoryArchive
from readout.records import mailed
from readout.rendering.site.keeping import OF_MAIL
from sites import build, make_site

ABOUT_ONE = (mailed.Reader, mailed.Consent, mailed.Delivery)


def test_every_field_that_is_kept_of_a_reader_is_told_and_nothing_is_told_that_is_not_kept():
    told = [name for one in OF_MAIL for name in one.fields if not name.startswith("Suppression.")]
    kept = {f"{record.__name__}.{each.name}" for record in ABOUT_ONE for each in fields(record)}
    assert set(told) == kept
    assert len(told) == len(set(told))


def test_a_site_that_leads_to_the_mail_list_says_what_is_kept_and_another_that_nothing_is():
    joined = build(MemoryArchive(), make_site(subscribe="https://brief.example/letters/"))[
        "privacy/index.html"
    ].decode()
    assert all(one.what in joined for one in OF_MAIL)
    assert "leaves no personal data" in build(MemoryArchive())["privacy/index.html"].decode()
