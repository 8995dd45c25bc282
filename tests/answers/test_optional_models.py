from __future__ import annotations

import logging
from dataclasses import replace
from typing import ClassVar

import numpy as np
import pytest

from graph.answers.abstention import confidence_in
from graph.answers.answering import ask
from graph.answers.composers import composed
from graph.answers.optional_models import NONE, OptionalModels
from graph.answers.rank import rank
from graph.answers.ranked_query import Scope, find
from graph.answers.reading import read_for
from graph.answers.retrieval_context import retrieval_context_of
from graph.storage import Index

QUESTION = "how hot does the kiln get?"
NOTES = {
    "kiln.md": "# Kiln\n\n- The kiln gets 1280 degrees hot\n- The kiln stands in the shed\n"
    + "".join(f"- Kiln shelf {n} is cracked\n" for n in range(30))
}


class Judge(OptionalModels):
    """Stands for models: likes the second candidate best, and finds nothing in any line."""

    def reranked(self, question, texts):
        self.seen.append(texts)
        return np.array([2.0 if place == 1 else 0.0 for place in range(len(texts))])

    def entailed(self, premise, hypothesis):
        self.seen.append((premise, hypothesis))
        return -1.0

    seen: ClassVar[list] = []


@pytest.fixture
def index(vault) -> Index:
    return vault(NOTES).index


def found(index: Index, models: OptionalModels):
    scope = Scope(models=models)
    return find(read_for(QUESTION, index), retrieval_context_of(index), scope, purpose="ask")


def test_a_reranker_is_one_more_feature_of_twenty_candidates(index: Index):
    plain, judged = found(index, NONE), found(index, Judge(reranker="any"))
    second = plain.ranked[1].reading.fact.id
    before = {one.reading.fact.id: one.score for one in plain.ranked}
    gains = {o.reading.fact.id: o.score - before[o.reading.fact.id] for o in judged.ranked}
    assert len(Judge.seen[-1]) == 20
    assert max(gains, key=gains.__getitem__) == second
    assert 0 < gains[second] < 5


def test_what_an_entailment_model_denies_is_less_sure(index: Index):
    plain = found(index, NONE)
    judged = replace(plain, scope=Scope(models=Judge(entailment="any")))
    answer = composed(plain)
    assert confidence_in(judged, answer).right < confidence_in(plain, answer).right
    assert "1280 degrees" in Judge.seen[-1][0]


def test_an_entailment_model_takes_a_verdict_back_and_gives_none(index: Index):
    polar = "does the kiln stand in the shed?"
    plain = ask(polar, index)
    assert (plain.value, ask(polar, index, models=Judge(entailment="any")).value) == ("Yes", "")
    assert Judge.seen[-2][1].endswith("? Yes")


def test_without_the_model_the_answer_is_as_before_and_one_line_says_why(
    index: Index, caplog: pytest.LogCaptureFixture
):
    models = OptionalModels(reranker="no/such-model", entailment="no/such-model")
    with caplog.at_level(logging.WARNING):
        assert ask(QUESTION, index, models=models) == ask(QUESTION, index)
    assert "no/such-model" in caplog.text


def test_ranks_are_the_same_to_the_bit_without_a_model(index: Index):
    view = found(index, NONE).view
    silent = replace(view, models=OptionalModels(reranker="no/such-model"))
    assert [o.score for o in rank(view)] == [o.score for o in rank(silent)]


def test_a_reader_that_is_not_here_judges_nothing(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.WARNING):
        assert OptionalModels(reader="no/such-reader").read(QUESTION, ["1280 degrees"]) == 0.0
    assert "no/such-reader" in caplog.text
    assert OptionalModels(reader="").read(QUESTION, ["1280 degrees"]) == 0.0
    assert NONE.read(QUESTION, []) == 0.0
