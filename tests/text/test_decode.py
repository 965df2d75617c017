from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legible.text.decode import decode

CHINESE = "深度学习是机器学习的一个分支，它使用多层神经网络来学习数据的表示。"
RUSSIAN = "Глубокое обучение — это раздел машинного обучения, в котором сети учатся."
JAPANESE = "深層学習は機械学習の一分野であり、多層のニューラルネットワークを用いる。"


def test_sound_utf8_stays() -> None:
    text = "“x” naïve 🗝️ \u00a0\u200b"
    assert decode(text.encode()).text == text
    assert decode(b"\xef\xbb\xbfa").text == "a"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "gbk"),
        (CHINESE, "gb18030"),
        (JAPANESE, "shift_jis"),
        (RUSSIAN, "cp1251"),
        (CHINESE, "utf-16"),
        ("Ein schöner Tag für Übungen, größer als gestern.", "cp1252"),
    ],
)
def test_other_encodings_are_read_and_named(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert found.text == text
    assert not found.is_plain


def test_a_few_broken_places_do_not_spoil_the_rest() -> None:
    data = (CHINESE * 3).encode() + b"\xe6\xb7 and \xff" + CHINESE.encode()
    found = decode(data)
    assert found.encoding == "utf-8"
    assert found.lost == 2
    assert found.text.count(CHINESE) == 4


def test_line_ends_become_one_form() -> None:
    assert decode(b"a\r\nb\rc\n").text == "a\nb\nc\n"


@given(st.binary())
def test_any_bytes_return(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


@given(st.text().filter(lambda text: "\r" not in text and "\ufeff" not in text))
def test_any_utf8_without_controls_returns_itself(text: str) -> None:
    found = decode(text.encode())
    assert found.encoding == "binary" or found.text == text
