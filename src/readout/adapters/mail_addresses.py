"""Reads a mail address as somebody typed it (RFC 5321; names of hosts by IDNA); says in words why one is refused."""

from email_validator import EmailNotValidError, validate_email

from readout.errors import InputError

LONGEST = 254


def read_address(text: str) -> str:
    """
    The address with its domain in ASCII; what stands before the @ is left as it is.

    Raises InputError, with words for whoever typed it.
    """
    typed = text.strip()
    if len(typed) > LONGEST:
        raise InputError("address", f"is longer than the {LONGEST} characters that an address may have")
    try:
        found = validate_email(typed, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise InputError("address", str(error)) from error
    if found.ascii_email is None:
        raise InputError("address", "has letters before the @ that mail servers do not carry yet")
    return str(found.ascii_email)
