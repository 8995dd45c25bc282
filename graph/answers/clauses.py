"""The clause of a line that speaks of what is asked, as far as a negation reaches."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.answers.english import stems_of, written_words
from graph.answers.opposites import opposes
from graph.answers.question import Question

NAME_SHARE, MOST_NAMED = 0.3, 0.9
"""Of a word that only names the thing, and of all of them: they do not outweigh a word of what is
asked."""
OPPOSED = 9.0
"""What it counts that a clause says the opposite of the last word, which none says itself."""
LATER = 0.001
"""What a place further back in the question counts: it decides only between equals."""
_DENIES = re.compile(
    r"\b(?:not|no|none|(?<!for )nothing|cannot|can['’]t|never|won['’]t|unable|neither|nor|"
    r"unsupported|impossible|avoid|forbidden|prohibited|useless|pointless|cant|wont|"
    r"hardly|barely|seldom|"
    r"(?:do|does|did|is|are|was|were|has|have|had|could|should|would|must|need)n['’]?t)\b",
    re.IGNORECASE,
)
DOUBT = re.compile(r"\(\?\)")
_BREAK = re.compile(
    r"[;()]|\.(?!\d)| - | -> |(?<!thing )(?<!body )(?<!one )(?<!all )\bbut\b|"
    r", (?=\w+ (?:is|are|can|does))"
)
_LABEL_NOTE = re.compile(r" \([^()]*\)(?=: )")
"""What a label has in brackets: "The grant (1,500): we didn't get it"."""
_LEADS_ON = re.compile(r"\s*(?:so|and|or|but|which|it|they|this|that|there|hence|since|if|then)\b")
_ELLIPSIS = re.compile(
    r"^(.{2,40}?) (?:(?:do|does|is|are|was|were|can|has|have|will)(?: not|n['’]?t)|"
    r"cannot|can['’]?t|won['’]?t)$",
    re.IGNORECASE,
)
"""A clause that only says of its thing what was said of another, and that it is not so."""
_NO_MORE = re.compile(r"\W*(?:no|not|never|nor)\b", re.IGNORECASE)
"""How a clause begins that leaves out what the one before said: "eats fish, but no meat"."""
_BARE = re.compile(
    r"(?:(?:no|not|never|nor|without)\W+(?:(?:an?|any|the|in|on|at|to|by|with|for|from|via) ){0,2}"
    r"(.+)|(.+?)\W+(?:no|not|never))\W*",
    re.IGNORECASE,
)
"""A clause that does no more than deny one thing: "not gas", "lunch: no"."""
MOST_DENIED = 3
"""Words of what such a clause denies."""
MOST_TERSE = 4
"""Words of each part of a line that strings things together: "breakfast included, bath extra"."""


def nearest_clause(question: Question, text: str) -> str:
    """Return the clause of a line that shares most with the question; all of it where none does.

    A word beyond the names counts more: each clause may name the thing, one says what is asked.
    Of clauses that share as much, the one counts with the later words: a question ends with what it
    would know ("is it washed with soap", "washed each day; never soap").
    """
    asked = set(question.words)
    late = {stem: place * LATER for place, stem in enumerate(question.words)}
    names = {s for m in question.mentions for s in stems_in(m.span.of(question.text))}
    end = written_words(question.text)[-1:]
    last_word = replace(question, text=" ".join(end), words=question.words[-1:])
    clauses = [part.strip() for clause in _split(text) for part in _reach(clause) if part.strip()]
    for clause in clauses:
        found = _ELLIPSIS.match(clause)
        if found and (own := stems_in(found[1])) and own <= asked:
            return clause
    unsaid = not any(set(last_word.words) & stems_in(one) for one in clauses)

    def shared(clause: str) -> float:
        common = asked & stems_in(clause)
        beyond, named = len(common - names), len(common & names)
        last = max((late[stem] for stem in common), default=0.0)
        opposed = OPPOSED if unsaid and opposes(last_word, clause) else 0.0
        return (
            opposes(question, clause)
            + opposed
            + beyond
            + min(MOST_NAMED, NAME_SHARE * named)
            + last
        )

    best = max(clauses, key=shared, default=text)
    if not shared(best):
        return text
    beyond = asked - stems_in(best)
    last = beyond & {question.words[-1]}
    short = (
        one for one in clauses
        if (_NO_MORE.match(one) and last & stems_in(one)) or only_denied(one) & beyond
    )  # fmt: skip
    return next(short, best)


def only_denied(clause: str) -> set[str]:
    """Return the stems of what a clause denies that says nothing else: "gas" of "not gas"."""
    found = _BARE.fullmatch(clause)
    denied = (found[1] or found[2]) if found else ""
    return stems_in(denied) if len(denied.split()) <= MOST_DENIED else set()


def _split(text: str) -> list[str]:
    """Return the clauses of a line; a doubt in brackets stays with what it doubts.

    Brackets before a colon belong to a label, which says nothing without what it labels.
    """
    kept = _LABEL_NOTE.sub("", DOUBT.sub("\0", text))
    return [part.replace("\0", "(?)") for part in _BREAK.split(kept) if part.strip()]


def _reach(clause: str) -> list[str]:
    """Cut a clause at the commas that a negation or a doubt does not reach across.

    Where nothing is denied, short parts each say something of their own, after a label of all.
    """
    said = clause.split(",")
    terse = all(len(part.split()) <= MOST_TERSE for part in said)
    if terse and len(said) > 1:
        said[0] = said[0].rpartition(": ")[2]
    parts = [""]
    for part in said:
        fresh = denies(part) or _LEADS_ON.match(part) or DOUBT.search(part)
        if parts[-1] and (fresh or (terse and not denies(parts[-1]))):
            parts.append(part)
        else:
            parts[-1] += f",{part}" if parts[-1] else part
    return parts


def denies(clause: str) -> bool:
    """Tell whether a clause says that something is not."""
    return _DENIES.search(clause) is not None


def stems_in(text: str) -> set[str]:
    """Return the stems of all words of a text."""
    return {s for word in re.findall(r"\w+", text) for s in stems_of(word)}
