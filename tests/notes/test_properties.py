from __future__ import annotations

import pytest

LINE = "Body.\n"


def values(facts):
    """Return every value that facts mark as one, with its key."""
    return [
        (mark.target, mark.span.of(fact.plain))
        for fact in facts
        for mark in fact.marks
        if mark.kind == "property"
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Owner: [[Mara Vell]]", [("Owner", "Mara Vell")]),
        ("- father: [[Jon Hale|Jon]]", [("father", "Jon")]),
        ("**Material:** oak", [("Material", "oak")]),
        ("- **Material**: oak", [("Material", "oak")]),
        ("rated by:: Jon", [("rated by", "Jon")]),
        ("**Rating**:: 5", [("Rating", "5")]),
        ("Plant it [due:: May] (owner:: [[Jon Hale]])", [("due", "May"), ("owner", "Jon Hale")]),
        ("The last word he said: no", []),
        ("Call at 10:30", []),
        ("std::vector grows", []),
    ],
)
def test_a_value_under_a_label_is_marked_with_its_key(read, line, found):
    assert values(read(f"# T\n\n{line}\n")) == found


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("rating: 4", [("rating", "4")]),
        ("since: 2021-03-21", [("since", "2021-03-21")]),
        ("maker: '[[Orme & Co|Orme]]'", [("maker", "Orme")]),
        ("maker: [[Orme]]", [("maker", "Orme")]),
        ("cast: [Ana, [[Tom Ode]]]", [("cast", "Ana"), ("cast", "Tom Ode")]),
        ("cast:\n  - Ana\n  - Tom", [("cast", "Ana"), ("cast", "Tom")]),
        ("size: {width: 3}", [("size.width", "3")]),
        ("says: |\n  one\n  two", [("says", "one two")]),
        ("a: &x [Ana]\nb: *x", [("a", "Ana")]),
        ("cssclass: wide\nempty:", []),
    ],
)
def test_each_value_in_the_head_of_a_note_is_marked(read, head, found):
    assert values(read(f"---\n{head}\n---\n{LINE}")) == found


@pytest.mark.parametrize("broken", ["title: Tea: green", "\t- x", "tags: [a, b", "x: *none", "- "])
def test_a_head_that_is_no_yaml_loses_no_other_entry(read, broken):
    facts = read(f"---\n{broken}\nowner: Ana\nhosts:\n  - Tom\n---\n{LINE}")
    assert {("owner", "Ana"), ("hosts", "Tom")} <= set(values(facts))
    assert facts[-1].plain == "Body."


def test_a_pair_of_the_head_stands_on_its_own_line(read):
    facts = read(f"---\r\nsince: May\r\ncast:\r\n  - Ana\r\n  - Tom\r\n---\r\n{LINE}")
    assert [(f.line, f.plain) for f in facts[:3]] == [
        (2, "since: May"),
        (4, "cast: Ana"),
        (5, "cast: Tom"),
    ]


def test_a_cell_of_a_table_is_a_value_under_its_header(read):
    facts = read("| Tea | From |\n|---|---|\n| Sencha | [[Uji]] |\n")
    assert values(facts) == [("From", "Uji")]


def test_lists_that_refer_to_each_other_end(read):
    head = "a: &a [x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n"
        for a, b in zip("abcdefghijklmnop", "bcdefghijklmnopq", strict=True)
    )
    assert len(values(read(f"---\n{head}---\n{LINE}"))) < 40
