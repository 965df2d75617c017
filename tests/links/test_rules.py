from __future__ import annotations

import unicodedata

import pytest

from legible.links import Kind, Published, Resolver
from legible.links.rules import LINK_RULES, NAME_RULES
from legible.note import parse_note
from legible.text.mojibake.channel import Channel
from legible.vault import make_vault

FILES = {
    "index.md": "# Home",
    "Note.md": "",
    "Area/Note.md": "",
    "Area/Deep/Note.md": "",
    "Area/Same.md": "",
    "Zone/Same.md": "",
    "Area/Deep/Down/Same.md": "",
    "Area/Project/Project.md": "",
    "Area/Lists/a.md": "",
    "2️⃣ Tools 🔧/📚 Pyramid.md": "",
    "Books/Pyramid.md": "",
    "🗿 Twins/🗿 Twins.md": "",
    "🗿 Twins/Twins.md": "",
    "2️⃣ Tools 🔧/Hammer.md": "",
    "Parts/Part 2️⃣.md": "",
    "🗝️ Keys/Lock.md": "",
    unicodedata.normalize("NFD", "Zone/Über.md"): "",
    "Zone/100% sure?.md": "",
    "Zone/C# notes.md": "# One",
    "Zone/a&b.md": "",
    "Zone/Größe.md": "",
    "pages/proj___sub.md": "",
    "pages/old%2Fsub.md": "",
    "pages/C%3A Basics.md": "",
    "Zone/nn.md": "---\naliases: [Neural Nets]\n---\n# Neural Networks: an introduction",
    "Img/deep/Pasted image 20230317221306.png": None,
    "Img/image1.png": None,
    "Img/Diagram.png": None,
    "Zone/" + Channel("cp1252").damage("Mañana y Café") + ".md": "",
    "Plan.canvas.md": "",
    "Zone/One & two!.md": "---\naliases: [Twofold]\n---\n",
    "Area/Other.md": "---\naliases: [Twofold]\n---\n",
    "Area/Long-lists/a.md": "",
}
PRIVATE = {"Private/Secret.md": "---\naliases: [Hush]\n---\n# Under wraps", "Area/Hidden.md": ""}
DAMAGED = "Zone/" + Channel("cp1252").damage("Mañana y Café") + ".md"
PLACES = {
    "Zone/nn.md": "zone/nn/index.html",
    "2️⃣ Tools 🔧/Hammer.md": "tools/hammer/index.html",
    "2️⃣ Tools 🔧/📚 Pyramid.md": "tools/pyramid/index.html",
    "Books/Pyramid.md": "books/pyramid/index.html",
    "Img/Diagram.png": "img/Diagram.png",
    "index.md": "index.html",
    "Zone/One & two!.md": "zone/one-and-two/index.html",
    "Area/Lists": "area/lists/index.html",
    "Area/Long-lists": "area/long-lists/index.html",
}
HOME, DEEP = "index.md", "Area/Deep/x.md"

PATHS = [
    ("#one", HOME, HOME, "same page"),
    ("Note.md", "Area/Lists/a.md", "Note.md", "vault root"),
    ("Note.md", "Area/Same.md", "Area/Note.md", "exact path"),
    ("../Note.md", DEEP, "Area/Note.md", "exact path"),
    ("Area/Same.md", "Zone/nn.md", "Area/Same.md", "vault root"),
    ("/Area/Same", "Zone/nn.md", "Area/Same.md", "vault root"),
    ("Zone/100%25%20sure%3F.md", HOME, "Zone/100% sure?.md", "exact path"),
    ("Zone/100%%20sure?.md", HOME, "Zone/100% sure?.md", "exact path"),
    ("<Zone/100% sure?.md>", HOME, "Zone/100% sure?.md", "exact path"),
    ("Zone/100%2525%2520sure%253F.md", HOME, "Zone/100% sure?.md", "percent-encoding"),
    ("Zone/Gr%F6%DFe.md", HOME, "Zone/Größe.md", "percent-encoding"),
    ("Zone/a&amp;b.md", HOME, "Zone/a&b.md", "exact path"),
    (r"Zone/a\&b.md", HOME, "Zone/a&b.md", "exact path"),
    ("Zone/a%26b.md", HOME, "Zone/a&b.md", "exact path"),
    ("Zone/C# notes.md#one", HOME, "Zone/C# notes.md", "exact path"),
    ("Img/Diagram.png?raw=true", HOME, "Img/Diagram.png", "exact path"),
    (r"Zone\nn.md", HOME, "Zone/nn.md", "backslashes"),
    ("Zone%5Cnn.md", HOME, "Zone/nn.md", "backslashes"),
    ("Zone/\u00dcber.md", HOME, unicodedata.normalize("NFD", "Zone/Über.md"), "form of Unicode"),
    ("🗝 Keys/Lock.md", HOME, "🗝️ Keys/Lock.md", "unseen characters"),
    ("ZONE/NN.MD", HOME, "Zone/nn.md", "case"),
    ("zone/nn", HOME, "Zone/nn.md", "case"),
    ("Area/Project/index.md", HOME, "Area/Project/Project.md", "folder page"),
    ("Area/Project.md", HOME, "Area/Project/Project.md", "folder page"),
    ("/project/Zone/nn.md", HOME, "Zone/nn.md", "site root"),
    ("https://example.org/project/Zone/nn.md", HOME, "Zone/nn.md", "site root"),
    ("https://example.org/project/zone/nn/#x", HOME, "Zone/nn.md", "published address"),
    ("/project/tools/hammer/", HOME, "2️⃣ Tools 🔧/Hammer.md", "published address"),
    ("../../tools/hammer/", "Zone/nn.md", "2️⃣ Tools 🔧/Hammer.md", "published address"),
    ("../hammer/", "2️⃣ Tools 🔧/📚 Pyramid.md", "2️⃣ Tools 🔧/Hammer.md", "published address"),
    ("hammer.md", HOME, "2️⃣ Tools 🔧/Hammer.md", "name"),
    ("Down/Same.md", HOME, "Area/Deep/Down/Same.md", "name"),
    ("Tools/Hammer.md", HOME, "2️⃣ Tools 🔧/Hammer.md", "emoji"),
    ("Tools/index.md", HOME, "2️⃣ Tools 🔧", "folder page without emoji"),
    ("Twins/Twins.md", HOME, "🗿 Twins/Twins.md", "emoji"),
    ("Keys/Lock", HOME, "🗝️ Keys/Lock.md", "emoji"),
    ("Zone/Mañana y Café.md", HOME, DAMAGED, "damaged name"),
    (Channel("cp1254").damage("Größe") + ".md", HOME, "Zone/Größe.md", "damaged name"),
    ("proj/sub", HOME, "pages/proj___sub.md", "namespace"),
    ("neural-nets.md", HOME, "", ""),
    ("one-and-two", HOME, "Zone/One & two!.md", "slug"),
    ("Neural%20Nets", HOME, "Zone/nn.md", "alias"),
    (r"F:\Typora\deep\Pasted image 20230317221306.png", HOME, "", "end of path"),
    ("F:%5CTypora%5Cx%5CPasted%20image%2020230317221306.png", HOME, "", "file name"),
    ("file:///C:/Users/me/Img/image1.png", HOME, "Img/image1.png", "end of path"),
    ("../../../../Img/Diagram.png", DEEP, "Img/Diagram.png", "end of path"),
    ("media/Diagram.png", HOME, "Img/Diagram.png", "file name"),
    ("Books/Diagram.png", HOME, "Img/Diagram.png", "file name"),
    ("Elsewhere/Hammer.md", HOME, "2️⃣ Tools 🔧/Hammer.md", "file name"),
    ("obsidian://open?vault=V&file=Zone%2Fnn", HOME, "Zone/nn.md", "address of an app"),
]
PICTURE = "Img/deep/Pasted image 20230317221306.png"

NAMES = [
    ("Note", "Area/Lists/a.md", "Note.md", "vault root"),
    ("note", "Area/Lists/a.md", "Note.md", "name"),
    ("./Note", DEEP, "Area/Deep/Note.md", "exact path"),
    ("../Note", DEEP, "Area/Note.md", "exact path"),
    ("Same", "Area/Deep/x.md", "Area/Deep/Down/Same.md", "name"),
    ("Deep/Note", "Zone/nn.md", "Area/Deep/Note.md", "name"),
    ("Pyramid", "2️⃣ Tools 🔧/Hammer.md", "Books/Pyramid.md", "name"),
    ("📚 Pyramid", "Books/x.md", "2️⃣ Tools 🔧/📚 Pyramid.md", "name"),
    ("diagram.png", HOME, "Img/Diagram.png", "name"),
    ("Plan.canvas", HOME, "Plan.canvas.md", "vault root"),
    ("C# notes#One", HOME, "Zone/C# notes.md", "name"),
    ("Project", HOME, "Area/Project/Project.md", "name"),
    ("Area/Lists", HOME, "Area/Lists", "exact path"),
    ("Area/Lists/", "Zone/nn.md", "Area/Lists", "vault root"),
    ("proj/sub", HOME, "pages/proj___sub.md", "namespace"),
    ("old/sub", HOME, "pages/old%2Fsub.md", "namespace"),
    ("C: Basics", HOME, "pages/C%3A Basics.md", "namespace"),
    ("neural nets", HOME, "Zone/nn.md", "alias"),
    ("Neural Networks: an introduction", HOME, "Zone/nn.md", "title"),
    ("one-and-two", HOME, "Zone/One & two!.md", "slug"),
]

NOT_FOUND = [
    ("Part 1️⃣.md", HOME, Kind.MISSING),
    ("Parts/Part 1️⃣.md", HOME, Kind.MISSING),
    ("elsewhere/image1.png", HOME, Kind.MISSING),
    ("elsewhere/index.md", HOME, Kind.MISSING),
    ("elsewhere/nn.md", HOME, Kind.MISSING),
    ("Diagram", HOME, Kind.MISSING),
    ("Area/Lists/Hammer.md", HOME, Kind.MISSING),
    ("../Books/Hammer.md", "Area/x.md", Kind.MISSING),
    ("Private/Secret.md", HOME, Kind.PRIVATE),
    ("Secret.md", HOME, Kind.PRIVATE),
    ("hidden", HOME, Kind.PRIVATE),
    ("hush", HOME, Kind.PRIVATE),
    ("Under%20wraps", HOME, Kind.PRIVATE),
    ("Private/", HOME, Kind.PRIVATE),
    ("../../nowhere.md", HOME, Kind.OUTSIDE),
    ("file:///C:/nowhere.md", HOME, Kind.OUTSIDE),
]


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    notes = [parse_note(path, text) for path, text in FILES.items() if text is not None]
    assets = [path for path, text in FILES.items() if text is None]
    kept_back = [parse_note(path, text) for path, text in PRIVATE.items()]
    published = Published(PLACES, "https://example.org/project/")
    return Resolver(make_vault(notes, assets), make_vault(kept_back, ()), published)


@pytest.mark.parametrize(("target", "source", "path", "rule"), PATHS)
def test_links(resolver: Resolver, target: str, source: str, path: str, rule: str) -> None:
    found = resolver.resolve_link(source, target)
    wanted = path or (PICTURE if rule else "")
    assert (found.path, found.rule) == (wanted, rule or "none")


@pytest.mark.parametrize(("target", "source", "path", "rule"), NAMES)
def test_wikilinks(resolver: Resolver, target: str, source: str, path: str, rule: str) -> None:
    found = resolver.resolve_name(source, target)
    assert (found.path, found.rule) == (path, rule)


@pytest.mark.parametrize(("target", "source", "kind"), NOT_FOUND)
def test_what_is_not_there_is_not_guessed(
    resolver: Resolver, target: str, source: str, kind: Kind
) -> None:
    found = resolver.resolve_link(source, target)
    assert found.kind is kind
    assert (found.path, found.choices) == ("", ())


def test_an_alias_of_two_notes_is_ambiguous(resolver: Resolver) -> None:
    found = resolver.resolve_name(HOME, "Twofold")
    assert found.kind is Kind.AMBIGUOUS
    assert found.choices == ("Area/Other.md", "Zone/One & two!.md")


@pytest.mark.parametrize("name", ["Lists", "lists", "long-lists"])
def test_a_bare_wikilink_is_no_address_of_a_folder(resolver: Resolver, name: str) -> None:
    assert resolver.resolve_name(HOME, name).kind is Kind.MISSING


def test_a_bare_wikilink_is_no_folder(resolver: Resolver) -> None:
    assert resolver.resolve_name(HOME, "Lists").kind is Kind.MISSING
    assert resolver.resolve_name(HOME, "Area").kind is Kind.MISSING
    assert resolver.resolve_link(HOME, "Area").kind is Kind.FOLDER


def test_equally_near_is_ambiguous() -> None:
    notes = [parse_note(path, "") for path in ("A/x.md", "B/x.md", "B/sub/x.md", "C/n.md")]
    resolver = Resolver(make_vault(notes, ()))
    found = resolver.resolve_name("C/n.md", "x")
    assert found.kind is Kind.AMBIGUOUS
    assert found.choices == ("A/x.md", "B/x.md")


def test_what_is_kept_back_is_no_choice() -> None:
    notes = [parse_note(path, "") for path in ("A/x.md", "C/n.md")]
    private = make_vault([parse_note("B/x.md", "")], ())
    resolver = Resolver(make_vault(notes, ()), private)
    assert resolver.resolve_name("C/n.md", "x").path == "A/x.md"
    assert resolver.resolve_name("B/n.md", "x").kind is Kind.PRIVATE


def test_very_many_notes_of_one_name_are_told_apart() -> None:
    paths = [f"{folder:03}/deep/note.md" for folder in range(200)]
    resolver = Resolver(make_vault([parse_note(path, "") for path in paths], ()))
    for folder in (0, 77, 199):
        assert resolver.resolve_name(f"{folder:03}/a.md", "NOTE").path == paths[folder]
    assert resolver.resolve_name("elsewhere.md", "note").kind is Kind.AMBIGUOUS


@pytest.mark.parametrize(
    ("target", "is_elsewhere"),
    [
        ("https://example.com/zone/nn/", True),
        ("https://example.org/project/zone/nn/", False),
        ("https://example.org/project/feed.xml", True),
        ("https://example.org/other/zone/nn/", True),
        ("mailto:a@b.c", True),
        ("//example.com/x", True),
        ("obsidian://open?file=Zone%2Fnn", False),
        ("obsidian://open?file=Private%2FSecret", False),
        ("obsidian://open?file=nowhere", True),
        ("file:///C:/nowhere.md", False),
        ("C:/nowhere.md", False),
        ("Zone/nn.md", False),
        ("http://[x", True),
    ],
)
def test_what_is_elsewhere(resolver: Resolver, target: str, is_elsewhere: bool) -> None:  # noqa: FBT001
    assert resolver.is_elsewhere(target) is is_elsewhere


def test_a_rule_may_be_added_after_the_others() -> None:
    vault = make_vault([parse_note("a.md", "")], ())
    from legible.links.asked import Asked, Found  # noqa: PLC0415  the one test that needs them

    def any_note(_asked: Asked) -> Found:
        return Found(("a.md",))

    resolver = Resolver(vault, after=(("any note", any_note),))
    assert resolver.resolve_name("a.md", "gone").rule == "any note"
    assert resolver.resolve_link("a.md", "a.md").rule == "exact path"


def test_each_rule_has_one_name() -> None:
    for rules in (LINK_RULES, NAME_RULES):
        by_function = {rule: name for name, rule in rules}
        assert len(by_function) == len(rules)
        assert all(rule.__doc__ for rule in by_function)
