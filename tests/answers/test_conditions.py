"""What a question asks of each item of a list: the others are left out."""

import pytest

from graph.answers.composers import composed
from graph.answers.ranked_query import Scope, find
from graph.answers.reading import read_for
from graph.answers.retrieval_context import retrieval_context_of
from tests.vaults import Vault

NOTES = {
    "Varn.md": "# Varn\n\n## Places\n- [[Red Heron]]\n- [[Oda's Forge]]\n- [[Blue Kettle]]\n",
    "Mell.md": "# Mell\n\n## Places\n- [[Grey Goose]]\n- [[Widow's Mill]]\n",
    "Red Heron.md": "---\nkind: inn\n---\nSeven rooms over a taproom.\n",
    "Blue Kettle.md": "---\nkind: inn\n---\nKnown for fish.\n",
    "Grey Goose.md": "---\nkind: inn\n---\nCheap beds.\n",
    "Oda's Forge.md": "---\nkind: smithy\n---\nNails and hinges.\n",
    "Widow's Mill.md": "---\nkind: mill\n---\nGrinds on Tuesdays.\n",
    "Soups.md": "# Soups\n- Leek soup: leeks, cream\n- Bean pot: beans, bacon\n- Broth: bones\n",
}


@pytest.mark.parametrize(
    ("question", "asked_for", "left_out"),
    [
        ("which inns are in Varn?", ["Red Heron", "Blue Kettle"], ["Forge", "Goose"]),
        ("which inns or smithies are in Varn?", ["Red Heron", "Blue Kettle", "Forge"], ["Goose"]),
        ("which places are in Mell?", ["Grey Goose", "Widow's Mill"], ["Heron"]),
        ("list the soups with bacon", ["Bean pot"], ["Leek", "Broth"]),
        ("which soups contain cream?", ["Leek soup"], ["Bean", "Broth"]),
    ],
)
def test_a_list_keeps_what_the_question_asks_of_each(
    vault: Vault, question: str, asked_for: list[str], left_out: list[str]
):
    index = vault(NOTES).index
    query = find(
        read_for(question, index, intent="list"),
        retrieval_context_of(index),
        Scope(),
        purpose="ask",
    )
    answer = composed(query)
    text = answer.text if answer else ""
    assert [one for one in asked_for if one not in text] == []
    assert [one for one in left_out if one in text] == []
