"""Print the path of a Chromium or Chrome; with --install, install one where there is none.

Looked for in this order: the variable LEGIBLE_BROWSER, a browser on the PATH or in its usual
place, the one that Playwright installs. Installed in this order: Debian's package `chromium`, where
apt and the right to use it are there; Playwright's own.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/snap/bin/chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
ADVICE = """No Chromium or Chrome was found, and none could be installed.
Install one (Debian: apt install chromium; macOS: brew install --cask chromium), or set
LEGIBLE_BROWSER to the path of one, and run the command again."""


def find_browser() -> str | None:
    """Return the path of a browser on this machine, or None."""
    named = os.environ.get("LEGIBLE_BROWSER")
    if named:
        return shutil.which(named)
    found = (shutil.which(name) for name in NAMES)
    places = (place for place in PLACES if Path(place).is_file())
    return next((path for path in (*found, *places) if path), None) or _playwright_browser()


def install_browser() -> str | None:
    """Install a browser and return its path, or None where that cannot be done."""
    if shutil.which("apt-get"):
        prefix = [] if _is_root() else ["sudo", "-n"]
        commands = (["update", "-qq"], ["install", "-qq", "--no-install-recommends", "chromium"])
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in commands:
            if not _run([*prefix, "apt-get", "-y", *command], environment):
                break
        if found := find_browser():
            return found
    _run([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ))
    return find_browser()


def _playwright_browser() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  slow to import, rarely needed

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _run(command: list[str], environment: dict[str, str]) -> bool:
    """Return whether a command ended well; a program that is missing has not."""
    try:
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def main() -> int:
    """Print the browser's path and return 0, or print what to do and return 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true", help="install one where there is none")
    given = parser.parse_args()
    browser = find_browser()
    if browser is None and given.install:
        print("Installing a browser for the tests ...")
        browser = install_browser()
    if browser is None:
        print(ADVICE, file=sys.stderr)
        return 1
    print(browser)
    return 0


if __name__ == "__main__":
    sys.exit(main())
