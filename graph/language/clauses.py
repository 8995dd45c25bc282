"""The clauses of a line: what each says, what it denies or leaves out, and whether it is sure.

A clause ends at a full stop, a semicolon, a dash or a bracket, at "but", and at a comma that begins
something of its own. One reader for answers and relations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from graph.language.tokens import Token, tokens_of
from graph.language.words import has_phrase, phrase_at, words

MOST_TERSE = 4
"""Words of each part of a line of several statements: "breakfast included, bath extra"."""
MOST_BEFORE_VERB = 4
"""Words of a subject after a comma, up to its verb."""
LONGEST_LABEL = 6
"""Words before a colon that name what the rest of the line is about."""
_ENDS = frozenset(";.!?()[]–—•|")
_ARROWS = frozenset(["->", "→", "⇒"])
_DOUBT = re.compile(r"\(\?\)")
_FULL_STOP = frozenset(".!?")
_LABEL_NOTE = re.compile(r" \([^()]*\)(?=: )")
"""What a label has in brackets: "The grant (1,500): it was refused"."""


@dataclass(frozen=True)
class Clause:
    """A stretch of a line that says one thing."""

    tokens: tuple[Token, ...]
    label: tuple[Token, ...] = ()
    """What stands before a colon and names what the clause is about."""
    hedged: bool = False
    """The writer is not sure, or asks."""

    @property
    def is_labelled(self) -> bool:
        """Whether the label stands right before it: "backed up: no"."""
        return bool(self.label) and self.start - self.label[-1].end <= len(": ")

    @property
    def start(self) -> int:
        """Where it begins in its line."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends in its line."""
        return self.tokens[-1].end

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        return frozenset(token.stem for token in self.tokens if token.is_word)

    @cached_property
    def negated(self) -> bool:
        """Whether it denies as a whole: "pumps cannot run dry"."""
        said = (self.label, self.tokens)
        return any(_negates(some, place) for some in said for place in range(len(some)))

    @cached_property
    def excluded(self) -> frozenset[str]:
        """The stems of what it leaves out, though it affirms the rest: "runs without oil"."""
        gone = self.is_labelled and self.tokens[0].text.lower() in words("gone")
        return frozenset([*_excluded(self.tokens), *(t.stem for t in self.label if gone)])

    @cached_property
    def only(self) -> frozenset[str]:
        """The stems of what alone it holds for, with "only"; empty where it is not restricted."""
        return frozenset(_restricted(self.tokens))

    @cached_property
    def reported(self) -> bool:
        """Whether it tells what somebody says or believes: "Mara claims that the roof leaks"."""
        return has_phrase("reports", self.tokens)

    @cached_property
    def future(self) -> bool:
        """Whether it tells what is planned or to come."""
        return has_phrase("future", self.tokens)

    @cached_property
    def lapsed(self) -> bool:
        """Whether it says what was so, not what is."""
        return has_phrase("lapsed", self.tokens)


@lru_cache(maxsize=10_000)
def clauses_of(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a line, in order."""
    sentence: list[Clause] = []
    found: list[Clause] = []
    for tokens, mark in _stretches(text):
        label, said = _labelled(tokens)
        own = [Clause(part, label, _hedges(part) or mark == "?") for part in _parted(said)]
        sentence += own
        if mark in _FULL_STOP or not mark:
            found += sentence
            sentence = []
    return (*found, *sentence)


def _stretches(text: str) -> Iterator[tuple[tuple[Token, ...], str]]:
    """Yield the stretches of a line up to each mark that ends a clause, with that mark."""
    run: list[Token] = []
    for token in tokens_of(_blanked(text)):
        alone = token.text == "-" and text[token.start - 1 : token.start] in ("", " ")
        turns = token.text.lower() in words("breaks") and not _of_all(run)
        if token.text in _ENDS or token.text in _ARROWS or alone or turns:
            if run:
                yield tuple(run), token.text if token.text in _ENDS else ","
            run = []
        else:
            run.append(token)
    if run:
        yield tuple(run), ""


def _blanked(text: str) -> str:
    """Return a text with a doubt as one mark and the note of a label blank, at the same places."""
    text = _DOUBT.sub(" ⁇ ", text)
    return _LABEL_NOTE.sub(lambda found: " " * len(found[0]), text)


def _of_all(run: Sequence[Token]) -> bool:
    """Tell whether "but" leaves something out of all: "everything but fish"."""
    return bool(run) and run[-1].text.lower() in words("all_of")


def _labelled(tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Return the label before a colon, and the rest."""
    colon = next((n for n, token in enumerate(tokens) if token.text == ":"), None)
    if colon is None or colon > LONGEST_LABEL or colon + 1 == len(tokens):
        return (), tokens
    return tokens[:colon], tokens[colon + 1 :]


def _parted(tokens: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    """Cut a stretch at the commas that begin a statement of their own."""
    pieces = _split(tokens)
    terse = len(pieces) > 1 and all(len(piece) <= MOST_TERSE for piece in pieces)
    parts: list[tuple[Token, ...]] = []
    for piece in pieces:
        apart = _begins_own(piece) or (
            terse and not any(_negates(parts[-1], n) for n in range(len(parts[-1])))
            if parts
            else True
        )
        if parts and not apart:
            parts[-1] += piece
        else:
            parts.append(piece)
    return parts


def _split(tokens: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    pieces: list[list[Token]] = [[]]
    for token in tokens:
        if token.text == ",":
            pieces.append([])
        else:
            pieces[-1].append(token)
    return [tuple(piece) for piece in pieces if piece]


def _begins_own(piece: tuple[Token, ...]) -> bool:
    """Tell whether what follows a comma is a statement: it denies, goes on, or has a verb."""
    first = [token.text.lower() for token in piece[: MOST_BEFORE_VERB + 1]]
    denies = any(_negates(piece, place) for place in range(len(piece)))
    return (
        denies
        or first[0] in words("joins")
        or not words("states").isdisjoint(first)
        or _hedges(piece)
    )


def _hedges(tokens: Sequence[Token]) -> bool:
    return has_phrase("hedges", tokens)


def _negates(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a token denies: "not", "cannot", "isn't", but not "not only"."""
    word = tokens[place].text.lower().replace("’", "'")
    if word not in words("negations") and not word.endswith("n't"):
        return False
    after = tokens[place + 1].text.lower() if place + 1 < len(tokens) else ""
    excludes = phrase_at("excludes", tokens, place)
    return after not in words("not_only") and not excludes and _is_not_for(tokens, place)


def _is_not_for(tokens: Sequence[Token], place: int) -> bool:
    """Tell that "nothing" is not that of "for nothing"."""
    return (
        tokens[place].text.lower() != "nothing"
        or not place
        or tokens[place - 1].text.lower() != "for"
    )


def _excluded(tokens: Sequence[Token]) -> Iterator[str]:
    stemmed = [token.stem for token in tokens]
    for place in range(len(tokens)):
        length = phrase_at("excludes", tokens, place)
        if length:
            yield from stemmed[place + length :]
        said, after, *_ = (*(one.text.lower() for one in tokens[place : place + 2]), "", "")
        if f"{said}-{after}" in words("gone"):  # "turned down"
            said, after = f"{said}-{after}", ""
        if said not in words("gone"):
            continue
        being = (one.text.lower() for one in tokens[max(0, place - 2) : place])
        if not after or not words("be").isdisjoint(being):
            yield from stemmed[:place]
        elif not place and after in words("determiners"):
            yield from stemmed[1:]


def _restricted(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the stems of what "only" belongs to: what stands after it, or before it at an end."""
    for place, token in enumerate(tokens):
        if token.text.lower() not in words("only"):
            continue
        after = tokens[place + 1 :]
        first = after[0].text.lower() if after else ""
        if not after or (place == 1 and first in words("prepositions")):
            yield tokens[place - 1].stem
        elif first in words("prepositions"):
            yield from (one.stem for one in after if one.is_word)
        elif first.isalpha() and first not in words("counts"):
            yield after[0].stem
