"""Facts of small notes, built by hand."""

from __future__ import annotations

from graph.concepts.evidence import evidence_of
from graph.concepts.learning import lexicon_of
from graph.concepts.lexicon import Lexicon
from graph.concepts.name_evidence import name_evidence_of
from graph.concepts.usernames import UserNames
from graph.concepts.wordlist import shipped_lists
from graph.records import Fact, FactKind, Mark, MarkKind, Span


def fact(
    plain: str,
    *context: str,
    kind: FactKind = "fact",
    parent: Fact | None = None,
    headings: int = 1,
    line: int = 1,
    marks: tuple[Mark, ...] = (),
    note: str = "note.md",
) -> Fact:
    path = (*parent.context, parent.plain) if parent else context
    above = parent.headings if parent else min(headings, len(path))
    return Fact(
        id=f"{note}#{'/'.join(path)}/{plain}",
        path=note,
        span=Span(0, len(plain)),
        text=plain,
        plain=plain,
        line=line,
        end_line=line,
        context=path,
        headings=above,
        kind=kind,
        parent=parent.id if parent else None,
        marks=marks,
    )


def marked(plain: str, word: str, kind: MarkKind, target: str = "") -> Mark:
    start = plain.index(word)
    return Mark(Span(start, start + len(word)), kind, target)


ABOUT_SOFTWARE = UserNames(lists=(("aws", True), ("software", True)))
"""What lets the shipped lists act on notes of a few lines."""


def lexicon(*notes: list[Fact], user: UserNames = ABOUT_SOFTWARE) -> Lexicon:
    evidence = [evidence_of(facts) for facts in notes]
    return lexicon_of(name_evidence_of(evidence), lists=shipped_lists(), user=user)


def linked(facts: list[Fact], user: UserNames = ABOUT_SOFTWARE) -> list[Fact]:
    return lexicon(facts, user=user).link(facts)


def named(text: str, *context: str, user: UserNames = ABOUT_SOFTWARE) -> list[str]:
    """Return the ids of the concepts that one line names."""
    return [mention.concept for mention in linked([fact(text, *context)], user)[0].mentions]
