"""A line to a real server on loopback that does what servers do, and worse."""

import ssl
import subprocess
import threading
import time
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult

from hostile_sink import Keeper, Server, Sink, read_kept
from readout.adapters.smtp import Relay, SmtpMailer, is_loopback
from readout.errors import InputError
from readout.ports.mailer import Letter, Reply, Stage

CONTENT = b"Message-ID: <one@desk.example>\r\nSubject: dots\r\n\r\n.\r\n..two\r\n.three\r\n"
LETTER = Letter("bounces+x@desk.example", "ada@readers.example", CONTENT)


@pytest.fixture
def manners():
    return []


@pytest.fixture
def sink(tmp_path, manners):
    with Sink(tmp_path / "kept.jsonl", lambda: manners.pop(0) if manners else "") as server:
        yield server


def commit() -> bool:
    time.sleep(0.05)  # what a flush to the disk takes; the server's early words arrive meanwhile
    return True


def relay_of(sink, **told: object) -> Relay:
    return Relay("127.0.0.1", sink.port, **{"security": "none", "seconds": 5.0, "dot_seconds": 1.0} | told)


def send(line, letter: Letter = LETTER, may_end=lambda: True) -> Reply:
    return line.send(letter, may_end, lambda _step: None)


def test_a_letter_arrives_byte_for_byte_with_its_dots(tmp_path):
    class Whole(Keeper):
        def keep(self, envelope, manner):
            got.append(envelope.content)

    got: list[bytes] = []
    sink = Sink(tmp_path / "kept.jsonl")
    sink.handler.kept.close()
    sink.handler = Whole(tmp_path / "kept.jsonl")
    with sink, SmtpMailer(relay_of(sink)).line() as line:
        assert send(line) == Reply(Stage.DOT, 250, "2.0.0 kept")
    assert got == [CONTENT]


def test_one_line_carries_many_letters_and_is_opened_anew_in_time(sink):
    with SmtpMailer(relay_of(sink, letters=3)).line() as line:
        used = []
        for _ in range(5):
            send(line)
            used.append(line.smtp)
    assert len(set(map(id, used))) == 2
    assert len(read_kept(sink.file)) == 5


@pytest.mark.parametrize(
    ("manner", "stage", "code", "kept"),
    [
        ("4xx", Stage.DOT, 451, 0),
        ("5xx", Stage.DOT, 554, 0),
        ("421", Stage.SENDER, 421, 0),
        ("rcpt 4xx", Stage.RECIPIENT, 450, 0),
        ("rcpt 5xx", Stage.RECIPIENT, 550, 0),
        ("before the dot", Stage.BODY, None, 0),
        ("after the dot", Stage.DOT, None, 1),
        ("hang", Stage.DOT, None, 1),
        ("slow", Stage.DOT, 250, 1),
        ("early", Stage.BODY, None, 0),
        ("garbage", Stage.DOT, None, 1),
    ],
)
def test_each_misbehaviour_is_told_by_its_stage_and_the_next_letter_goes(sink, manners, manner, stage, code, kept):
    manners.append(manner)
    with SmtpMailer(relay_of(sink)).line() as line:
        reply = send(line, may_end=commit)
        assert (reply.stage, reply.code) == (stage, code)
        assert send(line).code == 250
    assert len(read_kept(sink.file)) == kept + 1


def test_a_letter_that_may_not_end_is_not_taken_over(sink):
    with SmtpMailer(relay_of(sink)).line() as line:
        assert send(line, may_end=lambda: False).stage is Stage.HALTED
        with pytest.raises(RuntimeError):
            send(line, may_end=lambda: (_ for _ in ()).throw(RuntimeError("the database is gone")))
        assert send(line).code == 250
    assert len(read_kept(sink.file)) == 1


def test_no_server_is_told_as_the_lines_trouble():
    with SmtpMailer(Relay("127.0.0.1", 1, "none")).line() as line:
        reply = send(line)
    assert (reply.stage, reply.code) == (Stage.LINE, None)
    assert "refused" in reply.text


@pytest.mark.parametrize("host", ["mail.example.org", "192.0.2.1", "10.0.0.1", "::2"])
def test_letters_go_in_the_clear_to_this_machine_alone(host):
    assert not is_loopback(host)
    with pytest.raises(InputError, match="this machine"):
        Relay(host, 25, "none")


def test_a_server_that_cannot_do_tls_hears_nothing_of_the_letter(sink):
    with SmtpMailer(relay_of(sink, security="starttls")).line() as line:
        assert send(line).stage is Stage.LINE
    assert read_kept(sink.file) == []


def test_a_server_that_breaks_starttls_hears_nothing_of_the_letter(tmp_path):
    class Breaks(Server):
        async def smtp_STARTTLS(self, arg):
            await self.push("454 4.7.0 not today")

    sink = Sink(tmp_path / "kept.jsonl")
    context = make_certificate(tmp_path)
    sink.factory = lambda: Breaks(sink.handler, tls_context=context)
    with sink, SmtpMailer(relay_of(sink, security="starttls")).line() as line:
        reply = send(line)
    assert (reply.stage, reply.code) == (Stage.LINE, 454)
    assert read_kept(sink.file) == []


def make_certificate(folder: Path) -> ssl.SSLContext:
    key, certificate = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def test_starttls_with_a_certificate_that_is_known_goes_through_and_others_do_not(tmp_path):
    context = make_certificate(tmp_path)
    with Sink(tmp_path / "kept.jsonl", tls_context=context, require_starttls=True) as sink:
        relay = relay_of(sink, security="starttls")
        with SmtpMailer(relay, ssl.create_default_context(cafile=tmp_path / "cert.pem")).line() as line:
            assert send(line).code == 250
            assert send(line).code == 250
        with SmtpMailer(relay).line() as line:
            assert send(line).stage is Stage.LINE
    assert len(read_kept(sink.file)) == 2


def test_a_name_and_password_are_given_over_tls(tmp_path):
    given = []

    def check(_server, _session, _envelope, _mechanism, auth):
        given.append((auth.login, auth.password))
        return AuthResult(success=True)

    context = make_certificate(tmp_path)
    with Sink(tmp_path / "kept.jsonl", tls_context=context, authenticator=check, auth_required=True) as sink:
        known = ssl.create_default_context(cafile=tmp_path / "cert.pem")
        relay = relay_of(sink, security="starttls", user="desk", password="a word")
        with SmtpMailer(relay, known).line() as line:
            assert send(line).code == 250
    assert given == [(b"desk", b"a word")]
    assert "a word" not in repr(relay)


def test_a_pause_between_body_and_dot_is_not_forty_milliseconds(sink):
    with SmtpMailer(relay_of(sink)).line() as line:
        send(line)
        assert line.smtp.sock.getsockopt(6, 1)  # TCP_NODELAY
    assert threading.active_count() < 10
