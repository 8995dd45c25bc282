"""Names that stand in one line: related weakly, where they are near and nothing says more."""

from graph.records import Fact
from graph.relations import statements_of
from tests.relations.lines import line


def pairs(fact: Fact) -> list[tuple[str, str]]:
    found = statements_of([fact], {})
    assert {(one.type, one.confidence) for one in found} <= {("related_to", 0.3)}
    return [(one.source, one.target) for one in found]


def test_names_up_to_two_places_apart_are_related():
    fact = line("{Oak} {Ash} {Elm} {Fir}", about=None)
    assert pairs(fact) == [
        ("Oak", "Ash"), ("Oak", "Elm"), ("Ash", "Elm"), ("Ash", "Fir"), ("Elm", "Fir"),
    ]  # fmt: skip


def test_the_subject_is_related_to_every_name_but_itself():
    assert pairs(line("{Oak} {Ash}", about="Oak"))[0] == ("Oak", "Ash")
    assert ("Wood", "Fir") in pairs(line("{Oak} {Ash} {Elm} {Fir}", about="Wood"))


def test_a_line_of_many_names_relates_eight_pairs():
    assert len(pairs(line(" ".join(f"{{N{number}}}" for number in range(20)), about=None))) == 8
