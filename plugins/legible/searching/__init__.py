"""The index of a site's search, of which an edit changes only what it touches.

Pagefind can make an index, and cannot change one. So it indexes what is new, in batches, and what
it writes is merged here with what is kept of the build before. The result is the same to the byte
as if everything had been indexed at once, so that nothing of a note that was edited, taken out or
made private is left in it.
"""

from __future__ import annotations

from legible.searching.state import FORM, State, StateError, known_digests

__all__ = ["FORM", "State", "StateError", "known_digests"]
