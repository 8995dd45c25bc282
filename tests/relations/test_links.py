"""What ties a link to what its line is about."""

from dataclasses import replace

import pytest

from graph.records import Mark, Span
from tests.relations.lines import line, said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[[Ana]] reports to [[Ben]]", ("Ana", "reports_to", "Ben")),
        ("[[Cleo]] was born in [[Lima]]", ("Cleo", "born_in", "Lima")),
        ("[[Dan]] is married to [[Eve]]", ("Dan", "married_to", "Eve")),
        ("[[Ana]] now works at [[Fjell]]", ("Ana", "works_at", "Fjell")),
        ("since 2022 [[Relay]] uses [[NATS]]", ("Relay", "uses", "NATS")),
        ("the [[Ledger]] is read by the [[Auditor]]", ("Auditor", "reads_from", "Ledger")),
        ("[[Vault]] encrypts the [[Archive]]", ("Archive", "encrypted_with", "Vault")),
        ("[[Cook]] stores plums in [[Jar]]", ("Cook", "stores_in", "Jar")),
        ("[[Stove]], which [[Cook]] lights, runs on [[Gas]]", ("Stove", "runs_on", "Gas")),
        ("[[Tarn]] is a kind of [[Lake]]", ("Tarn", "is_a", "Lake")),
        ("[[Soup]] contains [[Leek]]", ("Soup", "contains", "Leek")),
        ("[[Ana]] became the owner of [[Mill]]", ("Ana", "owner_of", "Mill")),
        ("[[Ana]] is strongly disliked by [[Ben]]", ("Ana", "disliked_by", "Ben")),
        ("[[Ana]] worked at [[Mill]] until 1990", ("Ana", "worked_at", "Mill")),
        ("[[Ana]] owns [[Mill]], which stands in [[Lima]]", ("Mill", "stands_in", "Lima")),
        ("[[Ana]], a cousin of [[Ben]], owns [[Mill]]", ("Ana", "cousin_of", "Ben")),
        ("[[Ana]] (a cousin of [[Ben]]) owns [[Mill]]", ("Ana", "cousin_of", "Ben")),
        ("[[Ana]], a cousin of [[Ben]], owns [[Mill]]", ("Ana", "owns", "Mill")),
        ("[[Ana]], who learnt from [[Ben]], owns [[Mill]]", ("Ana", "owns", "Mill")),
        ("[[Ana]] owns [[Mill]] and leads [[Guild]]", ("Ana", "leads", "Guild")),
        ("[[Tarn]] ist eine besondere Art von [[See]]", ("Tarn", "is_a", "See")),
    ],
)
def test_the_verb_between_two_names_is_the_type(text: str, found: tuple[str, str, str]) -> None:
    assert found in said(line(text, about=None), page=None)


def test_each_subject_of_a_verb_has_each_of_its_objects() -> None:
    found = said(line("[[Ana]], [[Ben]] and [[Cleo]] own [[Mill]] and the [[Inn]]"), page=None)

    owned = {(one, "own", other) for one in ("Ana", "Ben", "Cleo") for other in ("Mill", "Inn")}
    assert found == owned


def test_the_name_in_an_aside_does_nothing_of_the_sentence() -> None:
    found = said(line("[[Ana]], a cousin of [[Ben]], owns [[Mill]]"), page=None)

    assert not any({"Ben", "Mill"} == {one, other} for one, _, other in found)


@pytest.mark.parametrize(
    "text",
    ["[[Ana]] knows [[Mill]] is lost", "{Mill} uses {Oak}'s bark", "[[Mill]] (the [[Inn]]) burnt"],
)
def test_a_name_that_is_no_object_of_the_verb_is_not_tied_to_its_subject(text: str) -> None:
    assert not [one for one in said(line(text, about="Mill"), page=None) if one[1] != "links_to"]


def test_a_page_that_only_keeps_a_log_does_nothing() -> None:
    facts = line("{Log}"), line("owned by [[Ana]]", about="Log", number=2)

    assert said(*facts, page="Log") == {("Log", "links_to", "Ana")}


def test_a_line_that_is_struck_out_relates_nothing() -> None:
    fact = line("[[Ana]] owns [[Mill]]")
    struck = replace(fact, marks=(*fact.marks, Mark(Span(0, len(fact.plain)), "struck")))

    assert said(struck, page=None) == set()


def test_a_bullet_without_subject_speaks_of_the_name_above() -> None:
    above = replace(line("[[Ana]]", about="Ana", number=1), kind="topic")
    below = replace(line("lives in [[Lima]]", about="Ana", number=2), parent=above.id)

    assert ("Ana", "lives_in", "Lima") in said(above, below)


def test_an_article_before_a_link_changes_nothing_of_the_verb() -> None:
    assert said(line("mostly located in the [[Valley]]")) == {("Page", "located_in", "Valley")}


@pytest.mark.parametrize(
    "text",
    [
        "[[Heron]] does not use [[Redis]]",
        "[[Heron]] never calls [[Billing]]",
        "[[Heron]] no longer uses [[Kafka]]",
        "[[Heron]] works without [[Vault]]",
        "[[Heron]] used to work at [[Mill]]",
        "[[Heron]] used [[Mill]] until 2022",
        "neither [[Heron]] nor [[Finch]] uses [[Grafana]]",
        "perhaps [[Heron]] uses [[Redis]]",
        "he thought [[Heron]] uses [[Redis]]",
        "if [[Heron]] uses [[Redis]] we move",
        "does [[Heron]] use [[Redis]]?",
        "[[Heron]] verwendet [[Redis]] nicht",
    ],
)
def test_what_is_not_stated_as_it_is_relates_nothing(text: str) -> None:
    found = said(line(text))

    assert not any(
        "Heron" in (one, other) and "Page" not in (one, other) for one, _, other in found
    )


def test_a_link_that_a_line_denies_is_none_of_its_page() -> None:
    assert said(line("does not use [[Redis]]")) == set()


def test_what_stands_instead_of_another_thing_is_still_said() -> None:
    found = said(line("[[Finch]] runs on [[Nomad]] instead of [[Kubernetes]]"), page=None)

    assert found == {("Finch", "runs_on", "Nomad")}


def test_a_link_in_a_line_about_its_page_is_a_link_of_the_page() -> None:
    assert said(line("cook the meat as in [[Roast]]")) == {("Page", "links_to", "Roast")}


def test_a_line_without_subject_speaks_of_its_page() -> None:
    assert said(line("Lives in [[Katai]]")) == {("Page", "lives_in", "Katai")}


def test_what_the_writer_did_is_no_deed_of_the_page() -> None:
    assert said(line("watched [[Some film]]")) == {("Page", "links_to", "Some film")}


def test_a_page_of_a_day_links_nothing() -> None:
    assert said(line("met [[Ana]] at the mill"), page=None) == set()


def test_a_usual_verb_needs_no_link_after_its_subject() -> None:
    assert said(line("{Finch} uses {Postgres}", about="Finch"), page="Finch") == {
        ("Finch", "uses", "Postgres")
    }


@pytest.mark.parametrize("text", ["{Finch} uses {Postgres} tables", "{Finch} greets {Postgres}"])
def test_other_verbs_and_nouns_without_links_relate_nothing(text: str) -> None:
    assert said(line(text, about="Finch")) == set()


def test_any_verb_needs_no_link_after_a_page() -> None:
    told = said(line("{Finch} greets {Postgres}", about="Finch"), page="Finch")
    assert told == {("Finch", "greets", "Postgres")}


def test_a_name_within_a_longer_word_is_no_object_of_a_verb() -> None:
    assert said(line("{Page} brews [[Tea]]-based drinks")) == {("Page", "links_to", "Tea")}


def test_other_sites_and_pictures_are_no_links_to_pages() -> None:
    from dataclasses import replace

    fact = line("see [[Tea]]")
    marks = tuple(replace(mark, target="https://tea.example") for mark in fact.marks)

    assert said(replace(fact, marks=marks)) == set()


def test_a_line_that_lists_the_kinds_of_its_page_says_so() -> None:
    found = said(line("there are two kinds of tea, [[Green tea]] and [[Black tea]]"))

    assert found == {(name, "is_a", "Page") for name in ("Green tea", "Black tea")}


@pytest.mark.parametrize("verb", ["may", "might", "could", "should"])
def test_a_link_in_what_is_possible_or_wanted_relates_nothing(verb: str) -> None:
    assert said(line(f"the boats {verb} lie by [[Mill]]")) == set()
    assert said(line("the boats lie by [[Mill]]")) != set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("each one begins with a [[Leaven]]", {("Loaf", "links_to", "Leaven")}),
        ("each one (see [[Leaven]]) keeps for a week", set()),
        ("this is told at length in [[Leaven]]", set()),
        ("each one failed to rise with [[Leaven]]", {("Page", "links_to", "Leaven")}),
        ("each one was to be raised with [[Leaven]]", {("Page", "links_to", "Leaven")}),
    ],
)
def test_a_link_belongs_to_the_thing_that_its_line_is_about(text: str, found: set) -> None:
    spoken = line("a {Loaf} cools on the rack", about="Loaf", number=2)

    assert said(line(text, about="Loaf"), spoken) == found


def test_a_link_under_a_heading_of_which_no_line_speaks_is_one_of_the_page() -> None:
    assert said(line("begins with a [[Leaven]]", about="Loaf")) == {("Page", "links_to", "Leaven")}


def test_on_the_page_of_a_day_the_name_that_opens_a_line_has_its_links() -> None:
    fact = line("{Ana} began mending [[Mill]]", about="Ana")
    part = line("{Ana} Quist met [[Ben]]", about="Ana", number=2)
    way = line("[[May 1]] - [[May 3]]", about="May 1", number=3)

    assert said(fact, part, way, page=None) == {("Ana", "links_to", "Mill")}


def test_the_bullet_above_has_the_links_that_it_lists() -> None:
    above = line("{Loaf} and how it rises", about="Loaf", number=1)
    item = replace(line("[[Leaven]]", about="Loaf", number=2), parent=above.id)

    assert said(above, item) == {("Loaf", "links_to", "Leaven")}


@pytest.mark.parametrize(
    ("text", "kind"), [("A [[Blade]] that cuts reeds", "is_a"), ("A [[Blade]] is lost", "links_to")]
)
def test_a_line_that_begins_with_a_kind_says_what_its_page_is(text: str, kind: str) -> None:
    assert said(line(text)) == {("Page", kind, "Blade")}
