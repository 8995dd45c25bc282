"""The type of answer that a question asks for, and an id that is not the one asked for."""

import numpy as np
import pytest

from graph.answers.answer_types import (
    gives_type,
    siblings_instead,
    wanted_types,
    without_siblings_first,
)
from graph.answers.question import read_question
from graph.answers.rank import Ranked
from graph.answers.ranker_features import SIGNALS
from graph.answers.retrieval_context import read_fact
from graph.records import Fact, Span


def fact(line: str, *context: str) -> Fact:
    return Fact(line, "n.md", Span(0, 1), line, line, 1, 1, context)


def ranked(*lines: str) -> list[Ranked]:
    """Return lines as ranking hands them on, the first one best."""
    silent = np.zeros(len(SIGNALS))
    return [Ranked(read_fact(n, fact(line)), 0.0, 0.0, silent) for n, line in enumerate(lines)]


@pytest.mark.parametrize(
    ("question", "line", "gives"),
    [
        ("how long does glue dry", "Glue is strong", False),
        ("how long does glue dry", "two hours, then sand it", True),
        ("when is the choir", "the choir sings on Mondays", True),
        ("when is the choir", "the choir sings after the mass", True),
        ("when was Ana born", "Ana leads the choir", False),
        ("Ana's email address", "ana.ruiz@example.org", True),
        ("how many lids has a jar", "Lids: 3", True),
    ],
)
def test_a_line_gives_the_type_of_value_that_is_asked_for(question: str, line: str, gives: bool):
    assert gives_type(read_question(question), fact(line)) is gives


def test_a_question_that_any_line_can_answer_wants_no_type_of_value():
    assert not wanted_types(read_question("how do i glue a mug"))


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("what does RFC 9001 say", ["RFC 9002 is on recovery", "a list of standards"]),
        ("what is ticket GAR-017", ["GAR-071: the gate squeaks"]),
        ("what is in section 2.4", ["2.3 Tools"]),
        ("how hot does the K200 get", ["R100: 80 degrees", "a list of kilns"]),
        ("what came in Loom 4.2", ["Loom 4.1 came with pedals"]),
        ("who came on 15 March", ["14 March: Ana came"]),
        ("who reads ana@mill.example", ["bo@mill.example is read by Bo"]),
        ("what does loom --warp do", ["loom --weft throws the shuttle"]),
    ],
)
def test_another_of_the_same_shape_is_no_answer(question: str, lines: list[str]):
    assert siblings_instead(read_question(question), ranked(*lines))


def test_a_line_of_a_sibling_comes_after_all_where_the_one_asked_for_is_there():
    lines = ranked("RFC 9002 is on recovery", "a list of standards", "RFC 9001 is on keys")
    ordered = without_siblings_first(read_question("what does RFC 9001 say"), lines)
    assert ordered == [lines[1], lines[2], lines[0]]


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("what does RFC 9001 say", ["RFC 9002 is on recovery", "RFC 9001 is on keys"]),
        ("may a parcel weigh more than 30 kg", ["parcels: at most 20 kg"]),
        ("what is ticket GAR-017", ["the gate squeaks"]),
        ("recipe for 12 people", ["serves 4 people"]),
    ],
)
def test_one_that_is_there_and_a_number_that_only_measures_are_no_siblings(
    question: str, lines: list[str]
):
    assert not siblings_instead(read_question(question), ranked(*lines))
