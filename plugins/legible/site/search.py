"""What the search knows of a page: a value, and the small document that an indexer reads."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from html import escape

from legible.text.pairs import pair_characters

__all__ = ["SearchRecord", "record_digest", "record_document", "record_path"]

# What a page has beside its text: marks beside headings, and pictures, of which the first would be
# kept with every page.
_ASIDE = re.compile(r"<a class=\"headerlink\"[^<>]*>[^<>]*</a>|<img\b[^<>]*>")
_HAS_TITLE = re.compile(r"<h1\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One page as the search knows it."""

    url: str
    """Where it is, relative to the site: `a/b/`, `a/b.html`; the home is the empty text."""
    title: str
    """What it is called; it is used where the page has no heading of the first level."""
    html: str
    """The HTML of its text, without anything around it."""
    filters: tuple[tuple[str, str], ...] = ()
    """What the results can be narrowed to, as pairs: `("section", "Models")`, `("tag", "nlp")`."""
    meta: tuple[tuple[str, str], ...] = ()
    """Further words that it is found by and that it does not show, by their kind: `aliases`."""


def record_document(record: SearchRecord) -> str:
    """Return the HTML document that an indexer reads for a page.

    Chinese, Japanese and Korean text is written in pairs of characters, which is what makes it
    findable in an index whose words are English ones.

    >>> print(record_document(SearchRecord("a/", "深度", "<p>学习法</p>", (("tag", "x&y"),))))
    <html lang="en"><head><title>深度</title></head><body>
    <meta data-pagefind-filter="tag[content]" content="x&amp;y">
    <h1> 深度 度</h1>
    <p> 学习 习法 法</p></body></html>
    """
    lines = [
        *(_property("filter", name, value) for name, value in record.filters),
        *(_property("meta", name, pair_characters(value)) for name, value in record.meta),
    ]
    if not _HAS_TITLE.search(record.html):
        lines.append(pair_characters(f"<h1>{escape(record.title)}</h1>"))
    lines.append(pair_characters(_ASIDE.sub("", record.html)))
    head = f'<html lang="en"><head><title>{escape(record.title)}</title></head><body>'
    return "\n".join((head, *lines)) + "</body></html>"


def record_path(url: str) -> str:
    """Return the file that stands for an address in a folder of documents.

    >>> record_path(""), record_path("a/b/"), record_path("a/b.html")
    ('index.html', 'a/b/index.html', 'a/b.html')
    """
    return f"{url}index.html" if not url or url.endswith("/") else url


def record_digest(record: SearchRecord, content: bytes = b"") -> bytes:
    """Return a short name for all that is searched of a page.

    Args:
        record: The page; its HTML is not looked at where its content is known otherwise.
        content: What stands for the HTML, if something does.

    >>> one = SearchRecord("a/", "A", "<p>x</p>")
    >>> record_digest(one) == record_digest(SearchRecord("a/", "A", "<p>x</p>"))
    True
    >>> record_digest(one) == record_digest(SearchRecord("a/", "A", "<p>x</p>", (("tag", "x"),)))
    False
    """
    told = repr((record.url, record.title, content or record.html, record.filters, record.meta))
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=12).digest()


def _property(kind: str, name: str, value: str) -> str:
    return f'<meta data-pagefind-{kind}="{name}[content]" content="{escape(value)}">'
