"""What the plugin's settings change on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plugin.conftest import run
from tests.plugin.test_site import EMPTY, article, links

if TYPE_CHECKING:
    from pathlib import Path

LIST = "Options:\n- one\n  - nested\n"
FILES = {
    ".obsidian/app.json": '{"strictLineBreaks": true}',
    "mkdocs.yml": (
        "site_name: Set\nplugins:\n- legible:\n    sanitize: true\n    references: false\n"
        "    python_markdown: |\n      old/\n"
    ),
    "a.md": f"one\ntwo\n\n{LIST}\n#topic\n\n[unused]: https://example.org/unused\n",
    "b.md": f"---\nmarkdown: python\ncssclasses: [wide, 'x y', '<b>']\n---\n{LIST}",
    "old/c.md": LIST,
    "strange.md": (
        "<script>alert(1)</script>\n\n<p onclick='x()' class='kept'>text</p>\n\n"
        "[x](javascript:alert(1)) <iframe src='https://example.org'></iframe> $x^2$\n\n"
        "> [!tip]- Folded\n> body\n\n- [x] done\n\n```python\nx = 1\n```\n"
    ),
}


def build(vault: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (vault / name).parent.mkdir(parents=True, exist_ok=True)
        (vault / name).write_text(content, encoding="utf-8")
    done = run("legible", "build", vault, "--site-dir", vault.parent / "site")
    assert done.returncode == 0, done.stderr
    return vault.parent / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("settings") / "vault", FILES)


def test_lines_are_joined_as_the_vaults_obsidian_is_set(site: Path) -> None:
    assert "<p>one\ntwo</p>" in article(site, "a/")


def test_lists_follow_paragraphs_unless_a_note_or_folder_opts_out(site: Path) -> None:
    assert "<ul>" in article(site, "a/")
    assert "<ul>" not in article(site, "b/")
    assert "<ul>" not in article(site, "old/c/")


def test_classes_of_a_note_reach_its_page(site: Path) -> None:
    assert '<div class="wide x y">' in article(site, "b/")


def test_references_can_be_left_out(site: Path) -> None:
    assert "example.org/unused" not in article(site, "a/")


def test_tags_have_pages(site: Path) -> None:
    assert EMPTY + "tags/topic/" in links(article(site, "a/"), "a/")
    assert EMPTY + "a/" in links(article(site, "tags/topic/"), "tags/topic/")
    assert EMPTY + "tags/topic/" in links(article(site, "tags/"), "tags/")


def test_tag_pages_overwrite_nothing(tmp_path: Path) -> None:
    files = {"Tags/index.md": "# Mine\n", "Tags/a.md": "# Mine too\n", "n.md": "#a\n"}
    site = build(tmp_path / "vault", files)
    assert "Mine" in article(site, "tags/")
    assert "Mine too" in article(site, "tags/a/")
    assert EMPTY + "n/" in links(article(site, "tags-2/a/"), "tags-2/a/")


def test_a_strangers_html_is_made_harmless_and_ours_stays(site: Path) -> None:
    page = article(site, "strange/")
    for danger in ("alert", "onclick", "javascript:", "iframe"):
        assert danger not in page
    for kept in ('class="kept"', "<math>", '<details class="tip"', "checkbox", "highlight"):
        assert kept in page


def test_lines_are_kept_and_references_shown_where_nothing_is_set(tmp_path: Path) -> None:
    text = "one\ntwo\n\n## Ref\n[The book]: https://example.org/book\n"
    page = article(build(tmp_path / "vault", {"a.md": text}), "a/")
    assert "one<br />" in page
    assert '<a href="https://example.org/book">The book</a>' in page
