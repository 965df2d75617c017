"""What Legible found out about a vault: each repair, change and doubt, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

__all__ = ["Finding", "Severity", "sort_findings"]


_ORDER = attrgetter("path", "line", "code", "message", "suggestion", "severity._value_")


class Severity(StrEnum):
    """How much a finding asks of the author."""

    INFO = "info"
    """Done and proven; nothing to do."""
    WARNING = "warning"
    """Something a reader misses, or that only the author can decide."""
    ERROR = "error"
    """A note that could not be published as a note."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was repaired, changed or left alone, with its place and its remedy."""

    code: str
    """What kind of thing it is, as a short name in kebab case: `repaired`, `missing-note`, …"""
    severity: Severity
    """How much it asks of the author."""
    path: str
    """The file it is about, relative to the vault, with forward slashes."""
    line: int
    """The line it is about, counted from 1; 0 where it is about the file as a whole."""
    message: str
    """Which thing, and what is wrong with it or was done to it."""
    suggestion: str = ""
    """What to do next, or nothing."""

    def as_dict(self) -> dict[str, str | int]:
        """Return the finding as plain values, as the JSON report prints it.

        >>> Finding("missing-note", Severity.WARNING, "a.md", 3, "no such note").as_dict()["line"]
        3
        """
        return {
            "code": self.code,
            "severity": str(self.severity),
            "path": self.path,
            "line": self.line,
            "message": self.message,
            "suggestion": self.suggestion,
        }


def sort_findings(findings: list[Finding]) -> list[Finding]:
    """Return findings by file, line, code and message, each once.

    >>> one = Finding("b", Severity.INFO, "a.md", 2, "x")
    >>> two = Finding("a", Severity.INFO, "a.md", 1, "x")
    >>> [f.line for f in sort_findings([one, two, one])]
    [1, 2]
    """
    found = dict(zip(map(_ORDER, findings), findings, strict=True))
    return [found[key] for key in sorted(found)]
