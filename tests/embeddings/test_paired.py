from __future__ import annotations

import numpy as np
import pytest

from embeddings import Encoder, HashEncoder, load_encoder
from embeddings.ensemble import NAME, EnsembleEncoder
from embeddings.models import DEFAULT
from embeddings.score_scaling import SPREAD, USUAL, ScoreScaling, measured, trials

paired = pytest.mark.skipif(DEFAULT != NAME, reason="the second model is not for this machine")


def test_the_cosine_of_a_pair_is_the_mean_of_both() -> None:
    class Narrow(HashEncoder):
        score_scaling = ScoreScaling(spread=SPREAD / 3)

    pair = EnsembleEncoder(HashEncoder(), Narrow(), name="pair", score_scaling=ScoreScaling())
    one, other = pair.encode(["one bucket", "two buckets"])
    alone = HashEncoder().encode(["one bucket", "two buckets"])
    assert np.isclose(np.linalg.norm(one), 1.0, atol=1e-6)
    assert np.isclose(one @ other, alone[0] @ alone[1], atol=1e-6)
    assert np.isclose(pair.lengths[1] ** 2, 3 * pair.lengths[0] ** 2)


def test_of_a_question_in_another_script_only_the_first_models_part_counts() -> None:
    pair = EnsembleEncoder(HashEncoder(), HashEncoder(), name="pair", score_scaling=ScoreScaling())
    latin, greek = pair.encode_questions(["where is the boat", "πού είναι η βάρκα"])
    assert latin[pair.first.stop :].any()
    assert greek[pair.first].any()
    assert not greek[pair.first.stop :].any()


def test_cosines_are_brought_to_one_scale() -> None:
    narrow = ScoreScaling(usual=0.8, spread=SPREAD / 10)
    assert np.isclose(narrow.of(0.8), USUAL)
    assert np.isclose(narrow.of(0.81) - narrow.of(0.8), 0.1)
    assert np.isclose(ScoreScaling().of(0.3), 0.3)


@paired
def test_the_spread_of_the_pair_is_what_it_is_said_to_be(encoder: Encoder) -> None:
    found = measured(encoder)
    assert np.isclose(found.usual, encoder.score_scaling.usual, atol=1e-3)
    assert np.isclose(found.spread, encoder.score_scaling.spread, rtol=0.02)


@paired
@pytest.mark.parametrize("model", ["multilingual-e5-small", "all-MiniLM-L6-v2"])
def test_with_each_model_unrelated_texts_are_as_far_apart(model: str) -> None:
    lines, questions = trials()
    encoder = load_encoder(model)
    cosines = encoder.score_scaling.of(
        encoder.encode_questions(questions) @ encoder.encode(lines).T
    )
    assert np.isclose(cosines.mean(), USUAL, atol=2e-3)
    assert np.isclose(cosines.std(), SPREAD, rtol=0.03)


@paired
@pytest.mark.parametrize(
    ("question", "line", "other"),
    [
        ("wie groß darf eine Datei sein?", "Files may have up to 5 GB", "Files are kept apart"),
        ("how long may it run?", "Läuft höchstens 15 Minuten", "Kostet nichts extra"),
    ],
)
def test_a_question_finds_a_line_in_another_language(
    encoder: Encoder, question: str, line: str, other: str
) -> None:
    (asked,) = encoder.encode_questions([question])
    near, far = encoder.encode([line, other])
    assert asked @ near > asked @ far
