"""What is kept back leaves no trace in any byte of the site."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.plugin.conftest import PNG, run
from tests.plugin.private import content, traces

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

HOME = r"""# Home of [[Secret qzxkv1]]

## Part [[Secret qzxkv1]] and ![[Secret qzxkv1|300]]

## Part ![[Private/picture qzxkv2.png]] there

[[Secret qzxkv1]] ![[Secret qzxkv1]] ![[Secret qzxkv1#head|300]] [[Secret qzxkv1#Part qzxkv]]
[words](Secret%20qzxkv1.md) [words](Secret%20qzxkv1)
[words](secret-qzxkv1/) [words](/secret-qzxkv1/)
[words](<Secret qzxkv1.md> "title qzxkv") [x][] [[alias qzxkv3]] [[Title qzxkv4]] [[ALIAS QZXKV3]]
![[Private/picture qzxkv2.png]] ![](Private/picture%20qzxkv2.png)
![seen](Private/picture%20qzxkv2.png)
![[picture qzxkv2.png]] <img src="Private/picture qzxkv2.png"> <a href="Secret qzxkv1.md">words</a>
[[Private/paper qzxkv5.pdf]] [words](Private/paper%20qzxkv5.pdf) ![[film qzxkv6.mp4]]
<video src="Private/film qzxkv6.mp4"></video> ![[Private/Note qzxkv7]] [[Note qzxkv7]]
[[old qzxkv8]] [[.trash/old qzxkv8]] [[linked qzxkv9]] [[outside qzxkv10/inner qzxkv11]]
![[outside qzxkv10/outer qzxkv12.png]] [[hidden qzxkv13]] ![[Public]] [[Café qzxkv14]]

[x]: Secret%20qzxkv1.md
[unused]: Secret%20qzxkv1.md "qzxkv15"
[unused too]: Private/paper%20qzxkv5.pdf

<!-- qzxkv16 <img src="only qzxkv17.png"> -->

text <!-- qzxkv18 --> and %%qzxkv19%% end

%%
# qzxkv20
#tag-qzxkv21 [[link]] ![[only qzxkv17.png]]
%%

| a | b |
| --- | --- |
| [[Secret qzxkv1]] | ![[Private/picture qzxkv2.png\|100]] |

x[^1] ^[in line [[Secret qzxkv1]]]

[^1]: note [[Secret qzxkv1]]

- [ ] task [[Secret qzxkv1]]

> [!note] callout [[Secret qzxkv1]]
> %% qzxkv22 %% **[[Secret qzxkv1]]** ==[[Secret qzxkv1]]==

![](Shared.svg) [[plan]]
"""
NOTE = """---
publish: false
aliases: [alias qzxkv3]
title: Title qzxkv4
tags: [tag-qzxkv23]
permalink: /qzxkv24/
description: qzxkv25
---
# Heading qzxkv26

![[attached qzxkv27.png]] ![](Shared.svg) [[Home]] #tag-qzxkv28
"""
CANVAS = '{{"nodes":[{{"id":"a","type":"{}","{}":"{}","x":0,"y":0,"width":9,"height":9}}]}}'
SETTINGS = """
site_name: Notes
site_url: https://example.org/
theme: {name: material, font: false}
exclude_docs: /Private/
draft_docs: Drafts/
plugins:
  - legible:
      health: publish
      alias_redirects: true
      redirects: {from/: Secret qzxkv1.md}
"""
FILES: dict[str, str | bytes] = {
    "Home.md": HOME,
    "Public.md": "# Public\n\n[[Secret qzxkv1]] ![[Private/picture qzxkv2.png]] <!-- qzxkv -->\n",
    "kept.md": "---\npublish: true\ndraft: false\n---\n# Kept\n\n%% ![[nobody qzxkv.png]] %%\n",
    "Secret qzxkv1.md": NOTE,
    "attached qzxkv27.png": PNG,
    "only qzxkv17.png": PNG,
    "nobody qzxkv.png": PNG,
    "Shared.svg": '<svg xmlns="http://www.w3.org/2000/svg"><image href="within.png"/></svg>',
    "within.png": PNG,
    "plan.md": "---\npublish: no\n---\n![](qzxkv29.svg)",
    "qzxkv29.svg": "<svg>qzxkv30</svg>",
    "Draft qzxkv31.md": "---\ndraft: 'true'\n---\n#tag-qzxkv32 [[Home]]\n",
    "Draft qzxkv33.md": '---\r\ndraft: "TRUE "\r\n---\r\ntext',
    "Draft qzxkv34.md": "---\nDraft: true\n---\ntext",
    "Draft qzxkv35.md": "---\nPublish: False\n---\ntext",
    "Draft qzxkv36.md": "\ufeff---\npublish: 'no'\n---\ntext",
    "Draft qzxkv37.md": "---\npublish: false\nbroken: [a\n---\ntext",
    "Draft qzxkv38.md": "---\nbroken: [a\npublish: 0\n---\ntext",
    "Draft qzxkv39.md": "---\npublish:\n  - false\n---\ntext",
    "Drafts/qzxkv40.md": "text qzxkv",
    "Folder qzxkv41/only.md": "---\ndraft: true\n---\ntext",
    "Folder qzxkv41/below qzxkv42/a.png": PNG,
    "Private/Private.md": "# qzxkv43\n",
    "Private/Note qzxkv7.md": "# qzxkv44\n",
    "Private/picture qzxkv2.png": PNG,
    "Private/paper qzxkv5.pdf": "qzxkv45",
    "Private/film qzxkv6.mp4": "qzxkv46",
    ".trash/old qzxkv8.md": "qzxkv47",
    ".hidden qzxkv48/hidden qzxkv13.md": "qzxkv49",
    "CafÃ© qzxkv14.md": "---\npublish: false\n---\ntext",
    "CafÃ© qzxkv50.png": PNG,
    "board.canvas": CANVAS.format("file", "file", "Secret qzxkv1.md"),
    "photo.canvas": CANVAS.format("file", "file", "Private/picture qzxkv2.png"),
    "coded.canvas": CANVAS.format("file", "file", r"Private\/Note\u0020qzxkv7.md"),
    "words.canvas": CANVAS.format("text", "text", "see [[Secret qzxkv1]]"),
    "lines.excalidraw.md": (
        "---\nexcalidraw-plugin: parsed\n---\n# Text Elements\n[[Secret qzxkv1]] ^abc\n"
    ),
    ".pages": "nav:\n  - Home.md\n  - Label qzxkv51: Secret qzxkv1.md\n  - ...\n",
    "CNAME": "example.org",
    "mkdocs.yml": SETTINGS,
}


def write(vault: Path, files: Mapping[str, str | bytes]) -> None:
    for name, data in files.items():
        (vault / name).parent.mkdir(parents=True, exist_ok=True)
        (vault / name).write_bytes(data if isinstance(data, bytes) else data.encode())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    vault: Path = tmp_path_factory.mktemp("private") / "vault"
    write(vault, FILES)
    outside = vault.parent / "outside"
    write(outside, {"inner qzxkv11.md": "qzxkv52", "outer qzxkv12.png": PNG})
    (vault / "outside qzxkv10").symlink_to(outside)
    (vault / "linked qzxkv9.md").symlink_to(outside / "inner qzxkv11.md")
    (vault / "round").symlink_to(vault)
    done = run("legible", "build", vault, "--site-dir", vault.parent / "site")
    assert done.returncode == 0, done.stderr
    return vault.parent / "site"


def test_no_byte_of_the_site_has_a_canary(site: Path) -> None:
    assert traces(site, site.parent / "vault/legible.urls") == []


def test_the_search_and_the_ledger_are_read_too(site: Path) -> None:
    assert any(b"Kept" in content(path) for path in site.rglob("*.pf_fragment"))
    assert "kept/ = kept.md" in (site.parent / "vault/legible.urls").read_text(encoding="utf-8")


def test_the_rest_is_there(site: Path) -> None:
    assert (site / "kept/index.html").is_file()
    page = (site / "home/index.html").read_text(encoding="utf-8")
    assert "<title>Home of … - Notes</title>" in page
    assert page.count(">…</span>") > 20
    assert "and  end" in page
    assert 'aria-label="seen"' in page
    assert "legible-unpublished" in page


def test_a_file_is_published_where_a_page_shows_it_or_what_it_shows_needs_it(site: Path) -> None:
    assert (site / "Shared.svg").is_file()
    assert (site / "within.png").is_file()
    assert (site / "CNAME").is_file()


@pytest.mark.parametrize("named", ["secret qzxkv.md", "Private/a qzxkv.md", "Drafts/b qzxkv.md"])
def test_a_nav_of_the_settings_does_not_name_it(
    write_vault: Callable[[dict[str, str]], Path], named: str
) -> None:
    nav = f"nav:\n- Home.md\n- Part qzxkv: [Title qzxkv: {named}]\n- Last.md\n"
    private = "---\npublish: false\n---\n"
    files = {"Home.md": "# Home\n", "Last.md": "# Last\n", "mkdocs.yml": SETTINGS + nav}
    vault = write_vault({**files, named: private if "/" not in named else "# Text\n"})
    done = run("legible", "build", vault, "--site-dir", vault.parent / "site")
    assert done.returncode == 0, done.stderr
    assert traces(vault.parent / "site") == []
    page = (vault.parent / "site/home/index.html").read_text(encoding="utf-8")
    assert '<link rel="next" href="../last/"' in page


@pytest.mark.parametrize(
    ("target", "is_found"),
    [("[[Note]]", True), ("![[picture.png]]", True), ("[[Private/Note]]", False)],
)
def test_what_is_published_goes_before_the_trash_and_files_that_are_kept_back(
    write_vault: Callable[[dict[str, str]], Path],
    target: str,
    is_found: bool,  # noqa: FBT001
) -> None:
    files = {
        "Home.md": target,
        "A long way/down/Note.md": "# Note\n",
        "A long way/down/picture.png": "",
        ".trash/Note.md": "",
        "P/picture.png": "",
        "Private/Note.md": "",
        "mkdocs.yml": SETTINGS.replace("/Private/", "/Private/Note.md\n  P/").replace(
            "exclude_docs: ", "exclude_docs: |\n  "
        ),
    }
    if is_found:
        del files["Private/Note.md"]
    done = run("legible", "check", write_vault(files), "--format", "json")
    codes = {finding["code"] for finding in json.loads(done.stdout)["findings"]}
    assert ("private-link" not in codes) == is_found
    assert not codes & {"missing-note", "missing-picture", "ambiguous-link"}


def test_all_files_are_published_where_the_settings_say_so(
    write_vault: Callable[[dict[str, str]], Path], tmp_path: Path
) -> None:
    settings = "plugins:\n  - legible: {assets: all}\n"
    vault = write_vault({"a.md": "a", "lone.txt": "x", "mkdocs.yml": settings})
    run("legible", "build", vault, "--site-dir", tmp_path / "all")
    assert (tmp_path / "all/lone.txt").is_file()
    settings = "plugins:\n  - legible: {extra_assets: 'downloads/'}\n"
    files = {"a.md": "a", "lone.txt": "x", "downloads/y.txt": "y", "mkdocs.yml": settings}
    vault = write_vault(files)
    run("legible", "build", vault, "--site-dir", tmp_path / "some")
    assert not (tmp_path / "some/lone.txt").exists()
    assert (tmp_path / "some/downloads/y.txt").is_file()


def test_a_private_note_has_no_findings(
    write_vault: Callable[[dict[str, str]], Path],
) -> None:
    note = "---\npublish: false\n---\nitâ€™s [[Gone]]\n"
    files = {"a.md": "a", "CafÃ© naÃ¯ve/CafÃ©.md": note}
    done = run("legible", "check", write_vault(files), "--format", "json")
    assert {f["path"] for f in json.loads(done.stdout)["findings"]} <= {"a.md"}


def test_check_names_what_is_left_out(write_vault: Callable[[dict[str, str]], Path]) -> None:
    files = {"a.md": "![](p.svg)", "p.svg": "<image href='q.png'>", "q.png": "", "r.png": ""}
    done = run("legible", "check", write_vault(files), "--format", "json")
    found = [f["path"] for f in json.loads(done.stdout)["findings"] if f["code"] == "unused-file"]
    assert found == ["r.png"]
