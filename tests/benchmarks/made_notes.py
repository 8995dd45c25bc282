"""Made-up notes of any size: the same seed always gives the same ones.

Names and words follow Zipf's law, as in real notes: a few things are named everywhere, most once
or twice. Every line states something, most name two things, and many say how they are related.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

SEED = 20_210_605
LINES_PER_NOTE = 100
LINES_PER_SECTION = 20
NAMES_PER_LINE = 0.05
"""Distinct names against lines: notes of a million lines name some fifty thousand things."""
FEWEST_NAMES = 40
WORDS = 40_000

STARTS = "ka ve lo mi tur sen dra pol qui bas ner tho ga lum rix cor fen wal zet ori"
MIDDLES = "la ri no va te mo su di gre pa"
ENDS = "nd x ta ven ro lith dex mar que lus ton by ra stor flow"
KINDS = "Queue Store Gateway Cache Index Broker Vault Router Table Stream"
UNITS = "ms secs mins hours days KB MB GB percent replicas shards requests"
NAMELESS = 4
"""Of so many and the KINDS together, names end in no kind of thing."""
RELATING = (
    "{a} stores {w} {w} in {b}",
    "{a} reads {w} from {b} every {n} {u}",
    "{a} triggers {b} when the {w} is {w}",
    "{a} is encrypted with {b}",
    "Use {a} with {b} for {w} {w}",
    "{a} routes {w} to {b}, never to the {w}",
    "{a} is an alternative to {b} where {w} matters",
    "{a} is deployed by {b} and runs on {w}",
    "{b} monitors {a} through the {w} {w}",
    "{a} is part of {b}",
)
STATING = (
    "Default {w} of {a} is {n} {u}",
    "Maximum {w} is {n} {u}, {w} included",
    "{a} keeps {w} for {n} {u} unless the {w} says otherwise",
    "The header x-{w}-{w} carries the {w} of the {w}",
    "HTTP {n} means that {a} had no {w} for the {w}",
    "The {w} is {w} before the {w}, which costs {n} {u}",
    "Call {W}{W} to change the {w} of a {w}",
    "{a} supports {w}, {w} and {w}",
    "Lower the {w} before a {w} so that {w} stays {w}",
    "Each {w} of {a} has at most {n} {w}",
)


@dataclass(frozen=True, slots=True)
class MadeNote:
    """A note in Markdown, and what its lines were made to say."""

    path: str
    text: str
    lines: tuple[str, ...]


def made_notes(lines: int, *, each: int = LINES_PER_NOTE, seed: int = SEED) -> Iterator[MadeNote]:
    """Yield notes of `each` statements that hold `lines` of them together."""
    maker = Maker(lines, seed=seed)
    for start in range(0, lines, each):
        yield maker.note(start // each, min(each, lines - start))


def write_notes(folder: Path, lines: int, *, each: int = LINES_PER_NOTE) -> None:
    """Write such notes as files, a thousand to a folder."""
    for note in made_notes(lines, each=each):
        file = folder / note.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(note.text, "utf-8")


def made_lines(count: int, *, seed: int = SEED) -> Iterator[str]:
    """Yield `count` statements, each with its section before it as it is embedded."""
    for note in made_notes(count, seed=seed):
        yield from note.lines


def made_questions(lines: int, count: int, *, seed: int = SEED) -> list[str]:
    """Return questions on notes of `lines` statements, with the notes' own names and words."""
    maker = Maker(lines, seed=seed)
    maker.chance.seed(seed + 1)
    forms = ("what is the {w} of {a}?", "how does {a} use {b}?", "which {w} keeps the {w} {w}?")
    return [maker.fill(maker.chance.choice(forms)) for _ in range(count)]


class Maker:
    """Makes lines out of names and words that it draws once."""

    def __init__(self, lines: int, *, seed: int) -> None:
        self.chance = random.Random(seed)
        names = max(FEWEST_NAMES, int(lines * NAMES_PER_LINE))
        self.names = self._distinct(names, lambda: f"{self._word().title()} {self._kind()}".strip())
        self.words = self._distinct(WORDS, self._word)
        self.name_weights, self.word_weights = zipf(len(self.names)), zipf(len(self.words))

    def note(self, number: int, lines: int) -> MadeNote:
        """Return one note with `lines` statements under sections."""
        title, text, said = self._name(), [], []
        for line in range(lines):
            if line % LINES_PER_SECTION == 0:
                section = self._name()
                text.append(f"{'' if not text else chr(10)}## {section}\n")
            words = self.fill(self.chance.choice(RELATING + STATING))
            text.append(f"- {words}")
            said.append(f"{section} > {words}")
        body = "\n".join([f"# {title}\n", *text, ""])
        return MadeNote(f"{number // 1000:03d}/{number:06d}.md", body, tuple(said))

    def fill(self, form: str) -> str:
        """Return a form with its places filled: {a} {b} names, {w} {W} words, {n} {u} a value."""
        while "{w}" in form or "{W}" in form:
            form = form.replace("{w}", self._any_word(), 1).replace(
                "{W}", self._any_word().title(), 1
            )
        value = str(self.chance.choice((1, 2, 3, 5, 10, 15, 30, 64, 100, 256, 429, 1000)))
        return form.format(
            a=self._name(), b=self._name(), n=value, u=self.chance.choice(UNITS.split())
        )

    def _name(self) -> str:
        return self.chance.choices(self.names, cum_weights=self.name_weights)[0]

    def _any_word(self) -> str:
        return self.chance.choices(self.words, cum_weights=self.word_weights)[0]

    def _word(self) -> str:
        middle = "".join(self.chance.choices(MIDDLES.split(), k=self.chance.randint(0, 2)))
        return self.chance.choice(STARTS.split()) + middle + self.chance.choice(ENDS.split())

    def _kind(self) -> str:
        return self.chance.choice([*KINDS.split(), *[""] * NAMELESS])

    def _distinct(self, count: int, make: Callable[[], str]) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < count:
            found[
                make() if len(found) < count // 2 else make() + self.chance.choice(ENDS.split())
            ] = None
        return list(found)


def zipf(count: int) -> list[float]:
    """Return running sums of weights that fall with the rank."""
    return list(accumulate(1 / rank for rank in range(1, count + 1)))
