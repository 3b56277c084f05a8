"""
Reads DNS as text, as `dig` or a zone file prints it, for what receivers ask of a sender: SPF, DKIM, DMARC, MX.

RFC 7208, 6376 and 9989 (which replaced 7489: the tags pct, rf and ri mean nothing any more). No network: the text is
given. Each finding says what is so and, where it should not be, what to do.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

_RECORD = re.compile(
    r"^(\S+?)\.?\s+(?:\d+\s+)?(?:IN\s+)?(TXT|MX|A|AAAA|CNAME)\s+(.+?)\s*$", re.IGNORECASE | re.MULTILINE
)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
GONE = ("pct", "rf", "ri")


class Weight(StrEnum):
    """How much a finding matters."""

    FINE = "fine"
    LOOK = "look"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    weight: Weight
    about: str
    words: str


def read_records(text: str) -> dict[tuple[str, str], list[str]]:
    """The records by name (lower case, without the last dot) and type; strings of a TXT joined."""
    records: dict[tuple[str, str], list[str]] = {}
    for name, kind, told in _RECORD.findall(text):
        value = "".join(_QUOTED.findall(told)).replace('\\"', '"') if kind.upper() == "TXT" and '"' in told else told
        records.setdefault((name.lower(), kind.upper()), []).append(value)
    return records


def read_tags(record: str) -> dict[str, str]:
    """The tags of a record such as `v=DMARC1; p=reject`."""
    pairs = (part.partition("=") for part in record.split(";"))
    return {name.strip().lower(): value.strip() for name, mark, value in pairs if mark}


def check_domain(
    text: str, domain: str, bounces: str, selector: str | None, public_key: str | None
) -> tuple[Finding, ...]:
    """
    What DNS says of a sending domain. `bounces` is the domain that mail comes back to.

    `public_key` is the base64 of the key that we sign with, None where the server signs.
    """
    records = read_records(text)
    found = [*_check_spf(records, bounces), *_check_dmarc(records, domain)]
    if selector:
        found += _check_dkim(records, f"{selector}._domainkey.{domain}".lower(), public_key)
    if bounces.lower() != domain.lower() and not bounces.lower().endswith("." + domain.lower()):
        found.append(Finding(Weight.LOOK, "SPF", f"{bounces} is not below {domain}: DMARC then rests on DKIM alone"))
    if (bounces.lower(), "MX") not in records:
        found.append(Finding(Weight.FAULT, "MX", f"{bounces} has no MX: mail that comes back is lost. Publish one"))
    else:
        found.append(Finding(Weight.FINE, "MX", f"{bounces} takes mail"))
    return tuple(found)


def _check_spf(records: Mapping[tuple[str, str], Iterable[str]], domain: str) -> list[Finding]:
    policies = [one for one in records.get((domain.lower(), "TXT"), ()) if one.lower().startswith("v=spf1")]
    if len(policies) != 1:
        words = f"{domain} has {len(policies)} SPF records and needs one: v=spf1 ip4:YOUR-SERVER -all"
        return [Finding(Weight.FAULT, "SPF", words)]
    if not re.search(r"[-~]all\s*$", policies[0]):
        return [Finding(Weight.LOOK, "SPF", f"{policies[0]}: ends without -all or ~all, so that anybody may send")]
    return [Finding(Weight.FINE, "SPF", policies[0])]


def _check_dmarc(records: Mapping[tuple[str, str], Iterable[str]], domain: str) -> list[Finding]:
    name = f"_dmarc.{domain}".lower()
    policies = [one for one in records.get((name, "TXT"), ()) if one.upper().startswith("V=DMARC1")]
    if len(policies) != 1:
        return [
            Finding(
                Weight.FAULT, "DMARC", f'{name} has {len(policies)} records and needs one: "v=DMARC1; p=quarantine"'
            )
        ]
    tags = read_tags(policies[0])
    found = []
    if tags.get("p") not in ("none", "quarantine", "reject"):
        found.append(Finding(Weight.FAULT, "DMARC", f"{policies[0]}: p must be none, quarantine or reject"))
    found += [Finding(Weight.LOOK, "DMARC", f"the tag {tag} means nothing since RFC 9989: take it out")
              for tag in GONE if tag in tags]  # fmt: skip
    return found or [Finding(Weight.FINE, "DMARC", policies[0])]


def _check_dkim(records: Mapping[tuple[str, str], Iterable[str]], name: str, public_key: str | None) -> list[Finding]:
    keys = [read_tags(one).get("p", "") for one in records.get((name, "TXT"), ())]
    if len(keys) != 1:
        return [
            Finding(Weight.FAULT, "DKIM", f"{name} has {len(keys)} records and needs one, with the key's public half")
        ]
    if not keys[0]:
        return [Finding(Weight.FAULT, "DKIM", f"{name}: the key is withdrawn (p= is empty)")]
    if public_key is not None and "".join(keys[0].split()) != public_key:
        return [Finding(Weight.FAULT, "DKIM", f"{name} publishes another key than dkim.pem: every signature fails")]
    return [Finding(Weight.FINE, "DKIM", f"{name} publishes the key")]
