"""A thing that is named by another, or by a name that only one line explains."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.knowledge import Knowledge
from tests.vaults import built

NOTES = {
    "mill.md": '---\nkeeper: "[[Ada Stroud]]"\n---\n# Mill\n- [[Mill]] grinds rye\n',
    "Ada Stroud.md": "# Ada Stroud\n\nBaker. Lives in Fenny Row. Phone 7731.\n",
    "Bo Finch.md": "# Bo Finch\n\nSmith. Lives in Cooper Lane. Phone 1190.\n",
    "Cy Finch.md": "# Cy Finch\n- his sister is [[Bo Finch]]\n- sells eggs\n",
    "sales.md": "# Sales\n- Cole of [[Fenny]] sold rye to [[Ada Stroud]]\n",
    "Fenny.md": "# Fenny\nA farm.\n",
    "birds.md": "# Birds\n\nGCG = Great Crested Grebe\n\n## Pond\n- GCG seen by Imke\n",
}


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    with built(tmp_path_factory.mktemp("mill"), NOTES) as knowledge:
        yield knowledge


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What is the phone number of the keeper of the mill?", "keeper: Ada Stroud\nAda Stroud:"),
        ("where does the mill's keeper live", "keeper: Ada Stroud\nAda Stroud:"),
        ("What is the phone of Cy Finch's sister?", "his sister is Bo Finch\nBo Finch:"),
        ("Who saw the Great Crested Grebe?", "GCG = Great Crested Grebe\nGCG seen by"),
    ],
)
def test_a_question_goes_on_from_the_thing_that_a_line_names(
    knowledge: Knowledge, question: str, text: str
):
    assert knowledge.ask(question).text.startswith(text)


def test_a_name_with_of_in_it_names_no_other_thing(knowledge: Knowledge):
    assert "Fenny Row" not in knowledge.ask("where does Cole of Fenny live?").text


def test_what_is_asked_of_a_thing_itself_is_not_asked_anew(knowledge: Knowledge):
    assert knowledge.ask("Who is the keeper of the mill?").text.endswith("keeper: Ada Stroud")
