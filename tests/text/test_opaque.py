from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legible.text.opaque import code_regions

CASES = [
    ("a `x` b", ["`x`"]),
    ("a ``x ` y`` b", ["``x ` y``"]),
    ("a ` b", []),
    ("a `b\n\nc` d", []),
    ("```\nx\n```\ny", ["```\nx\n```\n"]),
    ("~~~ py\n```\n~~~\ny", ["~~~ py\n```\n~~~\n"]),
    ("````\n```\n````\n", ["````\n```\n````\n"]),
    ("> ```\n> x\n> ```\ny", ["> ```\n> x\n> ```\n"]),
    ("- ```\n  x\n  ```\n", ["- ```\n  x\n  ```\n"]),
    ("```\nnever closed", ["```\nnever closed"]),
    ("``` a`b\nx", []),
    ("a <!-- x\ny --> b", ["<!-- x\ny -->"]),
    ("a %%x%% b", ["%%x%%"]),
    (r"a \`x` b", []),
    ("`<!--` x `-->`", ["`<!--`", "`-->`"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_regions(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in code_regions(text)] == expected


@given(st.text(st.sampled_from("`~>-a \n<!%")))
def test_regions_are_in_order_and_apart(text: str) -> None:
    spans = list(code_regions(text))
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
