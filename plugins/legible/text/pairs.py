"""Text without spaces between its words, written so that a search for words finds it.

Chinese and Japanese put no spaces between words, and Korean puts particles and compounds into one.
A dictionary would have to split the text where it is indexed and the query in the reader's browser
in the same places, and there is none that both have. Pairs of neighbouring characters need none:
`深度学习` becomes `深度 度学 学习 习`, and a query becomes pairs in the same way. Whatever part of
a sentence is asked for, its pairs stand there side by side; a single character begins a pair or
stands last, alone. The first characters of the words give the text back.
"""

from __future__ import annotations

import re

__all__ = ["PAIRED", "pair_characters"]

PAIRED = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b"  # radicals, 々 and its like
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
    "\u3100-\u312f\u31a0-\u31bf"  # bopomofo
    "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7a3"  # hangul
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # han
)
"""The characters that are paired, as a character class has them; the script of the page too."""
_TAG_OR_RUN = re.compile(f"<[^<>]*>|([{PAIRED}]+)(?=(<)?)")
_ANY = re.compile(f"[{PAIRED}]")


def pair_characters(html: str) -> str:
    """Return HTML in which runs of Chinese, Japanese and Korean characters are pairs; tags stay.

    At the end of an element nothing is put behind a run: an indexer sees the end of a sentence.

    >>> pair_characters("<p id='训练'>预训练LLM 一</p>")
    "<p id='训练'> 预训 训练 练 LLM  一</p>"
    >>> pair_characters("plain & short")
    'plain & short'
    """
    return _TAG_OR_RUN.sub(_paired, html) if _ANY.search(html) else html


def _paired(found: re.Match[str]) -> str:
    run = found[1]
    if not run:
        return found[0]
    pairs = " ".join(run[at : at + 2] for at in range(len(run)))
    return f" {pairs}" if found[2] else f" {pairs} "
