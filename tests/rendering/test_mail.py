"""An edition as mail: within the budget, with nothing loaded, signed, and the same in text and HTML."""

import email
import email.policy
import re
import subprocess
from dataclasses import replace
from datetime import UTC, datetime

import dkim
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editions import make_edition
from readout.actions.delivering.composing import list_headers
from readout.adapters.signing import Signer
from readout.codebook.mails import parse_mail
from readout.codes import MailingKind
from readout.errors import InputError
from readout.records import Correction
from readout.rendering.layout import walk_lines
from readout.rendering.mail.answers import TEXTS, write_answer
from readout.rendering.mail.editions import FIRST, Amended, Footer, render_mail
from readout.rendering.mail.messages import BUDGET, MARKS, fill_template, make_template
from readout.rendering.site.published import Published
from readout.rendering.site.sections import list_sections
from whole_brief import ARTICLES

AT = datetime(2031, 3, 7, 6, tzinfo=UTC)
PAGE = "https://brief.example/editions/e1/"
BOOK = parse_mail('name = "The strait"\nsender = "brief@desk.example"\naddress = "https://desk.example/letters"')
LINK = "https://desk.example/letters/leave/" + "x=y" * 30


def published() -> Published:
    return Published(make_edition(), {article.id: article for article in ARTICLES})


def parse(content: bytes):
    return email.message_from_bytes(content, policy=email.policy.default)


@pytest.fixture(scope="module")
def message():
    text, html = render_mail(published(), PAGE, Footer("The strait", "1 Harbour Road"))
    headers = list_headers(BOOK, MailingKind.EDITION, "Edition 1", AT, PAGE)
    lines = [("To", "ada@readers.example"), ("Message-ID", "<1@desk.example>"), ("List-Unsubscribe", f"<{LINK}>"),
             ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")]  # fmt: skip
    return fill_template(make_template(headers, text, html), lines, {"leave": LINK})


def test_it_is_text_then_html_on_short_lines_without_anything_that_is_loaded(message):
    parsed = parse(message)
    assert [part.get_content_type() for part in parsed.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert not parsed.defects
    assert max(map(len, message.split(b"\r\n"))) <= 998
    assert b"\n" not in message.replace(b"\r\n", b"")
    html = parsed.get_body(("html",)).get_content()
    assert not re.search(r"<(img|script|form|link|iframe|object|video|audio|input)\b|\bsrc=|url\(|@import", html)
    assert set(re.findall(r'href="([^"#]+)', html)) == {PAGE, LINK.replace("&", "&amp;")}
    assert len(html.encode()) <= BUDGET
    assert 'lang="en"' in html
    assert "prefers-color-scheme:dark" in html


def test_every_line_that_all_views_carry_is_in_both_parts(message):
    parsed = parse(message)
    text = " ".join(parsed.get_body(("plain",)).get_content().split())
    html = parsed.get_body(("html",)).get_content()
    lines = [line for section in list_sections(published()) if section.id in FIRST
             for group in section.groups for line in walk_lines(group.lines)]  # fmt: skip
    assert lines
    for line in lines:
        assert " ".join(line.text.split()) in text
        assert f"{PAGE}#{line.id}" in html


def test_the_link_of_leaving_arrives_whole_in_both_parts_and_in_the_header(message):
    parsed = parse(message)
    assert LINK in parsed.get_body(("plain",)).get_content()
    assert f'href="{LINK}"' in parsed.get_body(("html",)).get_content()
    assert parsed["List-Unsubscribe"] == f"<{LINK}>"
    assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert parsed["Archived-At"] == f"<{PAGE}>"
    assert parsed["List-Archive"] == "<https://brief.example/editions/>"
    assert parsed["List-Id"].endswith("<brief.desk.example>")
    assert parsed["Feedback-ID"] == "e1:brief.desk.example"
    assert "ada" not in str(parsed["Message-ID"]) + str(parsed["Feedback-ID"])


def test_a_brief_that_is_far_too_long_keeps_the_budget_and_says_that_the_page_has_more():
    edition = make_edition()
    block = next(block for block in edition.blocks if block.kind == "development")
    many = tuple(replace(block, id=f"b{number}") for number in range(900))
    long = Published(replace(edition, blocks=(*many, *edition.blocks)), {article.id: article for article in ARTICLES})
    text, html = render_mail(long, PAGE, Footer("The strait", ""))
    assert BUDGET - 40_000 < len(html.encode()) <= BUDGET
    assert "more" in text


def test_endless_corrections_are_cut_and_the_mail_keeps_its_budget():
    many = tuple(
        Correction("word " * 900, "ed", AT, "l1", "was " * 900, f"now {number} " * 600) for number in range(40)
    )
    edition = replace(published().edition, corrections=many)
    text, html = render_mail(
        Published(edition, {article.id: article for article in ARTICLES}),
        PAGE,
        Footer("The strait", ""),
        [Amended("e0", "Edition 0", many)],
    )
    assert len(html.encode()) <= BUDGET
    for part in (text, html):
        assert "and 28 more" in part
        assert "It says now:" in part
        assert "https://brief.example/editions/e0/#l1" in part


def test_the_same_edition_gives_the_same_bytes():
    first, second = (render_mail(published(), PAGE, Footer("x", "")) for _ in range(2))
    assert make_template([("From", "a@b.example")], *first) == make_template([("From", "a@b.example")], *second)


@settings(deadline=None)
@given(st.text(), st.text())
def test_any_subject_and_name_give_one_message_with_the_headers_that_were_meant(subject, name):
    book = replace(BOOK, name=name)
    try:
        headers = list_headers(book, MailingKind.EDITION, subject, AT, PAGE)
        parsed = parse(fill_template(make_template(headers, "t\n", "<p>t</p>\n"), [("To", "a@b.example")], {}))
    except UnicodeEncodeError:  # half a character: nothing was made
        return
    assert parsed.keys().count("Subject") == 1
    meant = [name for name, _ in headers]
    assert sorted(parsed.keys()) == sorted(["To", *meant, "MIME-Version", "Content-Type"])
    assert parsed.get_body(("plain",)).get_content().strip() == "t"


def test_a_mark_in_a_source_makes_no_link():
    edition = make_edition(title=f"A title {MARKS['leave']} with a mark")
    text, html = render_mail(Published(edition, {a.id: a for a in ARTICLES}), PAGE, Footer("x", ""))
    assert text.count(MARKS["leave"]) == html.count(MARKS["leave"]) == 1


@pytest.mark.parametrize("kind", sorted(TEXTS))
def test_a_letter_says_who_asks_and_has_its_links_in_both_parts(kind):
    subject, text, html = write_answer(kind, "The <strait>", "1 Harbour Road")
    assert "The <strait>" in subject + text
    assert "The &lt;strait&gt;" in html
    assert [mark for mark in MARKS.values() if mark in text] == [mark for mark in MARKS.values() if mark in html]


def test_a_signature_is_good_and_covers_the_headers_of_leaving(message, tmp_path):
    key = tmp_path / "dkim.pem"
    subprocess.run(["openssl", "genrsa", "-traditional", "-out", key, "1024"], check=True, capture_output=True)
    signed = Signer(tmp_path, "desk.example", "s1").sign(message)
    public = subprocess.run(["openssl", "rsa", "-in", key, "-pubout"], check=True, capture_output=True).stdout
    record = b"v=DKIM1; k=rsa; p=" + b"".join(public.splitlines()[1:-1])
    assert dkim.verify(signed, dnsfunc=lambda name, **_: record if name == b"s1._domainkey.desk.example." else None)
    tags = re.search(rb"h=([^;]+);", signed.partition(b"\r\nTo:")[0])
    covered = {name.strip() for name in tags[1].lower().split(b":")}
    assert {b"list-unsubscribe", b"list-unsubscribe-post", b"from", b"message-id"} <= covered
    broken = signed.replace(b"List-Unsubscribe: <https", b"List-Unsubscribe: <http")
    assert not dkim.verify(broken, dnsfunc=lambda *_, **__: record)


def test_without_a_key_it_is_said_how_to_make_one(tmp_path):
    with pytest.raises(InputError, match="openssl genrsa"):
        Signer(tmp_path, "desk.example", "s1")
