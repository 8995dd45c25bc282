"""Replies as text for a terminal: colours where there is a terminal, plain text in a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from graph.collections import Collection
from graph.notes.unread import unread_lines
from graph.records import (
    Answer,
    Card,
    Citation,
    Concept,
    Fact,
    Issue,
    Relation,
    Relatives,
    Report,
    Routes,
)
from graph.views.tone import hedge_of, in_tone

BOLD, DIM, ACCENT, GOOD, WARN, OFF = "\33[1m", "\33[2m", "\33[36m", "\33[32m", "\33[33m", "\33[0m"
MOST_NAMED = 10
"""Notes without a fact that are named."""
FACTS_ON_A_CARD = 12
"""More scroll the relations away; `--json` has them all."""


def coloured() -> bool:
    """Tell whether colours are wanted: on a terminal, unless NO_COLOR says otherwise."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def paint(text: str, *styles: str) -> str:
    """Return text, styled where colours are wanted, and always free of control characters."""
    clean = "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in text)
    return f"{''.join(styles)}{clean}{OFF}" if styles and coloured() else clean


def counted(number: int, what: str) -> str:
    """Return a number of things in words: "1 file", "2 files"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def place(fact: Fact) -> str:
    """Return where a fact stands: file, headings and bullets above it, line."""
    return paint(" › ".join((fact.path, *fact.context, f"line {fact.line}")), DIM)


def fact_lines(fact: Fact, *, bullet: str = "•") -> Iterable[str]:
    """Yield a fact and, under it, its place."""
    yield f"  {paint(bullet, ACCENT)} {paint(fact.plain)}"
    yield f"    {place(fact)}"


def answer_lines(answer: Answer, *, explain: bool = False) -> Iterable[str]:
    """Yield an answer with its citations, or a refusal with its near misses."""
    for remark in answer.remarks:
        yield paint(remark, WARN)
    if answer.answered:
        if hedge := hedge_of(answer):
            yield paint(hedge, DIM)
        yield _with_value(in_tone(answer))
        yield paint(answer.intent, DIM)
    else:
        yield paint("Not in your notes.", BOLD, WARN)
        if answer.suggestions:
            yield f"Did you mean: {' · '.join(answer.suggestions)}"
        if answer.citations:
            yield paint("The nearest lines, which do not answer it:", DIM)
    yield ""
    yield from citation_lines(answer.citations, explain=explain)


def citation_lines(citations: Iterable[Citation], *, explain: bool = False) -> Iterable[str]:
    """Yield ranked facts, with their signals when they are to be explained."""
    for rank, citation in enumerate(citations, 1):
        yield from fact_lines(citation.fact, bullet=f"{rank}.")
        if explain:
            yield f"    {paint(f'score {citation.score:.3f}: ' + ', '.join(citation.why), GOOD)}"
            signals = ", ".join(f"{name} {value:.3f}" for name, value in citation.signals if value)
            yield f"    {paint(signals, DIM)}"


def relatives_lines(relatives: Relatives, names: Mapping[str, str]) -> Iterable[str]:
    """Yield what relates to a concept, grouped by relation."""
    facts = {fact.id: fact for fact in relatives.evidence}
    yield _title(relatives.concept)
    if not relatives.relations:
        yield "Your notes relate it to nothing."
    yield from _relation_groups(relatives.concept, relatives.relations, facts, names)


def routes_lines(routes: Routes, names: Mapping[str, str]) -> Iterable[str]:
    """Yield routes, each step with the line that says so."""
    facts = {fact.id: fact for fact in routes.evidence}
    if not routes.paths:
        yield f"Your notes do not join {routes.source.name} and {routes.target.name}."
        if routes.meeting:
            yield f"Nearest to both: {', '.join(concept.name for concept in routes.meeting)}"
    for number, path in enumerate(routes.paths, 1):
        yield paint(f"Route {number}", BOLD)
        for hop in path:
            source, target = names.get(hop.source, hop.source), names.get(hop.target, hop.target)
            kind = paint(hop.type.replace("_", " "), ACCENT)
            yield f"  {paint(source, BOLD)} {kind} {paint(target, BOLD)}"
            if hop.fact in facts:
                yield f"    {paint(facts[hop.fact].plain)}"
                yield f"    {place(facts[hop.fact])}"


def card_lines(card: Card, names: Mapping[str, str]) -> Iterable[str]:
    """Yield a concept's card."""
    facts = {fact.id: fact for fact in card.evidence}
    yield _title(card.concept)
    if card.concept.gloss:
        yield paint(card.concept.gloss)
    yield ""
    yield paint(f"Facts ({len(card.facts)})", BOLD)
    for fact in card.facts[:FACTS_ON_A_CARD]:
        yield from fact_lines(fact)
    if len(card.facts) > FACTS_ON_A_CARD:
        yield paint(f"  {len(card.facts) - FACTS_ON_A_CARD} more: --json shows them all", DIM)
    yield ""
    yield from _relation_groups(card.concept, card.relations, facts, names, explain=True)


def report_lines(report: Report, *, built: bool) -> Iterable[str]:
    """Yield what a build did, or what an index holds."""
    yield (
        f"{counted(report.files, 'file')}, {counted(report.facts, 'fact')}, "
        f"{counted(report.concepts, 'concept')}, {counted(report.relations, 'relation')}"
    )
    if built:
        yield paint(
            f"read {report.read}, removed {report.removed}, embedded {report.embedded} texts "
            f"in {report.seconds:.1f} s",
            DIM,
        )
    for key, value in report.details.items():
        yield paint(f"{key}: {', '.join(value.splitlines())}", DIM)
    yield from (paint(line, WARN) for line in unread_lines(report.unread))
    if report.empty:
        yield paint(f"nothing to read in {len(report.empty)}:", WARN)
    yield from (f"  {paint(path)}" for path in report.empty[:MOST_NAMED])
    if len(report.empty) > MOST_NAMED:
        yield paint(f"  {len(report.empty) - MOST_NAMED} more: --json names them all", DIM)
    if report.skipped:
        yield paint(f"skipped {len(report.skipped)}:", WARN)
    for one in report.skipped:
        yield f"  {paint(one.path)}: {paint(one.reason)}"


def finding_lines(findings: Iterable[Issue]) -> Iterable[str]:
    """Yield what a person should look at, by kind."""
    for kind, some in groupby(findings, key=lambda finding: finding.kind):
        listed = list(some)
        yield paint(f"{kind} ({len(listed)})", BOLD)
        for finding in listed:
            yield f"  {paint(finding.text, ACCENT)}  {paint(finding.advice, DIM)}"
            for fact in finding.facts:
                yield f"    {paint(fact.plain)}"
                yield f"    {place(fact)}"


def _title(concept: Concept) -> str:
    aliases = ", ".join(alias for alias in concept.aliases if alias != concept.name)
    also = f" (also {aliases})" if aliases else ""
    return f"{paint(concept.name, BOLD, ACCENT)} {paint(f'{concept.kind}{also}', DIM)}"


def _relation_groups(
    concept: Concept,
    relations: Iterable[Relation],
    facts: Mapping[str, Fact],
    names: Mapping[str, str],
    *,
    explain: bool = False,
) -> Iterable[str]:
    def group(relation: Relation) -> tuple[bool, str, bool]:
        return (relation.type == "related_to", relation.type, relation.source != concept.id)

    for (_, kind, backwards), some in groupby(sorted(relations, key=group), key=group):
        listed = sorted(some, key=lambda relation: -relation.confidence)
        arrow = f"← {kind}" if backwards else f"{kind} →"
        yield paint(f"{arrow.replace('_', ' ')} ({len(listed)})", BOLD)
        for relation in listed:
            other = relation.source if backwards else relation.target
            why = f"  {relation.rule}, {relation.confidence:.2f}" if explain else ""
            yield f"  {paint(names.get(other, other), ACCENT)}{paint(why, DIM)}"
            for fact in (facts[fact_id] for fact_id in relation.facts if fact_id in facts):
                yield f"    {paint(fact.plain)}"
                yield f"    {place(fact)}"


def _with_value(answer: Answer) -> str:
    before, value, after = (
        answer.text.partition(answer.value) if answer.value else (answer.text, "", "")
    )
    return paint(before) + (paint(value, BOLD, GOOD) if value else "") + paint(after)


def collection_lines(found: Sequence[Collection]) -> Iterator[str]:
    """Yield a line for each collection; the one that is asked by default is marked."""
    for one in found:
        places = ", ".join(map(str, one.notes)) or "cannot be read: build it again"
        mark = "*" if one.is_current else " "
        yield f"{mark} {paint(one.name)}  {places}  {paint(f'{one.built} {one.index}', DIM)}"
    if not found:
        yield "There is no collection yet: run `noteloom build FOLDER`."
