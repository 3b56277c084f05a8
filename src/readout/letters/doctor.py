"""Looks at all that mailing rests on: DNS as text, the relay and its TLS, clock, disk, queue, and the latest backup."""

import shutil
import smtplib
import ssl
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from django.db import connections

from readout.actions.delivering.dns_text import Finding, Weight, check_domain
from readout.actions.subscribing.answering import BREAKER
from readout.archive.backup import MARK
from readout.codes import MailingKind, MailingState
from readout.letters.instances import BEAT, find_hindrance
from readout.letters.office import Office

FREE, OLD = 1 << 30, timedelta(days=8)
BUILT = datetime(2026, 11, 1, tzinfo=UTC)  # no clock of this version can be before
SOON = timedelta(days=14)


def examine(office: Office, at: datetime, dns: str | None) -> tuple[Finding, ...]:
    """Everything that was looked at, in a fixed order."""
    return (
        *_check_dns(office, dns),
        *_check_relay(office),
        *_check_clock(office, at),
        *_check_disk(office.folder),
        *_check_queue(office, at),
        *_check_backup(office, at),
    )


def _check_dns(office: Office, dns: str | None) -> Iterator[Finding]:
    if dns is None:
        told = f"dig +noall +answer TXT {office.book.domain} TXT _dmarc.{office.book.domain} MX {office.book.domain}"
        yield Finding(Weight.LOOK, "DNS", f"not looked at: give its text with --dns FILE, from: {told}")
        return
    book = office.book
    public = None
    if book.dkim is not None:
        try:
            key = load_pem_private_key((office.folder / "dkim.pem").read_bytes(), None)
            public = b64encode(key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()
        except (OSError, ValueError) as error:
            yield Finding(
                Weight.FAULT, "DKIM", f"dkim.pem cannot be read: {error}; `openssl genrsa -out dkim.pem 2048`"
            )
    yield from check_domain(dns, book.domain, book.bounces.rpartition("@")[2], book.dkim, public)


def _check_relay(office: Office) -> Iterator[Finding]:
    relay = office.make_mailer().relay
    where = f"{relay.host}:{relay.port}"
    try:
        if relay.security == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                relay.host, relay.port, timeout=10, context=ssl.create_default_context()
            )
        else:
            smtp = smtplib.SMTP(relay.host, relay.port, timeout=10)
        with smtp:
            smtp.ehlo()
            if relay.security == "starttls":
                smtp.starttls(context=ssl.create_default_context())
            yield _tell_tls(smtp, where, relay.security)
            yield Finding(Weight.FINE, "relay", f"{where} answers")
    except (OSError, smtplib.SMTPException) as error:
        yield Finding(
            Weight.FAULT, "relay", f"{where}: {type(error).__name__}: {error}. Is it running, is its name right?"
        )


def _tell_tls(smtp: smtplib.SMTP, where: str, security: str) -> Finding:
    if security == "none" or not isinstance(smtp.sock, ssl.SSLSocket):
        return Finding(Weight.FINE, "TLS", f"{where} is on this machine: none is needed")
    until = datetime.fromtimestamp(ssl.cert_time_to_seconds(str(smtp.sock.getpeercert()["notAfter"])), UTC)  # type: ignore[index]
    soon = until - datetime.now(UTC) < SOON
    words = f"{smtp.sock.version()}, certificate until {until:%Y-%m-%d}"
    return Finding(Weight.LOOK if soon else Weight.FINE, "TLS", words + (": renew it" if soon else ""))


def _check_clock(office: Office, at: datetime) -> Iterator[Finding]:
    beat = office.room.load_mark(BEAT)
    if at < BUILT:
        yield Finding(Weight.FAULT, "clock", f"says {at:%Y-%m-%d}, before this version was made: set it")
    elif beat and at < datetime.fromisoformat(beat) - timedelta(minutes=1):
        yield Finding(
            Weight.FAULT, "clock", f"says {at:%Y-%m-%d %H:%M} UTC, but the worker wrote {beat[:16]}: it went back"
        )
    else:
        yield Finding(Weight.FINE, "clock", f"{at:%Y-%m-%d %H:%M} UTC")


def _check_disk(folder: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(folder).free
    words = f"{free / (1 << 30):,.1f} GB free"
    low = free < FREE
    yield Finding(
        Weight.FAULT if low else Weight.FINE, "disk", words + (": make room, the ledger must be kept" if low else "")
    )


def _check_queue(office: Office, at: datetime) -> Iterator[Finding]:
    room = office.room
    if hindrance := find_hindrance(office, at):
        yield Finding(Weight.FAULT, "copy", hindrance)
    if since := room.load_mark(BREAKER):
        yield Finding(
            Weight.FAULT, "forms", f"so many asked that answers wait since {since[:16]} UTC: is the form attacked?"
        )
    beat = room.load_mark(BEAT)
    if not beat or at - datetime.fromisoformat(beat) > timedelta(minutes=15):
        told = f"worked last at {beat[:16]} UTC" if beat else "has not worked yet"
        yield Finding(
            Weight.LOOK, "worker", f"{told}: forms are answered and mail goes out while `readout worker` runs"
        )
    quiet = True
    for mailing in room.list_mailings(MailingKind.EDITION, most=10):
        balance = room.count_balance(mailing.name)
        if balance.uncertain:
            quiet = False
            yield Finding(
                Weight.LOOK, "queue", f"{mailing.name}: {balance.uncertain} uncertain; readout settle {mailing.name}"
            )
        if mailing.state is MailingState.STOPPED:
            quiet = False
            yield Finding(Weight.LOOK, "queue", f"{mailing.name} is stopped: {mailing.note or 'by an editor'}")
        left = balance.queued + balance.prepared + balance.dot + balance.waiting
        if left:
            quiet = False
            yield Finding(
                Weight.LOOK, "queue", f"{mailing.name}: {left:,} of {balance.frozen:,} are still to be mailed"
            )
    if quiet:
        yield Finding(Weight.FINE, "queue", "nothing waits")


def _check_backup(office: Office, at: datetime) -> Iterator[Finding]:
    if connections[office.room.alias].vendor != "sqlite":
        words = "the archive is in PostgreSQL: how old the copy of pg_dump is, nobody says here; keep mail.key apart"
        yield Finding(Weight.LOOK, "backup", words)
        return
    told = office.room.load_mark(MARK)
    if not told:
        yield Finding(Weight.LOOK, "backup", "none was made by `readout backup`; keep mail.key apart from it")
        return
    age = at - datetime.fromisoformat(told)
    weight = Weight.LOOK if age > OLD else Weight.FINE
    yield Finding(weight, "backup", f"the last is {age.days} days old" + (": make one" if age > OLD else ""))
