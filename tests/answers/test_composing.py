"""How facts are spoken in an answer: with what they are about, and nothing twice."""

import pytest

from graph.answers.composed_answer import joined, said
from graph.records import Concept, Fact, Span
from tests.vaults import Vault


def fact(plain: str, *context: str, headings: int = 1) -> Fact:
    """Return a fact under headings and bullets."""
    return Fact("f", "n.md", Span(0, len(plain)), plain, plain, 1, 1, context, headings)


PUMP = Concept("pump", "Garden Pump", ("pump",))


@pytest.mark.parametrize(
    ("one", "spoken"),
    [
        (fact("runs for 5 hours", "Pump"), "Garden Pump: runs for 5 hours"),
        (fact("a pump runs for 5 hours", "Pump"), "a pump runs for 5 hours"),
        (fact("lasts a year", "Pump", "The seal"), "Garden Pump: The seal: lasts a year"),
        (fact("long pipes are better", "Pump", "Short / long pipes"),
         "Garden Pump: long pipes are better"),
        (fact("red", "Pump", "Fast: keeps its speed, whatever the weather may be like"),
         "Garden Pump: Fast: red"),
        (fact("manual", "Pump", "Ways to start", headings=2), "Garden Pump: Ways to start: manual"),
        (fact("in a shed", "Pump", "Where does the pump stand?"),
         "Where does the pump stand? in a shed"),
        (fact("Parts of the pump:", "Pump"), "Parts of the pump"),
    ],
)  # fmt: skip
def test_a_fact_is_spoken_with_what_it_leaves_out(one: Fact, spoken: str):
    assert said(one, PUMP) == spoken


def test_parts_stand_once_and_end_once():
    assert joined(["It runs.", "It runs.", "It stops"], most=40) == "It runs; It stops"


BOATS = """# Boats

Sailing is slow. [Rowing boats and sailing boats](https://example.org/boats)

| Rowing boats | **Sailing** boats |
|---|---|
| needs arms | needs wind |
| stops at once | stops in a while |

| price | Canoe | Punt |
|---|---|---|
| new | 900 | 1200 |
"""


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "rowing boats vs sailing boats",
            "Rowing boats: needs arms – Sailing boats: needs wind\n"
            "Rowing boats: stops at once – Sailing boats: stops in a while",
        ),
        ("canoe vs punt", "new – Canoe: 900; Punt: 1200"),
    ],
)
def test_a_table_that_compares_is_the_comparison(vault: Vault, question: str, text: str):
    assert vault({"boats.md": BOATS}).ask(question).text == text


SHEDS = """# Sheds

| Kind | Size | Permit |
|---|---|---|
| Barn | 9 m | yes |
| Coop | 2 m | no |
| Hutch | 2 m | no |
"""


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("which sheds need no permit?", "Coop – Permit: no; Hutch – Permit: no"),
        ("which sheds need a permit?", "Barn – Permit: yes"),
        ("which sheds have size 2 m?", "Coop – Size: 2 m; Hutch – Size: 2 m"),
    ],
)
def test_rows_are_given_that_have_in_a_column_what_is_asked(vault: Vault, question: str, text: str):
    answer = vault({"sheds.md": SHEDS}).ask(question)
    assert answer.text == text
    assert len(answer.citations) >= text.count(";") + 1


def test_the_sentence_beside_the_best_one_gives_the_value(vault: Vault):
    answer = vault(
        {"a.md": "# House\n\nInsurance of the house: renewed again. Good until 1 May.\n"}
    ).ask("when does the insurance of the house expire?")
    assert answer.value.startswith("1 May")
    assert "renewed again" in answer.text


def test_an_item_is_given_with_its_list_where_most_of_that_is_as_likely(vault: Vault):
    posts = "# Post\n\n- Pigeons\n  - letters to bakers\n  - letters to mills\n"
    posts += "  - parcels to harbours\n- Pigeons rest at noon\n"
    answer = vault({"post.md": posts, "sea.md": "# Sea\n\n- tides turn twice a day\n"}).ask(
        "where do the pigeons bring the letters and the parcels of Post?"
    )
    assert all(place in answer.text for place in ("baker", "mill", "harbour"))


def test_a_line_that_alone_is_likely_is_given_without_the_rest_of_its_list(vault: Vault):
    office = "# Office\n\n- Ines waters the ferns\n- the roof leaks in March\n- tea is free\n"
    answer = vault({"office.md": office}).ask("who waters the ferns?")
    assert "Ines" in answer.text
    assert "roof" not in answer.text


def test_of_statements_about_one_thing_those_that_deny_are_not_listed(vault: Vault):
    heron = "# Heron\n\n- Heron carries salt\n- Heron works without a crew\n"
    heron += "- Heron no longer carries coal\n- Heron carries wool\n"
    answer = vault({"heron.md": heron}).ask("what does Heron carry?")
    assert "salt" in answer.text
    assert "coal" not in answer.text


@pytest.mark.parametrize("number", ["030 55-57 201", "0305557201"])
def test_a_number_is_found_however_it_is_spaced(vault: Vault, number: str):
    notes = {"numbers.md": "# Numbers\n\n- vet: 030 5557-201\n- baker: 030 5557-102\n"}
    assert "vet" in vault(notes).ask(number).text
