"""The examples of a rule, read as a small note: what a rule file says is run as a test."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from textwrap import dedent

from graph.records import Concept, Fact, Mention, Span
from graph.relations.note_context import opening

_NAMED = re.compile(r"\{(?:([st]):)?([^}|]+)(?:\|(\w+))?\}")


@dataclass(frozen=True, slots=True)
class Example:
    """An example as linked facts, and the pairs that its rule must find in it."""

    facts: tuple[Fact, ...]
    concepts: dict[str, Concept]
    pairs: frozenset[tuple[str, str]]
    """Each (source, target) of the names marked `{s:…}` and `{t:…}`."""


def example_of(text: str) -> Example:
    """Read an example: a heading, then bullets; `{s:X}`, `{t:Y|kind}` and `{Z}` are names."""
    lines = [line for line in dedent(text).strip("\n").splitlines() if line.strip()]
    facts: list[Fact] = []
    heading: Fact | None = None
    for number, line in enumerate(lines):
        fact = _fact(line, number)
        if len(lines) > 1 and not line.lstrip().startswith("-"):
            heading = replace(fact, kind="topic", subject=opening(fact))
            continue
        facts.append(_placed(fact, line, facts, heading))
    named = _NAMED.findall("\n".join(lines))
    concepts = {name: Concept(name, name, kind=kind or "service") for _, name, kind in named}
    sides = {side: [name for role, name, _ in named if role == side] for side in "st"}
    pairs = frozenset((source, target) for source in sides["s"] for target in sides["t"])
    return Example((*([heading] if heading else ()), *facts), concepts, pairs)


def _fact(line: str, number: int) -> Fact:
    text = line.strip().removeprefix("- ")
    plain, mentions, at = "", [], 0
    for match in _NAMED.finditer(text):
        plain += text[at : match.start()]
        mentions.append(Mention(match[2], Span(len(plain), len(plain) + len(match[2]))))
        plain, at = plain + match[2], match.end()
    plain += text[at:]
    span = Span(0, len(plain))
    return Fact(f"example#{number}", "example", span, plain, plain, number + 1, number + 1,
                mentions=tuple(mentions))  # fmt: skip


def _placed(fact: Fact, line: str, facts: list[Fact], heading: Fact | None) -> Fact:
    """Hang a bullet under the one above it that stands further to the left."""
    depth = len(line) - len(line.lstrip())
    above = next((one for one in reversed(facts) if one.span.start < depth), None)
    about = above.subject if above else (opening(heading) if heading else None)
    headings = (heading.plain,) if heading else ()
    path = (*above.context, above.plain) if above else headings
    return replace(
        fact, subject=about or opening(fact), parent=above.id if above else None, context=path,
        headings=len(headings), span=Span(depth, depth + len(fact.plain)),
    )  # fmt: skip
