"""Questions in other languages than English, over notes in them."""

from __future__ import annotations

import pytest

from graph.answers.question import read_question
from graph.answers.reading import read_for
from graph.answers.retrieval_context import retrieval_context_of
from graph.answers.spelling import spell_corrected

GARDEN = {
    "garten.md": "# Garten\n\n- Die Schläuche liegen im Keller der Hütte.\n"
    "- Das Kind mag die Beeren und den Saft.\n- Der Maßkrug steht auf dem Regal.\n",
    "haus.md": "# Haus\n\n- Der Ofen wird im Herbst von Frau Özdemir geprüft.\n"
    "- Die Straße zum Haus ist im Winter gesperrt.\n",
}


def test_what_a_german_question_asks_is_no_yes_or_no(vault):
    asked = read_for("Was kostet der Ofen?", vault(GARDEN).index)
    assert (asked.language, asked.intent) == ("de", "lookup")


def test_a_question_drops_the_small_words_of_its_own_language(vault):
    asked = read_for("Was mag das Kind und wo?", vault(GARDEN).index)
    assert asked.words == ("mag", "kind")


@pytest.mark.parametrize(
    "question", ["가", "정원 호스는 어디에 있나요?", "園のホースはどこですか", "软管在哪里？"]
)
def test_a_question_in_another_script_is_read_whatever_is_known_of_it(vault, question: str):
    assert read_for(question, vault(GARDEN).index).intent == "lookup"


def test_a_dutch_question_that_looks_english_gets_no_verdict():
    assert read_question("is de oven van oma?", code="nl").intent == "lookup"
    assert read_question("is the oven old?").intent == "yesno"


@pytest.mark.parametrize(
    ("code", "question", "intent", "sides"),
    [
        ("de", "Was ist schwerer, Schiefer oder Ton?", "compare", ("Schiefer", "Ton")),
        ("de", "compare Schiefer und Ton", "compare", ("Schiefer", "Ton")),
        ("de", "compare Schiefer and Ton", "compare", ("Schiefer", "Ton")),
        ("de", "Wie deckt man ein Dach?", "howto", None),
        ("de", "Wie lange kann ich warten?", "lookup", None),
        (
            "fr",
            "Quelle différence entre l'ardoise et la tuile ?",
            "compare",
            ("l'ardoise", "tuile"),
        ),
        ("fr", "Comment s'appelle le couvreur ?", "lookup", None),
        ("es", "¿Cómo se cubre un tejado?", "howto", None),
        ("it", "Quali sono le pietre del tetto?", "list", None),
        ("nl", "Wat is het verschil tussen lei en klei?", "compare", ("lei", "klei")),
        ("pt", "Como corto a ardósia?", "howto", None),
        ("zh", "石板和陶瓦有什么区别?", "compare", ("石板", "陶瓦")),
    ],
)
def test_what_a_question_asks_for_is_told_by_its_own_language(code, question, intent, sides):
    read = read_question(question, code=code)
    assert (read.intent, read.sides) == (intent, sides)


def test_another_form_of_a_word_is_read_as_the_one_in_the_notes(vault):
    corpus = retrieval_context_of(vault(GARDEN).index)
    assert spell_corrected("Wo sind die Hütten?", corpus) == ("Wo sind die Hütte?", ())


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("wo liegen die schlauche", "Schläuche"),
        ("wo steht der masskrug", "Maßkrug"),
        ("wer ist frau ozdemir", "Özdemir"),
        ("ist die strasse gesperrt", "Straße"),
    ],
)
def test_accents_and_sharp_s_are_optional_in_a_question(vault, question, line):
    knowledge = vault(GARDEN)
    assert line in knowledge.ask(question).citations[0].fact.plain
    asked = read_for(question, knowledge.index)
    corpus = retrieval_context_of(knowledge.index)
    assert all(map(corpus.frequency, asked.words))


def test_notes_of_one_name_in_two_encodings_are_one(vault):
    knowledge = vault({"Caf\u00e9.md": "Opens at nine.", "a.md": "See [[Cafe\u0301]] for tea."})
    assert knowledge.show("Cafe\u0301") == knowledge.show("Caf\u00e9")
    assert knowledge.search("in:Cafe\u0301 opens")


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("which shelf holds 1000000 seeds", "1.000.000"),
        ("which disk has 20 GB", "20GB"),
        ("which jar takes 1/2 cup", "½"),
    ],
)
def test_a_number_is_found_as_anybody_writes_it(vault, question, line):
    lines = ["The left shelf holds 1.000.000 seeds", "The old disk has 20GB", "The jar takes ½ cup"]
    found = vault({"a.md": "\n".join(f"- {one}" for one in lines)}).ask(question)
    assert line in found.citations[0].fact.plain
    assert found.answered
