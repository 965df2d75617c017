"""What follows a place on its line, as far as it is certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .scan import Token

__all__ = ["pieces_ahead", "rest_of_line"]

_FAR = 60
_UNKNOWN = "\ufffd"


def rest_of_line(text: str, tokens: Sequence[Token], number: int) -> str:
    """Return the rest of a line behind a token, with U+FFFD for what is not certain.

    What stands many tokens away is left out.

    >>> from .scan import Token
    >>> lost = Token(0, 2, "â€", ("”", "‐")), Token(3, 5, "â€", ("”", "‐"))
    >>> rest_of_line("â€ â€!", lost, 0)
    ' �!'
    """
    parts, end = list[str](), tokens[number].end
    for token in tokens[number + 1 : number + _FAR]:
        between = text[end : token.start]
        parts += [between, token.candidates[0] if token.is_certain else _UNKNOWN]
        end = token.end
        if "\n" in between:
            break
    return "".join([*parts, text[end : end + _FAR]]).partition("\n")[0]


def pieces_ahead(
    text: str, tokens: Sequence[Token], number: int
) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the rest of a line: what is certain, each with the readings of what follows it.

    >>> from .scan import Token
    >>> lost = Token(0, 2, "â€", ("”", "‐")), Token(3, 5, "â€", ("”", "‐"))
    >>> list(pieces_ahead("â€ â€!", lost, 0))
    [(' ', ('”', '‐')), ('!', ())]
    """
    end, known = tokens[number].end, ""
    for token in tokens[number + 1 :]:
        between = text[end : token.start]
        end = token.end
        if "\n" in between:
            yield known + between.partition("\n")[0], ()
            return
        known += between
        if token.is_certain:
            known += token.candidates[0]
        else:
            yield known, token.candidates
            known = ""
    yield known + text[end:].partition("\n")[0], ()
