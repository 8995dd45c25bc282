"""Questions that describe a thing in words which only its gloss has."""

from collections.abc import Callable

import pytest

from graph.answers import ask
from graph.answers.corpus import corpus_of
from graph.knowledge import Knowledge
from tests.vaults import Vault

TRACES = "which tool does distributed tracing for containers on ECS"
NOTES = {
    "cloud.md": """# Amazon ECS

- Containers run as tasks on a cluster
- A task can have two containers
- The agent runs in a container of its own

# AWS X-Ray

- Supports EC2, Lambda and ECS
- Install the agent

# Amazon S3

- Keeps objects in buckets
"""
}


@pytest.fixture
def knowledge(vault: Vault) -> Knowledge:
    return vault(NOTES)


def signal(knowledge: Knowledge, question: str, line: str) -> float:
    """Return how much of the question the gloss explains of a line."""
    cited = ask(question, knowledge.index, limit=20).citations
    found = next(one for one in cited if one.fact.plain == line)
    return dict(found.signals)["gloss_words"]


def test_what_is_described_speaks_for_its_lines(knowledge: Knowledge):
    assert signal(knowledge, TRACES, "Supports EC2, Lambda and ECS") > 0
    assert signal(knowledge, TRACES, "A task can have two containers") == 0


def test_a_word_that_the_line_has_itself_needs_no_gloss(knowledge: Knowledge):
    assert signal(knowledge, "what keeps objects in buckets", "Keeps objects in buckets") == 0


def test_of_what_a_list_is_wanted_needs_no_describing(knowledge: Knowledge):
    asked = "list what X-Ray does for debugging"
    assert signal(knowledge, asked, "Supports EC2, Lambda and ECS") == 0


def test_the_reason_names_the_thing_and_the_words_that_describe_it(knowledge: Knowledge):
    cited = ask(TRACES, knowledge.index, limit=20).citations
    found = next(one for one in cited if one.fact.plain == "Supports EC2, Lambda and ECS")
    assert "describes AWS X-Ray: distributed, tracing" in found.why


@pytest.fixture
def words_of(knowledge: Knowledge) -> Callable[[str], frozenset[str]]:
    corpus = corpus_of(knowledge.index)
    return lambda concept: corpus.gloss_words([concept]).get(concept, frozenset())


def test_the_words_of_a_gloss_are_those_of_its_names_too(
    words_of: Callable[[str], frozenset[str]],
):
    assert {"x", "ray", "distribut", "trace"} <= words_of("aws-x-ray")


def test_a_gloss_that_was_learnt_from_the_notes_is_a_line_and_no_more(vault: Vault):
    notes = {
        "n.md": "# Houses\n\n- Frost line: how deep the ground freezes\n- Mind the frost line\n"
    }
    knowledge = vault(notes)
    corpus = corpus_of(knowledge.index)
    learnt = [one.id for one in knowledge.index.concepts() if one.gloss]
    assert learnt
    assert corpus.gloss_words(learnt) == {}


DRAINED = {"ship.md": "# Fleet\n\n- Connection draining takes 300 seconds\n- Cranes lift crates\n"}
CUT_OFF = "requests in progress should finish before a server is taken out"


@pytest.mark.parametrize(
    ("question", "helped"), [(CUT_OFF, True), (f"connection draining: {CUT_OFF}", False)]
)
def test_what_a_term_is_for_speaks_for_its_lines(vault: Vault, question: str, helped: bool):
    cited = ask(question, vault(DRAINED).index, limit=20).citations
    near = {one.fact.plain: dict(one.signals)["term_gloss"] for one in cited}
    assert near["Cranes lift crates"] == 0
    assert (near["Connection draining takes 300 seconds"] > 0) is helped


def test_the_reason_names_the_term_that_is_for_what_is_asked(vault: Vault):
    cited = ask(CUT_OFF, vault(DRAINED).index, limit=20).citations
    assert "connection draining is for that" in cited[0].why


def test_without_the_graph_nothing_is_known_of_terms(vault: Vault):
    cited = ask(CUT_OFF, vault(DRAINED).index, limit=20, use_graph=False).citations
    assert all(dict(one.signals)["term_gloss"] == 0 for one in cited)
