from __future__ import annotations

import sys
import xml.etree.ElementTree as etree
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from legible.dialect.obsidian import mermaid_svg
from legible.dialect.obsidian.drawings.mermaid import _renderer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    _renderer.cache_clear()
    yield
    _renderer.cache_clear()


def drawn(source: str) -> SimpleNamespace:
    if "graph" not in source:
        message = "No Mermaid diagram type detected"
        raise ValueError(message)
    return SimpleNamespace(svg=lambda: '<svg id="merman"><style>#merman{}</style></svg>')


def test_the_packages_picture_gets_its_own_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mmdr", SimpleNamespace(render=drawn))
    one, other = mermaid_svg("graph TD"), mermaid_svg("graph LR")
    assert one is not None
    assert other is not None
    assert etree.fromstring(one).get("id") != etree.fromstring(other).get("id")  # noqa: S314


@pytest.mark.parametrize("source", ["", "nothing", "graph TD\n A[$$x$$]"])
def test_what_cannot_be_drawn_is_nothing(monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    monkeypatch.setitem(sys.modules, "mmdr", SimpleNamespace(render=drawn))
    assert mermaid_svg(source) is None


def test_without_the_package_nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mmdr", None)
    assert mermaid_svg("graph TD") is None
