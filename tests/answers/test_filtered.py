"""Filters in the text of a question, as `ask` and `search` meet them."""

from __future__ import annotations

import pytest

from graph.knowledge import Knowledge
from tests.vaults import Vault

NOTES = {
    "2024-05-12.md": "- the gate code is 4471\n- planted kale\n",
    "2025-01-03.md": "- the gate code is 9023\n- snow on the shed\n",
    "log.md": "# Log\n\n- 2022-05-12 sowed peas in the east\n- 2022-05-20 sowed beans in the west\n"
    "- bought a spade in 2021\n- bought a rake in 2021-04\n",
    "house/boiler.md": "---\ntags: home\n---\n# Boiler\n\nThe boiler burns gas.\n",
    "house/roof.md": "---\ntags: home\n---\n# Roof\n\nThe roof is of slate.\n",
}


@pytest.fixture
def knowledge(vault: Vault) -> Knowledge:
    return vault(NOTES)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("what happened in May 2024?", ["kale", "4471"], ["snow"]),
        ("what happened on 3 January 2025?", ["snow"], ["kale"]),
        ("what happened since 2024?", ["2024-05-12: planted kale", "2025-01-03: snow"], ["gas"]),
        ("what happened in January?", ["snow"], ["kale"]),
        ("tag:home", ["gas", "slate"], ["kale"]),
        ("tag:home -gas", ["slate"], ["gas"]),
        ("what was the gate code in May 2024?", ["4471"], ["9023"]),
        ("what is the latest gate code?", ["9023"], ["4471"]),
        ("what was sowed on 12 May 2022?", ["peas"], ["beans", "spade"]),
        ("in:log on:2021", ["\nbought a rake in 2021-04", "bought a spade in 2021\n"], ["2021-01"]),
        ("what did I sow in May 2022?", ["peas", "beans"], ["spade"]),
        ("which seeds did we sow since 15 May 2022?", ["beans"], ["peas", "kale"]),
        ("what is the oldest gate code?", ["4471"], ["9023"]),
    ],
)
def test_an_answer_keeps_to_the_filters(knowledge, question, said, unsaid):
    answer = knowledge.ask(question)
    assert answer.answered
    assert all(words in answer.text for words in said)
    assert not any(words in answer.text for words in unsaid)


@pytest.mark.parametrize(
    "question", ["what happened in March 2023?", "in:nowhere/ what burns gas?", '"burns slate"']
)
def test_what_no_line_meets_is_declined(knowledge, question):
    assert not knowledge.ask(question).answered


def test_a_search_keeps_to_the_filters(knowledge):
    found = knowledge.search("in:house/ gate code or slate")
    assert {citation.fact.path for citation in found} == {"house/boiler.md", "house/roof.md"}


def test_an_unknown_filter_is_told_and_not_looked_for(knowledge):
    answer = knowledge.ask("what burns gas? colour:red")
    assert any("colour:red" in remark for remark in answer.remarks)
    assert answer.citations[0].fact.plain == "The boiler burns gas."


def test_a_question_without_filters_is_as_before(knowledge):
    assert knowledge.ask("what burns gas?").citations[0].fact.plain == "The boiler burns gas."


def test_of_lines_that_differ_in_a_value_the_newest_comes_first(knowledge):
    answer = knowledge.ask("what is the gate code?")
    assert answer.citations[0].fact.plain == "the gate code is 9023"
    assert any("2025-01-03" in remark for remark in answer.remarks)


@pytest.mark.parametrize("question", ["colour:red", "on:someday", "type:nonsense", "has:colour"])
def test_a_filter_that_says_nothing_lists_nothing(knowledge, question):
    answer = knowledge.ask(question)
    assert not answer.answered
    assert answer.remarks
    assert not answer.citations
    assert knowledge.filter_remarks(question)


def test_a_list_is_no_longer_than_asked_for(knowledge):
    answer = knowledge.ask("in:log", limit=2)
    assert len(answer.citations) == len(answer.text.splitlines()) == 2
    assert any("4 lines" in remark for remark in answer.remarks)


def test_what_relates_keeps_to_the_filters(vault):
    knowledge = vault(
        {"Mara.md": "# Mara\n\nMara.\n", "a/x.md": "[[Mara]] knows [[Tom]].\n", "Tom.md": "Tom.\n",
         "b/y.md": "[[Mara]] knows [[Ivo]].\n", "Ivo.md": "Ivo.\n"}
    )  # fmt: skip
    related = knowledge.relates("Mara in:a/").concepts
    assert {one.concept.name for one in related} == {"Tom", "x"}
    assert len(knowledge.relates("Mara").concepts) > 1


@pytest.fixture
def templated(vault: Vault) -> Knowledge:
    beds = ("North", "South", "East", "West", "Upper", "Lower")
    return vault(
        {
            f"{bed}.md": f"# {bed} bed\n\nWater this bed before noon in the garden plan.\n\n"
            f"{bed} is watered by a hose.\n"
            for bed in beds
        }
    )


def test_a_line_of_all_notes_is_no_answer(templated):
    answer = templated.ask("how is the north bed watered?")
    assert answer.citations[0].fact.plain == "North is watered by a hose."
    assert "before noon" not in answer.text


def test_a_line_of_all_notes_is_found_once(templated):
    found = [one.fact.plain for one in templated.search("water this bed before noon")]
    assert found.count("Water this bed before noon in the garden plan.") == 1


def test_a_line_of_many_days_is_no_boilerplate(vault):
    knowledge = vault({f"2024-05-1{n}.md": "- Ran eight miles\n" for n in range(6)})
    found = [one.fact.plain for one in knowledge.search("ran eight miles")]
    assert len(found) == 6


def test_the_last_time_is_that_of_the_newest_line(knowledge):
    answer = knowledge.ask("when did I last sow in the garden?")
    assert answer.citations[0].fact.plain.startswith("2022-05-20")
