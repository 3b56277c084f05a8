"""A small brief with content in every section, about invented parties, for tests of views and of proof."""

from datetime import date

from factories import make_actor, make_analysis, make_article, make_brief, make_record, span_of
from readout.codes import (
    Agreement,
    EventType,
    Factuality,
    MeetingStatus,
    Movement,
    PositionKind,
    Quoting,
    TimexType,
)
from readout.corpus.templates import make_line, plain_slots, quote_line, resolve_line, span_slot, time_slot
from readout.records import (
    Analysis,
    Article,
    BalanceDay,
    Brief,
    CalendarLine,
    Comparison,
    EventLine,
    ForecastLine,
    Furniture,
    Item,
    Mention,
    Outlet,
    Point,
    PositionLine,
    Problem,
    Quantity,
    QuantityLine,
    Sentence,
    Slot,
    StatementLine,
    Story,
    Telling,
    Timex,
)
from readout.spans import cite

TALKS = """Home | World | Sport

Northland and Southmark agreed on 3 March 2031 to hold talks. Ada Orlo welcomed it. \
She said: “We will come with open hands.”

The talks are planned for 12 March 2031 in Port Amity. About 4,000 sailors remain in the strait.
"""
DOUBTS = (
    "Southmark denies that any talks were agreed.\r\n\r\n"
    "Its fleet “stays where it is”, Bero Tal said on 4 March 2031. "
    "If the fleet stays, talks will fail, <analysts> & others expect.\r\n\r\n"
    "Who asked for the talks?"
)

NORTH = make_article(
    TALKS,
    id="north-1",
    outlet_id="north-post",
    url="https://north.example/talks?a=1&b=2",
    title="Talks agreed",
    byline=("Ine Moss",),
    published="2031-03-04",
    published_basis=("metadata",),
)
SOUTH = make_article(
    DOUBTS, id="South/2", outlet_id="south-herald", url="javascript:alert(1)", title="", published="2031-03-05"
)
ACTORS = (
    make_actor("ada-orlo", "Ada Orlo"),
    make_actor("bero-tal", "Bero Tal"),
    make_actor("northland", "Northland", kind="country"),
    make_actor("southmark", "Southmark", kind="country"),
)
OUTLETS = (
    Outlet("north-post", "North Post", "northland", None, "northland", 0),
    Outlet("south-herald", "South Herald", "southmark", None, "southmark", 0),
)


def find_all(article: Article, *words: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(span_of(article, each)) for each in words)


def mention(article: Article, words: str, actor_id: str, label: str = "PERSON") -> Mention:
    return Mention(span_of(article, words), label, actor_id)


AGREED = span_of(NORTH, "Northland and Southmark agreed on 3 March 2031 to hold talks.")
WELCOMED = span_of(NORTH, "Ada Orlo welcomed it.")
SHE_SAID = span_of(NORTH, "She said: “We will come with open hands.”")
PLANNED = span_of(NORTH, "The talks are planned for 12 March 2031 in Port Amity.")
SAILORS = span_of(NORTH, "About 4,000 sailors remain in the strait.")
DENIES = span_of(SOUTH, "Southmark denies that any talks were agreed.")
STAYS = span_of(SOUTH, "Its fleet “stays where it is”, Bero Tal said on 4 March 2031.")
EXPECTED = span_of(SOUTH, "If the fleet stays, talks will fail, <analysts> & others expect.")
ASKED = span_of(SOUTH, "Who asked for the talks?")
AGREED_DAY = Timex(span_of(NORTH, "3 March 2031"), TimexType.DATE, "2031-03-03")
AHEAD_DAY = Timex(span_of(NORTH, "12 March 2031"), TimexType.DATE, "2031-03-12")

ANALYSES: tuple[Analysis, ...] = (
    make_analysis(
        NORTH,
        furniture=(Furniture(span_of(NORTH, "Home | World | Sport"), "navigation"),),
        sentences=tuple(map(Sentence, (AGREED, WELCOMED, SHE_SAID, PLANNED, SAILORS))),
        mentions=(
            mention(NORTH, "Northland", "northland", "GPE"),
            mention(NORTH, "Southmark", "southmark", "GPE"),
            mention(NORTH, "Ada Orlo", "ada-orlo"),
            mention(NORTH, "She", "ada-orlo"),
        ),
        timexes=(AGREED_DAY, AHEAD_DAY),
        quantities=(
            make_record(Quantity, span=span_of(NORTH, "4,000"), value=4000.0, unit="people", evidence=SAILORS),
        ),
    ),
    make_analysis(
        SOUTH,
        sentences=tuple(map(Sentence, (DENIES, STAYS, EXPECTED, ASKED))),
        mentions=(mention(SOUTH, "Southmark", "southmark", "GPE"), mention(SOUTH, "Bero Tal", "bero-tal")),
        timexes=(Timex(span_of(SOUTH, "4 March 2031"), TimexType.DATE, "2031-03-04"),),
    ),
)
ARTICLES = (NORTH, SOUTH)


def make_parties() -> tuple[Slot, ...]:
    return tuple(
        Slot("parties", "actor", name, cite(NORTH, span_of(NORTH, name))) for name in ("Northland", "Southmark")
    )


def make_whole_brief(**fields: object) -> Brief:
    """Every section has content."""
    agreed, denied = cite(NORTH, AGREED), cite(SOUTH, DENIES)
    headline = make_line("meeting", (*make_parties(), span_slot("what", NORTH, span_of(NORTH, "talks"))), (agreed,))
    pronoun = span_of(NORTH, "She")
    orlo = Slot("passage", "actor", "Ada Orlo", cite(NORTH, pronoun))
    she = resolve_line(NORTH, SHE_SAID, SHE_SAID, [(pronoun, (orlo,))], [cite(NORTH, WELCOMED)])
    dated = make_line(
        "dated", (time_slot("day", NORTH, AGREED_DAY), *plain_slots("passage", NORTH, AGREED, ())), (agreed,)
    )
    told: dict[str, object] = {
        "notice": "A demonstration about an invented standoff",
        "outlets": OUTLETS,
        "actors": ACTORS,
        "first_day": date(2031, 3, 4),
        "last_day": date(2031, 3, 5),
        "news_since": date(2031, 2, 26),
        "answer": (make_line("told_by", (Slot("count", "count", "2", None),), (agreed, denied)),),
        "developments": (Item("s1", headline, "2031-03-03", (quote_line(NORTH, AGREED), she)),),
        "background": (Item("s0", headline, "2030-11-03", (quote_line(NORTH, AGREED),)),),
        "takeaways": (quote_line(NORTH, PLANNED),),
        "changes": (make_line(None, (), (), "editor", text="The earlier edition had no talks."),),
        "stories": (make_record(Story, id="s1", headline=headline.text, citations=(agreed,)),),
        "comparisons": (
            Comparison(
                "s1",
                (
                    Point(
                        "Northland and Southmark agreed on 3 March 2031 to hold talks.",
                        Agreement.CONFLICT,
                        "agreed_or_discussed",
                        (Telling("north-post", agreed), Telling("south-herald", denied)),
                        (),
                    ),
                    Point(
                        "Ada Orlo welcomed it.",
                        Agreement.ONE_SIDED,
                        None,
                        (Telling("north-post", cite(NORTH, WELCOMED)),),
                        ("south-herald",),
                    ),
                ),
            ),
        ),
        "happenings": (
            make_record(
                EventLine,
                id="e1",
                event_type=EventType.AGREE,
                factuality=Factuality.HAPPENED,
                actor_ids=("northland",),
                recipient_ids=("southmark",),
                day="2031-03-03",
                citations=(agreed,),
            ),
        ),
        "statements": (
            StatementLine(
                "q2",
                "Bero Tal",
                None,
                None,
                "Its fleet “stays where it is”",
                Quoting.MIXED,
                "2031-03-04",
                (cite(SOUTH, STAYS),),
                told=quote_line(SOUTH, STAYS),
            ),
            StatementLine(
                "q1",
                "Ada Orlo",
                "envoy",
                "North Post",
                "We will come with open hands.",
                Quoting.DIRECT,
                None,
                (cite(NORTH, SHE_SAID),),
                speaker_id="ada-orlo",
                told=make_line(
                    "quoted",
                    [span_slot("words", NORTH, span_of(NORTH, "We will come with open hands."))],
                    [cite(NORTH, SHE_SAID)],
                ),
            ),
        ),
        "positions": (
            PositionLine(
                "p1",
                PositionKind.DENIAL,
                ("southmark",),
                None,
                "denies that any talks were agreed",
                (),
                "firm",
                "2031-03-05",
                "2031-03-05",
                Movement.CONTRADICTED,
                "agreed on 3 March 2031 to hold talks",
                (agreed,),
                (denied,),
                quote_line(SOUTH, DENIES),
            ),
        ),
        "calendar": (
            CalendarLine(
                "u1",
                0,
                headline,
                "2031-03-12",
                "Port Amity",
                ("northland", "southmark"),
                MeetingStatus.AGREED,
                ("northland",),
                (cite(NORTH, PLANNED), agreed),
            ),
        ),
        "forecasts": (
            ForecastLine(
                "f1",
                "the author",
                "talks will fail",
                "If the fleet stays",
                "expect",
                None,
                (0.8, 0.95),
                "open",
                (denied,),
                (cite(SOUTH, EXPECTED),),
                None,
            ),
        ),
        "quantities": (
            QuantityLine("sailors", 4000.0, "people", "equal", (), (cite(NORTH, SAILORS),), quote_line(NORTH, SAILORS)),
        ),
        "timeline": (dated,),
        "balance": (BalanceDay("2031-03-03", 2.0, (2.0, 3.5), 0.0, (0.0, 1.0), ("e1",)),),
        "questions": (quote_line(SOUTH, ASKED),),
        "unread": (
            Problem("South/2", "timex", "no date could be read in the first paragraph", None),
            Problem(None, "coverage", "East: no article came, where at least 2 are expected", None),
        ),
    }
    return make_brief(**(told | fields))
