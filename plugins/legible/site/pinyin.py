"""Chinese titles as one types them without an input method."""

from __future__ import annotations

import re

__all__ = ["title_in_pinyin"]

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")


def title_in_pinyin(title: str) -> str:
    """Return the pinyin of the Chinese in a title: as one word, its initials, and each syllable.

    Where the extra `pinyin` is not installed, that is nothing.

    >>> title_in_pinyin("🗿 深度学习 (DL)")
    'shenduxuexi sdxx shen du xue xi'
    """
    try:
        from pypinyin import lazy_pinyin  # noqa: PLC0415  an extra
    except ImportError:
        return ""
    words = []
    for run in _HAN.findall(title):
        syllables = lazy_pinyin(run)
        initials = "".join(syllable[0] for syllable in syllables)
        words += ["".join(syllables), initials, *syllables]
    return " ".join(dict.fromkeys(words))
