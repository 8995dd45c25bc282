"""The steps between a question and its ranked lines, one by one."""

import numpy as np
import pytest

from graph.answers.exact_match import answers_first, written_first
from graph.answers.rank import Ranked
from graph.answers.ranker_features import SIGNALS
from graph.answers.retrieval_context import RetrievalContext, read_fact
from graph.answers.retrieve import Candidates
from graph.records import Fact, FactKind, Intent, Span
from tests.vaults import Vault


def ranked(*lines: str, kind: FactKind = "fact", below: int = 0) -> list[Ranked]:
    """Return lines in their order; the last `below` of them stand under the first."""
    silent, first_below = np.zeros(len(SIGNALS)), len(lines) - below
    facts = [
        Fact(line, "n.md", Span(0, 1), line, line, 1, 1, (), 0, kind if not n else "fact",
             lines[0] if n >= first_below else None)
        for n, line in enumerate(lines)
    ]  # fmt: skip
    return [Ranked(read_fact(n, fact), 0.0, 0.0, silent) for n, fact in enumerate(facts)]


def lines_of(found: list[Ranked]) -> list[str]:
    return [one.reading.fact.plain for one in found]


def test_words_weigh_a_tenth_of_meaning_before_the_ranker_looks():
    readings = dict(enumerate(one.reading for one in ranked("both", "worded", "near", "neither")))
    found = Candidates(np.zeros(2), None, readings, (), {0: 0.5, 2: 0.5}, {}, {0: 0.5, 1: 1.0})
    assert found.first_scores() == pytest.approx({0: 0.55, 1: 0.1, 2: 0.5, 3: 0.0})


@pytest.mark.parametrize(("holding", "comes_first"), [(1, True), (3, True), (4, False)])
def test_a_line_that_holds_the_text_comes_first_unless_many_do(holding: int, comes_first: bool):
    lines = ["rye grows", *(f"the old mill grinds rye {n}" for n in range(holding))]
    found = lines_of(written_first("the old mill grinds", ranked(*lines), ()))
    assert found == (lines[1:] + lines[:1] if comes_first else lines)


@pytest.mark.parametrize(
    ("text", "replies", "first"),
    [("who owns the mill", ["the parish"], "the parish"), ("the mill grinds rye", [], "")],
)
def test_a_reply_or_a_line_of_just_these_words_comes_first_once(
    text: str, replies: list[str], first: str
):
    lines = ["rye grows", "the parish", "the mill grinds rye"]
    found = lines_of(written_first(text, ranked(*lines), replies))
    assert found == [first or text, *(line for line in lines if line != (first or text))]


def test_a_line_of_the_same_words_in_another_order_does_not_come_first():
    lines = ["rye grows", "the mill grinds what is old"]
    assert lines_of(written_first("the old mill grinds", ranked(*lines), ())) == lines


@pytest.mark.parametrize(
    ("first", "kind", "intent", "gives_way"),
    [
        ("the mill", "topic", "lookup", True),
        ("the mill", "topic", "yesno", True),
        ("the mill", "topic", "list", False),
        ("the mill", "fact", "lookup", False),
        ("who owns the mill?", "fact", "list", True),
    ],
)
def test_a_line_that_asks_or_only_names_gives_way_to_what_stands_under_it(
    first: str, kind: FactKind, intent: Intent, gives_way: bool
):
    found = answers_first(ranked(first, "rye grows", "the parish", kind=kind, below=1), intent)
    rest = [first, "rye grows"]
    assert lines_of(found) == (["the parish", *rest] if gives_way else [*rest, "the parish"])


def test_a_line_that_asks_stays_where_nothing_answers_it():
    lines = ["who owns the mill?", "rye grows"]
    assert lines_of(answers_first(ranked(*lines), "lookup")) == lines
    assert answers_first([], "lookup") == []


def test_facts_of_the_asked_relation_come_into_question_however_far_they_are(vault: Vault):
    far = "".join(f"- the tea cup of shelf {n} is green tea\n" for n in range(150))
    knowledge = vault({"a.md": f"# Tea\n\n{far}", "b.md": "# Gate\n\n- [[Gate]] uses [[Lock]]\n"})
    (found,) = knowledge.search("which tea cup of a shelf is green?", relation="uses")
    assert found.fact.plain == "Gate uses Lock"


def test_a_fact_that_was_read_is_not_read_again(vault: Vault):
    context = RetrievalContext(index := vault({"a.md": "- tea is hot\n- ice is cold\n"}).index)
    both = list(index.all_facts())
    (number, read) = next(iter(context.readings_of(both[:1]).items()))
    assert context.readings_of(both)[number] is read
    assert context.readings([number])[number] is read
    assert context.facts([number])[0] is read.fact
    assert len(context.readings_of(both)) == 2


def test_only_a_gloss_that_a_list_or_the_user_gives_brings_words(vault: Vault):
    lines = "- Amazon S3 is encrypted with AWS KMS\n- AWS Lambda reads S3 and DynamoDB\n"
    note = f"# AWS\n\n{lines}- Amazon SQS triggers AWS Lambda\n- **Frost line**: where ice ends\n"
    index = vault({"a.md": note}).index
    words = RetrievalContext(index).gloss_words(["amazon-s3", "frost-line"])
    assert "storag" in words["amazon-s3"]
    assert "frost-line" not in words


def test_a_path_may_end_at_what_is_only_described(vault: Vault):
    note = (
        "# Mill\n\n- [[Mill]]: a house that grinds grain into flour\n- [[Mill]] uses [[Stone]]\n"
        "- [[Stone]]: a wheel of granite from the quarry\n- [[Stone]] is moved by [[River]]\n"
        "- [[River]]: water that flows to the sea\n"
    )
    knowledge = vault({"a.md": note})
    answer = knowledge.ask("path from Mill to the water that flows to the sea", intent="path")
    assert {(path[0].source, path[-1].target) for path in answer.paths} == {("mill", "river")}
    assert "River: water that flows to the sea" in answer.text
