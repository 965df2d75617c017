"""A small site whose notes use what Markdown instances could remember from one to the next."""

from __future__ import annotations

import pytest

from legible.dialect import default_extensions
from legible.options import Options
from legible.pipeline import Site, Source, build_site
from legible.rendering import COMMONMARK, Job, Recipe, Surroundings

NOTES = {
    "A.md": "# A\n\n[b](B.md) ![[B#Part]] #tag/one\n\n<a href='B.md'>raw</a> <img src='x.png'>\n",
    "B.md": "# B\n\n## Part\n\nA note[^1], HTML. ^block\n\n[^1]: The foot.\n\n*[HTML]: Hyper\n",
    "C.md": "# C\n\n```python\nprint(1)\n```\n\n```mermaid\ngraph TD; a-->b\n```\n\n## C\n## C\n",
    "D.md": '# D\n\n=== "One"\n\n    1\n\n=== "Two"\n\n    2\n\n- [ ] to do\n- [x] done\n\nHTML\n',
    "E.md": "> [!note] Callout\n> $x^2$ and $\\frac{$\n\nText.[^1]^[inline]\n\n[^1]: Other.\n",
    "F.md": "??? note\n    [x][ref]\n\n[ref]: A.md\n\n<p markdown>*r* <a href='C.md'>c</a></p>\n",
    "G.md": "# G\n\n[x][ref] ![[A]] ![[G]] [[missing]] ![[Part]]\n",
}


@pytest.fixture(scope="session")
def site() -> Site:
    """Return the site of the notes."""
    sources = [Source(path, text.encode()) for path, text in NOTES.items()]
    return build_site(sources, ["x.png"], Options())


@pytest.fixture
def around(site: Site) -> Surroundings:
    """Return the site with the addresses of its pages."""
    urls = {path: "" if site.url(path) == "./" else site.url(path) for path in site.urls.pages}
    return Surroundings(site, urls | dict(site.urls.assets))


@pytest.fixture(scope="session")
def recipe() -> Recipe:
    """Return the recipe that a vault without settings gets."""
    named = tuple(default_extensions())
    return Recipe(tuple(name for name in named if "nl2br" not in name), named, default_extensions())


@pytest.fixture(scope="session")
def jobs(site: Site) -> list[Job]:
    """Return what is to be rendered."""
    return [Job(path, note.data, COMMONMARK) for path, note in site.vault.notes.items()]
