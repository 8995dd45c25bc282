from __future__ import annotations

import pytest


def test_a_name_of_the_heading_governs_what_follows_it(read):
    text = "Beds / Pots\n\n- Beds\n- Need digging\n- Pots\n- Dry out\n  - in June\n"
    facts = {fact.plain: fact for fact in read(text, "a.txt")}
    assert facts["Beds"].kind == facts["Pots"].kind == "topic"
    assert facts["Need digging"].context == ("Beds / Pots", "Beds")
    assert facts["Need digging"].parent == facts["Beds"].id
    assert facts["Pots"].context == ("Beds / Pots",)
    assert facts["in June"].context == ("Beds / Pots", "Pots", "Dry out")


def test_a_bare_name_on_top_of_every_stretch_governs_it(paths):
    text = "Garden\n\n- Beds\n- Need digging\n\n- Pots\n- Dry out\n"
    assert paths(text, "a.txt") == [
        "Garden > Beds",
        "Garden > Beds > Need digging",
        "Garden > Pots",
        "Garden > Pots > Dry out",
    ]


def test_short_items_of_a_list_govern_nothing(read):
    facts = read("Kinds\n\n- Herbs\n- Shrubs\n- Climbers on walls\n", "a.txt")
    assert {fact.kind for fact in facts} == {"fact"}
    assert {fact.context for fact in facts} == {("Kinds",)}


def test_a_bullet_with_a_colon_governs_its_siblings(paths):
    assert paths("- Needs:\n- sun\n- water\n", "a.txt") == [
        "Needs:",
        "Needs > sun",
        "Needs > water",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Pruning",
        "Kinds of pots -",
        "When it rains",
        "Misc.",
        "Care (see below)",
        "Supports",
        "Uses:",
        "水やり",
    ],
)
def test_a_line_above_others_that_states_nothing_is_a_topic(read, line):
    assert read(f"- {line}\n  - something\n", "a.txt")[0].kind == "topic"


@pytest.mark.parametrize(
    "line",
    [
        "4 kinds of pots",
        "Roses can be pruned",
        "Supports climbing",
        "It dries out",
        "A pot = a small bed",
        "Water every day in the summer months",
        "水は毎日やらなければならない",
        "土を使う。",
    ],
)
def test_a_line_above_others_that_states_something_is_a_fact(read, line):
    assert read(f"- {line}\n  - something\n", "a.txt")[0].kind == "fact"


@pytest.mark.parametrize("gap", ["", "\n"], ids=["right-above", "after-a-blank"])
@pytest.mark.parametrize("sign", ["- ", "  - "], ids=["beside", "further-in"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_line_that_only_names_heads_the_list_under_it_also_in_small_letters(
    paths, name, sign, gap
):
    text = f"ferns\n{gap}{sign}need shade\n{sign}need rain\n"
    found = [path.removeprefix("a > ") for path in paths(text, name)]
    assert found == ["ferns", "ferns > need shade", "ferns > need rain"]


@pytest.mark.parametrize(
    "line", ["Present: Ana", "today we went to the old market", "**Ferns** die."]
)
def test_a_line_that_says_something_heads_no_list(paths, line):
    found = paths(f"# Plants\n\n{line}\n\n- Need shade\n- Need rain\n")
    assert found[1:] == ["Plants > Need shade", "Plants > Need rain"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("The Voyage of the Narrow Boat - Ann van der Lee", "topic"),
        ("The voyage of the narrow boat was a long one", "fact"),
        ("Ports: From Ulm, Linz, Vienna and Budapest", "fact"),
    ],
)
def test_a_line_written_as_a_title_names_what_stands_under_it(read, line, kind):
    first, *_ = read(f"- {line}\n  - read in may\n", "a.md")
    assert (first.plain, first.kind) == (line, kind)
