"""Text without spaces in pairs of characters: nothing is lost, and every part can be found."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import legible
from legible.text.pairs import PAIRED, pair_characters

RUNS = st.text("深度学习模型机器ひらがなカタカナー한국어々", min_size=1, max_size=12)
TEXTS = st.lists(st.one_of(RUNS, st.sampled_from(["LLM", " ", "，", "(", "x-1"])), max_size=8)
TAGS = st.sampled_from(["<p>", "</p>", "<h2 id='深度学习'>", '<a href="模型/">', "<br />"])


@given(RUNS)
def test_the_first_characters_are_the_text(run: str) -> None:
    assert "".join(word[0] for word in pair_characters(run).split()) == run


@given(RUNS, st.data())
def test_the_pairs_of_every_part_stand_side_by_side(run: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(run) - 1))
    part = run[start : data.draw(st.integers(start + 1, len(run)))]
    words, asked = pair_characters(run).split(), pair_characters(part).split()
    asked = asked[:-1] or asked
    rows = [words[at : at + len(asked)] for at in range(len(words))]
    assert any(
        len(row) == len(asked) and all(w.startswith(a) for w, a in zip(row, asked, strict=True))
        for row in rows
    )


@given(st.lists(st.one_of(TEXTS.map("".join), TAGS)).map("".join))
def test_tags_and_all_else_stay(html: str) -> None:
    paired = pair_characters(html)
    assert re.findall(r"<[^<>]*>", paired) == re.findall(r"<[^<>]*>", html)
    kept = re.compile(f"<[^<>]*>|[^{PAIRED}\\s]")
    assert kept.findall(paired) == kept.findall(html)


def test_the_class_is_the_same_in_a_browser() -> None:
    """No character of the class has a meaning in a class of JavaScript."""
    assert not set(PAIRED) & set(r"\]^&~#@!$%*+./:;<=>?`")
    script = Path(legible.__file__).parent / "theme_search/assets/legible/search-index.js"
    assert "`[${told.paired}]+`" in script.read_text(encoding="utf-8")
