from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legible import slugify
from tests.conftest import pairs


@pytest.mark.parametrize(("name", "slug"), pairs("slugs/names.txt"))
def test_names(name: str, slug: str) -> None:
    assert slugify(name) == slug


@pytest.mark.parametrize(("name", "slug"), pairs("slugs/ascii.txt"))
def test_ascii(name: str, slug: str) -> None:
    assert slugify(name, ascii=True) == slug


@given(st.text(min_size=1))
def test_any_name_has_a_slug_that_is_its_own_slug(name: str) -> None:
    slug = slugify(name)
    assert slug
    assert unicodedata.is_normalized("NFC", slug)
    assert not set(slug) & set('/\\?#%&<>:"| ')
    assert slugify(slug) == slug


@given(st.text(min_size=1))
def test_both_forms_of_unicode_have_one_slug(name: str) -> None:
    assert slugify(unicodedata.normalize("NFD", name)) == slugify(
        unicodedata.normalize("NFC", name)
    )


@given(st.text(min_size=1))
def test_ascii_is_ascii(name: str) -> None:
    assert slugify(name, ascii=True).isascii()
