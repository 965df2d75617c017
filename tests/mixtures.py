"""What a repair of damage that lost bytes may come to: the truth, and what was left."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legible.text.mojibake.channel import Channel


def is_mixture(found: str, truth: str, channel: Channel) -> bool:
    """Return whether a text is the truth but for damage that was left as it was."""
    ends = {0}
    for char in truth:
        forms = {char, channel.damage(char)}
        ends = {end + len(form) for end in ends for form in forms if found.startswith(form, end)}
    return len(found) in ends
