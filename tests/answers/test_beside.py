"""Which further lines stand beside the best one of an answer."""

import pytest

from graph.answers.lookup import goes_with
from graph.answers.ranked_query import Scope, find
from graph.answers.reading import read_for
from graph.answers.retrieval_context import retrieval_context_of
from tests.vaults import Vault

NOTES = {
    "a.md": "[[Otter]] keeps queues in [[Pulsar]]\n\n[[Otter]] never talks to [[Oracle]]\n\n"
    "[[Otter]] gave up [[Consul]]\n\n[[Otter]] runs on [[Debian]], not on [[Arch]]\n",
    "t.md": "| part | limit | owner |\n|---|---|---|\n| Prop | | Bo |\n| Shelf | 40 | Ana |\n",
}


@pytest.mark.parametrize(
    ("question", "best", "other", "stands"),
    [
        ("what does Otter use?", "Pulsar", "Oracle", False),
        ("what does Otter use?", "Consul", "Oracle", False),
        ("what does Otter use?", "Consul", "Debian", True),
        ("what does Otter never do?", "Pulsar", "Oracle", True),
        ("what is the limit of the Prop?", "Prop", "Shelf", False),
    ],
)
def test_a_denial_or_another_row_does_not_stand_beside_the_best(
    vault: Vault, question: str, best: str, other: str, stands: bool
):
    index = vault(NOTES).index
    read = read_for(question, index)
    query = find(read, retrieval_context_of(index), Scope(), purpose="ask")
    facts = {
        word: fact for fact in index.all_facts() for word in (best, other) if word in fact.plain
    }
    assert goes_with(query, facts[best], facts[other]) is stands


NOTES_ON_PEOPLE = (
    "# Lab\n\nNadia Haddad joined in March.\nShe built the bench.\n\nBo is new. He comes from Kiel."
)


@pytest.mark.parametrize(
    ("question", "said"),
    [("who built the bench?", "Nadia Haddad"), ("where does Bo come from?", "Kiel")],
)
def test_whom_a_pronoun_means_is_said_by_the_line_before(vault: Vault, question: str, said: str):
    assert said in vault({"lab.md": NOTES_ON_PEOPLE}).ask(question).text
