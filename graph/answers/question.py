"""Reading a question: what it wants to know, of which things, and what kind of answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from graph.answers.english import aspects_of, content_terms, language, stems_of, written_words
from graph.answers.two_sides import BETTER, sides_of
from graph.answers.values import units_only
from graph.language.identify import ENGLISH, intent_cues
from graph.records import Intent, Mention

INTENTS: tuple[Intent, ...] = get_args(Intent)

_TELLS_TO = re.compile(r"\W*(?:please )?(\w+) (\w+)")
_AVERSE = re.compile(
    r"\b(?:hate|dislike|don'?t (?:want|like|need)|do not (?:want|like|need)|instead of|"
    r"rather than|tired of|"
    r"sick of|no more|not a fan of|without having to)\b"
)
"""What a clause says that names a thing only to put it aside."""
LEAST_CLAUSE = 4
"""A clause of fewer words does not say enough to be looked for by itself."""

_QUOTED = re.compile(r"[\"“”«]([^\"“”»]{2,})[\"“”»]|(?<!\w)['‘`]([^'’`]{2,})['’`](?!\w)")
_IDENTIFIER = re.compile(
    r"(?<![\w-])(?:\$?[A-Za-z_](?:[^\W_]|\$)*(?:[-_:./@!]+(?:[^\W_]|\$)+)+_*|[a-z]+[A-Z]\w+|"
    r"(?:[A-Z][a-z0-9]+){2,}|\$\w+|--?[a-z][\w-]+|"
    r"[A-Za-z]+\d[\w.]*|\d[\d,.]*\d|\d+)(?![\w-])"
)
_ASKS_WHETHER = re.compile(
    r"(?:^|[.,;:!?] ?|\b(?:so|and|but|then|hey|hi|ok) )(?:is|are|can|could|does|do|did|will|"
    r"would|should|shall|has|have|had|"
    r"must|may|might|was|were|isn't|aren't|can't|doesn't|don't|won't)(?:n't)? "
    r"(?:i|you|we|it|he|she|they|one|there|this|that|these|those|the|a|an|my|our|your|any|some|"
    r"all|every|each|only|"
    r"people|users?|visitors?|someone|somebody|anyone|anybody|\w+)\b"
    r"(?!(?<=\byou) (?:tell|show|give|list|explain|name))"
)
_WHETHER = re.compile(
    r"\bis it (?:possible|ok|okay|allowed|true|safe)\b|\bpossible to\b|\bright\?$|"
    r"^(?:still )?(?:ok|okay|fine|safe|allowed|legal|alright) to\b|"
    r"(?:^|\b(?:me|know|say|wonder|wondering|sure|is|was) )whether\b|"
    r", (?:or not|yes or no)"
)
_WHETHER_SO = re.compile(
    r"(?<!\bas )\bpossible\W*$|"
    r"(?:[^\Ws]|[aiu]s|ss|\b(?:in|on|at|for|with|by) .*) (?:allowed|permitted|accepted|forbidden|"
    r"supported|guaranteed|mandatory|ok|okay|\w{3,}ible)\W*$|"
    r"^(?:if|once|after) .* (?:do|does|can|could|should|must|will|would|may) (?:i|we|you) "
)
"""How key words end that ask whether something is so (after a plural they may ask which), and what
follows on a condition."""
_STATED = re.compile(
    r"^(?:(?!(?:that|everything|all|anything) )[\w-]+ ){1,4}"
    r"(?:needs|requires|supports|allows|accepts|includes|contains|tolerates|survives|"
    r"works (?:with|on|in|over|outside|inside|without|from)) (?!what|for\b)\w+"
)
"""A statement, to which the notes say whether it is so: "nitrification needs oxygen"."""
_EITHER = re.compile(r"^(?:is|are|was|were) .+ or (?!not\b)\w+(?: \w+)?\W*$")
"""What a thing is of two: neither yes nor no would be an answer."""
_OPEN = re.compile(r"\b(?:what|which|who|whose|whom|when|where|why|how)\b")
_COUNTED = re.compile(
    r"\bhow many (?P<things>(?:[\w/-]+ ?){1,4})|(?:^|\b(?:the|an?|what|which|total|max|maximum|min|"
    r"minimum|default|possible|allowed) )(?:number|amount|count) of (?P<of>(?:[\w/-]+ ?){1,3})"
)
_CLAUSE_END = re.compile(r"(?<=[a-z0-9)])[.!?;:,] +|\n")
_HOW_MUCH = re.compile(
    r"\bhow (?:long|often|much|many|big|large|small|far|fast|quickly|soon|old|high|deep|heavy|"
    r"hot)\b",
    re.IGNORECASE,
)
"""What asks for a measure and says nothing of what is measured."""
_MANY = re.compile(r"(?<!s)s\b|ies\b|ses\b")
_LIST_FOR_SURE = re.compile(
    r"\bname (?:them|all)\b|\bin how many (?:ways|styles|modes|forms)\b|\bwhat all\b|"
    r"\b(?:list|enumerate) (?:them|all|the)\b|\bwhat are (?:all )?the\b"
)
_NO_VERB = re.compile(r"\b(?:is|are|do|does|can|how|what|which|who|when|where|why)\b")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as read."""

    text: str
    intent: Intent
    words: tuple[str, ...]
    """Stems of the words that carry the topic."""
    expected_types: tuple[str, ...] = ()
    """Kinds of value that would serve, the surest first."""
    counted_terms: frozenset[str] = frozenset()
    """Stems of what 'how many' asks the number of."""
    aspects: frozenset[str] = frozenset()
    mentions: tuple[Mention, ...] = ()
    quoted: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    sides: tuple[str, str] | None = None
    """The words of the two things that are compared, where they can be told."""
    language: str = ENGLISH
    asking: str = ""
    """The clause that asks, where another one tells the story before it."""

    @property
    def asked(self) -> tuple[str, ...]:
        """The ids of the concepts that the question names, surest reading first, each once."""
        return tuple(dict.fromkeys(m.concept for m in self.mentions))

    @property
    def name_words(self) -> frozenset[str]:
        """Stems of the words by which the question names concepts."""
        return frozenset(s for m in self.mentions for s in self._terms(m.span.of(self.text)))

    def _terms(self, text: str) -> tuple[str, ...]:
        return content_terms(text, self.language)


def read_question(
    text: str,
    *,
    mentions: Sequence[Mention] = (),
    intent: Intent | None = None,
    code: str = ENGLISH,
) -> Question:
    """Read a question in a language; `mentions` are the concepts that its words name."""
    clean = " ".join(text.split())
    lower = clean.lower()
    counted_terms = _counted(lower)
    named = {clean[m.span.start : m.span.end].lower() for m in mentions}
    identifiers = tuple(w for w in _IDENTIFIER.findall(clean) if w.lower() not in named)
    return Question(
        text=clean,
        intent=intent or intent_of(clean, mentions=mentions, code=code),
        words=content_terms(_HOW_MUCH.sub("how", clean), code),
        expected_types=_wants(lower, counted_terms),
        counted_terms=frozenset() if units_only(counted_terms) else counted_terms,
        aspects=aspects_of(clean),
        mentions=tuple(mentions),
        quoted=quoted_in(clean),
        identifiers=identifiers,
        sides=sides_of(clean, code),
        language=code,
        asking=asking_clause(clean),
    )


def quoted_in(text: str) -> tuple[str, ...]:
    """Return what a question has in quotes."""
    return tuple((a or b).strip() for a, b in _QUOTED.findall(text))


def intent_of(text: str, *, mentions: Sequence[Mention] = (), code: str = ENGLISH) -> Intent:
    """Return what a question asks for: a value, a list, yes or no, a comparison, ...

    The cues are of English: "was" asks for a thing in German, and "is" is as Dutch as "het".
    """
    lower = text.lower().strip()
    if _is_exact(text.strip()):
        return "exact"
    if code != ENGLISH:
        cued = (i for i, cues in intent_cues(code).items() if any(c.search(lower) for c in cues))
        return "path" if "->" in lower and mentions else next(cued, "lookup")
    fits = [name for name, cues in language().intents if cues.search(lower)]
    if "compare" in fits and not is_polar_question(lower):
        return "compare"
    if _EITHER.search(lower):
        return "compare" if BETTER.search(lower) else "lookup"
    if is_polar_question(lower) and not ({"path"} & set(fits) and _OPEN.search(lower)):
        return "yesno"
    for intent in INTENTS:
        if intent in fits and _plausible(intent, lower, mentions):
            return intent
    if _imperative_verb(lower) and not _LIST_FOR_SURE.search(lower):
        return "howto"
    return _by_shape(lower, fits, mentions)


def _by_shape(lower: str, fits: Sequence[str], mentions: Sequence[Mention]) -> Intent:
    if "list" in fits and _LIST_FOR_SURE.search(lower):
        return "list"
    if _wants(lower, _counted(lower))[:1] in (
        ("duration",),
        ("size",),
        ("rate",),
        ("count",),
        ("money",),
    ):
        return "lookup"
    for intent, _ in language().intents:
        if intent in fits and _plausible_late(intent, lower, mentions):
            return intent  # type: ignore[return-value]
    return "list" if _names_many(lower) else "lookup"


def _plausible(intent: str, lower: str, mentions: Sequence[Mention]) -> bool:
    return intent == "path" and (
        len({m.concept for m in mentions}) > 0 or "path" in lower or "->" in lower
    )


def _plausible_late(intent: str, lower: str, mentions: Sequence[Mention]) -> bool:
    if intent == "relates":
        return (
            bool(mentions)
            or re.search(r"\bservices\b|\btools\b|\bproducts\b|\beverything\b|\bwho\b", lower)
            is not None
        )
    return intent in ("list", "howto", "path")


def _names_many(lower: str) -> bool:
    """Tell whether key words without a verb end in a plural: 'storage classes'."""
    if _NO_VERB.search(lower):
        return False
    words = [word for word in written_words(lower) if word not in language().stop]
    return bool(words) and len(words[-1]) > 3 and _MANY.search(words[-1]) is not None


def is_polar_question(lower: str) -> bool:
    """Tell whether a question can be answered with yes or no."""
    so = _WHETHER_SO.search(lower) or _STATED.search(lower)
    if _WHETHER.search(lower) or (so and not _OPEN.search(lower)):
        return True
    start = _ASKS_WHETHER.search(lower)
    if start is None:
        return False
    opened = _OPEN.search(lower)
    return opened is None or opened.start() > start.start()


def asking_clause(text: str) -> str:
    """Return the clause that asks, where a question tells a story first; else all of it."""
    clauses = [clause.strip() for clause in _CLAUSE_END.split(text) if clause.strip()]
    asking = [c for c in clauses if _OPEN.search(c.lower()) or _ASKS_WHETHER.search(c.lower())]
    chosen = asking[-1] if asking else text
    return chosen if len(chosen.split()) >= LEAST_CLAUSE else text


def negated_context(text: str) -> tuple[int, int]:
    """Return where the clause stands that names what is not wanted; (0, 0) where there is none."""
    asking = asking_clause(text)
    start = text.find(asking)
    return (0, start) if asking != text and _AVERSE.search(text[:start].lower()) else (0, 0)


def _is_exact(text: str) -> bool:
    quoted = _QUOTED.fullmatch(text)
    one = _IDENTIFIER.fullmatch(text)
    return quoted is not None or (one is not None and " " not in text)


def _counted(lower: str) -> frozenset[str]:
    found = _COUNTED.search(lower)
    if not found:
        return frozenset()
    words = (found["things"] or found["of"]).split()
    kept: list[str] = []
    for word in words:
        if word in language().stop:
            break
        kept.append(word)
        if word.endswith("s"):
            break
    return frozenset(s for word in kept for s in stems_of(word))


def _wants(lower: str, counted_terms: frozenset[str]) -> tuple[str, ...]:
    found = [name for name, cues in language().expected_types if cues.search(lower)]
    if counted_terms and not units_only(counted_terms):
        found = ["count", *(want for want in found if want not in ("count", "duration"))]
    if "money" in found:  # a price is per something: "price per GB", "cost per hour"
        found = ["money", *(want for want in found if want != "money")]
    return tuple(found)


def _imperative_verb(text: str) -> str:
    """Return the verb with which key words tell somebody to do something; else nothing.

    A verb that is a noun as well must have a small word after it: "log in to the server", not "log
    retention".
    """
    found = _TELLS_TO.match(text.lower())
    if found is None:
        return ""
    verb, after = found.groups()
    known = language()
    undone = verb.removeprefix("un") if verb.startswith("un") else ""
    sure = verb in known.verbs or undone in known.verbs | known.verbs_and_nouns
    return verb if sure or (verb in known.verbs_and_nouns and after in known.after_verb) else ""
