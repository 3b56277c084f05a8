"""Keys by which programs read the desk: made on the account's page, shown once, and ended by a press."""

import secrets

from django.contrib.auth.models import User
from django.utils import timezone

from readout.spans import digest_text
from readout.web.models import Token

MOST, LONGEST = 10, 80  # tokens of one person; characters of a name


def make_token(person: User, name: str) -> str | None:
    """A new key, which nobody can be shown again; None where the person has as many as may be."""
    if person.tokens.count() >= MOST:
        return None
    key = secrets.token_urlsafe(32)
    told = " ".join(name.split())[:LONGEST] or "no name"
    Token.objects.create(person=person, name=told, digest=digest_text(key), made_at=timezone.now())
    return key


def find_person(key: str) -> User | None:
    """Whose key it is; None where it is nobody's, or somebody's who may not come in any more."""
    found = Token.objects.select_related("person").filter(digest=digest_text(key)).first()
    return found.person if found is not None and found.person.is_active else None
