"""Yes or no: which of the two the line says, negation understood."""

from __future__ import annotations

import re

from graph.answers.draft import LONGEST, Draft, joined, said
from graph.answers.english import stems_of
from graph.answers.finding import Finding
from graph.answers.lookup import subject_of
from graph.answers.opposites import opposes
from graph.answers.question import Question

_DENIES = re.compile(
    r"\b(?:not|no|cannot|can't|can not|never|don't|doesn't|isn't|aren't|won't|without|unable|"
    r"neither|nor|"
    r"unsupported|impossible|avoid|forbidden|prohibited|dont|doesnt|cant|wont)\b",
    re.IGNORECASE,
)
_OPPOSED = re.compile(r"\b(?:non|un|in|im)-?([a-z]{3,})\b", re.IGNORECASE)
NAME_SHARE = 0.4
"""Of a word that only names the thing: two of them do not outweigh a word of what is asked."""
_UNSURE = re.compile(r"\bnot sure\b|\bunsure\b|\?\?|\(\?\)", re.IGNORECASE)
_ONLY = re.compile(r"\bonly\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[;.]| - | -> |\bbut\b|, (?=\w+ (?:is|are|can|does))|[()]")


def yesno(finding: Finding) -> Draft:
    """Return yes or no, and the sentence that says so."""
    best = finding.ranked[0].reading.fact
    verdict = verdict_of(finding.question, best.plain)
    sentence = said(best, subject_of(finding, best))
    text = joined([f"{verdict}: {sentence}" if verdict else sentence], most=LONGEST)
    remarks = () if verdict else ("The notes are not sure of this themselves.",)
    return Draft(text, (best,), value=verdict, remarks=remarks)


def verdict_of(question: Question, text: str) -> str:
    """Return "Yes" or "No" as the line answers; empty where the line itself is not sure."""
    if _UNSURE.search(text):
        return ""
    clause = _nearest_clause(question, text)
    negative = denies(clause) != opposes(question.text, clause) or negates_a_word(question, clause)
    return "No" if negative != _asks_for_not(question.text) else "Yes"


def denies(clause: str) -> bool:
    """Tell whether a clause says that something is not."""
    return _DENIES.search(clause) is not None


def negates_a_word(question: Question, clause: str) -> bool:
    """Tell whether a clause turns a word of the question round: 'non-root' to 'root'."""
    asked = set(question.words)
    opposed = {s for word in _OPPOSED.findall(clause) for s in stems_of(word)}
    own = {s for word in _OPPOSED.findall(question.text) for s in stems_of(word)}
    return bool((opposed & asked) - own) and not own & opposed


def _nearest_clause(question: Question, text: str) -> str:
    """Return the clause of a line that shares most with the question; all of it where none does.

    A word beyond the names counts more: each clause may name the thing, one says what is asked.
    """
    clauses = [clause for clause in _CLAUSE.split(text) if clause and clause.strip()]
    asked = set(question.words)
    names = {s for m in question.mentions for s in _stems(m.span.of(question.text))}

    def shared(clause: str) -> float:
        common = asked & _stems(clause)
        opposed = opposes(question.text, clause)
        return opposed + len(common - names) + NAME_SHARE * len(common & names)

    best = max(clauses, key=shared, default=text)
    return best if shared(best) else text


def _stems(text: str) -> set[str]:
    return {s for word in re.findall(r"\w+", text) for s in stems_of(word)}


def _asks_for_not(text: str) -> bool:
    """Tell whether the question itself asks for what is not: 'is it impossible', 'can I not'."""
    asking = re.split(r"[,.;] ", text)[-1]
    return (
        re.search(r"\b(?:not|never|impossible|n't|forbidden|without)\b", asking.lower()) is not None
    )
