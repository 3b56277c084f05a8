"""
Random histories of a mail list, over a real database: whatever happens, in whatever order, these stay true.

Each mailing's balance sums; nobody gets two copies of one; nobody is called accepted who got none; nobody gets an
edition who was not an active reader when it was mailed; what was erased stands nowhere; nothing is mailed unconfirmed.
"""

import itertools
from collections import Counter
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from fake_mailer import FakeLine
from mailrooms import BODY, Clock, make_room, make_sender
from readout.actions.delivering.bounces import Returned, complain, take_back
from readout.actions.delivering.freezing import Content, freeze_edition
from readout.actions.delivering.replies import Patience
from readout.actions.delivering.sending import finish_mailings
from readout.actions.delivering.settling import settle_by_log
from readout.actions.subscribing import pressing
from readout.actions.subscribing.answering import Written, answer_askings, read_answer
from readout.actions.subscribing.limits import Limits
from readout.actions.subscribing.tokens import Token
from readout.codes import DeliveryState, MailingKind, MailingState, ReaderState, SuppressionReason
from readout.ports.mailer import Reply, Stage

PEOPLE = ("ada", "bo", "cy", "dee")
REPLIES = {
    "fine": Reply(Stage.DOT, 250, "kept"),
    "busy": Reply(Stage.RECIPIENT, 450, "busy"),
    "refused": Reply(Stage.RECIPIENT, 550, "5.1.1 no such user"),
    "lost before": Reply(Stage.BODY, None, "gone"),
    "lost after": Reply(Stage.DOT, None, "gone"),
    "kept and lost": Reply(Stage.DOT, None, "gone"),
}
who = st.sampled_from(PEOPLE)
DEATHS = ("", "", "dot: kept", "mail: dot sent", "claim: kept", "mail: checked", "outcome: kept")
PATIENT = Patience((0,) * 3)


class Killed(BaseException):
    """The process of a sender ends here."""


class History(RuleBasedStateMachine):
    """`alias` is a database with the tables; each history begins with them empty."""

    alias = ""
    open_limits = Limits(
        letters_to_address_a_day=99, letters_to_address_a_month=999, letters_to_domain=999, letters=999
    )

    def __init__(self) -> None:
        super().__init__()
        from readout.archive import models  # noqa: PLC0415 -- Django is set up by now

        for table in (models.Delivery, models.Mailing, models.Reader, models.Consent, models.Suppression, models.Asking,
                      models.Counted, models.Sender, models.Mark):  # fmt: skip
            table.objects.using(self.alias).all().delete()
        self.clock, self.room = Clock(), make_room(self.alias)
        self.kept: Counter = Counter()
        self.tokens: dict[str, list[Token]] = {}
        self.wrongly: list[str] = []
        self.editions = itertools.count(1)

    def key(self, name: str) -> str:
        return self.room.name_address(f"{name}@readers.example")[0]

    def take(self, letter, kind: str) -> Reply:
        """What the server does with a letter: `kept` are those that it has."""
        reply = REPLIES[kind]
        identity = letter.content.split(b"Message-ID: ")[1].split(b"\r\n")[0].decode()
        if kind in ("fine", "kept and lost"):
            self.kept[identity] += 1
            row = self.room.find_deliveries([identity])[identity]
            if row.mailing.startswith("edition"):
                reader = self.room.load_reader(row.key)
                if reader is None or reader.state is not ReaderState.ACTIVE or self.room.find_suppression(row.key):
                    self.wrongly.append(identity)
        return reply

    # -- readers

    @rule(name=who)
    def subscribe(self, name):
        key, domain = self.room.name_address(f"{name}@readers.example")
        self.room.keep_asking(key, f"{name}@readers.example", domain, "subscribe", self.clock())

    @rule()
    def answer(self):
        answer_askings(self.room, self.clock(), self.open_limits, lambda *_: Written("?", BODY), "desk.example")
        for mailing in self.room.list_mailings(MailingKind.ANSWER, most=5):
            answer, number, former = read_answer(mailing.name)
            key = mailing.name.split(":")[1]
            self.tokens.setdefault(key, []).append(Token(key, number, self.clock() + timedelta(hours=48), former))
            del answer

    @rule(name=who, which=st.integers(0, 3))
    def confirm(self, name, which):
        tokens = self.tokens.get(self.key(name), [])
        if tokens:
            pressing.confirm(self.room, tokens[-1 - which % len(tokens)], self.clock())

    @rule(name=who)
    def leave(self, name):
        pressing.leave(self.room, self.key(name), self.clock())
        reader = self.room.load_reader(self.key(name))
        assert reader is None or reader.state is ReaderState.LEFT

    @rule(name=who, weeks=st.integers(1, 3))
    def pause(self, name, weeks):
        pressing.pause(self.room, self.key(name), weeks, self.clock())

    @rule(name=who)
    def resume(self, name):
        pressing.resume(self.room, self.key(name), self.clock())

    @rule(name=who)
    def erase(self, name):
        pressing.erase(self.room, self.key(name), self.clock())
        assert self.room.load_reader(self.key(name)) is None

    @rule(name=who)
    def deny(self, name):
        pressing.deny(self.room, self.key(name), self.clock())

    @rule(name=who, kind=st.sampled_from(["hard", "soft"]))
    def bounce(self, name, kind):
        take_back(self.room, Returned(self.key(name), kind, "5.1.1"), self.clock())

    @rule(name=who)
    def complain(self, name):
        complain(self.room, self.key(name), self.clock())
        assert self.room.find_suppression(self.key(name)) is not None

    # -- mailing

    @rule()
    def freeze(self):
        content = Content(next(self.editions), "The week", BODY)
        freeze_edition(self.room, content, "ed", self.clock(), self.clock(), "desk.example")

    @rule(kinds=st.lists(st.sampled_from(sorted(REPLIES)), min_size=1, max_size=4),
          dies_at=st.sampled_from(DEATHS),
          number=st.integers(1, 3))  # fmt: skip
    def send(self, kinds, dies_at, number):
        kind, left = itertools.cycle(kinds), [number]

        def reached(step: str) -> None:
            if step == dies_at:
                left[0] -= 1
                if left[0] == 0:
                    raise Killed

        self.room.reached = reached
        sender = make_sender(self.room, self.clock, reached, patience=PATIENT)
        line = DyingLine(self, kind)
        try:
            while sender.send_due(line).tried:
                pass
            sender.leave()
        except Killed:
            pass
        finally:
            self.room.reached = lambda _step: None

    @rule()
    def recover(self):
        self.clock.move(minutes=2)
        self.room.recover(self.clock())

    @rule()
    def finish(self):
        for name in finish_mailings(self.room, self.clock):
            assert self.room.count_balance(name).is_done

    @rule(whole=st.booleans())
    def settle(self, whole):
        for mailing in self.room.list_mailings(MailingKind.EDITION, MailingKind.ANSWER):
            rows = tuple(self.room.walk_deliveries(mailing.name, DeliveryState.UNCERTAIN))
            settle_by_log(self.room, rows, frozenset(self.kept), self.clock(), whole=whole)

    @precondition(lambda self: self.room.list_open())
    @rule()
    def stop(self):
        self.room.set_mailing(self.room.list_open()[0], MailingState.STOPPED, "by hand", self.clock())

    @rule()
    def go_on(self):
        for mailing in self.room.list_mailings(MailingKind.EDITION, MailingKind.ANSWER):
            if mailing.state is MailingState.STOPPED:
                self.room.set_mailing(mailing.name, MailingState.SENDING, "", self.clock())

    @rule(days=st.integers(1, 20))
    def wait(self, days):
        self.clock.move(days=days)
        pressing.resume_due(self.room, self.clock().date(), self.clock())
        self.room.drop_stale(self.clock() - timedelta(days=3))

    @rule()
    def restore(self):
        """Another process opens the same database: nothing is held in memory."""
        self.room = make_room(self.alias)

    # -- what stays true

    @invariant()
    def balances_sum_and_nobody_gets_two(self):
        assert not self.wrongly
        assert all(number == 1 for number in self.kept.values())
        for mailing in self.room.list_mailings(MailingKind.EDITION, MailingKind.ANSWER):
            assert self.room.count_balance(mailing.name).sums
            for row in self.room.walk_deliveries(mailing.name, DeliveryState.ACCEPTED):
                assert self.kept[row.message_id] == 1
            if mailing.state is MailingState.SENT:
                assert self.room.count_balance(mailing.name).is_done

    @invariant()
    def what_was_erased_stands_nowhere(self):
        for name in PEOPLE:
            if self.room.find_suppression(self.key(name)) in (SuppressionReason.ERASED, SuppressionReason.NOT_ME):
                for mailing in self.room.list_mailings(MailingKind.EDITION):
                    rows = [row for row in self.room.walk_deliveries(mailing.name) if row.key == self.key(name)]
                    assert not any(row.address for row in rows if row.changed_at < self.clock())


class DyingLine(FakeLine):
    """A server that behaves as told, and whose client may die at a step."""

    def __init__(self, history: History, kinds) -> None:
        super().__init__()
        self.history, self.kinds = history, kinds

    def send(self, letter, may_end, reached) -> Reply:
        kind = next(self.kinds)
        if REPLIES[kind].stage is not Stage.DOT:
            return REPLIES[kind]
        if not may_end():
            return Reply(Stage.HALTED, None, "halted before the dot")
        reply = self.history.take(letter, kind)
        reached("mail: dot sent")
        return reply
