"""Which of yes and no a line says to a question: negation and its reach, opposites, amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from graph.answers.amounts import allows
from graph.answers.days import on_another_day
from graph.answers.english import language, stems_of
from graph.answers.parallel import home_of
from graph.answers.question import Question

NAME_SHARE, MOST_NAMED = 0.3, 0.9
"""Of a word that only names the thing, and of all of them: they do not outweigh a word of what is
asked."""
LATER = 0.001
"""What a place further back in the question counts: it decides only between equals."""
LEAST_CELLS = 2
"""A row with one cell beside its label is a plain statement."""

_DENIES = re.compile(
    r"\b(?:not|no|none|nothing|cannot|can['’]t|never|won['’]t|unable|neither|nor|unsupported|"
    r"impossible|avoid|forbidden|prohibited|useless|pointless|cant|wont|"
    r"hardly|barely|seldom|"
    r"(?:do|does|did|is|are|was|were|has|have|had|could|should|would|must|need)n['’]?t)\b",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"\b(?:without|refuses?|rejects?|forbids?|prevents?|prohibits?|lacks?|denies|fails? to|"
    r"excludes?|bans?|allergic to|except(?: for)?|apart from|stopped|quit|gave up|ceased|"
    r"cancell?ed|dropped)\b",
    re.IGNORECASE,
)
"""Words that only deny what stands after them: 'refuses a CNAME', 'without servers'."""
_OPPOSED = re.compile(r"\b(?:non|un|in|im)-?([a-z]{3,})\b(?:\W+([a-z]+))?", re.IGNORECASE)
_UNSURE = re.compile(r"\bnot sure\b|\bunsure\b|\bdon'?t know\b|\bno idea\b|\?\?", re.IGNORECASE)
_DOUBT = re.compile(r"\(\?\)")
_BREAK = re.compile(r"[;()]|\.(?!\d)| - | -> |\bbut\b|, (?=\w+ (?:is|are|can|does))")
_LEADS_ON = re.compile(r"\s*(?:so|and|or|but|which|it|they|this|that|there|hence|since|if|then)\b")
_ELLIPSIS = re.compile(r"^(.{2,40}?) (?:does|do|is|are|can|has|have|will)(?: not|n't|not)$", re.I)
_ONLY_THEN = re.compile(
    r"\bonly (?:while|when|with|at|during|on|upon|before|as)\b|\b(?:at|on) \w+ time only\b", re.I
)
_NO_MORE = re.compile(r"\W*(?:no|not|never|nor)\b", re.IGNORECASE)
"""How a clause begins that leaves out what the one before said: "eats fish, but no meat"."""
_ANSWERED = re.compile(r"(?:^|\?)\W*(yes|no)(?:[.,;:!]|$)", re.IGNORECASE)
"""A line that answers what it, or the line above it, asks, as lists of questions do."""
_NEEDS = re.compile(
    r"\b(?:have|has|needs?) to\b|\bmust\b|\b(?:required|necessary)\b", re.IGNORECASE
)
_ANYWAY = re.compile(r"\b(?:by default|automatic(?:ally)?|already)\b", re.IGNORECASE)
"""What happens of itself and need not be done."""
_ALLOWED = re.compile(r"(\w+) only\b", re.IGNORECASE)
"""The beginning of a clause that allows one thing: "cash only in small shops"."""
_ONLY_THIS = re.compile(r"(?:^|[:;,] )(\w+) only(?:$|[.;,])", re.IGNORECASE)
_BY_WHAT = re.compile(r"\b(?:by|with) (?:an? )?(\w+)", re.IGNORECASE)
"""A clause that allows one thing only, "cash only", and what else the question would use."""
_ONLY = re.compile(r"\b(?:only|solely|exclusively)\b", re.IGNORECASE)
_PLACED = re.compile(
    r"\b(?:on|in|for|from|over|via|by|with|to|at|through|inside|outside|within) "
    r"(?:(?:an?|the|my|our) )?(\w+)",
    re.IGNORECASE,
)
"""Where, by what or for whom something is asked to be."""
_LATER = re.compile(r"\b(?:later|afterwards?|after|existing|already|any ?time|whenever)\b", re.I)
_TOGETHER = re.compile(r"\b(?:at (?:the same time|once)|simultaneously|together|both)\b", re.I)
_NOT_BOTH = re.compile(r"\b(?:never|not|but not) both\b|\bonly one of\b", re.IGNORECASE)
_COMPARED = re.compile(r"(.+?) ((?:more |less )\w+|\w+er)\b(.* than .+)", re.IGNORECASE)
"""One side, the quality, and the other side of a comparison."""
_LESS = re.compile(r"\b([a-z]{3,})-?less\b", re.IGNORECASE)
_LEFT_OUT = re.compile(r"\bwithout (?:an? |any |the )?(\w+)", re.IGNORECASE)
_HAS_NO = re.compile(r"\bno (\w+)", re.IGNORECASE)
"""What a question leaves out, and what a clause says is not there."""
_JOINED = re.compile(r"\b(multi|single)-?(?=[a-z]{3})", re.IGNORECASE)
_CELL = re.compile(r"(?:^| – |; )([^:;–]{1,40}): ")


def verdict_of(question: Question, text: str) -> str:
    """Return "Yes" or "No" as the line answers; empty where the line itself is not sure."""
    if _UNSURE.search(text):
        return ""
    line = _cell(question, text)
    answered = _ANSWERED.search(line)
    if answered:
        return answered[1].capitalize()
    allowed = allows(question.text, line)
    if allowed is not None:
        return "Yes" if allowed else "No"
    home = home_of(question, line)
    if home is not None and home.echoes:
        return "Yes"
    clause = home.clause if home is not None else _nearest_clause(question, line)
    if _DOUBT.search(clause):
        return ""
    negative = _denied(question, line, clause) or opposes(question, clause)
    return "No" if negative != _asks_for_not(question.text, clause) else "Yes"


def denies(clause: str) -> bool:
    """Tell whether a clause says that something is not."""
    return _DENIES.search(clause) is not None


def _denied(question: Question, line: str, clause: str) -> bool:
    """Tell whether the line denies what is asked: in the clause, by a condition, or for both."""
    text = question.text
    return (
        denies(clause)
        or _refuses(question, clause)
        or _turned_round(text, clause)
        or _only_another(question, clause)
        or on_another_day(text, line)
        or bool(_ONLY_THEN.search(line) and _LATER.search(text))
        or bool(_NEEDS.search(text) and _ANYWAY.search(clause))
        or bool(_TOGETHER.search(text) and _NOT_BOTH.search(line))
    )


def _refuses(question: Question, clause: str) -> bool:
    """Tell whether a clause refuses something asked for, where refusing is not what is asked."""
    asked, refused = set(question.words), list(_REFUSES.finditer(clause))
    if not refused or _REFUSES.search(question.text):
        return False
    return any(
        asked & _stems(clause[found.end() :]) and not asked & _stems(found[0]) for found in refused
    )


def _only_another(question: Question, clause: str) -> bool:
    """Tell whether a clause allows one thing or one place only, and another is asked for."""
    found = _ALLOWED.match(clause)
    if found is not None and not set(question.words) & _stems(found[1]):
        return True
    alone, other = _ONLY_THIS.search(clause), _BY_WHAT.search(question.text)
    if alone and other and not _stems(other[1]) & _stems(clause):
        return not set(question.words) & _stems(alone[1])
    places = list(_PLACED.finditer(question.text)) if _ONLY.search(clause) else []
    return bool(places) and not _stems(places[-1][1]) & _stems(clause)


def _turned_round(question: str, clause: str) -> bool:
    """Tell whether a clause compares the other way round: "oak is harder than fir" to "is fir"."""
    asked, said = _COMPARED.search(question), _COMPARED.search(clause)
    if asked is None or said is None or not _stems(asked[2]) & _stems(said[2]):
        return False
    (one, other), (first, second) = ((_stems(m[1]), _stems(m[3])) for m in (asked, said))
    both = one & other
    turned = (one - both) & second and (other - both) & first
    return bool(turned) and not ((one - both) & first and (other - both) & second)


def opposes(question: Question, clause: str) -> bool:
    """Tell whether a clause says the opposite of a word of the question: 'non-root' to 'root'."""
    asked, own = set(question.words), dict(_prefixed(question.text))
    for word, after in _prefixed(clause):
        if word in asked and word not in own:
            return True
        if word in own and after and own[word] != after and f"{word} {after}" in _pairs(question):
            return True
    said, wanted = f" {_plain(clause)} ", f" {_plain(question.text)} "
    return any(
        _holds(wanted, one) and not _holds(wanted, other) and _holds(said, other)
        and not _holds(said, one)
        for one, other in _opposites()
    )  # fmt: skip


@cache
def _opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return each pair of opposites both ways round, each side with all its words."""
    sides = [
        tuple(re.compile(rf"\b(?:{words})\b") for words in pair) for pair in language().opposites
    ]
    return tuple(way for one, other in sides for way in ((one, other), (other, one)))


def _holds(text: str, word: re.Pattern[str]) -> bool:
    return word.search(text) is not None


def _plain(text: str) -> str:
    return _JOINED.sub(r"\1 ", text.lower())


def _prefixed(text: str) -> Iterable[tuple[str, str]]:
    """Yield the stems of words that a prefix turns round, each with the stem after it."""
    for word, after in _OPPOSED.findall(text):
        following = stems_of(after)[-1:] if after else ()
        for stem in stems_of(word):
            yield stem, following[0] if following else ""


def _pairs(question: Question) -> set[str]:
    """Return the question's words in twos, those with a turning prefix left out."""
    words = re.findall(r"\w+", question.text)
    stems = [(stems_of(word) or ("",))[-1] for word in words]
    return {f"{one} {other}" for one, other in pairwise(stems)}


def _cell(question: Question, text: str) -> str:
    """Return the cell of a table's row that is headed by what is asked, if there is just one."""
    if " – " not in text:
        return text
    label, _, cells = text.partition(" – ")
    heads = list(_CELL.finditer(f"; {cells}"))
    asked = {stem for word in re.findall(r"\w+", question.text) for stem in stems_of(word)}
    meant = [head for head in heads if (own := _stems(head[1])) and own <= asked]
    if len(meant) != 1 or len(heads) < LEAST_CELLS:
        return text
    rest = f"; {cells}"[meant[0].end() :]
    after = _CELL.search(rest)
    return f"{label} {rest[: after.start()] if after else rest}"


def _nearest_clause(question: Question, text: str) -> str:
    """Return the clause of a line that shares most with the question; all of it where none does.

    A word beyond the names counts more: each clause may name the thing, one says what is asked.
    Of clauses that share as much, the one counts with the later words: a question ends with what it
    would know ("is it washed with soap", "washed each day; never soap").
    """
    asked = set(question.words)
    late = {stem: place * LATER for place, stem in enumerate(question.words)}
    names = {s for m in question.mentions for s in _stems(m.span.of(question.text))}
    clauses = [part.strip() for clause in _split(text) for part in _reach(clause) if part.strip()]
    for clause in clauses:
        found = _ELLIPSIS.match(clause)
        if found and (own := _stems(found[1])) and own <= asked:
            return clause

    def shared(clause: str) -> float:
        common = asked & _stems(clause)
        beyond, named = len(common - names), len(common & names)
        last = max((late[stem] for stem in common), default=0.0)
        return opposes(question, clause) + beyond + min(MOST_NAMED, NAME_SHARE * named) + last

    best = max(clauses, key=shared, default=text)
    if not shared(best):
        return text
    last = {question.words[-1]} - _stems(best)
    short = (one for one in clauses if _NO_MORE.match(one) and last & _stems(one))
    return next(short, best)


def _split(text: str) -> list[str]:
    """Return the clauses of a line; a doubt in brackets stays with what it doubts."""
    kept = _DOUBT.sub("\0", text)
    return [part.replace("\0", "(?)") for part in _BREAK.split(kept) if part.strip()]


def _reach(clause: str) -> list[str]:
    """Cut a clause at the commas that a negation or a doubt does not reach across."""
    parts = [""]
    for part in clause.split(","):
        fresh = _DENIES.search(part) or _LEADS_ON.match(part) or _DOUBT.search(part)
        if parts[-1] and fresh:
            parts.append(part)
        else:
            parts[-1] += f",{part}" if parts[-1] else part
    return parts


def _stems(text: str) -> set[str]:
    return {s for word in re.findall(r"\w+", text) for s in stems_of(word)}


def _asks_for_not(text: str, clause: str) -> bool:
    """Tell whether the question itself asks for what is not: 'is it impossible', 'schemaless'."""
    left_out = _LEFT_OUT.search(text)
    if left_out and _stems(left_out[1]) & {
        s for one in _HAS_NO.findall(clause) for s in _stems(one)
    }:
        return True
    asking = re.split(r"[,.;] ", text)[-1].lower()
    lacking = {s for root in _LESS.findall(asking) for s in stems_of(root)}
    if lacking & _stems(clause):
        return True
    return re.search(r"\b(?:not|never|impossible|n't|forbidden)\b", asking) is not None
