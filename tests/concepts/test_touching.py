"""A changed name is looked for wherever linking would find it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.concepts.affected_notes import Touching, forms_of, squashed
from graph.concepts.keys import key_of
from graph.records import Fact, Mark, Span

WORDS = st.sampled_from(
    ("read", "replica", "replicas", "policies", "policy", "indices", "index", "repo", "repos",
     "configs", "C++", "e-mail", "53", "ΟΔΟΣ")
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=4), st.sampled_from([" ", "-", "_", ""]))
def test_every_spelling_of_a_name_holds_one_of_its_forms(words: list[str], joint: str):
    name = joint.join(words)
    plain = squashed(f"before {name} after")
    assert any(form in plain for form in forms_of(key_of(name)))


def fact(plain: str, *, name: str = "x", parent: str | None = None, above: str = "") -> Fact:
    context = (above,) if above else ()
    span = Span(0, len(plain))
    return Fact(f"a#{name}", "a", span, plain, plain, 1, 1, context, 1, "fact", parent)


@pytest.mark.parametrize(
    ("key", "facts"),
    [
        ("readreplica", [fact("Uses read replicas for reports")]),
        ("zetaqueue", [fact("Keeps messages", above="Zeta Queue")]),
        (
            "failoverroutingpolicy",
            [fact("Routing policies", name="p"), fact("Failover", parent="a#p")],
        ),
    ],
)
def test_a_note_that_holds_a_name_is_found(key: str, facts: list[Fact]):
    touching = Touching([key])
    text = "\n".join((*(one.plain for one in facts), *(s for one in facts for s in one.context)))
    assert touching.may_be_in(text)
    assert touching.are_in(facts)


@pytest.mark.parametrize(
    ("target", "held"),
    [("Garden shed", True), ("places/Garden shed", True), ("https://x.org/Garden shed", False)],
)
def test_a_link_holds_the_name_of_the_page_it_leads_to(target: str, held: bool):
    linked = replace(fact("Clean it in May"), marks=(Mark(Span(0, 5), "link", target),))
    assert Touching(["gardenshed"]).are_in([linked]) == held


def test_a_note_that_only_looks_like_it_is_left_out():
    assert not Touching(["readreplica"]).are_in([fact("Read about a replica")])
    assert not Touching(["readreplica"]).may_be_in("Nothing of that kind")
