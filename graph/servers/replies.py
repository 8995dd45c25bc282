"""What a server replies: short, typed, and each line of a note marked as a quotation.

A reply fits into MOST_BYTES of JSON, since whoever asks pays for each word of it. What comes from
notes stands in a field called `quote`: it is data, whatever it says.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeVar

from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from graph.records import Answer, Card, Fact, Hop, Relation, Relatives, Report, Routes

MOST_BYTES = 2_000
"""Of a reply as JSON; some 500 tokens."""
MOST_LINES = 5
LONGEST_QUOTE = 300
"""Bytes as JSON: a line that is longer can be read whole with `read`."""
LONGEST_ANSWER = 600
READ_BYTES = 8_000
"""Of the lines that one `read` returns."""


class Line(TypedDict):
    """A line of a note, quoted."""

    path: str
    line: int
    quote: str


class AskReply(TypedDict):
    """The reply to `ask`."""

    status: Literal["answered", "hedged", "declined"]
    confidence: float
    answer: str
    lines: list[Line]
    remarks: list[str]


class SearchReply(TypedDict):
    """The reply to `search`: lines, best first."""

    lines: list[Line]


class RelationReply(TypedDict):
    """A relation with the line that says so."""

    source: str
    type: str
    target: str
    path: str
    line: int
    quote: str


class RelatesReply(TypedDict):
    """The reply to `relates`: what relates to a concept, the most strongly related first."""

    concept: str
    related: list[str]
    relations: list[RelationReply]


class PathReply(TypedDict):
    """The reply to `path`: routes as lists of relations; `meeting` names what both are near to."""

    routes: list[list[RelationReply]]
    meeting: list[str]


class ShowReply(TypedDict):
    """The reply to `show`: a concept's card."""

    name: str
    aliases: list[str]
    kind: str
    lines: list[Line]
    relations: list[RelationReply]


class ReadReply(TypedDict):
    """The reply to `read`: consecutive lines of a note."""

    path: str
    lines: list[Line]


class StatusReply(TypedDict):
    """The reply to `status`."""

    notes: int
    facts: int
    concepts: int
    relations: int
    built: str
    building: bool
    progress: str


Reply = TypeVar("Reply", bound=Mapping[str, Any])


def ask_reply(answer: Answer) -> AskReply:
    """Return an answer with its lines; a declined one has the nearest lines and no text."""
    status: Literal["answered", "hedged", "declined"] = "declined"
    if answer.answered:
        status = "answered" if getattr(answer, "sure", True) else "hedged"
    reply = AskReply(
        status=status,
        confidence=round(answer.confidence, 2),
        answer=_short(answer.text, LONGEST_ANSWER),
        lines=[line_of(citation.fact) for citation in answer.citations[:MOST_LINES]],
        remarks=[_short(remark, LONGEST_QUOTE) for remark in answer.remarks],
    )
    return fitted(reply, reply["lines"], reply["remarks"])


def search_reply(facts: Iterable[Fact]) -> SearchReply:
    """Return ranked facts as lines."""
    reply = SearchReply(lines=[line_of(fact) for fact in facts])
    return fitted(reply, reply["lines"])


def relates_reply(relatives: Relatives, names: Mapping[str, str]) -> RelatesReply:
    """Return what relates to a concept, and the relations with a line each."""
    facts = {fact.id: fact for fact in relatives.evidence}
    reply = RelatesReply(
        concept=relatives.concept.name,
        related=[_short(one.concept.name) for one in relatives.concepts],
        relations=_relations(relatives.relations, facts, names),
    )
    return fitted(reply, reply["relations"], reply["related"])


def path_reply(routes: Routes, names: Mapping[str, str]) -> PathReply:
    """Return routes with the line of each step."""
    facts = {fact.id: fact for fact in routes.evidence}
    reply = PathReply(
        routes=[[_relation(hop, facts[hop.fact], names) for hop in path] for path in routes.paths],
        meeting=[_short(concept.name) for concept in routes.meeting],
    )
    return fitted(reply, reply["routes"], reply["meeting"])


def show_reply(card: Card, names: Mapping[str, str]) -> ShowReply:
    """Return a concept's card."""
    facts = {fact.id: fact for fact in card.evidence}
    reply = ShowReply(
        name=_short(card.concept.name),
        aliases=[_short(alias) for alias in card.concept.aliases],
        kind=card.concept.kind,
        lines=[line_of(fact) for fact in card.facts[:MOST_LINES]],
        relations=_relations(card.relations, facts, names),
    )
    return fitted(reply, reply["relations"], reply["lines"], reply["aliases"])


def read_reply(path: str, lines: Iterable[tuple[int, str]]) -> ReadReply:
    """Return consecutive lines of a note, as many as fit into READ_BYTES."""
    read = [Line(path=path, line=number, quote=_plain(text)) for number, text in lines]
    reply = ReadReply(path=path, lines=read)
    return fitted(reply, reply["lines"], most=READ_BYTES)


def status_reply(report: Report | None, *, building: bool, progress: str) -> StatusReply:
    """Return what the index holds; None stands for an index that is still being built."""
    return StatusReply(
        notes=report.files if report else 0,
        facts=report.facts if report else 0,
        concepts=report.concepts if report else 0,
        relations=report.relations if report else 0,
        built=report.details.get("built", "") if report else "",
        building=building,
        progress=progress,
    )


def line_of(fact: Fact) -> Line:
    """Return a fact as a quoted line."""
    return Line(path=fact.path, line=fact.line, quote=_short(fact.plain))


def fitted(reply: Reply, *parts: list[Any], most: int = MOST_BYTES) -> Reply:
    """Shorten the lists of a reply, in place and in the order given, until it fits; return it.

    One entry of each list is kept.
    """
    for part in parts:
        while len(part) > 1 and size_of(reply) > most:
            part.pop()
    return reply


def size_of(reply: Mapping[str, Any]) -> int:
    """Return the bytes of a reply as the MCP SDK writes it: indented JSON in UTF-8."""
    return len(json.dumps(reply, ensure_ascii=False, indent=2).encode())


def _relations(
    relations: Iterable[Relation], facts: Mapping[str, Fact], names: Mapping[str, str]
) -> list[RelationReply]:
    shown = ((one, next((facts[f] for f in one.facts if f in facts), None)) for one in relations)
    return [_relation(one, fact, names) for one, fact in shown if fact is not None]


def _relation(said: Relation | Hop, fact: Fact, names: Mapping[str, str]) -> RelationReply:
    return RelationReply(
        source=_short(names.get(said.source, said.source)),
        type=said.type,
        target=_short(names.get(said.target, said.target)),
        path=fact.path,
        line=fact.line,
        quote=_short(fact.plain),
    )


def _short(text: str, most: int = LONGEST_QUOTE) -> str:
    plain = _plain(text)
    if _bytes(plain) <= most:
        return plain
    cut = plain[: most - 1]
    while _bytes(cut) > most:  # letters of several bytes, and those that JSON escapes
        cut = cut[: len(cut) * 9 // 10]
    return cut.rstrip() + "…"


def _bytes(text: str) -> int:
    return len(json.dumps(text, ensure_ascii=False).encode()) - len('""')


def _plain(text: str) -> str:
    """Return a text without characters that cannot be seen, which could hide orders."""
    return "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Co") else " " for c in text)
