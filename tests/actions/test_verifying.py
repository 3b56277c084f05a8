"""A thousand tamperings, a thousand found; and what each check finds when the ones before it are deceived."""

import json
import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from readout.actions.verifying import are_views_checked, manifest_digest, verify_files
from readout.corpus.templates import fill_template, quote_line, resolve_line
from readout.records import Brief, Slot, SourcedSentence, Span
from readout.rendering import render_brief
from readout.rendering.manifest import make_manifest, read_manifest
from readout.spans import cite
from whole_brief import AGREED, ANALYSES, ARTICLES, DENIES, NORTH, SHE_SAID, SOUTH, WELCOMED, make_whole_brief

Files = dict[str, bytes]
WHOLE = render_brief(ARTICLES, ANALYSES, make_whole_brief())


def seal(files: Files) -> Files:
    """What somebody does who knows of the manifest: write it anew."""
    told = read_manifest(WHOLE["manifest.json"])
    return files | {"manifest.json": make_manifest(files, told.version, told.recipe)}


def flip_byte(files: Files, chance: random.Random) -> Files:
    name = chance.choice(sorted(files))
    content = bytearray(files[name])
    content[chance.randrange(len(content))] ^= chance.randrange(1, 256)
    return files | {name: bytes(content)}


def cut_end(files: Files, chance: random.Random) -> Files:
    name = chance.choice(sorted(files))
    return files | {name: files[name][: chance.randrange(len(files[name]))]}


def add_bytes(files: Files, chance: random.Random) -> Files:
    name = chance.choice(sorted(files))
    place = chance.randrange(len(files[name]) + 1)
    return files | {name: files[name][:place] + chance.randbytes(chance.randrange(1, 9)) + files[name][place:]}


def delete_file(files: Files, chance: random.Random) -> Files:
    gone = chance.choice(sorted(files))
    return {name: content for name, content in files.items() if name != gone}


def add_file(files: Files, chance: random.Random) -> Files:
    return files | {f"{chance.choice(['', 'sources/', 'x/'])}{chance.randrange(10**6)}.html": chance.randbytes(20)}


def rename_file(files: Files, chance: random.Random) -> Files:
    name = chance.choice(sorted(files))
    return delete_only(files, name) | {f"{name}{chance.randrange(10)}": files[name]}


def swap_files(files: Files, chance: random.Random) -> Files:
    one, other = chance.sample(sorted(files), 2)
    return files | {one: files[other], other: files[one]}


def edit_records(files: Files, chance: random.Random) -> Files:
    return files | {"brief.json": edit_json(files["brief.json"], chance)}


def edit_manifest(files: Files, chance: random.Random) -> Files:
    told = json.loads(edit_json(files["manifest.json"], chance))
    return files | {"manifest.json": (json.dumps(told, indent=1) + "\n").encode()}


def sealed(tamper: Callable[[Files, random.Random], Files]) -> Callable[[Files, random.Random], Files]:
    def tamper_and_seal(files: Files, chance: random.Random) -> Files:
        return seal(tamper(files, chance))

    tamper_and_seal.__name__ = f"{tamper.__name__}_and_seal"
    return tamper_and_seal


def delete_only(files: Files, gone: str) -> Files:
    return {name: content for name, content in files.items() if name != gone}


def edit_json(content: bytes, chance: random.Random) -> bytes:
    """Change one value somewhere, and keep its type, so that it still reads as a record."""
    told = json.loads(content)
    leaves = list(find_leaves(told))
    holder, key = chance.choice(leaves)
    value = holder[key]
    if isinstance(value, bool) or value is None:
        holder[key] = not value
    elif isinstance(value, str):
        place = chance.randrange(len(value) + 1)
        holder[key] = value[:place] + chance.choice("abcxyz019 ") + value[place:]
    else:
        holder[key] = value + 1
    return (json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def find_leaves(node):
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in pairs:
        if isinstance(value, dict | list):
            yield from find_leaves(value)
        else:
            yield node, key


KNOWN_TO_SEAL = (flip_byte, cut_end, add_bytes, delete_file, add_file, rename_file, swap_files, edit_records)
PLAIN = (*KNOWN_TO_SEAL, edit_manifest)
SEALED = tuple(map(sealed, KNOWN_TO_SEAL))
TAMPERINGS = PLAIN + SEALED


def test_an_untouched_brief_has_no_fault():
    assert verify_files(WHOLE) == ()


def test_a_thousand_tamperings_are_all_found():
    found, seed, missed = 0, 0, []
    while found + len(missed) < 1000:
        tamper = TAMPERINGS[seed % len(TAMPERINGS)]
        files = tamper(WHOLE, random.Random(seed))
        if files != WHOLE and verify_files(files):
            found += 1
        elif files != WHOLE:
            missed.append((tamper.__name__, seed))
        seed += 1
    assert missed == []


def test_the_digest_of_the_manifest_is_another_after_any_tampering_that_seals():
    for seed, tamper in enumerate(SEALED * 5):
        files = tamper(WHOLE, random.Random(seed))
        assert files == WHOLE or manifest_digest(files) != manifest_digest(WHOLE)


def faults_of(brief: Brief) -> str:
    """What `verify` says of a brief that was rendered as a whole: only the records can give it away."""
    return "\n".join(f"{fault.where}: {fault.what}" for fault in verify_files(render_brief(ARTICLES, ANALYSES, brief)))


def faults_of_line(line: SourcedSentence) -> str:
    return faults_of(make_whole_brief(takeaways=(line,)))


def with_slot(line: SourcedSentence, number: int, **fields: object) -> SourcedSentence:
    """The line with one slot changed, and its text filled again, so that only the slot is wrong."""
    slots = [*line.slots]
    slots[number] = replace(slots[number], **fields)
    return replace(line, slots=tuple(slots), text=fill_template(line.template or "", slots))


SHE = Span(SHE_SAID.start, SHE_SAID.start + 3)
ORLO = Slot("passage", "actor", "Ada Orlo", cite(NORTH, SHE))
RESOLVED = resolve_line(NORTH, SHE_SAID, SHE_SAID, [(SHE, (ORLO,))], [cite(NORTH, WELCOMED)])
DATED = make_whole_brief().timeline[0]
COUNTED = make_whole_brief().answer[0]
QUOTED = quote_line(NORTH, AGREED)

LIES = [
    ("a quoted line that is not its passage", replace(QUOTED, text="Northland refused."), "is not the passage"),
    ("a quoted line with two passages", replace(QUOTED, citations=QUOTED.citations * 2), "is not the passage"),
    ("a line without a receipt", replace(QUOTED, citations=()), "has no receipt"),
    ("an unknown author", replace(QUOTED, author="nobody"), "unknown author"),
    ("a template's text reworded", replace(RESOLVED, text="She [Ada Orlo] refused."), "reads otherwise"),
    ("an unknown template", replace(RESOLVED, template="gossip"), "there is no template 'gossip'"),
    ("a span that is not its passage", with_slot(RESOLVED, 2, value=" refused."), "is not the passage that it cites"),
    ("a span without a citation", with_slot(RESOLVED, 2, citation=None), "is not the passage that it cites"),
    ("somebody who is not mentioned", with_slot(RESOLVED, 1, value="Bero Tal"), "nobody called 'Bero Tal'"),
    ("somebody mentioned elsewhere", with_slot(RESOLVED, 1, value="Southmark"), "nobody called 'Southmark'"),
    ("a day named elsewhere", with_slot(DATED, 0, value="2031-03-12"), "is 2031-03-12"),
    ("another day", with_slot(DATED, 0, value="2031-03-04"), "is 2031-03-04"),
    ("another count", with_slot(COUNTED, 0, value="3"), "counts 3, not 2"),
    ("a slot from elsewhere", with_slot(RESOLVED, 2, citation=cite(NORTH, AGREED)), "does not cite"),
]


@pytest.mark.parametrize(("line", "fault"), [pytest.param(*case[1:], id=case[0]) for case in LIES])
def test_a_line_that_its_receipts_do_not_bear_out_is_found_though_all_is_rendered_anew(line, fault):
    told = faults_of_line(line)
    assert "brief.takeaways[0]" in told
    assert fault in told


@pytest.mark.parametrize("line", [RESOLVED, DATED, COUNTED, QUOTED], ids=["resolved", "dated", "counted", "quoted"])
def test_a_line_that_its_receipts_bear_out_has_no_fault(line):
    assert faults_of_line(line) == ""


@pytest.mark.parametrize("value", ["2031-03-03", "2031-03", "2031"])
def test_a_coarser_value_still_holds_the_day(value):
    assert faults_of_line(with_slot(DATED, 0, value=value)) == ""


CITED = cite(NORTH, AGREED)


@pytest.mark.parametrize(
    "citation",
    [
        replace(CITED, digest="0" * 64),
        replace(CITED, prefix="other"),
        replace(CITED, suffix="other"),
        replace(CITED, span=Span(AGREED.start + 1, AGREED.end)),
        replace(CITED, span=Span(-5, 3)),
        replace(CITED, span=Span(0, 10**9)),
        replace(CITED, article_id="no such article"),
    ],
)
def test_a_receipt_that_does_not_match_the_kept_text_is_found(citation):
    told = faults_of(make_whole_brief(takeaways=(replace(QUOTED, citations=(citation,)),)))
    assert "brief.takeaways[0].citations[0]" in told


def test_words_that_nobody_printed_are_found():
    (first, *others) = make_whole_brief().statements
    invented = replace(first, words="Its fleet “leaves at dawn”")
    assert "no cited passage holds “Its fleet “leaves at dawn””" in faults_of(
        make_whole_brief(statements=(invented, *others))
    )


@pytest.mark.parametrize(
    ("field", "changes", "fault"),
    [
        ("positions", {"wording": "agrees to everything"}, "wording: no cited passage holds “agrees to everything”"),
        ("forecasts", {"claim": "talks will succeed"}, "claim: no cited passage holds “talks will succeed”"),
        ("forecasts", {"condition": "If it rains"}, "condition: no cited passage holds “If it rains”"),
        ("forecasts", {"horizon": "2031-04-30"}, "horizon: no time in the cited passages gives 2031-04-30"),
        ("forecasts", {"hedge": "probably"}, "hedge: no cited passage holds “probably”"),
        ("quantities", {"of": "frigates"}, "of: no cited passage holds “frigates”"),
        ("quantities", {"value": 40000.0}, "value: no number in the cited passages is 40000.0"),
        ("calendar", {"place": "Lusande"}, "place: no cited passage holds “Lusande”"),
        ("calendar", {"when": "2031-03-13"}, "when: no time in the cited articles is 2031-03-13"),
        ("happenings", {"day": "2031-03-13"}, "day: no time in the cited articles is 2031-03-13"),
    ],
)
def test_what_a_ledger_says_stands_in_what_it_cites(field, changes, fault):
    (line,) = getattr(make_whole_brief(), field)
    assert fault in faults_of(make_whole_brief(**{field: (replace(line, **changes),)}))


@pytest.mark.parametrize(
    ("mod", "value", "is_borne_out"),
    [
        ("MID", "2031-03 MID", True),
        ("MID", "2031-03", True),
        ("APPROX", "2031-03 APPROX", True),
        ("APPROX", "2031-03", False),
        (None, "2031", True),
        (None, "2031-03 MID", False),
    ],
)
def test_a_vague_time_may_be_told_coarser_and_never_surer(mod, value, is_borne_out):
    timex = replace(ANALYSES[0].timexes[0], value="2031-03", mod=mod)
    analyses = (replace(ANALYSES[0], timexes=(timex, *ANALYSES[0].timexes[1:])), ANALYSES[1])
    line = with_slot(DATED, 0, value=value)
    brief = make_whole_brief(takeaways=(line,), timeline=(), happenings=())
    faults = verify_files(render_brief(ARTICLES, analyses, brief))
    assert (faults == ()) is is_borne_out


def test_a_day_that_no_cited_article_names_is_found():
    (first, *others) = make_whole_brief().statements
    assert "said_day: no time in the cited articles is 2031-03-07" in faults_of(
        make_whole_brief(statements=(replace(first, said_day="2031-03-07"), *others))
    )


def test_a_point_that_nobody_tells_is_found():
    (comparison,) = make_whole_brief().comparisons
    point = replace(comparison.points[0], text="They agreed on everything.")
    told = faults_of(make_whole_brief(comparisons=(replace(comparison, points=(point,)),)))
    assert "brief.comparisons[0].points[0]: text: no cited passage holds" in told


def test_two_articles_with_one_id_are_found():
    files = render_brief((*ARTICLES, replace(NORTH, title="Another")), ANALYSES, make_whole_brief())
    assert any("has the id 'north-1' of another article" in fault.what for fault in verify_files(files))


def test_pieces_of_a_statement_may_stand_apart():
    (first, *others) = make_whole_brief().statements
    apart = replace(first, words="Its fleet … Bero Tal said")
    assert faults_of(make_whole_brief(statements=(apart, *others))) == ""


def of_another_version(files: Files) -> Files:
    """The brief as if another version had written it, so that no view can be rendered again; then sealed."""
    told = read_manifest(WHOLE["manifest.json"])
    old = {name: content.replace(b"Readout 0.1.0", b"Readout 0.0.9") for name, content in files.items()}
    return old | {"manifest.json": make_manifest(old, "0.0.9", told.recipe)}


def test_a_changed_file_of_another_version_is_found_by_the_manifest():
    files = of_another_version(WHOLE)
    changed = files | {"brief.md": files["brief.md"] + b"x"}
    assert [(fault.file, fault.what[:11]) for fault in verify_files(changed)] == [("brief.md", "has changed")]


def test_a_passage_that_lost_its_mark_is_found_in_another_version():
    name = "sources/north-1.html"
    files = of_another_version(WHOLE | {name: WHOLE[name].replace(b' id="c22-83"', b"")})
    assert [(fault.file, fault.where) for fault in verify_files(files)] == [(name, "c22-83")]


def test_a_manifest_with_another_recipe_is_found():
    files = WHOLE | {"manifest.json": make_manifest(WHOLE, "0.1.0", "another recipe")}
    assert ("manifest.json", "recipe") in [(fault.file, fault.where) for fault in verify_files(files)]


def test_a_kept_copy_that_was_changed_is_found_in_another_version():
    name = "sources/north-1.html"
    files = of_another_version(WHOLE | {name: WHOLE[name].replace(b"open hands", b"closed hands")})
    assert [fault.what for fault in verify_files(files)] == ["does not carry the text of 'north-1' that brief.json has"]


def test_a_brief_of_another_version_is_not_rendered_again():
    old = of_another_version(WHOLE)
    assert verify_files(old) == ()
    assert (are_views_checked(WHOLE), are_views_checked(old), are_views_checked({})) == (True, False, False)


def test_changing_the_version_in_the_manifest_alone_is_found():
    told = read_manifest(WHOLE["manifest.json"])
    files = WHOLE | {"manifest.json": make_manifest(WHOLE, "0.0.9", told.recipe)}
    assert [fault.what for fault in verify_files(files)] == ["is 0.0.9, and index.html says 0.1.0"]


def test_every_fault_is_reported_not_only_the_first():
    files = delete_only(WHOLE, "brief.md") | {"index.html": b"gone", "extra.txt": b"new"}
    assert {"brief.md", "index.html", "extra.txt"} <= {fault.file for fault in verify_files(files)}


GARBAGE = [
    {},
    {"": b""},
    {"manifest.json": b"{}"},
    {"manifest.json": b"[" * 100_000},
    {"brief.json": b"\xff"},
    WHOLE | {"sources/north-1.html": b"<![garbage<!x"},
]


@pytest.mark.parametrize("files", GARBAGE)
def test_garbage_is_a_fault_and_never_an_error(files):
    assert verify_files(files)


def test_a_brief_that_is_another_one_as_a_whole_has_another_digest():
    other = render_brief(ARTICLES, ANALYSES, make_whole_brief(takeaways=(quote_line(SOUTH, DENIES),)))
    assert verify_files(other) == ()
    assert manifest_digest(other) != manifest_digest(WHOLE)
