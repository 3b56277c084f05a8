import json

import pytest

from readout.adapters.days import read_published
from readout.adapters.files import load_articles

PROSE = "The ministers met in Vell on Thursday and agreed to meet again in a month."


@pytest.fixture
def folder(tmp_path):
    def write(**files):
        for name, content in files.items():
            path = tmp_path / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write


def read_one(*args, **options):
    articles, problems = load_articles(*args, **options)
    assert problems == ()
    (article,) = articles
    return article


def tell_problems(*args, **options):
    return [problem.message for problem in load_articles(*args, **options)[1]]


def test_text_is_kept_as_it_came(folder):
    text = "Ferry talks drag on\r\n\r\n“We are not there yet…as the \u00a0 minister' said” -- and left.\r\n"
    article = read_one([folder(a_txt=text)])
    assert article.text == text
    assert (article.encoding, article.title, article.outlet_id, article.published) == (
        "utf-8",
        "Ferry talks drag on",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (PROSE.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + PROSE.encode(), "utf-8"),
        (PROSE.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + PROSE.encode("utf-16-be"), "utf-16"),
        (PROSE.replace("Vell", "“Vell”").encode("cp1252"), "cp1252"),
    ],
)
def test_bytes_are_decoded_and_their_encoding_kept(folder, content, encoding):
    article = read_one([folder(a_txt=content)])
    assert article.encoding == encoding
    assert article.text.replace("“", "").replace("”", "") == PROSE


def test_a_folder_is_read_to_the_bottom_in_order_without_what_is_hidden(folder):
    root = folder(b_txt=PROSE + " B.", a__c_md=PROSE + " C.", _hidden_txt=PROSE, _git__x_txt=PROSE, notes_pdf=PROSE)
    articles, problems = load_articles([root])
    assert problems == ()
    assert sorted(article.text[-2:] for article in articles) == ["B.", "C."]


def test_the_id_of_an_article_does_not_depend_on_where_it_lies(folder):
    root = folder(a_txt=f"{PROSE}\n\nThey left.", deep__down__b_txt=f"{PROSE}\r\n\r\nThey left.\r\n")
    one, other = load_articles([root / "a.txt"])[0][0], load_articles([root / "deep"])[0][0]
    assert one.id == other.id
    assert read_one([root / "a.txt"], outlet="Sound Daily").id != one.id


def test_what_is_told_beside_a_text_is_taken(folder):
    told = 'id = "n7"\ntitle = "Fog"\noutlet = "Sound Daily"\nbyline = ["Jon Sterner"]\npublished = 2031-03-04\n'
    article = read_one([folder(a_txt=PROSE, a_toml=told)])
    assert (article.id, article.title, article.outlet_id) == ("n7", "Fog", "sound-daily")
    assert (article.byline, article.published) == (("Jon Sterner",), "2031-03-04")
    assert article.published_basis == ("metadata",)


def test_front_matter_is_not_text(folder):
    told = '---\r\ntitle: "Fog: a report"\r\nbyline: [Jon Sterner, Ada Holt]\r\nmood: grey\r\nurl:\r\n---\r\n'
    article = read_one([folder(a_md=told + PROSE)])
    assert (article.text, article.title, article.byline) == (PROSE, "Fog: a report", ("Jon Sterner", "Ada Holt"))


@pytest.mark.parametrize("text", [f"---\n{PROSE}\n---\n{PROSE} Again.", f"---\n{PROSE}", f"---\nNote: {PROSE}\n---\n"])
def test_dashes_at_the_top_are_not_always_front_matter(folder, text):
    assert read_one([folder(a_txt=text)]).text == text


def test_the_caller_overrides_what_files_tell(folder):
    root = folder(a_txt=f"---\noutlet: Sound Daily\npublished: 2031-03-04\n---\n{PROSE}")
    article = read_one([root], outlet="Harbour News", published="2031-03-05")
    assert (article.outlet_id, article.published) == ("harbour-news", "2031-03-05")


def test_json_lines_are_read_and_bad_ones_told_by_number(folder):
    lines = [
        json.dumps({"id": 7, "text": PROSE, "byline": "By Jon Sterner", "outlet": "Sound Daily", "mood": {}}),
        "",
        "{broken",
        "[1]",
        json.dumps({"title": "No text"}),
        json.dumps({"text": PROSE, "title": ["x"]}),
        json.dumps({"text": " \n"}),
        json.dumps({"text": PROSE + "\u2028More.", "byline": ["Ada Holt"]}, ensure_ascii=False),
    ]
    articles, problems = load_articles([folder(a_jsonl="\r\n".join(lines))])
    assert {article.byline for article in articles} == {("Jon Sterner",), ("Ada Holt",)}
    assert [problem.message.split(":")[0] for problem in problems] == [f"a.jsonl, line {n}" for n in (3, 4, 5, 6, 7)]


@pytest.mark.parametrize(
    ("given", "texts"),
    [
        (PROSE, [PROSE]),
        (json.dumps({"text": PROSE}), [PROSE]),
        (json.dumps({"text": PROSE}, indent=2), [PROSE]),
        ("\n" + json.dumps({"text": PROSE}) + "\n" + json.dumps({"text": PROSE + " B."}), [PROSE, PROSE + " B."]),
        ("{sic} " + PROSE, ["{sic} " + PROSE]),
    ],
)
def test_standard_input_is_text_or_json_lines(given, texts):
    articles, problems = load_articles(["-"], stdin=given.encode())
    assert problems == ()
    assert sorted(article.text for article in articles) == sorted(texts)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "is empty"),
        (b"---\ntitle: Fog\n---\n", "is empty"),
        (b"PK\x03\x04" + bytes(40), "is not text"),
        (b"The \x01\x02 fog", "is not text"),
        (b"fog \x81\x8d", "is not text"),
        (b"<!DOCTYPE html><p></p>", "is a page in which no article was found"),
        (b"a" * 5_000_001, "is larger than 5 MB"),
        ("Министры встретились в четверг и договорились.".encode(), "is not in English"),
    ],
)
def test_what_cannot_be_read_is_told_by_name_and_the_rest_is_read(folder, content, reason):
    root = folder(a_txt=content, b_txt=PROSE)
    articles, (problem,) = load_articles([root])
    assert problem.message.startswith(f"a.txt: {reason}")
    assert (problem.step, problem.article_id, len(articles)) == ("intake", None, 1)


def test_paths_that_lead_nowhere_are_told(folder, tmp_path):
    (tmp_path / "empty").mkdir()
    told = tell_problems([tmp_path / "gone.txt", tmp_path / "empty", "-", folder(a_html="<p>x") / "a.html"])
    assert [message.split(":")[0] for message in told] == ["a.html", "empty", "gone.txt", "standard input"]


def test_a_bad_sidecar_is_told_and_the_text_read(folder):
    articles, (problem,) = load_articles([folder(a_txt=PROSE, a_toml="title = ")])
    assert problem.message.startswith("a.toml: cannot be read as TOML")
    assert len(articles) == 1


def test_half_a_character_in_json_is_told(folder):
    (message,) = tell_problems([folder(a_jsonl='{"text": "The fog \\ud800 of March"}')])
    assert message.startswith("a.jsonl, line 1: holds half")


def test_the_same_article_twice_is_read_once_and_told(folder):
    articles, (problem,) = load_articles([folder(a_txt=PROSE, b_txt=PROSE)])
    assert len(articles) == 1
    assert (problem.article_id, problem.step) == (articles[0].id, "duplicates")


def test_different_articles_of_one_id_both_stay_whatever_their_order(folder):
    root = folder(a_txt=f"---\nid: x\n---\n{PROSE}", b_txt=f"---\nid: x\n---\n{PROSE} More.")
    one = load_articles([root / "a.txt", root / "b.txt"])
    assert one == load_articles([root / "b.txt", root / "a.txt"])
    assert len({article.id for article in one[0]}) == 2
    assert one[1][0].message.startswith("x: 2 different articles have this id")


def test_the_outlet_comes_from_the_text_only_where_a_note_names_it(folder):
    note = "Editor's note: This column gives its author's views, not necessarily those of Sound Daily."
    assert read_one([folder(a_txt=f"{PROSE}\n\n{note}")]).outlet_id == "sound-daily"


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ("2021", "2021"),
        ("2021-12", "2021-12"),
        ("2021-12-10", "2021-12-10"),
        ("2021-12-30T20:35Z", "2021-12-30T20:35Z"),
        ("2021-12-30T20:35:10.123+00:00", "2021-12-30T20:35:10Z"),
        ("2021-12-30 15:35-05:00", "2021-12-30T15:35-05:00"),
        ("2021-12-30T23:35:00+0300", "2021-12-30T23:35:00+03:00"),
        ("2021-12-30T20:35", "2021-12-30T20:35"),
        ("2021-12-10/2021-12-17", "2021-12-10/2021-12-17"),
        ("2021-12/2022-01", "2021-12/2022-01"),
        ("Fri, 10 Dec 2021 14:05:00 +0300", "2021-12-10T14:05+03:00"),
        ("Fri, 10 Dec 2021 14:05:09 GMT", "2021-12-10T14:05:09Z"),
        ("10 Dec 2021 14:05:00 -0000", "2021-12-10T14:05"),
        ("December 7, 2021", "2021-12-07"),
        ("Tuesday, Dec. 7, 2021", "2021-12-07"),
        ("7 December 2021", "2021-12-07"),
        ("7th Sept 2021", "2021-09-07"),
        ("December 2021", "2021-12"),
    ],
)
def test_a_day_of_publication_keeps_its_precision(given, published):
    assert read_published(given) == published


@pytest.mark.parametrize(
    "given",
    [
        "yesterday",
        "12/07/2021",
        "2021-13-01",
        "2021-02-30",
        "2021-12-17/2021-12-10",
        "2021-12-30T25:00Z",
        "Monday, December 7, 2021",
        "Mon, 10 Dec 2021 14:05:00 +0300",
        "Ju 7, 2021",
        "December 40, 2021",
        "0021",
        "1639094400",
        "",
    ],
)
def test_a_day_that_can_be_read_two_ways_or_none_is_not_taken(given):
    assert read_published(given) is None


def test_a_day_that_is_not_taken_is_told(folder):
    articles, (problem,) = load_articles([folder(a_txt=PROSE)], published="12/07/2021")
    assert (articles[0].published, articles[0].published_basis) == (None, ())
    assert (problem.article_id, problem.step) == (articles[0].id, "metadata")
    assert "'12/07/2021'" in problem.message
