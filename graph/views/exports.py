"""Exports: the whole graph in forms that other programs read; every relation keeps its lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from graph.records import Concept, Fact, Relation
from graph.storage.rows import compact
from graph.views.anki import export_anki
from graph.views.replies import Reply, concept_reply, fact_reply, relation_reply

if TYPE_CHECKING:
    import networkx as nx


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


FORMULA_SIGNS = frozenset("=+-@\t\r\n")
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

    _write(
        target,
        json.dumps(nx.node_link_data(_drawn(index), edges="edges"), ensure_ascii=False, indent=1),
    )


def export_graphml(index: Exportable, target: Path) -> None:
    """Write one GraphML file; lists become text, since GraphML has no lists."""
    import networkx as nx

    drawn = _drawn(index)
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
    import pandas as pd

    target.mkdir(parents=True, exist_ok=True)
    facts = [
        {
            **fact_reply(fact),
            "context": " > ".join(fact.context),
            "mentions": "; ".join(_named(fact)),
        }
        for fact in index.all_facts()
    ]
    concepts = [{**reply, "aliases": "; ".join(reply["aliases"])} for reply in _concepts(index)]
    said = [
        {key: reply[key] for key in ("source", "type", "target", "confidence", "rule")}
        | {"fact": fact["id"], "path": fact["path"], "line": fact["line"], "text": fact["text"]}
        for reply in _relations(index)
        for fact in reply["facts"]
    ]
    for name, rows in (("facts", facts), ("concepts", concepts), ("relations", said)):
        cells = [{key: _no_formula(value) for key, value in row.items()} for row in rows]
        pd.DataFrame(cells).to_csv(target / f"{name}.csv", index=False)


def _no_formula(value: object) -> object:
    """Return a cell that a spreadsheet shows and does not run: after a quotation mark."""
    return f"'{value}" if isinstance(value, str) and value[:1] in FORMULA_SIGNS else value


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


EXPORTS: dict[str, Export] = {
    "jsonl": export_jsonl,
    "json": export_json,
    "graphml": export_graphml,
    "csv": export_csv,
    "markdown": export_markdown,
    "anki": export_anki,
}
"""By the name that `--format` takes; to add one, write a function above and a line here."""


def _drawn(index: Exportable) -> nx.MultiDiGraph[str]:
    import networkx as nx

    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for reply in _concepts(index):
        drawn.add_node(reply.pop("id"), **reply)
    for reply in _relations(index):
        source, kind, end = reply.pop("source"), reply.pop("type"), reply.pop("target")
        drawn.add_edge(source, end, key=kind, **reply)
    return drawn


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


def _named(fact: Fact) -> Iterable[str]:
    return dict.fromkeys(mention.concept for mention in fact.mentions)


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def _write_lines(target: Path, replies: Iterable[Reply]) -> None:
    with target.open("w", encoding="utf-8") as file:
        for reply in replies:
            file.write(compact(reply) + "\n")
