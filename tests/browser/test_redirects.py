"""Old addresses in a browser: they forward at once, and lose nothing on the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_script_keeps_query_and_fragment(open_page: Callable[..., Page], vault_home: str) -> None:
    page = open_page(f"{vault_home}old/name/?from=a%20b#part")
    page.wait_for_url(f"{vault_home}everything/?from=a%20b#part")
    expect(page).to_have_title(re.compile("Everything"))
    assert page.evaluate("history.length") <= 2


def test_without_scripts_a_refresh_forwards(
    open_page: Callable[..., Page], vault_home: str
) -> None:
    page = open_page(f"{vault_home}old/name/", java_script_enabled=False)
    page.wait_for_url(f"{vault_home}everything/")
