"""The handbook names all there is: commands, options, settings, findings and the public API."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

import legible
from legible.cli import main
from legible.plugin.settings import LegibleConfig

ROOT = Path(__file__).parents[1]
REFERENCE = next((ROOT / "docs").glob("*Legible Handbook/*Reference"))


def page(name: str) -> str:
    return (REFERENCE / f"{name}.md").read_text(encoding="utf-8")


def commands() -> list[tuple[str, click.Parameter]]:
    assert isinstance(main, click.Group)
    return [(name, param) for name, command in main.commands.items() for param in command.params]


@pytest.mark.parametrize(("name", "param"), commands())
def test_every_option_is_documented(name: str, param: click.Parameter) -> None:
    text = page("Command Line")
    section = re.split(r"^## ", text, flags=re.MULTILINE)
    own = next(part for part in section if f"legible {name}" in part.splitlines()[0])
    for word in param.opts:
        wanted = f"`{word}" if word.startswith("-") else param.human_readable_name.upper()
        assert wanted in own, (name, word)


@pytest.mark.parametrize("name", [key for key, _ in LegibleConfig._schema])
def test_every_setting_is_documented(name: str) -> None:
    assert f"`{name}`" in page("Settings")


def codes() -> set[str]:
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "plugins").rglob("*.py"))
    found: set[str] = set()
    for source in sources:
        found.update(re.findall(r"\bFinding\(\s*\"([a-z-]{3,})\"", source))
        found.update(re.findall(r"\bcode(?:, severity)? = \"([a-z-]{3,})\"", source))
    return found | {"missing-note"}


def test_the_codes_are_found() -> None:
    assert {"repaired", "damaged", "missing-picture", "unrenderable", "unreadable"} <= codes()


@pytest.mark.parametrize("code", sorted(codes()))
def test_every_finding_is_documented(code: str) -> None:
    assert f"`{code}`" in page("Findings")


@pytest.mark.parametrize("name", legible.__all__)
def test_the_public_api_is_documented(name: str) -> None:
    assert hasattr(legible, name)
    assert name in page("Public API")


def test_the_public_api_is_what_all_says() -> None:
    assert sorted(legible.__all__) == legible.__all__
