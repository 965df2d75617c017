"""`python -m legible`, the same as the command `legible`."""

from __future__ import annotations

from legible.cli import main

if __name__ == "__main__":
    main(prog_name="legible")
