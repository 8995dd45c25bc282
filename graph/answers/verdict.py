"""Yes or no: whether a line decides what a polar question asks, and which way.

Every content word of the question must stand in the line, above it or in the names of what it is
about: as itself, as a word of the same meaning, or as a direct opposite. The clause that holds most
of them says which of the two it is. A line that lacks a word affirms nothing; it may still deny
("never edit by hand"), allow something else alone ("cash only"), or give the amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.answers.amounts import allows
from graph.answers.english import language, stems_of
from graph.answers.question import Question
from graph.language.clauses import Clause, clauses_of
from graph.language.kindred import akin, broader, opposites_of
from graph.language.tokens import Token, parts_of, tokens_of
from graph.language.words import has_phrase, stems, words

MOST_UNSAID = 0.5
"""Of the words of a question, what a clause that denies it need not say: of 45 such clauses over
eighteen collections 41 deny what is asked, where of those that affirm as much 16 of 34 do."""
_ANSWERED = re.compile(r"(?:^|\?|->|→)\W*(yes|no)(?:pe)?(?:[.,;:!]|$)", re.IGNORECASE)
"""A line that answers what it, or the line above it, asks, as lists of questions do."""
_BRACKETS = re.compile(r"\([^()]*\)")
"""What a question says in brackets is an example, not what is asked."""
_POSSESSIVE = re.compile(r"['’]s?$")
_COMPARED = re.compile(r"(.+?) ((?:more |less )\w+|\w+er)\b(.* than .+)", re.IGNORECASE)
"""One side, the quality, and the other side of a comparison."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a line says to a polar question."""

    value: str = ""
    """"Yes", "No", or nothing where the line does not decide it."""
    missing: tuple[str, ...] = ()
    """Words of the question that neither the line nor what stands above it says."""
    hedged: bool = False
    """The line itself is not sure."""
    denied: bool = False
    """The clause that comes nearest denies, whether or not it says all that is asked."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A content word of a question: how it is written, and the stems that stand for it."""

    written: str
    stems: frozenset[str]

    @property
    def is_light(self) -> bool:
        """Whether it is a verb of many meanings, for which another verb can stand."""
        return self.stems <= stems("light")

    @property
    def is_exact(self) -> bool:
        """Whether it is a name or a number, for which no other word stands."""
        return self.written[0].isupper() or not self.written.isalpha()

    def said_in(self, there: frozenset[str]) -> bool:
        return not self.stems.isdisjoint(there)

    def is_same_in(self, there: frozenset[str]) -> bool:
        return self.said_in(there) or any(akin(stem) & there for stem in self.stems)

    def opposed_in(self, there: frozenset[str], *, besides: frozenset[str] = frozenset()) -> bool:
        """Tell whether an opposite is said; `besides` is what the question says itself."""
        opposites = frozenset[str]().union(*map(opposites_of, self.stems))
        return not self.said_in(there) and bool(opposites & there - besides)

    def found_in(self, there: frozenset[str]) -> bool:
        broad = any(broader(stem) & there for stem in self.stems)
        goes = self.is_light and not stems("implied").isdisjoint(there)
        return broad or goes or self.is_same_in(there) or self.opposed_in(there)


def verdict_of(
    question: Question, text: str, above: Iterable[str] = (), *, is_task: bool = False
) -> Verdict:
    """Return what a line says; `above` are its headings and the names of what it is about.

    `is_task` says that the line tells by a sign whether what it demands is done.
    """
    answered = _ANSWERED.search(text)
    if answered:
        return Verdict(answered[1].capitalize())
    clauses, asked = clauses_of(text), _content(question.text)
    if not asked or not clauses:
        return Verdict(missing=tuple(word.written for word in asked))
    allowed = allows(question.text, text)
    if allowed is not None:
        return Verdict("Yes" if allowed else "No", denied=not allowed)
    given = frozenset(stem for one in above for stem in _stems(tokens_of(one)))
    return _Reading(question, asked, clauses, given, is_task).verdict()


@dataclass(frozen=True)
class _Reading:
    """A question beside the clauses of a line."""

    question: Question
    asked: Sequence[_Word]
    clauses: Sequence[Clause]
    given: frozenset[str]
    is_task: bool

    def verdict(self) -> Verdict:
        """Return which of yes and no the clause says that comes nearest."""
        clause = self._nearest()
        missing = self._missing(self._reached(clause) | self.given)
        denied = self._denied(clause)
        asking = _asking(self.question)
        if clause.hedged or (clause.reported and not any(one.reported for one in asking)):
            return Verdict(hedged=True, denied=denied)
        if self._only_another(clause, missing):
            return Verdict("No", denied=True)
        is_open = self._is_open(clause)
        if denied and not is_open and self._denies_enough(clause, missing):
            return Verdict("No", denied=True)
        undecided = is_open or self._affirms_what_is_left_out(clause) or self._only_names()
        undecided = undecided or (not denied and self._is_supposed(clause))
        undecided = undecided or (not self.is_task and self._is_still_to_do(clause))
        undecided = undecided or not (denied or self._says_some())
        if missing or undecided or self._turns_roles(clause):
            return Verdict(missing=tuple(word.written for word in missing), denied=denied)
        return Verdict("No" if denied else "Yes", denied=denied)

    def _nearest(self) -> Clause:
        """Return the clause that says most of what is asked, with what those before it say.

        Of equals it is the one that says most itself, then the one with the later words: a question
        ends with what it would know.
        """
        content_terms = [word for word in self.asked if not word.is_light] or self.asked

        def shared(clause: Clause) -> tuple[int, int, int, int]:
            own, reached = _stems(clause.tokens), self._reached(clause)
            held = [place for place, word in enumerate(content_terms) if word.found_in(own)]
            said = sum(word.said_in(own) for word in content_terms)
            all_held = sum(word.found_in(reached) for word in content_terms)
            return all_held, len(held), said, max(held, default=-1)

        first = self.asked[0]
        echoes = (one for one in self.clauses if _echoes(one) and first.said_in(_stems(one.tokens)))
        return next(echoes, None) or max(self.clauses, key=shared)

    def _reached(self, clause: Clause) -> frozenset[str]:
        """Return the stems of a clause, its label and the clauses before it.

        Of what stands under another label nothing is said here: cells of a table are apart.
        """
        before = self.clauses[: self.clauses.index(clause) + 1]
        same = (
            one for one in before if not (one.label and clause.label) or one.label == clause.label
        )
        return frozenset[str]().union(*map(_whole, same))

    def _missing(self, there: frozenset[str]) -> tuple[_Word, ...]:
        """Return the words that are not said; a light verb only where nothing else is asked."""
        lacking = [word for word in self.asked if not word.found_in(there)]
        names = self.question.name_words
        said = (word for word in self.asked if word not in lacking and not word.stems & names)
        light_too = all(word.is_light for word in said)
        return tuple(word for word in lacking if light_too or not word.is_light)

    def _denied(self, clause: Clause) -> bool:
        """Tell whether a clause says the contrary of what is asked: an odd number of turns."""
        own, asking = _whole(clause), _asking(self.question)
        everything = frozenset[str]().union(*(word.stems for word in self.asked))
        opposed = [word for word in self.asked if word.opposed_in(own, besides=everything)]
        turns = [
            clause.negated,
            not opposed and any(word.said_in(clause.excluded) for word in self.asked),
            any(one.negated for one in asking),
            any(word.said_in(one.excluded) for word in self.asked for one in asking),
            _turned_round(self.question.text, clause),
            _asks_if_needed(self.question.text) and has_phrase("of_itself", clause.tokens),
        ]
        return (sum(turns) + len(opposed)) % 2 == 1

    def _only_another(self, clause: Clause, missing: Sequence[_Word]) -> bool:
        """Tell whether the line holds for one thing alone, and the question asks for another."""
        own = _whole(clause)
        names = [word for word in self.asked if word.is_exact and not word.said_in(own)]
        held = [word for word in self.asked if word not in (*missing, *names)]
        if not held or not (missing or names):
            return False
        near = (one for one in self.clauses if one is clause or _telling(one.tokens) <= one.only)
        alone = frozenset[str]().union(*(one.only for one in near))
        return bool(alone) and not any(word.is_same_in(alone) for word in held)

    def _denies_enough(self, clause: Clause, missing: Sequence[_Word]) -> bool:
        """Tell whether a clause that denies speaks of what is asked, though not in all its words.

        A name or a number that is not said is another's.
        """
        own = _whole(clause)
        left_out = any(word.said_in(clause.excluded) for word in self.asked)
        kept_from = any(word.opposed_in(clause.only) for word in self.asked)
        if not (clause.negated or left_out or kept_from):
            return False
        said = any(word.is_same_in(own) for word in self.asked if not word.is_light)
        exact = any(word.is_exact for word in missing)
        return said and not exact and len(missing) <= MOST_UNSAID * len(self.asked)

    def _is_open(self, clause: Clause) -> bool:
        """Tell whether a clause was true once, is to come, is conditional, or is denied emptily.

        "Never both" and "not yet" deny something and do not say what. A condition that the question
        names holds: "impossible if they overlap", asked of things that do.
        """
        empty = (
            one.negated and not one.is_labelled and not _telling(one.tokens)
            for one in self.clauses if one is not clause
        )  # fmt: skip
        _, on = _condition(clause)
        conditional = bool(on) and (_lower(on[0]) == "unless" or not _telling(on) & self._wanted)
        to_come = clause.future and _lower(tokens_of(self.question.text)[0]) in words("perfect")
        return clause.lapsed or to_come or conditional or any(empty)

    def _is_supposed(self, clause: Clause) -> bool:
        """Tell whether what is asked stands in nothing but a condition: "if it rained"."""
        before, on = _condition(clause)
        return bool(on) and not _telling(before) & self._wanted

    @property
    def _wanted(self) -> frozenset[str]:
        return frozenset(stem for word in self.asked for stem in word.stems)

    def _is_still_to_do(self, clause: Clause) -> bool:
        """Tell whether a state is asked for that the line only demands: "sold", and "sell it"."""
        first, state = clause.tokens[0], self.asked[-1]
        begins = _lower(tokens_of(self.question.text)[0]) in words("be")
        return (
            begins
            and state.is_same_in(frozenset([first.stem]))
            and (_lower(first) != state.written.lower())
        )

    def _affirms_what_is_left_out(self, clause: Clause) -> bool:
        """Tell whether it is asked if something goes without what the line just has."""
        left_out = any(
            word.said_in(one.excluded) for word in self.asked[1:] for one in _asking(self.question)
        )
        says_so = clause.negated or any(word.said_in(clause.excluded) for word in self.asked)
        return left_out and not says_so and not clause.only

    def _turns_roles(self, clause: Clause) -> bool:
        """Tell whether the line says it of the two things that are asked about the other way round.

        Which of two does something is told by their order, and turned by "by"; one that only
        stands above the line comes first.
        """
        asked = {m.concept: m.span.of(self.question.text) for m in self.question.mentions}
        names = list(asked.values()) if len(asked) == 2 else _names(self.question.text)
        if len(names) != 2:
            return False
        said = [t for one in self.clauses[: self.clauses.index(clause) + 1] for t in one.tokens]
        order = [_place(_stems(tokens_of(name)), said) for name in names]
        passive = [
            any(_lower(t) == "by" for t in some) for some in (tokens_of(self.question.text), said)
        ]
        return (order[0] > order[1]) != (passive[0] != passive[1])

    def _says_some(self) -> bool:
        """Tell whether the line itself says a word of what is asked: a heading affirms nothing."""
        own = frozenset[str]().union(*map(_whole, self.clauses))
        return any(word.found_in(own) for word in self.asked)

    def _only_names(self) -> bool:
        """Tell whether a question says nothing but names: any line on them has all of it."""
        return all(word.stems & self.question.name_words for word in self.asked)


def _names(question: str) -> list[str]:
    """Return what a question writes with capitals, but for its first word: "did Mara call Jon?"."""
    return re.findall(r"(?<=\s)[A-Z]\w+(?: [A-Z]\w+)*", question)


def _place(name: frozenset[str], tokens: Sequence[Token]) -> int:
    """Return where a name stands among tokens, -1 where it does not."""
    return next((place for place, token in enumerate(tokens) if token.stem in name), -1)


def _content(text: str) -> list[_Word]:
    """Return the words of a question that say what is asked; of polarity and permission none."""
    small = ("implied", "negations", "be", "states", "prepositions", "determiners", "pronouns")
    skipped = language().stop.union(*map(words, small)) - words("verbs")
    return [
        _Word(token.text, frozenset((*own, token.stem)))
        for token in tokens_of(_BRACKETS.sub(" ", text))
        if token.is_word
        and _lower(token) not in skipped
        and (own := stems_of(_POSSESSIVE.sub("", token.text)) or (token.stem,))
    ]


def _stems(tokens: Iterable[Token]) -> frozenset[str]:
    """Return the stems of tokens and of their parts, and of two in a row: "rolled back"."""
    found, before = set[str](), ""
    for token in tokens:
        found.add(before + token.stem)
        before = token.stem
        found.add(token.stem)
        for part in (token.text, *parts_of(token.text)):
            found.update(stems_of(part))
    return frozenset(found)


def _whole(clause: Clause) -> frozenset[str]:
    return _stems((*clause.tokens, *clause.label))


def _condition(clause: Clause) -> tuple[Sequence[Token], Sequence[Token]]:
    """Return what a clause says before its condition, and the condition."""
    places = [n for n, one in enumerate(clause.tokens) if _lower(one) in words("conditions")]
    place = places[0] if places else len(clause.tokens)
    return clause.tokens[:place], clause.tokens[place:]


def _telling(tokens: Iterable[Token]) -> frozenset[str]:
    """Return the stems of the tokens that say something."""
    empty = words("negations") | words("conditions") | words("only")
    said = (token for token in tokens if token.is_word and _lower(token) not in empty)
    return frozenset(stem for token in said for stem in stems_of(token.text))


def _echoes(clause: Clause) -> bool:
    """Tell whether a clause says of its thing only what was said of another: "a barn does not"."""
    last = next((_lower(one) for one in reversed(clause.tokens) if one.is_word), "")
    return len(clause.tokens) > 1 and (last in words("states") or last.endswith(("not", "n't")))


def _asking(question: Question) -> Sequence[Clause]:
    """Return the clauses of a question, without what it says of when: "when it is removed"."""
    asked = re.split(r"\b(?:when|if|while|once|wenn)\b", question.text.rstrip(" ?"), maxsplit=1)
    return clauses_of(asked[0]) or clauses_of(question.text)


def _asks_if_needed(text: str) -> bool:
    """Tell whether a question asks what must be; "have we paid?" asks what has been done."""
    first, *rest = map(_lower, tokens_of(text))
    return not words("must").isdisjoint(rest if first in words("perfect") else (first, *rest))


def _turned_round(question: str, clause: Clause) -> bool:
    """Tell whether a clause compares the other way round: "oak is harder than fir" to "is fir"."""
    asked, said = _COMPARED.search(question), _COMPARED.search(_text(clause))
    if asked is None or said is None:
        return False
    one, other, first, second = (
        _stems(tokens_of(side)) for side in (asked[1], asked[3], said[1], said[3])
    )
    return bool((one & second) - first) and bool((other & first) - second)


def _text(clause: Clause) -> str:
    return " ".join(token.text for token in (*clause.label, *clause.tokens))


def _lower(token: Token) -> str:
    return token.text.lower().replace("’", "'")
