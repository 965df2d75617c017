"""Pictures in smaller formats: WebP or AVIF, made once and kept by what is in the original."""

from __future__ import annotations

import hashlib
import os
import warnings
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from legible.findings import Finding, Severity

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

__all__ = ["AVIF", "KEEP", "WEBP", "Converter", "can_convert", "make_converter", "missing_program"]

KEEP, WEBP, AVIF = "keep", "webp", "avif"
"""As pictures are, or in which format."""
_WORTH = 0.9
"""How large a picture may be of the original's size, so that it takes its place."""
_NAMES = (".png", ".jpg", ".jpeg")
_FORMATS = ("PNG", "JPEG", "MPO")  # a phone's photograph with a second picture is an MPO
_MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK")
# Drawings and screens lose nothing as WebP; AVIF cannot do that in fewer bytes than they have.
_SETTINGS: dict[tuple[str, bool], dict[str, Any]] = {
    (WEBP, True): {"lossless": True, "quality": 80, "method": 4, "exact": False},
    (WEBP, False): {"quality": 80, "method": 4},
    (AVIF, True): {"quality": 80, "speed": 6},
    (AVIF, False): {"quality": 65, "speed": 6},
}


@dataclass(frozen=True, slots=True)
class Converter:
    """Makes pictures of a vault smaller."""

    kind: str
    """The format."""
    folder: Path
    """Where what was made is kept."""

    @property
    def suffix(self) -> str:
        """What stands behind the name of a picture that was made."""
        return f".{self.kind}"

    def converted(self, source: Path) -> Path | None:
        """Return the file with a picture in the format, or None where the original is as good.

        That is so for what moves, for what cannot be read, and where little would be won. Where a
        photograph was taken, and by what, is not in the new file.
        """
        if source.suffix.lower() not in _NAMES:
            return None
        try:
            data = source.read_bytes()
        except OSError:
            return None
        name = hashlib.blake2b(data, digest_size=16, key=_version().encode()).hexdigest()
        made = self.folder / f"{name}{self.suffix}"
        no_use = self.folder / f"{name}.no-{self.kind}"
        if made.is_file():
            return made
        if no_use.is_file():
            return None
        smaller = _smaller(data, self.kind)
        self.folder.mkdir(parents=True, exist_ok=True)
        _write(no_use if smaller is None else made, smaller or b"")
        return made if smaller is not None else None


def make_converter(kind: str, folder: Path) -> tuple[Converter | None, list[Finding]]:
    """Return what makes pictures smaller, if it is asked for and can be done; else what is missing.

    Args:
        kind: The format, or that pictures stay as they are.
        folder: Where what is made is kept.
    """
    if kind == KEEP:
        return None, []
    if not can_convert(kind):
        return None, [missing_program(kind)]
    return Converter(kind, folder / "pictures"), []


def can_convert(kind: str) -> bool:
    """Return whether pictures can be made in a format here."""
    try:
        from PIL import features  # noqa: PLC0415  an extra
    except ImportError:
        return False
    return bool(features.check(kind))


def missing_program(kind: str) -> Finding:
    """Return the finding that pictures stay as they are."""
    message = (
        f"Pillow, which makes pictures in the format {kind}, is not here; they stay as they are"
    )
    remedy = 'pip install "mkdocs-legible[pictures]"'
    return Finding("picture-program", Severity.WARNING, "", 0, message, remedy)


def _smaller(data: bytes, kind: str) -> bytes | None:
    """Return a picture in a format, if that is worth it."""
    from PIL import Image, ImageOps  # noqa: PLC0415  an extra

    made = BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data)) as picture:
                is_drawn = picture.format == "PNG"
                if picture.format not in _FORMATS or picture.mode not in _MODES:
                    return None
                if is_drawn and getattr(picture, "is_animated", False):
                    return None
                profile = picture.info.get("icc_profile") if picture.mode != "CMYK" else None
                turned = _plain(ImageOps.exif_transpose(picture))
            settings = _SETTINGS[kind, is_drawn]
            turned.save(made, kind.upper(), icc_profile=profile or b"", exif=b"", **settings)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning):
        return None
    return made.getvalue() if len(made.getvalue()) < _WORTH * len(data) else None


def _plain(picture: Image) -> Image:
    """Return a picture in red, green and blue, with its transparency."""
    if picture.mode in ("RGB", "RGBA"):
        return picture
    has_alpha = picture.mode == "LA" or "transparency" in picture.info
    return picture.convert("RGBA" if has_alpha else "RGB")


def _write(file: Path, data: bytes) -> None:
    """Write a file at once, though other processes may write the same one."""
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    beside.write_bytes(data)
    with suppress(PermissionError):  # Windows, where another process reads the same file
        beside.replace(file)
    beside.unlink(missing_ok=True)


def _version() -> str:
    from PIL import __version__  # noqa: PLC0415  an extra

    return f"1 {__version__}"
