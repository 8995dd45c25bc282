"""Which of yes and no a line says to a question: negation and its reach, opposites, amounts."""

from __future__ import annotations

import re

from graph.answers.amounts import allows
from graph.answers.clauses import DOUBT, denies, nearest_clause, only_denied, stems_in
from graph.answers.days import on_another_day
from graph.answers.english import stems_of
from graph.answers.opposites import opposes
from graph.answers.parallel import home_of
from graph.answers.question import Question

LEAST_CELLS = 2
"""A row with one cell beside its label is a plain statement."""

_REFUSES = re.compile(
    r"\b(?:without|refuses?|rejects?|forbids?|prevents?|prohibits?|lacks?|denies|fails? to|"
    r"excludes?|bans?|allergic to|except(?: for)?|apart from|stopped|quit|gave up|ceased|"
    r"cancell?ed|dropped)\b",
    re.IGNORECASE,
)
"""Words that only deny what stands after them: 'refuses a CNAME', 'without servers'."""
_GONE = re.compile(
    r"\b(?:is|are|was|were|been|got) (?:\w+ly )?"
    r"(?:dropped|removed|discontinued|abolished|withdrawn|scrapped|retired|phased out)\b",
    re.IGNORECASE,
)
"""What only denies what stands before it: "XML was dropped"."""
_ALL_BUT = re.compile(r"\b(?:every|any|all)\w*(?: \w+){0,2} (?:but|save)\b", re.IGNORECASE)
_EXISTS = re.compile(r"\b(?:is|are|was|were) there (?:an? |any )?(\w+)", re.IGNORECASE)
_ENOUGH = re.compile(r"\b\w+ enough\b", re.IGNORECASE)
_TOO = re.compile(r"\btoo \w+\b", re.IGNORECASE)
_UNSURE = re.compile(r"\bnot sure\b|\bunsure\b|\bdon'?t know\b|\bno idea\b|\?\?", re.IGNORECASE)
_ONLY_THEN = re.compile(
    r"\bonly (?:while|when|with|at|during|on|upon|before|as)\b"
    r"|\b(?:at|on) (?:\w+ ){1,3}time only\b",
    re.IGNORECASE,
)
_BUT = re.compile(r"\bbut\b", re.IGNORECASE)
_ANSWERED = re.compile(r"(?:^|\?)\W*(yes|no)(?:pe)?(?:[.,;:!]|$)", re.IGNORECASE)
"""A line that answers what it, or the line above it, asks, as lists of questions do."""
_NEEDS = re.compile(
    r"\b(?:have|has|needs?) to\b|\bmust\b|\b(?:required|necessary)\b", re.IGNORECASE
)
_ANYWAY = re.compile(r"\b(?:by default|automatic(?:ally)?|already)\b", re.IGNORECASE)
"""What happens of itself and need not be done."""
_ALLOWED = re.compile(r"(\w+) only\b", re.IGNORECASE)
"""The beginning of a clause that allows one thing: "cash only in small shops"."""
_THIS_ONLY = re.compile(r"(\w+) only\W*$", re.IGNORECASE)
"""The end of a clause that allows nothing but what was named last: "Ana (the files only)"."""
_ONLY_THIS = re.compile(r"(?:^|[:;,] )(\w+) only(?:$|[.;,])", re.IGNORECASE)
"""A clause that allows one thing only: "cash only"."""
_WITHOUT = re.compile(r"\bwithout (.+)", re.IGNORECASE)
"""What a question would do without, all of it."""
_NAMED_ONLY = re.compile(r"(?:^|[:;,(] ?)[A-Z]\w+ only\b")
"""A clause that has by name somebody or something alone: "Tim only"."""
_NAMES = re.compile(r"\b[A-Z][a-z]+\b")
"""Names in a question, but for its first word."""
_ONLY = re.compile(r"\b(?:only|solely|exclusively)\b", re.IGNORECASE)
_ONLY_SO = re.compile(
    r"\b(?:only|solely|exclusively) ((?:on|in|for|from|via|by|with|to|at|through|during) .+)"
    r"|\b((?:on|in|for|from|via|by|with|to|at|through|during) [\w ]+?) (?:only|exclusively)\b",
    re.IGNORECASE,
)
"""Where, by what or for whom alone something is so."""
_PERMITS = "allowed permitted possible available accepted taken used paid open"
"""What goes without saying in such a clause: "dogs only on a lead"."""
_PLACED = re.compile(
    r"\b(?:on|in|for|from|over|via|by|with|to|at|through|inside|outside|within) "
    r"(?:(?:an?|the|my|our) )?(\w+)",
    re.IGNORECASE,
)
"""Where, by what or for whom something is asked to be."""
_MANY = frozenset(["both", "all", "each", "every", "several", "many"])
"""What stands after "on" or "for" and tells no place: "on both sides"."""
_LATER = re.compile(r"\b(?:later|afterwards?|after|existing|already|any ?time|whenever)\b", re.I)
_TOGETHER = re.compile(r"\b(?:at (?:the same time|once)|simultaneously|together|both)\b", re.I)
_NOT_BOTH = re.compile(r"\b(?:never|not|but not) both\b|\bonly one of\b", re.IGNORECASE)
_COMPARED = re.compile(r"(.+?) ((?:more |less )\w+|\w+er)\b(.* than .+)", re.IGNORECASE)
"""One side, the quality, and the other side of a comparison."""
_LESS = re.compile(r"\b([a-z]{3,})-?less\b", re.IGNORECASE)
_LEFT_OUT = re.compile(r"\bwithout (?:an? |any |the )?(\w+)", re.IGNORECASE)
_HAS_NO = re.compile(r"\bno (\w+)", re.IGNORECASE)
"""What a question leaves out, and what a clause says is not there."""
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
    if _ONLY_THEN.search(line) and _LATER.search(question.text):
        return "No"
    home = home_of(question, line)
    if home is not None and home.echoes:
        return "Yes"
    clause = home.clause if home is not None else line
    if home is None or _BUT.search(clause):
        clause = nearest_clause(question, clause)
    if DOUBT.search(clause):
        return ""
    negative = _denied(question, line, clause) or opposes(question, clause)
    return "No" if negative != _asks_for_not(question.text, clause) else "Yes"


def _denied(question: Question, line: str, clause: str) -> bool:
    """Tell whether the line denies what is asked: in the clause, by a condition, or for both."""
    text = question.text
    return (
        denies(clause)
        or _refuses(question, clause)
        or _has_none(text, line)
        or bool(_ENOUGH.search(text) and _TOO.search(clause))
        or _turned_round(text, clause)
        or _only_another(question, line, clause)
        or on_another_day(text, line)
        or bool(_NEEDS.search(text) and _ANYWAY.search(clause))
        or bool(_TOGETHER.search(text) and _NOT_BOTH.search(line))
    )


def _refuses(question: Question, clause: str) -> bool:
    """Tell whether a clause refuses something asked for, where refusing is not what is asked."""
    if _REFUSES.search(question.text):
        return False
    asked = set(question.words)
    refused = (*_REFUSES.finditer(clause), *_ALL_BUT.finditer(clause))
    denied = [(found[0], clause[found.end() :]) for found in refused]
    denied += [(found[0], clause[: found.start()]) for found in _GONE.finditer(clause)]
    return any(asked & stems_in(what) and not asked & stems_in(said) for said, what in denied)


def _has_none(question: str, line: str) -> bool:
    """Tell whether it is asked whether there is something, and the line has none of a like thing.

    Like it is, or the line would not be the best: "is there an elevator?", "3rd floor, no lift".
    """
    asked = _EXISTS.search(question)
    if asked is None or stems_in(asked[1]) & stems_in(line):
        return False
    return any(only_denied(part.strip()) for part in line.split(","))


def _only_another(question: Question, line: str, clause: str) -> bool:
    """Tell whether a clause allows one thing or one place only, and another is asked for."""
    if _only_with(question.text, clause) or _for_another(question.text, line, clause):
        return True
    found = _ALLOWED.match(clause)
    if found is not None and not set(question.words) & stems_in(found[1]):
        return True
    named = _THIS_ONLY.search(clause)
    if named is not None and set(question.words) & stems_in(named[1]):
        return False
    told = stems_in(clause) | stems_in(line.rpartition(": ")[0])
    placed = [one[1] for one in _PLACED.finditer(question.text) if one[1].lower() not in _MANY]
    alone = {stem for one in _ONLY_THIS.findall(line) for stem in stems_in(one)}
    if alone and not all(stems_in(one) & told for one in placed):
        return not set(question.words) & alone
    limited = _ONLY_SO.search(clause)
    if limited and not set(question.words) & stems_in(limited[1] or limited[2]):
        return not set(question.words) <= stems_in(clause) | stems_in(_PERMITS)
    return bool(placed and _ONLY.search(clause)) and not stems_in(placed[-1]) & told


def _only_with(question: str, clause: str) -> bool:
    """Tell whether it is asked for without what it only goes with: "only via the jump box"."""
    without, limited = _WITHOUT.search(question), _ONLY_SO.search(clause)
    alone = stems_in(limited[1] or limited[2]) if limited else set[str]()
    return bool(without and alone & stems_in(without[1]))


def _for_another(question: str, line: str, clause: str) -> bool:
    """Tell whether a clause has somebody alone, and by name another is asked for: "Tim only"."""
    alone = _NAMED_ONLY.search(clause)
    asked = _NAMES.findall(question.partition(" ")[2])
    return bool(alone and asked) and not any(name in line for name in asked)


def _turned_round(question: str, clause: str) -> bool:
    """Tell whether a clause compares the other way round: "oak is harder than fir" to "is fir"."""
    asked, said = _COMPARED.search(question), _COMPARED.search(clause)
    if asked is None or said is None or not stems_in(asked[2]) & stems_in(said[2]):
        return False
    (one, other), (first, second) = ((stems_in(m[1]), stems_in(m[3])) for m in (asked, said))
    both = one & other
    turned = (one - both) & second and (other - both) & first
    return bool(turned) and not ((one - both) & first and (other - both) & second)


def _cell(question: Question, text: str) -> str:
    """Return the cell of a table's row that is headed by what is asked, if there is just one."""
    if " – " not in text:
        return text
    label, _, cells = text.partition(" – ")
    heads = list(_CELL.finditer(f"; {cells}"))
    asked = stems_in(question.text)
    meant = [head for head in heads if (own := stems_in(head[1])) and own <= asked]
    if len(meant) != 1 or len(heads) < LEAST_CELLS:
        return text
    rest = f"; {cells}"[meant[0].end() :]
    after = _CELL.search(rest)
    return f"{label} {rest[: after.start()] if after else rest}"


def _asks_for_not(text: str, clause: str) -> bool:
    """Tell whether the question itself asks for what is not: 'is it impossible', 'schemaless'."""
    left_out = _LEFT_OUT.search(text)
    if left_out and stems_in(left_out[1]) & {
        s for one in _HAS_NO.findall(clause) for s in stems_in(one)
    }:
        return True
    asking = re.split(r"[,.;] ", text)[-1].lower()
    lacking = {s for root in _LESS.findall(asking) for s in stems_of(root)}
    if lacking & stems_in(clause):
        return True
    return re.search(r"\b(?:not|never|impossible|n't|forbidden)\b", asking) is not None
