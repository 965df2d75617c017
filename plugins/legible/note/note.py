"""One note as a value."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from legible.note.frontmatter import split_front_matter
from legible.note.headings import Heading, find_headings
from legible.note.links import NoteLink, find_links
from legible.note.sections import block_ids
from legible.text.emojis import bare_name, without_emoji
from legible.text.opaque import code_regions

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ENDINGS", "Note", "is_note", "packed", "parse_note", "stem", "unpacked"]

ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""The endings of notes: those that MkDocs 1.6 takes for pages."""


_NO, _YES = ("false", "no", "off", "n", "0"), ("true", "yes", "on", "y", "1")
_CLASS = re.compile(r"-?[A-Za-z_][\w-]*")


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its text taken apart, nothing looked up."""

    path: str
    """Its file, relative to the vault, with forward slashes."""
    data: bytes
    """Its Markdown, without the front matter, as `packed` has it."""
    meta: Mapping[str, Any]
    """Its front matter; empty where it has none."""
    title: str
    """What it is called: its property `title`, else its first heading, else its file's name."""
    headings: tuple[Heading, ...] = ()
    """Its headings in order; their lines are lines of the file."""
    links: tuple[NoteLink, ...] = ()
    """Its links in order; their lines are lines of the file, their spans places in the body."""
    above: int = 0
    """How many lines of the file stand before the body."""
    blocks: frozenset[str] = frozenset()
    """The ids that its blocks have, without the `^`."""
    text_tags: tuple[str, ...] = ()
    """The tags in its text, without the number sign, each once."""
    meta_error: str = ""
    """Why its front matter is no valid YAML; empty where it is."""
    meta_error_line: int = 0
    """The line at which the front matter breaks, counted from 1; 0 where it does not."""
    mark: str = ""
    """What its body is known by in the ledger; empty where that is not worked out."""

    @property
    def body(self) -> str:
        r"""Its Markdown, without the front matter; unpacked each time.

        >>> parse_note("a.md", "---\ntags: a\n---\n🗿 a").body
        '🗿 a'
        """
        return unpacked(self.data)

    @property
    def is_published(self) -> bool:
        r"""Whether its front matter lets it be published: no `publish: false`, no `draft: true`.

        The names of properties know no case, as in Obsidian.

        >>> parse_note("a.md", "---\nPublish: 'No'\n---\n").is_published
        False
        """
        return not any(
            _KEPT_BACK[key.strip().casefold()](value)
            for key, value in self.meta.items()
            if key.strip().casefold() in _KEPT_BACK
        )

    @property
    def css_classes(self) -> tuple[str, ...]:
        """The classes that its page gets: its properties `cssclasses` and `cssclass`."""
        names = (*_names(self.meta.get("cssclasses")), *_names(self.meta.get("cssclass")))
        return tuple(word for name in names for word in name.split() if _CLASS.fullmatch(word))

    @property
    def tags(self) -> tuple[str, ...]:
        r"""Its tags, those of the front matter first, without the number sign, each once.

        >>> parse_note("a.md", "---\ntags: '#a, b/c'\n---\n").tags
        ('a', 'b/c')
        """
        if not self.meta and not self.text_tags:
            return ()
        given = (*_names(self.meta.get("tags")), *_names(self.meta.get("tag")))
        words = (word for name in given for word in name.replace(",", " ").split())
        plain = (word.lstrip("#").strip("/") for word in words)
        found = {tag.casefold(): tag for tag in (*self.text_tags[::-1], *reversed([*plain])) if tag}
        return tuple(reversed(found.values()))

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names that links may use: its properties `aliases` and `alias`."""
        return (*_names(self.meta.get("aliases")), *_names(self.meta.get("alias")))


def parse_note(path: str, text: str, name: str = "") -> Note:
    r"""Return the note that a text is.

    Args:
        path: Its file, relative to the vault.
        text: Its whole text, repaired, with `\n` for line ends.
        name: Its file's name without the ending, where that was repaired too.

    >>> note = parse_note("a/🗿 Models.md", "---\ntags: [x]\n---\n# Models\n[b](b.md)\n")
    >>> note.title, note.links[0].target, note.links[0].line
    ('🗿 Models', 'b.md', 5)
    """
    front = split_front_matter(text)
    body = text[front.length :]
    above = text.count("\n", 0, front.length)
    code = code_regions(body)
    headings = find_headings(body, code)
    links = find_links(body, code)
    if above:
        headings = tuple(replace(heading, line=heading.line + above) for heading in headings)
        links = tuple(replace(link, line=link.line + above) for link in links)
    title = _title(front.meta, headings, name or stem(path))
    return Note(
        path,
        packed(body),
        front.meta,
        title,
        headings,
        links,
        above,
        block_ids(body),
        meta_error=front.error,
        meta_error_line=front.error_line,
    )


def packed(text: str) -> bytes:
    r"""Return a text as UTF-8: as a `str` each of its letters takes four bytes if one is an emoji.

    >>> packed("a 🗿")
    b'a \xf0\x9f\x97\xbf'
    """
    return text.encode("utf-8", "surrogatepass")


def unpacked(data: bytes) -> str:
    """Return the text that `packed` was given."""
    return data.decode("utf-8", "surrogatepass")


def is_note(path: str) -> bool:
    """Return whether a file is a note by its ending.

    >>> is_note("a/b.md"), is_note("a/B.MD"), is_note("a/b.png")
    (True, True, False)
    """
    return path.lower().endswith(ENDINGS)


def stem(path: str) -> str:
    """Return a note's name: its file's, without the ending.

    >>> stem("a/v1.2 notes.md")
    'v1.2 notes'
    """
    return posixpath.splitext(posixpath.basename(path))[0]


def _title(meta: Mapping[str, Any], headings: tuple[Heading, ...], name: str) -> str:
    given = meta.get("title")
    if isinstance(given, str | int | float) and str(given).strip():
        return str(given).strip()
    first = next((h.text for h in headings if h.level == 1 and h.text), "")
    is_name_without_emoji = without_emoji(name) != name and bare_name(first) == bare_name(name)
    return name if not first or is_name_without_emoji else first


def _is_no(value: object) -> bool:
    """Return whether a property says no, as YAML or as text."""
    return any(str(one).strip().casefold() in _NO for one in _listed(value))


def _is_yes(value: object) -> bool:
    """Return whether a property says yes, as YAML or as text."""
    return any(str(one).strip().casefold() in _YES for one in _listed(value))


_KEPT_BACK = {"publish": _is_no, "draft": _is_yes}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _names(value: object) -> tuple[str, ...]:
    """Return a property that is a name or a list of names as names."""
    if value is None:
        return ()
    return tuple(
        str(name).strip() for name in _listed(value) if isinstance(name, str | int | float)
    )
