"""The closed vocabularies: what a field may say, in the field's own words (PLOVER, TIMEX3, PARC)."""

from enum import StrEnum


class EventType(StrEnum):
    """PLOVER's sixteen event types (manual, draft 2.0)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Factuality(StrEnum):
    """Whether the text says the event took place."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    SCHEDULED = "scheduled"  # agreed or announced, and still ahead
    HYPOTHETICAL = "hypothetical"  # if, could, would, threatens to, demands that
    DENIED = "denied"  # negated, or said not to be so
    ALLEGED = "alleged"  # asserted by somebody, not by the outlet


class TimexType(StrEnum):
    """TIMEX3 types of a time expression (ISO-TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Quoting(StrEnum):
    """How much of a statement stands inside quotation marks."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class PositionKind(StrEnum):
    """What kind of position a party takes."""

    DEMAND = "demand"
    RED_LINE = "red_line"
    REFUSAL = "refusal"
    OFFER = "offer"
    CONCESSION = "concession"
    THREAT = "threat"
    GUARANTEE_SOUGHT = "guarantee_sought"
    COMMITMENT = "commitment"
    CONDITION = "condition"
    ACCUSATION = "accusation"
    DENIAL = "denial"
    ENDORSEMENT = "endorsement"
    ASSESSMENT = "assessment"  # an author's inference about a party, never the party's own


class Movement(StrEnum):
    """How a position stands against the last edition's."""

    NEW = "new"
    REPEATED = "repeated"
    HARDENED = "hardened"
    SOFTENED = "softened"
    CONTRADICTED = "contradicted"
    SILENT = "silent"


class MeetingStatus(StrEnum):
    """Where a meeting stands between proposal and past."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    HELD = "held"


class Genre(StrEnum):
    """What kind of piece an article is."""

    NEWS = "news"
    ANALYSIS = "analysis"
    OPINION = "opinion"
    NEWSLETTER = "newsletter"
    OFFICIAL = "official"  # a government's or organisation's own readout or statement


class AnaphorKind(StrEnum):
    """In which way words lean on what was told before."""

    CONNECTIVE = "connective"  # "however": opens the sentence
    PRONOUN = "pronoun"
    DESCRIPTION = "description"  # "the measure"
    DEMONSTRATIVE = "demonstrative"  # "this", "those soldiers"
    COMPARISON = "comparison"  # "such", "the same", "the latter"
    QUANTIFIER = "quantifier"  # "both", "some" without their noun
    TIME = "time"  # "a week later"
    ELLIPSIS = "ellipsis"  # "said that they would"
    AUTHOR = "author"  # "we", "our" outside quotation marks
    OFFICE = "office"  # "the Foreign Ministry", "Chancellor" before a name: every state has one
    REJOINDER = "rejoinder"  # "This is a dangerous contention.": turns what the sentence before it told
    OCCASION = "occasion"  # "the call": which of several only a day tells


class Agreement(StrEnum):
    """What outlets do to one point of a story."""

    SHARED = "shared"  # told by both sides
    ONE_SIDED = "one_sided"  # told by one, absent from the other's stored text
    CONFLICT = "conflict"  # told differently: see Point.conflict
    UPDATE = "update"  # differs since one is later


class Verdict(StrEnum):
    """What an editor decided; `corpus.judgements` says what each does."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    UNSURE = "unsure"  # seen, and left as it is
    SAME = "same"  # of two stories or actors: they are one, under the name of the first
    DIFFERENT = "different"  # of a story and a part of it, an actor and an article, or two that are not one
    RENAMED = "renamed"  # a story or an actor is called `value`
    EDITED = "edited"  # the `field` of a finding is `value`
    MOVED = "moved"  # a position's movement is `value`
    CAME_TRUE = "came_true"  # of a forecast
    DID_NOT = "did_not"
    VOID = "void"  # a forecast that cannot be resolved; `note` says why
    EVIDENCE = "evidence"  # `value`, which stands at `field` ("article@start-end"), bears on a forecast
    WITHDRAWN = "withdrawn"  # the judgement in force on the aspect that `field` names is taken back


class BlockKind(StrEnum):
    """Which part of a brief a block of an edition tells."""

    ANSWER = "answer"
    DEVELOPMENT = "development"
    CHANGE = "change"
    TAKEAWAY = "takeaway"
    STATEMENT = "statement"
    POSITION = "position"
    MEETING = "meeting"
    FORECAST = "forecast"
    QUANTITY = "quantity"
    BACKGROUND = "background"
    QUESTION = "question"
    COMMENT = "comment"  # an editor's own words: the only lines that may stand without a receipt


class ChangeKind(StrEnum):
    """What an editor does to a draft."""

    REWORD = "reword"
    MOVE = "move"
    REMOVE = "remove"  # a block
    RESTORE = "restore"  # a block that was removed, as it was in the brief
    ADD_LINE = "add_line"  # with receipts
    REMOVE_LINE = "remove_line"
    ADD_COMMENT = "add_comment"
    SET_TITLE = "set_title"
    SET_DUE = "set_due"


class DraftState(StrEnum):
    """Where a draft stands; HELD, SCHEDULED, DUE and MISSED follow from the clock and are never kept."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    HELD = "held"  # approved, and can still be stopped
    SCHEDULED = "scheduled"  # approved, and its time has not come
    DUE = "due"  # approved, and to be published now
    MISSED = "missed"  # its time passed before it was approved, or long ago: it is not published by itself
    PUBLISHED = "published"
    DROPPED = "dropped"  # given up


class RunState(StrEnum):
    """How far a long piece of work has come."""

    RUNNING = "running"  # or cut off: the next one goes on from here
    DONE = "done"
    STOPPED = "stopped"  # given up by somebody


class SourceKind(StrEnum):
    """What a source gives when it is asked."""

    FEED = "feed"  # RSS, Atom or JSON Feed
    SITEMAP = "sitemap"
    PAGE = "page"
    FILES = "files"  # a file or a folder of text, JSON lines, HTML or WARC


class SourceState(StrEnum):
    """How a source fared when it was last asked."""

    GOOD = "good"
    EMPTY = "empty"  # answered well, with nothing in it
    FEWER = "fewer"  # brought fewer than it should
    MOVED = "moved"
    UNREADABLE = "unreadable"  # answered with something else: a web page instead of a feed
    BLOCKED = "blocked"  # refused: 401, 403, 429 or robots
    GONE = "gone"  # 404 or 410
    UNREACHABLE = "unreachable"
    UNSAFE = "unsafe"  # an address, size or form that is not fetched


class ReaderState(StrEnum):
    """How somebody stands to the mail list."""

    PENDING = "pending"  # asked, and has not confirmed
    ACTIVE = "active"
    PAUSED = "paused"  # by the reader, until a day
    HELD = "held"  # by the desk: mail to the address came back too often
    LEFT = "left"


class ConsentKind(StrEnum):
    """What a reader did, or what came of their mail; each is kept with its instant."""

    CONFIRMED = "confirmed"
    LEFT = "left"
    PAUSED = "paused"
    RESUMED = "resumed"
    MOVED = "moved"  # to another address
    HELD = "held"
    COMPLAINED = "complained"


class SuppressionReason(StrEnum):
    """Why an address gets no mail, whatever else is known of it."""

    ERASED = "erased"  # by the reader; only the digest is left
    COMPLAINED = "complained"  # reported a mail as spam
    NOT_ME = "not_me"  # never asked to be a reader
    DESK = "desk"  # by an editor


class DeliveryState(StrEnum):
    """How one mailing stands with one recipient."""

    QUEUED = "queued"
    PREPARED = "prepared"  # claimed by a sender; kept before MAIL FROM
    DOT = "dot"  # kept before the final dot: from here on it may have been taken over
    ACCEPTED = "accepted"  # the server took it over
    DEFERRED = "deferred"  # tried again later, or given up
    REFUSED = "refused"
    UNCERTAIN = "uncertain"  # a sender died, or the line broke, after the dot: never sent again by itself
    SKIPPED = "skipped"  # not to be mailed any more when it came to it


class MailingKind(StrEnum):
    """What is mailed."""

    EDITION = "edition"
    TRIAL = "trial"  # an edition to an editor, before its readers get it
    ANSWER = "answer"  # to somebody who asked for something with a form


class MailingState(StrEnum):
    """How far a mailing has come."""

    SENDING = "sending"
    STOPPED = "stopped"  # by an editor, or since a person must look
    SENT = "sent"  # nothing is left to try, and the balance sums
