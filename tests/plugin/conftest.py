"""One vault with everything in it, built once with the command and once with MkDocs."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

HUB = """# Hub

“Quoted” — the author’s words.

↗ [Basics](🗝️%20Basics%20(ML)/Basics%20(ML).md)
↗ [Data](<🗝️ Basics (ML)/1️⃣ Data/data.md>)
↗ [Folder](Folder/)
↗ [Beside](Beside)
↗ [World's end](World's%20end.md#last--first)
[gone](gone.md) and ![lost](pics/lost.png) and [out](../../x.md)

![](Assets/Pasted%20image%201.png)
<img src="Assets/Pasted image 1.png" alt="raw"> <a href="Folder/sub/x.md">raw</a>
<a name="mark"></a> [odd](http://[odd)

Unreadable $\\frac{$.

Inline $x^2$ and `[code](gone.md)`.
"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a4944415478da6364"
    "0000000600023081d02f0000000049454e44ae426082"
)
FILES: dict[str, str | bytes] = {
    "index.md": "# Home\n\n[hub](Hub.md)\n",
    "README.md": "# Read me\n",
    "Hub.md": HUB.encode().decode("cp1254", errors="ignore"),
    "🗝️ Basics (ML)/Basics (ML).md": "# Basics (ML)\n\n[up](../Hub.md)\n",
    "🗝️ Basics (ML)/1️⃣ Data/data.md": "no heading\n",
    "🗝️ Basics (ML)/2️⃣ Models/Models.md": "# Models\n",
    "🗝️ Basics (ML)/10 later.md": "# Later\n",
    "🗝️ Basics (ML)/9 sooner.md": "# Sooner\n",
    "Folder/sub/x.md": "# X\n",
    "Beside.md": "# Beside\n",
    "Beside/inner.md": "# Inner\n",
    "World's end.md": "# World's end\n\n## Last & first\n",
    "Properties.md": (
        "---\ntemplate: none\nicon: 🗝️\nhide: true\nsearch: no\nstatus: [a]\ntags: x\n---\nx\n"
    ),
    "Meta first.md": "Note: this line is text.\n\nhttps://example.org\n",
    "Macro.md": "{{ not a macro }} {% nor this %}\n",
    "Deep.md": ">" * 2000 + " deep\n",
    "noise.md": bytes(range(256)) * 8,
    "空.md": b"",
    "gbk.md": "# 深度学习\n\n深度学习是机器学习的一个分支，它使用多层神经网络。\n".encode("gbk"),
    "Assets/Pasted image 1.png": PNG,
    "Ordered/.pages": "title: In order\nnav:\n  - z.md\n  - ...\n  - missing.md\n",
    "Ordered/Ordered.md": "# Ordered\n",
    "Ordered/a.md": "# A\n",
    "Ordered/z.md": "# Z\n",
    "Broken/.pages": "nav: {\n",
    "Broken/b.md": "# B\n",
    ".obsidian/app.json": "{}",
    "templates/daily.md": "# Daily\n",
}


def write(vault: Path) -> Path:
    """Write the vault's files and a link that leads nowhere, and return the vault."""
    for name, content in FILES.items():
        path = vault / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (vault / "Assets/broken.png").symlink_to(vault / "nowhere.png")
    return vault


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Return what a module of this environment printed, as on one's own machine: not in CI."""
    words = [sys.executable, "-m", *map(str, command)]
    own = {name: value for name, value in os.environ.items() if name != "CI"}
    return subprocess.run(
        words, capture_output=True, text=True, check=False, encoding="utf-8", env=own
    )


@pytest.fixture(scope="session")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a vault of everything that may be in one."""
    return write(tmp_path_factory.mktemp("command") / "My vault")


@pytest.fixture(scope="session")
def built(vault: Path) -> Path:
    """Return the site that `legible build` makes of the vault."""
    site = vault.parent / "site"
    done = run("legible", "build", vault, "--site-dir", site)
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="session")
def built_by_mkdocs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site that plain `mkdocs build` makes of the same vault."""
    project = tmp_path_factory.mktemp("mkdocs")
    write(project / "docs")
    settings = "site_name: Notes\ntheme: {name: material, font: false}\nplugins: [legible]\n"
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    done = run("mkdocs", "build", "-q", "-f", project / "mkdocs.yml")
    assert done.returncode == 0, done.stderr
    return project / "site"
