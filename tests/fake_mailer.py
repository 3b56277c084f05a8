"""A fake of `ports.Mailer`: answers as told, and remembers what it took over."""

from contextlib import contextmanager

from readout.ports.mailer import Reply, Stage

FINE = Reply(Stage.DOT, 250, "2.0.0 kept")


class FakeLine:
    def __init__(self, answer=lambda _letter: FINE) -> None:
        self.answer = answer
        self.kept = []

    def send(self, letter, may_end, reached) -> Reply:
        reply = self.answer(letter)
        if reply.stage is not Stage.DOT:
            return reply
        if not may_end():
            return Reply(Stage.HALTED, None, "halted before the dot")
        reached("mail: dot sent")
        if reply.code is None or reply.code < 300:
            self.kept.append(letter)
        return reply


class FakeMailer:
    def __init__(self, answer=lambda _letter: FINE) -> None:
        self.open_line = FakeLine(answer)

    @contextmanager
    def line(self):
        yield self.open_line
