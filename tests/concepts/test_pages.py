from __future__ import annotations

import pytest

from graph.concepts.evidence import evidence_of
from graph.concepts.learning import lexicon_of
from graph.concepts.lexicon import Lexicon
from graph.concepts.name_evidence import name_evidence_of
from graph.concepts.pages import Page, is_date
from graph.concepts.usernames import UserNames
from graph.notes.reading import facts_of, title_of
from graph.records import Fact, Note


def notes_of(texts: dict[str, str]) -> dict[str, list[Fact]]:
    return {
        path: facts_of(Note(path, text, "", title_of(text, path))) for path, text in texts.items()
    }


def lexicon(texts: dict[str, str]) -> Lexicon:
    evidence = [
        evidence_of(facts, Page.of(Note(path, texts[path], "", title_of(texts[path], path))))
        for path, facts in notes_of(texts).items()
    ]
    return lexicon_of(name_evidence_of(evidence), lists=(), user=UserNames())


def linked(texts: dict[str, str], path: str) -> list[Fact]:
    return lexicon(texts).link(notes_of(texts)[path])


def named(line: str, pages: dict[str, str], path: str = "from.md") -> list[str]:
    """Return the names of the concepts that a line names, beside those pages."""
    texts = {**pages, path: f"{line}\n"}
    words = lexicon(texts)
    found = words.link(notes_of(texts)[path])
    return [words.concepts[m.concept].name for fact in found for m in fact.mentions]


@pytest.mark.parametrize("name", ["Kessel 5", "K5", "2024 plan", "of", "42", "what I did there"])
def test_a_page_is_a_concept_whatever_its_name(name: str) -> None:
    assert name in {one.name for one in lexicon({f"{name}.md": ""}).concepts.values()}


@pytest.mark.parametrize(
    "link",
    [
        *("[[Mara Vell]]", "[[Mara Vell|her]]", "[[people/Mara Vell]]", "![[Mara Vell#Youth]]"),
        *("[she](people/Mara%20Vell.md)", "[she](</people/Mara Vell>)", "[[mara vell#^ab12]]"),
        *("[[MV]]", "[[Mara]]", "#[[Mara Vell]]", "{{embed [[Mara Vell]]}}"),
    ],
)
def test_a_link_names_the_page_that_it_leads_to(link: str) -> None:
    pages = {"people/Mara Vell.md": "---\naliases: [MV, Mara]\n---\nShe is tall.\n"}
    assert named(f"Today {link} came", pages) == ["Mara Vell"]


@pytest.mark.parametrize(
    ("file", "link"),
    [
        ("5 Elder_s Inn.md", "[[5 Elder's Inn]]"),
        ("ns___Plan%3F.md", "[[ns/Plan?]]"),
        ("Café Müller.md", "[[Cafe\u0301 Mu\u0308ller]]"),
        ("a/Rules.md", "[[Rules]]"),
    ],
)
def test_a_link_finds_a_file_whose_name_is_written_otherwise(file: str, link: str) -> None:
    pages = {file: "Old.\n", "a/Rule.md": "One.\n"}
    words = lexicon(pages | {"b.md": f"see {link}\n"})
    (fact,) = words.link(notes_of({"b.md": f"see {link}\n"})["b.md"])
    assert [m.concept for m in fact.mentions] == [words.pages.of(file)]


@pytest.mark.parametrize("folder", ["a", "b"])
def test_two_pages_of_one_name_stay_two_and_the_nearer_is_meant(folder: str) -> None:
    texts = {"a/Mill.md": "Old.\n", "b/Mill.md": "New.\n", f"{folder}/x.md": "[[Mill]] turns\n"}
    words = lexicon(texts)
    (fact,) = words.link(notes_of(texts)[f"{folder}/x.md"])
    assert fact.subject == words.pages.of(f"{folder}/Mill.md")
    assert words.pages.of("a/Mill.md") != words.pages.of("b/Mill.md")


def test_words_that_a_link_shows_are_a_name_only_where_they_are_one() -> None:
    pages = {"Jon Hale.md": "Tall.\n", "a.md": "[[Jon Hale|Hale]] and [[Jon Hale|his dog]]\n"}
    (jon,) = (one for one in lexicon(pages).concepts.values() if one.name == "Jon Hale")
    assert jon.aliases == ("Hale",)


def test_a_common_word_as_a_page_is_meant_where_it_is_linked_or_capital() -> None:
    pages = {"Read.md": "A verb.\n"}
    assert named("you read it", pages) == []
    assert named("you [[read]] it", pages) == ["Read"]


RECIPES = {
    f"{dish}.md": f"## Ingredients\n\n- 2 {dish} leaves\n\n## Method\n\nChop the {dish}.\n"
    for dish in ("Leek", "Chard", "Kale")
}


def test_headings_that_recur_are_captions_and_lines_under_them_about_the_page() -> None:
    words = lexicon(RECIPES)
    assert {"ingredient", "method"} <= words.captions
    assert not {"ingredient", "method"} & words.concepts.keys()
    facts = words.link(notes_of(RECIPES)["Leek.md"])
    assert {fact.subject for fact in facts} == {"leek"}


def test_a_heading_of_several_notes_that_is_a_page_is_no_caption() -> None:
    assert "method" not in lexicon(RECIPES | {"Method.md": "How.\n"}).captions


@pytest.mark.parametrize(
    ("line", "subject"),
    [
        ("It turns at night.", "mill"),
        ("[[Jon Hale]] owns it.", "jon-hale"),
        ("[[Jon Hale]]'s dog barks.", "mill"),
        ("Owner: [[Jon Hale]]", "mill"),
        ("**Sluice** lets the water in.", "sluice"),
        ("Q: What does [[Jon Hale]] do?", "jon-hale"),
        ("- [[Jon Hale]]", "mill"),
    ],
)
def test_what_a_line_of_a_page_is_about(line: str, subject: str) -> None:
    pages = {"Mill.md": f"{line}\n", "Jon Hale.md": "Tall.\n"}
    assert linked(pages, "Mill.md")[0].subject == subject


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("Mill/index.md", "Mill"),
        ("notes/Mill/README.md", "Mill"),
        ("README.md", "README"),
        ("Mill 0123456789abcdef0123456789abcdef.md", "Mill"),
        ("Old_Mill.md", "Old_Mill"),
    ],
)
def test_a_note_without_title_is_called_as_its_file_or_folder(path: str, name: str) -> None:
    assert title_of("It turns.\n", path) == name


def test_what_a_template_leaves_to_be_filled_in_is_no_title() -> None:
    assert title_of("# {{title}}\n\nIt turns.\n", "mill.md") == "mill"


def test_the_number_in_the_name_of_a_file_is_no_page_of_its_own() -> None:
    number = "0123456789abcdef0123456789abcdef"
    pages = {f"Mill {number}.md": "Turns.\n", "a.md": f"See [Mill](Mill%20{number}.md).\n"}
    assert {one.name for one in lexicon(pages).concepts.values()} == {"Mill", "a"}


def test_a_line_on_the_page_of_a_day_is_about_what_it_names() -> None:
    pages = {"2024-05-01.md": "- went to see [[Jon Hale]]\n- slept\n", "Jon Hale.md": "Tall.\n"}
    assert [fact.subject for fact in linked(pages, "2024-05-01.md")] == ["jon-hale", None]


def test_who_speaks_in_minutes_is_what_a_line_is_about() -> None:
    text = "AB: I think the roof leaks.\n\nToma: then mend it.\n\nAB: we did that in May.\n"
    assert linked({"m.md": text}, "m.md")[0].subject == "ab"


NODES = """#+title: Boats

* TODO Keel blocks :wood:
:PROPERTIES:
:ID: 11111111-aaaa
:END:
They are oak.

* Tar
:PROPERTIES:
:ID: 22222222-bbbb
:END:
It is black.
"""


def test_a_headline_with_an_id_is_a_page_of_its_own_where_a_link_leads_to_it() -> None:
    texts = {"boats.org": NODES, "yard.org": "Needs [[id:11111111-aaaa][blocks]] soon.\n"}
    made = lexicon(texts)

    (need,) = linked(texts, "yard.org")
    (oak,) = [one for one in linked(texts, "boats.org") if one.plain == "They are oak."]

    assert [made.concepts[one.concept].name for one in need.mentions] == ["Keel blocks"]
    assert made.concepts[oak.subject or ""].name == "Keel blocks"
    assert "page" not in {c.kind for c in made.concepts.values() if c.name == "Tar"}


def test_the_id_of_a_file_still_leads_to_its_page() -> None:
    texts = {"tar.org": ":PROPERTIES:\n:ID: 33333333-cccc\n:END:\n#+title: Tar\nIt is black.\n"}

    assert named("Needs [[id:33333333-cccc][tar]]", texts, "yard.org") == ["Tar"]


@pytest.mark.parametrize("name", ["2024-05-12", "May 12th, 2024", "12. Mai 2024", "May 2024"])
def test_the_name_of_a_day_is_a_date_however_it_is_written(name):
    assert is_date(name)
    assert not is_date(f"Trip of {name}")
