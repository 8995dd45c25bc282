"""The language of a text is told by its small words, and by its letters where these are shared."""

from __future__ import annotations

import pytest

from graph.language.identify import language_of, language_of_all, stem_of_language, stop_words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Where does the lamp stand?", "en"),
        ("Wo steht die Lampe?", "de"),
        ("Was kostet die Lampe?", "de"),
        ("Où se trouve la lampe ?", "fr"),
        ("¿Dónde está la lámpara?", "es"),
        ("Onde está a luminária da sala?", "pt"),
        ("Dov'è la lampada della nonna?", "it"),
        ("Waar staat de lamp van oma?", "nl"),
        ("Где стоит лампа и что это?", "ru"),
        ("灯放在哪里?", "zh"),
        ("ランプはどこにありますか?", "ja"),
        ("램프는 어디에 있습니까?", "ko"),
    ],
)
def test_the_language_of_a_question_is_told(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["mill door code", "order 12 s3 steps", "what is 灯?", "", "42"])
def test_key_words_are_taken_for_the_usual_language(text):
    assert language_of(text) == "en"


def test_key_words_over_german_notes_are_german():
    assert language_of("Lampe Keller", usual="de") == "de"
    assert language_of("Which lamp is in the cellar?", usual="de") == "en"


def test_a_collection_speaks_the_language_of_most_of_its_notes():
    notes = ["Die Lampe ist im Keller.", "Der Hund frisst nur das Brot.", "The dog is old."]
    assert language_of_all(notes) == "de"
    assert language_of_all([]) == "en"


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("de", "Häuser", "haus"), ("fr", "chevaux", "cheval"), ("es", "lámparas", "lampara")],
)
def test_forms_of_a_word_share_their_stem(language, one, other):
    assert stem_of_language(one, language) == stem_of_language(other, language)


def test_small_words_are_folded():
    assert {"fur", "uber"} <= stop_words("de")
    assert not stop_words("tlh")
