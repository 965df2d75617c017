"""Chinese that lost bytes, restored by words and by the vault's own text."""

from __future__ import annotations

from legible.text.mojibake import gather, repair_text
from legible.text.mojibake.channel import Channel, Fate

BASE = "这里有一个关于知识管理的说明，大家可以参考一下。\n\n"
DROPPED = Channel("cp1252", Fate.DROPPED)


def repaired(line: str, channel: Channel = DROPPED, texts: tuple[str, ...] = ()) -> str:
    """Return what becomes of a line below a sound one, both damaged."""
    evidence = gather((), texts)
    text = repair_text(channel.damage(BASE + line), evidence=evidence).text
    assert repair_text(text, evidence=evidence).text == text
    return text.rpartition("\n")[2]


def test_a_character_that_only_ends_the_vaults_text_is_no_trouble() -> None:
    texts = ("知识的管理，放在上面",)
    assert "管理" in repaired("上面的管理", texts=texts)
