"""What is said of one person is no answer for another; with the real encoder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.knowledge import Knowledge
from graph.settings import Settings

PEOPLE = """# People

## Ana Ruiz

- nurse at the hospital
- phone: 0151 2345678

## Tom Berg

- works for Bosch since May
- allergic to peanuts
- his sister is Mia

# Pets

## Momo

- a grey cat from the shelter
- weighs 4.8 kg

## Rex

- belongs to the neighbours
- pulls when he sees squirrels
"""


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    folder: Path = tmp_path_factory.mktemp("people")
    notes = folder / "people.md"
    notes.write_text(PEOPLE, encoding="utf-8")
    knowledge = Knowledge(Settings(index=folder / "index"))
    knowledge.build([notes])
    yield knowledge
    knowledge.close()


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("what is Tom allergic to?", True),
        ("what is Ana allergic to?", False),
        ("what is Ana's phone number?", True),
        ("what is Tom's phone number?", False),
        ("does Tom have children?", False),
        ("how old is Tom?", False),
        ("what is Oskar allergic to?", False),
        ("who works for Siemens?", False),
        ("who works for Bosch?", True),
        ("what does Momo weigh?", True),
        ("what does Rex weigh?", False),
    ],
)
def test_what_is_said_of_one_person_is_no_answer_for_another(
    people: Knowledge, question: str, answered: bool
):
    answer = people.ask(question)
    assert answer.answered if answered else not (answer.answered and answer.sure)


def test_a_relative_who_is_another_one_in_each_note_is_no_concept(people: Knowledge):
    assert "his sister" not in {concept.name.lower() for concept in people.index.concepts()}
