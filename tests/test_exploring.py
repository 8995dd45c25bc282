from collections import Counter

import networkx as nx
import pytest

from graph import exploring
from graph.records import RELATED_TO
from tests.vaults import Vault

HUB = "\n".join(
    [f"- Gamma Queue triggers Store{n} Vault\n- Store{n} Vault keeps a log" for n in range(6)]
)


def test_the_strongest_relations_are_those_that_sorting_all_gives(vault: Vault):
    index = vault({"hub.md": f"# Things\n\n{HUB}\n"}).index
    for concept in index.concepts():
        every = sorted(index.relations(concept.id), key=lambda one: one.rank)
        assert index.strongest(concept.id, most=3) == every[:3]
        assert index.strongest(concept.id, most=exploring.ALL) == every


def test_what_lines_state_and_how_often_is_what_counting_all_gives(vault: Vault):
    index = vault({"hub.md": f"# Things\n\n{HUB}\n"}).index
    every = index.relations()
    assert index.stated() == [one for one in every if one.type != RELATED_TO]
    assert index.types() == Counter(one.type for one in every)
    assert list(index.types().values()) == sorted(index.types().values(), reverse=True)


def test_the_packed_ties_are_those_of_the_graph(vault: Vault):
    index = vault({"hub.md": f"# Things\n\n{HUB}\n"}).index
    network = nx.Graph()
    for relation in index.relations():
        before = network.get_edge_data(relation.source, relation.target, {"weight": 0.0})
        summed = before["weight"] + relation.strength
        network.add_edge(relation.source, relation.target, weight=summed)
    assert sum(map(len, map(index.ties.of, range(len(index.ties))))) == 2 * network.size()
    for one, other, weight in network.edges(data="weight"):
        numbers = [index.ties.numbers[name] for name in (one, other)]
        (place,) = (index.ties.of(numbers[0]) == numbers[1]).nonzero()[0]
        found = index.ties.strengths[index.ties.places(numbers[0])][place]
        assert found == pytest.approx(weight)


def test_of_a_hub_each_relation_is_told_with_its_first_line(vault, monkeypatch):
    said = "\n".join(f"- Gamma Queue triggers Delta Vault in case {n}" for n in range(5))
    index = vault({"hub.md": f"# Things\n\n{HUB}\n{said}\n"}).index
    monkeypatch.setattr(exploring, "MOST_LINES", 8)
    found = exploring.relatives("Gamma Queue", index)
    told = {fact.id for fact in found.evidence}
    assert all(told & set(relation.facts) for relation in found.relations)


def test_a_limit_holds_for_the_relations_that_are_listed_too(vault: Vault):
    knowledge = vault({"Mill.md": "# Mill\n\n- [[Ana]]\n- [[Tom]]\n- [[Rui]]\n"})
    found = knowledge.relates("Mill", limit=1)
    assert (len(found.concepts), len(found.relations)) == (1, 1)
