"""Raw HTML and addresses in pointed brackets (CommonMark 0.31.2, sections 6.5 and 6.6)."""

from __future__ import annotations

import re

__all__ = ["mail_address", "pointed_address", "raw_html"]

_ATTRIBUTE = (
    r"\s+[a-zA-Z_:][a-zA-Z0-9_.:-]*"
    r"(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?"
)
_HTML = re.compile(
    rf"<[a-zA-Z][a-zA-Z0-9-]*(?:{_ATTRIBUTE})*\s*/?>"
    r"|</[a-zA-Z][a-zA-Z0-9-]*\s*>"
    r"|<!---?>|<!--.*?-->"
    r"|<\?.*?\?>"
    r"|<![a-zA-Z][^>]*>"
    r"|<!\[CDATA\[.*?\]\]>",
    re.DOTALL,
)
_ADDRESS = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\x00-\x20<>]*)>")
_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_MAIL = re.compile(rf"<([a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_LABEL}(?:\.{_LABEL})*)>")


def raw_html(text: str, at: int) -> str:
    """Return the tag, comment or other piece of HTML that starts at a place, or nothing.

    >>> raw_html("a <b class=c> d", 2), raw_html("a < b", 2)
    ('<b class=c>', '')
    """
    found = _HTML.match(text, at)
    return found[0] if found else ""


def pointed_address(text: str, at: int) -> str:
    """Return the address in pointed brackets that start at a place, or nothing.

    >>> pointed_address("<https://example.org/?a b>", 0), pointed_address("<x:y>", 0)
    ('', '')
    >>> pointed_address("<mailto:a@b>", 0)
    'mailto:a@b'
    """
    found = _ADDRESS.match(text, at)
    return found[1] if found else ""


def mail_address(text: str, at: int) -> str:
    """Return the mail address in pointed brackets that start at a place, or nothing.

    >>> mail_address("<me@example.org>", 0)
    'me@example.org'
    """
    found = _MAIL.match(text, at)
    return found[1] if found else ""
