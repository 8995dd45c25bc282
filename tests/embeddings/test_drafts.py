"""Drafts of vectors, beside those that the encoder itself makes."""

import pytest

from embeddings import Encoder, HashEncoder, Vectors, drafter_of

TEXTS = [
    "Pantry > Lentils > Red ones are done after 15 minutes",
    "Garden > The hedge is cut in late summer",
    "Bicycle > Chain oil: three drops for each link",
    "Router > The guest network is switched off at night",
    "Café > Ödön brings the naïve painter's 3 keys",
]


@pytest.fixture(scope="module")
def drafts(encoder: Encoder) -> Vectors:
    """Return the drafts of all texts."""
    draft = drafter_of(encoder)
    assert draft is not None
    return draft(TEXTS)


def test_a_draft_is_near_the_vector_of_its_text_alone(encoder: Encoder, drafts: Vectors):
    cosines = encoder.encode(TEXTS) @ drafts.T
    assert (cosines.argmax(axis=1) == range(len(TEXTS))).all()
    assert cosines.diagonal().min() > 0.75


def test_a_question_finds_the_draft_of_its_answer(encoder: Encoder, drafts: Vectors):
    asked = encoder.encode_questions(["when do I trim the hedge?", "how long do lentils cook?"])
    assert (asked @ drafts.T).argmax(axis=1).tolist() == [1, 0]


def test_a_draft_does_not_depend_on_its_neighbours(encoder: Encoder, drafts: Vectors):
    draft = drafter_of(encoder)
    assert draft is not None
    assert draft(TEXTS[2:3])[0] == pytest.approx(drafts[2], abs=1e-5)


def test_drafts_have_the_length_one_also_of_nothing(encoder: Encoder):
    draft = drafter_of(encoder)
    assert draft is not None
    assert (draft(["", "\ue000", *TEXTS]) ** 2).sum(axis=1) == pytest.approx(1.0)


def test_an_encoder_that_no_map_was_learnt_for_has_no_drafts():
    assert drafter_of(HashEncoder()) is None
