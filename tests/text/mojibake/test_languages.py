"""What was lost is settled by the words of the text's own language, or is left."""

from __future__ import annotations

import pytest

from legible.text.mojibake import repair_text
from legible.text.mojibake.channel import Channel, Fate

TEXTS = {
    "Russian": "Каждая заметка должна содержать одну мысль и ссылку на источник.",
    "Ukrainian": "Перевірте, чи всі файли збережено у правильному кодуванні.",
    "Greek": "Σήμερα έγραψα μερικές σημειώσεις για τη διαχείριση της γνώσης.",
    "Czech": "Dnes jsem napsal několik poznámek o tom, jak vést znalostní bázi, účet máte.",
    "Hungarian": "Őszintén szólva az időjárás ma gyönyörű.",
    "Japanese": "このページで検索機能の使い方を紹介します。",
    "Spanish": "África y América: ¿cuántas imágenes añadió el índice — y por qué? Señal, número.",
}
SOURCES = ("cp1252", Fate.DROPPED), ("cp1252", Fate.MARKED), ("cp1252", Fate.ASKED)


@pytest.mark.parametrize(("page", "fate"), SOURCES)
@pytest.mark.parametrize("language", TEXTS)
def test_words_settle_what_was_lost(language: str, page: str, fate: Fate) -> None:
    truth = f"# {TEXTS[language]}\n\n{TEXTS[language]}\n"
    damaged = Channel(page, fate).damage(truth)
    repaired = repair_text(damaged)
    assert repaired.text == truth
    assert repair_text(truth).text == truth


@pytest.mark.parametrize(
    ("page", "fate", "truth"),
    [
        ("cp1252", Fate.DROPPED, "매일 백업을 하는 것을 추천합니다."),
        ("cp1252", Fate.DROPPED, "오늘은 노트를 정리하는 방법에 대해 설명합니다."),
        ("cp1252", Fate.DROPPED, "The café’s menu isn’t naïve… “really”?"),
        ("cp1254", Fate.ASKED, "縺れる、繧繝縁、荳。「蝶々」"),
        ("cp1250", Fate.DROPPED, "Ово је добар пример: он је био у кући, а она се вратила јуче."),
        (
            "cp1254",
            Fate.DROPPED,
            "Übersicht der Änderungen: größere Dateien werden „übersprungen“.",
        ),
        (
            "cp1252",
            Fate.DROPPED,
            "Вісімкове значення знаходиться поза межами діапазону; вважається",
        ),
        (
            "cp1254",
            Fate.DROPPED,
            "Мы не змаглі ўбачыць гэтую старонку: яна была ўжо выдалена, а ўсе сустрэчы адмянілі.",
        ),
        (
            "cp1250",
            Fate.DROPPED,
            "Он је рекао да је то већ његово, ако се не варам, и да је за њу све исто као и пре.",
        ),
        ("cp1258", Fate.DROPPED, "في الكتاب الثاني صفحة أخرى تبين كيف يكتب الناس رسائل قصيرة."),
        ("cp1252", Fate.DROPPED, "رموز اللغة APL\u200f (لغة برمجة) في هذه الصفحة"),
        ("cp1254", Fate.DROPPED, "تعذر فتح الملف ”%s“ من المجلد الحالي"),
        ("cp1253", Fate.DROPPED, "오늘은 노트를 정리하는 방법에 대해 설명할 예정입니다."),
        ("cp1252", Fate.DROPPED, "常青笔记『卡片、盒子』的中文版，现在完成了。"),
        ("cp1255", Fate.DROPPED, "KĽÚČ      (voliteľný) kľúč vo vnútri schémy"),
        (
            "cp1254",
            Fate.DROPPED,
            "actor: 吴健明, 马杰林, 张子贤, 刘洁, 王文升, 李小军, 马雅舒, 周一围, 陈创, 谢文",
        ),
    ],
)
def test_what_cannot_be_told_is_left(page: str, fate: Fate, truth: str) -> None:
    channel = Channel(page, fate)
    found = repair_text(channel.damage(truth)).text
    ends = {0}
    for char in truth:
        forms = {char, channel.damage(char)}
        ends = {end + len(form) for end in ends for form in forms if found.startswith(form, end)}
    assert len(found) in ends


def test_the_low_mark_opens_where_the_next_one_closes() -> None:
    truth = "Es heißt, „alles Gute kommt von oben“, sagte er — größer, höher, früher."
    assert repair_text(Channel("cp1254", Fate.DROPPED).damage(truth)).text == truth


@pytest.mark.parametrize(("page", "fate"), [*SOURCES, ("cp1254", Fate.DROPPED)])
@pytest.mark.parametrize("truth", ["🧳 Поездки: часть вторая", "Статьи и письма", "Τέχνη"])
def test_a_word_that_is_used_often_counts_in_a_text_too_short_to_tell_its_language(
    truth: str, page: str, fate: Fate
) -> None:
    assert repair_text(Channel(page, fate).damage(truth)).text == truth


@pytest.mark.parametrize("truth", ["🧳 Поездки: Яся", "🧳 Поездки: яма", "Читать: Сяська"])
def test_short_and_seldom_words_do_not(truth: str) -> None:
    repaired = repair_text(Channel("cp1254", Fate.DROPPED).damage(truth))
    start = repaired.text.rindex(" ") + 1
    assert repaired.text[:start] == truth[:start]
    assert {repair.before for repair in repaired.left} == {"Ñ"}
    assert repaired.text[start:].count("Ñ") == len(repaired.left)
