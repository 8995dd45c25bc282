"""Answers over small notes, built as a user would build them, with the small encoder."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.answers import ambiguous_names, ask, search
from graph.errors import BadInput
from graph.knowledge import Knowledge
from graph.records import Answer
from tests.vaults import Vault

NOTES = {
    "aws.md": """# Amazon SQS

- Message queue that consumers pull from
- Messages stay for 4 days by default, 14 days at most
- One message holds up to 256 KB of text
- Large messages are stored in S3
- Kinds of queue
    - Standard
    - First in first out
    - Dead letter

# AWS Lambda

- Runs code without servers
- Supports events from
    - S3
    - SQS
    - API Gateway
- Times out after 15 minutes at most
- Cannot keep state between calls
- Dead end queue (DEQ) takes what failed

# Amazon S3

- Stores objects in buckets
- Objects up to 5 TB
- Encrypted with KMS
- Serve a website from a bucket
    - Enable website hosting
    - Allow public reading
"""
}


@pytest.fixture
def knowledge(vault: Vault) -> Knowledge:
    return vault(NOTES)


def answered(knowledge: Knowledge, question: str, intent: str) -> Answer:
    """Ask so that only composing is looked at: the small encoder knows no meanings."""
    from graph.answers.answering import _citations
    from graph.answers.composers import composed
    from graph.answers.ranked_query import Scope, find
    from graph.answers.reading import read_for
    from graph.answers.retrieval_context import retrieval_context_of

    index = knowledge.index
    read = read_for(question, index)
    assert read.intent == intent
    finding = find(read, retrieval_context_of(index), Scope(), purpose="ask")
    draft = composed(finding)
    assert draft is not None
    cited = tuple(_citations(finding, draft.facts, 8))
    return Answer(
        question, read.intent, answered=True, confidence=1.0, text=draft.text, value=draft.value,
        citations=cited, concepts=draft.concepts, paths=draft.paths,
    )  # fmt: skip


def test_a_lookup_gives_the_value_and_its_line(knowledge: Knowledge):
    answer = answered(knowledge, "how many days do SQS messages stay by default", "lookup")
    assert answer.value == "4 days"
    assert "by default" in answer.citations[0].fact.plain


def test_a_list_of_another_service_is_not_given(knowledge: Knowledge):
    text = answered(knowledge, "which kinds of queue has Amazon SNS", "list").text
    assert not text.startswith("Kinds of queue:")


def test_a_list_gives_every_item_under_its_line(knowledge: Knowledge):
    answer = answered(knowledge, "what kinds of queue are there in SQS", "list")
    assert all(item in answer.text for item in ("Standard", "First in first out", "Dead letter"))


def test_yes_or_no_comes_first_and_then_the_sentence(knowledge: Knowledge):
    answer = answered(knowledge, "can Lambda keep state between calls?", "yesno")
    assert answer.text.startswith("No: ")
    assert "Cannot keep state" in answer.text


def test_a_comparison_sets_both_sides_next_to_each_other(knowledge: Knowledge):
    answer = answered(knowledge, "sqs vs lambda", "compare")
    assert "Amazon SQS:" in answer.text
    assert "AWS Lambda:" in answer.text


def test_a_sure_line_stands_without_the_list_beside_it(vault: Vault):
    knowledge = vault(
        {"a.txt": "Old mill\n- Built by Ana\n- Rooms\n  - loft\n  - cellar\n  - shed\n"}
    )
    assert knowledge.ask("who built the old mill?").text.endswith("Built by Ana")


def test_a_question_in_the_words_of_a_heading_gets_what_stands_under_it(vault: Vault):
    notes = "# Harvest\n\n## Risks\n- Hail in June\n- No water\n\n## People\n- Ana\n- Tom\n"
    answer = vault({"a.md": notes}).ask("what are the risks?")
    assert (answer.answered, answer.text) == (True, "Harvest: Risks: Hail in June; No water")


def test_half_a_name_written_as_a_name_means_the_person(vault: Vault):
    notes = "# People\n\n## Ana Ruiz\n- Born in May\n\n## Tom Becker\n- Born in June\n"
    answer = ask("when was Tom born?", vault({"people.md": notes}).index)
    assert (answer.asked, answer.value) == (("tom-becker",), "June")


def test_what_relates_to_a_thing_is_named_with_its_relation(knowledge: Knowledge):
    answer = answered(knowledge, "which services can trigger Lambda?", "relates")
    names = [one.concept.name for one in answer.concepts]
    assert {"Amazon S3", "Amazon SQS", "Amazon API Gateway"} <= set(names)


def test_a_path_is_told_as_steps_with_their_lines(knowledge: Knowledge):
    answer = answered(knowledge, "how does KMS connect to Lambda?", "path")
    assert answer.paths
    assert {hop.fact for route in answer.paths for hop in route} & {
        citation.fact.id for citation in answer.citations
    }


def test_how_to_gives_the_steps_in_order(knowledge: Knowledge):
    text = answered(knowledge, "how do I serve a website from a bucket", "howto").text
    assert text.index("Enable website hosting") < text.index("Allow public reading")


def test_a_quoted_phrase_is_found_as_written(knowledge: Knowledge):
    answer = answered(knowledge, '"dead letter"', "exact")
    assert answer.citations[0].fact.plain == "Dead letter"


def test_what_only_another_product_has_is_not_said_surely(knowledge: Knowledge):
    assert ask("how long do messages stay in SQS by default", knowledge.index).answered
    assert not _is_sure(ask("how long do messages stay in S3 by default", knowledge.index))


@pytest.mark.parametrize("product", ["AWS Transit Gateway", "Terraform", "RabbitMQ"])
def test_of_a_product_that_no_note_speaks_of_nothing_is_said_surely(
    knowledge: Knowledge, product: str
):
    assert not _is_sure(ask(f"how do I set up {product}?", knowledge.index))


def _is_sure(answer: Answer) -> bool:
    return answer.answered and answer.sure


def test_of_a_name_with_two_meanings_the_reader_is_told(vault: Vault):
    notes = {"a.md": "# CloudFront\n\n- CF caches files\n\n# CloudFormation\n\n- CF makes stacks\n"}
    notes["noteloom.toml"] = "[lists]\naws = true\n"
    remarks = ask("what is CF", vault(notes).index).remarks
    assert len(remarks) == 1
    assert remarks[0].startswith("“CF” can mean ")


def test_a_question_is_offered_as_it_would_be_asked_of_each_meaning(vault: Vault):
    notes = {"a.md": "# CloudFront\n\n- CF caches files\n\n# CloudFormation\n\n- CF makes stacks\n"}
    notes["noteloom.toml"] = "[lists]\naws = true\n"
    (name,) = ambiguous_names("what is CF?", vault(notes).index)
    assert name.name == "CF"
    offered = {name.asked_of(concept) for concept in name.concepts}
    assert offered == {"what is Amazon CloudFront?", "what is AWS CloudFormation?"}


@pytest.mark.parametrize(
    ("question", "within", "error"),
    [("?!", None, "no words in the question"), ("objects", "b.md", "begins with 'b.md'")],
)
def test_what_cannot_be_looked_for_is_said(
    knowledge: Knowledge, question: str, within: str | None, error: str
):
    with pytest.raises(BadInput, match=error):
        knowledge.ask(question, within=within)


def test_a_typo_is_mended_and_said(knowledge: Knowledge):
    answer = ask("are objects encryptd with KMS?", knowledge.index)
    assert answer.remarks == ("read “encryptd” as “encrypted”",)


def test_a_word_that_the_notes_hold_is_left_as_it_is(knowledge: Knowledge):
    assert ask("are objects encrypted with KMS?", knowledge.index).remarks == ()


def test_every_citation_says_why_and_shows_its_signals(knowledge: Knowledge):
    for citation in search("SQS message size", knowledge.index):
        assert citation.why
        assert {"meaning", "words", "value"} <= dict(citation.signals).keys()


def test_without_the_graph_no_signal_of_it_speaks(knowledge: Knowledge):
    from graph.answers.ranker_features import GRAPH

    for citation in search("what triggers Lambda", knowledge.index, use_graph=False):
        assert not any(dict(citation.signals)[name] for name in GRAPH)


def test_a_search_within_a_folder_stays_there(vault: Vault):
    knowledge = vault({"a/one.md": "# Pump\n\n- Pumps water\n", "b/two.md": "# Tank\n\n- Water\n"})
    assert {one.fact.path for one in search("water", knowledge.index, within="b/")} == {"b/two.md"}


def test_a_question_that_needs_two_notes_finds_both(vault: Vault):
    knowledge = vault(
        {
            "mill.md": "# Old Mill\n\nThe Old Mill was built by Anna Berg.\n",
            "berg.md": "# Anna Berg\n\nShe was born in Uppsala.\n",
            "barn.md": "# Red Barn\n\nThe Red Barn was painted in spring.\n",
            "lake.md": "# Long Lake\n\nThe lake freezes in winter.\n",
        }
    )
    found = search("where was the builder of the Old Mill born", knowledge.index, limit=2)
    assert {one.fact.path for one in found} == {"mill.md", "berg.md"}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(min_size=1, max_size=80).filter(str.strip))
def test_whatever_is_asked_an_answer_cites_what_it_says_or_declines(
    knowledge: Knowledge, question: str
):
    answer = ask(question, knowledge.index)
    assert answer.answered == bool(answer.text)
    assert 0 <= answer.confidence <= 1
    assert not answer.answered or answer.citations
    assert len(answer.text) <= 1_200
