"""Exports: the whole graph in forms that other programs read; every relation keeps its lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from graph.records import Concept, Fact, Relation
from graph.storage import Index
from graph.storage.rows import compact
from graph.views.cards import write_deck
from graph.views.replies import Reply, concept_reply, fact_reply, relation_reply

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


class Exportable(Protocol):
    """What can be exported: an index, or the part of it that a page shows."""

    def all_facts(self) -> Iterator[Fact]:
        """Yield the facts, in the order of the notes."""
        ...

    def concepts(self) -> list[Concept]:
        """Return the concepts, by id."""
        ...

    def relations(self) -> list[Relation]:
        """Return the relations."""
        ...

    def sizes(self) -> dict[str, tuple[int, int]]:
        """Return how many facts and neighbours each concept has."""
        ...


@dataclass(frozen=True)
class Part:
    """Some facts and relations of an index, with the concepts that they name."""

    index: Index
    shown: tuple[Relation, ...] = ()
    cited: tuple[Fact, ...] = ()
    more: tuple[str, ...] = field(default=())
    """Ids of concepts that are shown by themselves."""

    def relations(self) -> list[Relation]:
        """Return the relations that are shown."""
        return sorted(self.shown, key=lambda one: (one.source, one.type, one.target))

    def all_facts(self) -> Iterator[Fact]:
        """Yield the facts that are shown and those that the relations rest on, each once."""
        yield from self._facts

    def concepts(self) -> list[Concept]:
        """Return the concepts at the ends of the relations and those shown by themselves, by id."""
        ends = {end for one in self.shown for end in (one.source, one.target)}
        subjects = {fact.subject for fact in self.cited if fact.subject}
        wanted = sorted(ends | subjects | set(self.more))
        return [concept for one in wanted if (concept := self.index.concept(one))]

    def sizes(self) -> dict[str, tuple[int, int]]:
        """Return how many facts and neighbours each concept has in the whole index."""
        return self.index.sizes()

    @cached_property
    def _facts(self) -> Sequence[Fact]:
        evidence = self.index.facts(fact for one in self.shown for fact in one.facts)
        return tuple({fact.id: fact for fact in (*self.cited, *evidence)}.values())


FORMULA_SIGNS = frozenset("=+-@＝＋－＠\t\r\n")
"""A text that begins so is a formula, or made one, when a spreadsheet opens the table (OWASP)."""
Export = Callable[[Exportable, Path], None]


def export_jsonl(index: Exportable, target: Path) -> None:
    """Write facts.jsonl, concepts.jsonl and relations.jsonl into a folder, one record a line."""
    target.mkdir(parents=True, exist_ok=True)
    _write_lines(target / "facts.jsonl", (fact_reply(fact) for fact in index.all_facts()))
    _write_lines(target / "concepts.jsonl", _concepts(index))
    _write_lines(target / "relations.jsonl", _relations(index))


def export_json(index: Exportable, target: Path) -> None:
    """Write one file in the node-link form that networkx and d3 read."""
    import networkx as nx

    data = nx.node_link_data(to_networkx(index), edges="edges")
    _write(target, json.dumps(data, ensure_ascii=False, indent=1))


def export_graphml(index: Exportable, target: Path) -> None:
    """Write one GraphML file; lists become text, since GraphML has no lists."""
    import networkx as nx

    drawn = to_networkx(index)
    for _, attributes in drawn.nodes(data=True):
        attributes["aliases"] = "; ".join(attributes["aliases"])
    for *_, attributes in drawn.edges(data=True):
        facts = attributes["facts"]
        attributes["facts"] = "\n".join(
            f"{fact['path']}:{fact['line']} {fact['text']}" for fact in facts
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    nx.write_graphml(_legal_in_xml(drawn), target)


def export_csv(index: Exportable, target: Path) -> None:
    """Write facts.csv, concepts.csv and relations.csv into a folder; a row for each line cited."""
    target.mkdir(parents=True, exist_ok=True)
    for name, table in to_pandas(index).items():
        for column in table.select_dtypes(exclude="number"):
            between = " > " if column == "context" else "; "
            table[column] = table[column].map(partial(_cell, between=between))
        table.to_csv(target / f"{name}.csv", index=False)


def to_networkx(index: Exportable) -> nx.MultiDiGraph[str]:
    """Return the graph: nodes are concept ids, edges are keyed by the type of relation."""
    import networkx as nx

    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for reply in _concepts(index):
        drawn.add_node(reply.pop("id"), **reply)
    for reply in _relations(index):
        source, kind, end = reply.pop("source"), reply.pop("type"), reply.pop("target")
        drawn.add_edge(source, end, key=kind, **reply)
    return drawn


def to_pandas(index: Exportable) -> dict[str, pd.DataFrame]:
    """Return the tables "facts", "concepts" and "relations"; these have a row for each line."""
    import pandas as pd

    facts = [fact_reply(fact) for fact in index.all_facts()]
    said = [
        {key: reply[key] for key in ("source", "type", "target", "confidence", "rule")}
        | {"fact": fact["id"], "path": fact["path"], "line": fact["line"], "text": fact["text"]}
        for reply in _relations(index)
        for fact in reply["facts"]
    ]
    tables = {"facts": facts, "concepts": list(_concepts(index)), "relations": said}
    return {name: pd.DataFrame(rows) for name, rows in tables.items()}


def _cell(value: object, between: str) -> object:
    """Return a cell as a spreadsheet shows it: a list as text, a formula quoted and not run."""
    text = between.join(value) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text[:1] in FORMULA_SIGNS else text


def export_markdown(index: Exportable, target: Path) -> None:
    """Write one Markdown file: each concept's relations, each with the lines that say so."""
    names = {concept.id: concept.name for concept in index.concepts()}
    facts = {fact.id: fact for fact in index.all_facts()}
    leaving: dict[str, list[Relation]] = {}
    for relation in index.relations():
        leaving.setdefault(relation.source, []).append(relation)
    parts = ["# What the notes say\n"]
    for source in sorted(leaving, key=lambda concept: str(names.get(concept, concept)).casefold()):
        parts.append(f"\n## {plain_markdown(names.get(source, source))}\n\n")
        for relation in leaving[source]:
            kind = relation.type.replace("_", " ")
            parts.append(
                f"- {kind} **{plain_markdown(names.get(relation.target, relation.target))}**\n"
            )
            parts.extend(f"  - {cited(facts[fact])}\n" for fact in relation.facts if fact in facts)
    _write(target, "".join(parts))


def cited(fact: Fact) -> str:
    """Return a fact as Markdown with the place where it stands."""
    place = f"{fact.path}, line {fact.line}"
    return f"{plain_markdown(fact.plain)} ({plain_markdown(place)})"


def plain_markdown(text: str) -> str:
    """Return text so that Markdown shows it as it is: no markup, no HTML, no links."""
    escaped = "".join(
        f"\\{letter}" if letter in "\\`*_{}[]()#+-.!|<>~$:" else letter for letter in text
    )
    return " ".join(escaped.replace("&", "&amp;").split())


def export_anki(index: Exportable, target: Path) -> None:
    """Write one .apkg file with a cloze card for each fact that has something to hide."""
    write_deck(index.all_facts(), target)


EXPORTS: dict[str, Export] = {
    "jsonl": export_jsonl,
    "json": export_json,
    "graphml": export_graphml,
    "csv": export_csv,
    "markdown": export_markdown,
    "anki": export_anki,
}
"""By the name that `--format` takes; to add one, write a function above and a line here."""


def _legal_in_xml(drawn: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    for attributes in [
        *(a for _, a in drawn.nodes(data=True)),
        *(a for *_, a in drawn.edges(data=True)),
    ]:
        for key, value in attributes.items():
            if isinstance(value, str):
                attributes[key] = "".join(
                    c if c.isprintable() or c in "\n\t" else " " for c in value
                )
    return drawn


def _concepts(index: Exportable) -> Iterable[Reply]:
    sizes = index.sizes()
    return (concept_reply(concept, sizes=sizes) for concept in index.concepts())


def _relations(index: Exportable) -> Iterable[Reply]:
    facts: Mapping[str, Fact] = {fact.id: fact for fact in index.all_facts()}
    return (relation_reply(relation, facts) for relation in index.relations())


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def _write_lines(target: Path, replies: Iterable[Reply]) -> None:
    with target.open("w", encoding="utf-8") as file:
        for reply in replies:
            file.write(compact(reply) + "\n")
