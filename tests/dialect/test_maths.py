from __future__ import annotations

from typing import TYPE_CHECKING

import markdown
import pytest

from legible.dialect import MathsExtension

if TYPE_CHECKING:
    from markdown.extensions import Extension


def convert(text: str) -> str:
    names: list[str | Extension] = ["pymdownx.arithmatex", MathsExtension()]
    settings = {"pymdownx.arithmatex": {"generic": True}}
    return markdown.markdown(text, extensions=names, extension_configs=settings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$x^2$", "<msup><mi>x</mi><mn>2</mn></msup>"),
        ("$$\nx_{<t}\n$$", "&lt;"),
        ("$$\n\\begin{aligned} a &= b \\end{aligned}\n$$", "<mtable"),
        ("$\\log p$", "<mi>log</mi>"),
        ("$$\n\\max_i p_i\n$$", "<mi>max</mi>"),
    ],
)
def test_formulas_become_mathml(text: str, expected: str) -> None:
    found = convert(text)
    assert "<math" in found
    assert expected in found
    assert "amp;" not in found


@pytest.mark.parametrize(("text", "around"), [("$\\frac{$", "span"), ("$$\n\\frac{\n$$", "div")])
def test_a_formula_that_cannot_be_read_shows_its_source(text: str, around: str) -> None:
    found = convert(text)
    assert f'<{around} class="arithmatex"><code class="legible-formula"' in found
    assert "\\frac{" in found
