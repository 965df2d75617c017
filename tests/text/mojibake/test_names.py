"""Names of files and folders: read from archives, and taken apart by disks."""

from __future__ import annotations

import unicodedata

import pytest

from legible.text.mojibake import Evidence, gather, repair_name
from legible.text.mojibake.channel import Channel

NAMES = [
    "Müll.md",
    "🗝️ Schlüssel & Schlösser",
    "Přehled témat",
    "学习笔记 (门限方案).md",
    "Ideen – später",
]
SOUND = ["Größe", "Pokémon ├── x", "Cafe\u0301", "São Tomé", "├─ Baum", "½ Liter ╬ Kreuz", "한글"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("page", ["cp437", "cp850", "cp1252", "mac_roman", "latin-1"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_comes_back(name: str, page: str, form: str) -> None:
    damaged = Channel(page).damage(name)
    if form == "NFD":
        damaged = unicodedata.normalize("NFD", damaged)
    assert repair_name(damaged, Evidence()).text == name


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_name_stays(name: str) -> None:
    assert repair_name(name, Evidence()).text == name
    apart = unicodedata.normalize("NFD", name)
    assert repair_name(apart, Evidence()).text == apart


def test_names_taken_apart_are_no_evidence() -> None:
    apart = unicodedata.normalize("NFD", Channel("cp1252").damage("Été 🗝️"))
    assert not gather([apart]).skeletons
