"""What is read out of a question: intention, kind of value, sides, the clause that asks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers.english import aspects_of, content_terms
from graph.answers.question import asking_clause, negated_context, read_question
from graph.answers.two_sides import sides_of
from graph.answers.values import serving, values_in
from graph.records import Mention, Span


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("how long does a lease last?", "lookup"),
        ("boiler max pressure", "lookup"),
        ("which valves are there?", "list"),
        ("boiler operating modes", "list"),
        ("list the kinds of pipe", "list"),
        ("can the boiler run without water?", "yesno"),
        ("the pump is loud, is it broken?", "yesno"),
        ("is the boiler hot or cold?", "lookup"),
        ("find out whether the boiler is hot", "lookup"),
        ("tell me whether the boiler is hot", "yesno"),
        ("did I tell the neighbours?", "yesno"),
        ("can you tell me the pressure of the boiler?", "lookup"),
        ("is it better to burn gas or oil?", "compare"),
        ("what does the boiler work with?", "relates"),
        ("gas vs oil", "compare"),
        ("gas or oil?", "compare"),
        ("what is the difference between gas and oil", "compare"),
        ("which tools work with the boiler?", "relates"),
        ("who uses the boiler?", "relates"),
        ("how does the boiler connect to the pump?", "path"),
        ("boiler -> pump", "path"),
        ("how do I drain the boiler", "howto"),
        ("steps to drain the boiler", "howto"),
        ("turn off the boiler", "howto"),
        ("remove rust from all pipes", "howto"),
        ("log the pressures of the boiler", "howto"),
        ("log pressures", "list"),
        ("list all the pipes", "list"),
        ("boiler in the attic possible", "yesno"),
        ("oil burner allowed", "yesno"),
        ("burners allowed", "lookup"),
        ("gas allowed", "yesno"),
        ("oil in the attic allowed", "yesno"),
        ("ok to run the boiler at night", "yesno"),
        ("rust needs air", "yesno"),
        ("everything the boiler needs", "lookup"),
        ("unblock the drain", "howto"),
        ("rules about smoke", "list"),
        ("which fuels are possible", "list"),
        ('"pilot light"', "exact"),
        ("x-boiler-id", "exact"),
    ],
)
def test_a_question_is_read_for_what_it_wants(text: str, intent: str):
    start = max(text.find("boiler"), 0)
    mention = Mention("boiler", Span(start, start + 6))
    assert read_question(text, mentions=[mention] if "boiler" in text else []).intent == intent


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("how long is the wait", "duration"),
        ("how many days until it expires", "duration"),
        ("how big may a parcel be", "size"),
        ("how many parcels fit", "count"),
        ("requests per second", "rate"),
        ("what does a parcel cost", "money"),
        ("how much was the ferry", "money"),
        ("how much does a sack weigh", "count"),
        ("how much disk does a mill have", "size"),
        ("why is it slow", "reason"),
        ("which header do I send", "identifier"),
        ("the pump will not start until it gets what?", "named"),
        ("who wrote it", "person"),
        ("when was it built", "date"),
        ("when do I water it", "moment"),
        ("what did I pay for the saw", "money"),
        ("notary's fees", "money"),
        ("how much money did the fair make", "money"),
        ("phone number of Ida", "phone"),
        ("Ida e-mail", "email"),
        ("opening hours of the mill", "date"),
        ("when the permit reaches its expiry", "expiry"),
        ("running time of the film", "duration"),
        ("how heavy is the anvil", "measure"),
        ("pass mark of the exam", "measure"),
        ("code for the gate", "code"),
    ],
)
def test_the_kind_of_value_that_would_serve_comes_first(text: str, want: str):
    assert read_question(text).expected_types[0] == want


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("kept for 4 days", "duration", "4 days"),
        ("between 1-35 days", "duration", "1-35 days"),
        ("up to 5 TB each", "size", "5 TB"),
        ("10,000 rps in all", "rate", "10,000 rps"),
        ("99.95% of the time", "percent", "99.95%"),
        ("send x-real-address with it", "identifier", "x-real-address"),
        ("see https://example.org/a", "address", "https://example.org/a"),
        ("grows for half a year", "duration", "half a year"),
        ("64,000 turns of it a minute", "rate", "64,000 turns of it a minute"),
        ("watered twice a week", "rate", "twice a week"),
        ("weight (GB): 32", "size", "(GB): 32"),
        ("saved at 1200 x 800 px", "size", "1200 x 800 px"),
        ("three kinds of apple", "count", "three"),
        ("a spade (38 EUR)", "money", "38 EUR"),
        ("rent 940 plus heating", "money", "940"),
        ("fee: 20, for 3 months", "money", "20"),
        ("12 € a bag", "money", "12 €"),
        ("sown on 14 April 2021", "date", "14 April 2021"),
        ("Ana, born 2019", "date", "2019"),
        ("built 1793-94, by hand", "date", "1793-94"),
        ("open until 18:30", "date", "18:30"),
        ("closed on Mondays", "date", "Mondays"),
        ("sown in March", "date", "March"),
        ("up to 2048 seeds", "count", "2048"),
        ("1,5 kg of flour", "measure", "1,5 kg"),
        ("a roof for €3k", "money", "€3k"),
        ("rent is 1.200,50 €", "money", "1.200,50 €"),
        ("sown on 05/12/24", "date", "05/12/24"),
        ("twelve hundred bees", "count", "twelve hundred"),
        ("tea at half past six", "date", "half past six"),
        ("2 tbsp of oil", "measure", "2 tbsp"),
        ("½ cup of milk", "measure", "½ cup"),
    ],
)
def test_a_value_is_found_with_its_unit(text: str, kind: str, value: str):
    found = [(v.kind, v.span.of(text)) for v in values_in(text)]
    assert (kind, value) in found


@pytest.mark.parametrize(
    "text", ["water it well", "a second bed", "Then one rests", "May march on", "sun on it"]
)
def test_plain_words_are_no_value(text: str):
    assert values_in(text) == ()


@pytest.mark.parametrize(("piece", "values"), [("a", 0), ("a.b+", 0), ("3 m ", 50_000)])
def test_a_line_of_a_whole_note_is_read_once_for_its_values(piece: str, values: int):
    assert len(values_in(piece * 50_000)) == values


def test_a_number_of_what_is_counted_comes_before_another_number():
    value = serving("3 pumps and 20 valves", ("count",), counted_terms=("valv",))
    assert value is not None
    assert value.span.start == len("3 pumps and ")


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("red valve vs blue valve", ("red valve", "blue valve")),
        ("gas or oil?", ("gas", "oil")),
        ("how does gas differ from oil?", ("gas", "oil")),
        ("difference between gas and oil", ("gas", "oil")),
    ],
)
def test_the_two_sides_of_a_comparison_are_told_apart(text: str, sides: tuple[str, str]):
    assert sides_of(text) == sides


def test_the_clause_that_asks_is_told_from_the_story_before_it():
    story = "The cellar was flooded. how long does the pump run at most?"
    assert asking_clause(story) == "how long does the pump run at most?"


@pytest.mark.parametrize("text", ["how long is the ladder", "how heavy is the ladder?"])
def test_what_asks_for_a_measure_is_no_word_of_the_topic(text: str):
    assert read_question(text).words == content_terms("ladder")


def test_what_is_put_aside_is_not_asked_for():
    start, end = negated_context("I hate oil heaters. which other heater is there for a barn")
    assert (start, end) == (0, len("I hate oil heaters. "))


def test_short_forms_stand_for_their_words():
    assert set(content_terms("max msgs")) >= set(content_terms("maximum messages"))


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("at most three", "maximum"),
        ("out of the box", "default"),
        ("it was deleted", "removal"),
        ("restrictions apply", "permission"),
    ],
)
def test_an_aspect_is_heard_in_any_form_of_its_words(text: str, aspect: str):
    assert aspect in aspects_of(text)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str):
    assert read_question(text).text == " ".join(text.split())


@pytest.mark.parametrize(
    "question", ["can I write it on the phone?", "a phone for the old", "send it by e-mail"]
)
def test_a_telephone_is_not_its_number(question: str):
    assert not {"phone", "email"} & set(read_question(question).expected_types)


@pytest.mark.parametrize(
    ("text", "kind"), [("4 kg", "measure"), ("180 °C", "measure"), ("4 GB", "size")]
)
def test_a_number_with_a_unit_is_a_measure(text: str, kind: str):
    assert [value.kind for value in values_in(f"at most {text} of it")] == [kind]
