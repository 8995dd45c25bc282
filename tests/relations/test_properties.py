"""A property whose value names a thing is a relation with the key as its type."""

from dataclasses import replace

import pytest

from tests.relations.lines import line, said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Owner:: [[Mara]]", {("Page", "owner", "Mara")}),
        ("Located In:: [[Ulm]]", {("Page", "located_in", "Ulm")}),
        ("supplier:: [[Orme]], [[Vell]]", {("Page", "supplier", x) for x in ("Orme", "Vell")}),
        ("material:: {oak}", {("Page", "material", "oak")}),
        ("Domains:: {Sea}, {Storms}", {("Page", "domains", x) for x in ("Sea", "Storms")}),
        ("present:: {Ana}, {Ben}", {("Page", "present", x) for x in ("Ana", "Ben")}),
        ("used by:: [[Kiosk]]", {("Kiosk", "uses", "Page")}),
        ("tags:: [[Tea]]", {("Page", "tagged", "Tea")}),
    ],
)
def test_the_key_is_the_type(text: str, found: set[tuple[str, str, str]]) -> None:
    assert said(line(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "voice:: {soft}, {slow}",
        "mood:: wants to see {Rome} before the long winter comes",
        "aliases:: [[Other name]]",
        "Step 2:: [[Glue]]",
        "G:: {Glue}",
    ],
)
def test_a_description_and_another_name_relate_nothing(text: str) -> None:
    assert said(line(text), page=None) == set()


def test_what_a_property_names_does_not_have_it() -> None:
    assert said(line("present:: {Ana}, {Ben}", about="Ana"), page=None) == set()


def test_a_property_of_nothing_relates_nothing() -> None:
    assert said(line("Owner:: [[Mara]]", about=None), page=None) == set()


def test_a_link_inside_a_described_value_counts() -> None:
    found = said(line("look:: {old}, [[Elf]], {tall}"))

    assert found == {("Page", "look", "Elf")}


@pytest.mark.parametrize(
    ("label", "text", "found"),
    [
        ("Members.", "The crew are {Ana}, {Ben}, or {Cleo}.", {"Ana", "Ben", "Cleo"}),
        ("Members.", "The crew are not {Ana}, {Ben}, or {Cleo}.", set()),
        ("Members.", "{Ana}, {Ben} and {Cleo} row at dawn.", set()),
        ("Members", "The crew are {Ana}, {Ben}, or {Cleo}.", set()),
        ("Summary.", "The crew are {Ana}, {Ben}, or {Cleo}.", set()),
    ],
)
def test_names_at_the_end_of_a_sentence_play_the_role_of_its_label(
    label: str, text: str, found: set[str]
) -> None:
    sentence = replace(line(text, number=2), line=1, end_line=1)

    assert said(line(label), sentence) == {("Page", "members", name) for name in found}
