"""
Debian's Postfix as the relay, on loopback alone: configuration, queue, log and mailboxes in a folder of its own.

It takes mail over a port of 127.0.0.1, with STARTTLS by a certificate made here, hands everything on to one port (a
sink of ours), and puts what comes back to `bounces+…@desk.example` into a Maildir. It is started as root, as Postfix
asks for, touches nothing below /etc or /var, and is ended with the `with` block.
"""

import pwd
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

MAIN = """
compatibility_level = 3.6
mail_owner = postfix
setgid_group = postdrop
queue_directory = {folder}/spool
data_directory = {folder}/data
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
meta_directory = /etc/postfix
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = relay.desk.example
mydomain = desk.example
myorigin = relay.desk.example
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
local_recipient_maps =
smtpd_relay_restrictions = permit_mynetworks, reject
recipient_delimiter = +
transport_maps = inline:{{ desk.example=virtual: }}
virtual_mailbox_domains = desk.example
virtual_mailbox_maps = inline:{{ bounces@desk.example=returned/ }}
virtual_mailbox_base = {folder}
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
default_transport = smtp:[127.0.0.1]:{onward}
relayhost = [127.0.0.1]:{onward}
disable_dns_lookups = yes
smtp_host_lookup = native
smtpd_tls_security_level = may
smtpd_tls_cert_file = {folder}/relay.pem
smtpd_tls_key_file = {folder}/relay.key
smtpd_tls_loglevel = 1
smtpd_client_connection_rate_limit = 0
in_flow_delay = 0
minimal_backoff_time = 2s
maximal_backoff_time = 4s
queue_run_delay = 2s
"""
MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True)
class Postfix:
    """A relay that runs: its port, log, Maildir of what came back, and a context that trusts its certificate."""

    folder: Path
    port: int

    @property
    def log(self) -> Path:
        return self.folder / "mail.log"

    @property
    def returned(self) -> Path:
        return self.folder / "returned"

    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.folder / "relay.pem")

    def rest(self, seconds: float = 60) -> None:
        """Wait until its queue is empty."""
        until = time.monotonic() + seconds
        while any(path.is_file() for name in ("incoming", "active", "deferred", "maildrop")
                  for path in (self.folder / "spool" / name).rglob("*")):  # fmt: skip
            assert time.monotonic() < until, f"mail is still queued after {seconds} s:\n{self.tail()}"
            time.sleep(0.2)

    def tail(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-20:])


@contextmanager
def running_postfix(folder: Path, onward: int) -> Iterator[Postfix]:
    """A Postfix in a folder that others can enter, which hands everything on to the port `onward` of loopback."""
    owner, nobody = pwd.getpwnam("postfix"), pwd.getpwnam("nobody")
    port = _free_port()
    told = {"folder": folder, "onward": onward, "port": port, "uid": nobody.pw_uid, "gid": nobody.pw_gid}
    for name in ("etc", "spool", "data", "returned"):
        (folder / name).mkdir()
    shutil.chown(folder / "data", owner.pw_uid)
    shutil.chown(folder / "returned", nobody.pw_uid, nobody.pw_gid)
    (folder / "etc" / "main.cf").write_text(MAIN.format(**told))
    (folder / "etc" / "master.cf").write_text(MASTER.format(**told))
    _write_certificate(folder)
    program = shutil.which("postfix", path="/usr/sbin:/usr/bin")
    assert program is not None, "postfix is not installed: tools/install_mail.sh installs it"
    done = subprocess.run([program, "-c", folder / "etc", "start"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    try:
        yield Postfix(folder, port)
    finally:
        subprocess.run([program, "-c", folder / "etc", "stop"], capture_output=True, check=False)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _write_certificate(folder: Path) -> None:
    """A certificate for 127.0.0.1, signed by itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "relay.desk.example")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    (folder / "relay.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    (folder / "relay.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (folder / "relay.key").chmod(0o600)
