"""Rule tables: what they may say, and what is told of one that is broken."""

from __future__ import annotations

import pytest

from graph.errors import UserFileBroken
from graph.relations import READS, RULES, Cues, rules_of, statements_of
from graph.relations.cues import inflected
from graph.relations.examples import example_of
from graph.relations.rules import spellings

OWN = """
[[rule]]
name = "waters"
type = "waters"
reads = ["waters", "is watered by"]
cues = ["water~"]
"""


def test_one_table_adds_a_relation_type() -> None:
    example = example_of("{Hose} waters {Rose}")
    cues = Cues((*RULES, *rules_of(OWN, origin="own")))

    (statement,) = statements_of(example.facts, example.concepts, cues=cues)

    assert (statement.source, statement.type, statement.target) == ("Hose", "waters", "Rose")


@pytest.mark.parametrize(
    "kind",
    [
        "is_a",
        "part_of",
        "supports",
        "uses",
        "integrates_with",
        "triggers",
        "invokes",
        "routes_to",
        "stores_in",
        "reads_from",
        "encrypted_with",
        "secured_by",
        "monitored_by",
        "deployed_by",
        "runs_on",
        "alternative_to",
        "extends",
        "manages",
        "caches",
        "restricts",
        "related_to",
    ],
)
def test_every_type_reads_in_both_directions(kind: str) -> None:
    forwards, backwards = READS[kind]

    assert forwards
    assert backwards


def test_no_two_rules_share_a_name() -> None:
    names = [rule.name for rule in RULES]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_confidence_is_a_probability(rule: object) -> None:
    assert 0 < rule.confidence < 1  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[rule]]\nname = 'x'\ntype = 'uses'", "missing"),
        ("[[rule]]\nname = 'x'\ntype = 'uses'\ncues = ['y']\ncolour = 1", "unknown"),
        ("[[rule]]\nname = 'x'\ntype = 'uses'\ncues = ['y']\nsource = 'above'", "source"),
        ("[[rule]\nname", "own.toml"),
    ],
)
def test_a_broken_table_is_told_with_its_file_and_fault(text: str, told: str) -> None:
    with pytest.raises(UserFileBroken, match=told):
        rules_of(text, origin="own.toml")


def test_a_cue_is_spelt_out() -> None:
    assert set(spellings("runs? on|in {t}")) == {
        ("runs", "on", "{t}"), ("runs", "in", "{t}"), ("on", "{t}"), ("in", "{t}"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("verb", "form"),
    [("use~", "using"), ("rely~", "relies"), ("push~", "pushes"), ("run~", "running")],
)
def test_a_verb_stands_for_its_active_forms(verb: str, form: str) -> None:
    assert form in inflected(verb)
