"""A picture of how something grows with the notes, beside what grows as they do."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["growth_picture"]

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 70, 150, 30, 50
COLOURS = ("#0f766e", "#b45309", "#4338ca", "#be123c")
STYLE = (
    "text{font:14px system-ui,sans-serif;fill:#334155}"
    "@media (prefers-color-scheme:dark){text{fill:#cbd5e1}}"
)


def growth_picture(title: str, notes: Sequence[int], lines: Mapping[str, Sequence[float]]) -> str:
    """Return an SVG with a line for each of several figures, all 1 at the fewest notes.

    Args:
        title: What the picture says.
        notes: How many notes there were, in rising order.
        lines: The figures measured at these, by their names.
    """
    ratios = {name: [value / values[0] for value in values] for name, values in lines.items()}
    most = max(notes[-1] / notes[0], *(max(values) for values in ratios.values()))

    def at(number: float, ratio: float) -> tuple[float, float]:
        across = (number - notes[0]) / (notes[-1] - notes[0])
        x = LEFT + across * (WIDTH - LEFT - RIGHT)
        y = HEIGHT - BOTTOM - ratio / most * (HEIGHT - TOP - BOTTOM)
        return round(x, 1), round(y, 1)

    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img"><title>{escape(title)}</title>',
        f"<style>{STYLE}</style>",
    ]
    for ratio in range(int(most) + 1):
        (x, y), (end, _) = at(notes[0], ratio), at(notes[-1], ratio)
        parts.append(f'<path d="M{x} {y}H{end}" stroke="#94a3b8" stroke-opacity=".4"/>')
        parts.append(f'<text x="{x - 10}" y="{y + 5}" text-anchor="end">× {ratio}</text>')
    for number in notes:
        x, y = at(number, 0)
        parts.append(f'<text x="{x}" y="{y + 22}" text-anchor="middle">{number:,}</text>')
    x, y = at((notes[0] + notes[-1]) / 2, 0)
    parts.append(f'<text x="{x}" y="{y + 42}" text-anchor="middle">notes</text>')
    parts.append(_line([at(n, n / notes[0]) for n in notes], "#94a3b8", 'stroke-dasharray="4 4"'))
    labels = [("as the notes", notes[-1] / notes[0], "#64748b")]
    for (name, values), colour in zip(ratios.items(), COLOURS, strict=False):
        places = [at(n, value) for n, value in zip(notes, values, strict=True)]
        parts.append(_line(places, colour))
        parts += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in places]
        labels.append((name, values[-1], colour))
    lowest = float(HEIGHT)
    for name, value, colour in sorted(labels, key=lambda label: label[1]):
        x, y = at(notes[-1], value)
        lowest = min(y + 5, lowest - 18)
        text = f"{escape(name)} {value:.2f}"
        parts.append(f'<text x="{x + 10}" y="{lowest}" style="fill:{colour}">{text}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _line(places: Sequence[tuple[float, float]], colour: str, more: str = "") -> str:
    path = "L".join(f"{x} {y}" for x, y in places)
    return f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2" {more}/>'
