"""What the program keeps of readers who join by mail, field by field of its records: the privacy page is made of it."""

from readout.rendering.site.notices import Stored

OF_MAIL = (
    Stored(
        "Your address, sealed by a key that lies apart from the database",
        "To mail you the edition",
        "Until you erase it, or for three days when you asked and did not confirm",
        ("Reader.key", "Reader.address", "Reader.domain", "Delivery.key", "Delivery.address", "Delivery.domain"),
    ),
    Stored(
        "Whether you asked, confirmed, paused or left, and when",
        "To mail those who want it and nobody else",
        "Until you erase it",
        ("Reader.state", "Reader.round", "Reader.asked_at", "Reader.changed_at", "Reader.paused_until"),
    ),
    Stored(
        "What you agreed to or withdrew, when, and which words stood beside the button",
        "It is the proof that you agreed",
        "Until you erase it",
        ("Consent.key", "Consent.kind", "Consent.at", "Consent.words"),
    ),
    Stored(
        "Which mails went to you, and what your mail server answered; not whether you opened them",
        "So that you get each edition once, and none is lost",
        "Until you erase it",
        (
            "Delivery.id", "Delivery.mailing", "Delivery.message_id", "Delivery.state", "Delivery.tries",
            "Delivery.due_at", "Delivery.code", "Delivery.reply", "Delivery.changed_at", "Delivery.settled_by",
        ),
    ),
    Stored(
        "How often mail to you came back",
        "So that we stop mailing an address that is gone",
        "Until you erase it",
        ("Reader.bounces", "Reader.bounced_on"),
    ),
    Stored(
        "A keyed digest of an address that was erased or reported our mail, out of which it cannot be read",
        "So that it is never mailed again",
        "For good, or until you join again",
        ("Suppression.key",),
    ),
)  # fmt: skip
