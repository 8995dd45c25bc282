"""Knowledge: the one door; all that the screen and the command line can do is a verb here."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, RLock
from typing import TYPE_CHECKING

from graph import answers, checking, exploring, naming
from graph.errors import BadInput, IndexMissing
from graph.naming import Decision, Preview
from graph.records import (
    Answer,
    Card,
    Citation,
    Concept,
    Fact,
    Finding,
    Intent,
    Relatives,
    Report,
    Routes,
)
from graph.settings import DEFAULT_NOTES, LOCAL, Settings
from graph.storage import Index

if TYPE_CHECKING:
    from embeddings import Encoder
    from graph.building import News, Order, Tell

GAPS = "gaps.jsonl"
"""Beside the index, not in it: questions kept by hand outlive a rebuild."""
LONGEST_QUESTION = 2_000
"""Characters: some three hundred words; reading takes longer by the square of the length."""


class Knowledge:
    """A person's notes as a graph that can be asked; safe to share between threads.

    Every verb that reads raises IndexMissing before the first build, IndexBroken or IndexFormat
    when the index cannot be read.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings.from_environment()
        self._index: Index | None = None
        self._lock = RLock()

    @property
    def index(self) -> Index:
        """The newest generation; a build by another process is seen at the next look."""
        with self._lock:
            known = self._index
            if known is not None and known.is_current():
                return known
            # answers under way may still read the old one; it closes with them
            self._index = _opened(self.settings.index, after=known)
            return self._index

    def close(self) -> None:
        """Let go of the index."""
        with self._lock:
            if self._index is not None:
                self._index.close()
                self._index = None

    def build(
        self, paths: Sequence[Path] = (), *, fresh: bool = False, tell: Tell = lambda *_: None
    ) -> Report:
        """Read notes (files or folders) and bring the index in line with them.

        Without paths, those of the last build are read again, or `data/notes`. `tell` is called
        with the stage, how much is done, out of how much, and a name.
        """
        from graph.building import build  # what only builds need is not loaded to ask

        return build(self._order(paths, fresh=fresh), tell=tell)

    def watch(
        self,
        paths: Sequence[Path] = (),
        *,
        stop: Event,
        told: Callable[[News], None],
        tell: Tell = lambda *_: None,
    ) -> None:
        """Bring the index up to date and keep it so until `stop` is set; runs as long.

        `told` is called after each update, in the thread that watches.
        """
        from graph.building import Follower

        Follower(self._order(paths), told=told, tell=tell).run(stop)

    def _order(self, paths: Sequence[Path], *, fresh: bool = False) -> Order:
        from graph.building import Order

        return Order(
            paths=list(paths) or self._known_paths(),
            folder=self.settings.index,
            encoder=self._encoder(),
            fresh=fresh,
        )

    def _encoder(self) -> Encoder:
        """Return what encodes the facts: on this machine, or on those of a cluster."""
        from embeddings import DEFAULT, ENCODERS, load_encoder

        name, cluster = self.settings.encoder or DEFAULT, self.settings.ray
        if cluster is None:
            return load_encoder(name)
        return ENCODERS["ray"](name, address=None if cluster == LOCAL else cluster)

    def ask(
        self,
        question: str,
        *,
        limit: int = 8,
        within: str | None = None,
        relation: str | None = None,
        intent: Intent | None = None,
    ) -> Answer:
        """Answer a question with cited facts, or decline.

        `within` keeps to notes whose path begins so, `relation` to one type; `intent` overrides how
        the question is read. Raises BadInput for an empty question, an unknown relation or part.
        """
        return answers.ask(
            _asked(question),
            self.index,
            limit=limit,
            within=self._part(within),
            relation=self._type(relation),
            intent=intent,
        )

    def search(
        self, text: str, *, limit: int = 8, within: str | None = None, relation: str | None = None
    ) -> list[Citation]:
        """Return the facts that fit a text best, without answering."""
        part, stated = self._part(within), self._type(relation)
        return answers.search(_asked(text), self.index, limit=limit, within=part, relation=stated)

    def meanings(self, question: str) -> list[answers.Ambiguous]:
        """Return the names of a question that may mean several things of the notes."""
        return answers.ambiguous_names(question, self.index)

    def relates(
        self, name: str, *, limit: int = 20, within: str | None = None, relation: str | None = None
    ) -> Relatives:
        """Return what relates to a concept, by relation, each with its facts."""
        part, stated = self._part(within), self._type(relation)
        return exploring.relatives(name, self.index, limit=limit, within=part, relation=stated)

    def path(
        self, source: str, target: str, *, without: Collection[str] = (), most: int = 3
    ) -> Routes:
        """Return short routes between two concepts, each step with its fact."""
        return exploring.routes(source, target, self.index, without=without, most=most)

    def show(self, name: str) -> Card:
        """Return a concept's card: its names, facts and relations."""
        return exploring.card(name, self.index)

    def export(self, target: Path, *, format: str) -> None:
        """Write the graph to a file or folder in one of the forms of `views.exports.EXPORTS`."""
        from graph.views.exports import EXPORTS

        if format not in EXPORTS:
            raise BadInput(
                f"there is no export format {format!r}: choose one of {', '.join(EXPORTS)}."
            )
        EXPORTS[format](self.index, target)

    def stats(self) -> Report:
        """Return how many of what the index holds, and how fresh it is."""
        from graph.building import report_of

        return report_of(self.index)

    def check(self) -> list[Finding]:
        """Return what a person should look at in the notes, names and rules."""
        return checking.check(self.index)

    def sample(self, number: int, *, seed: int | None = None) -> list[Finding]:
        """Return random typed relations and concepts, each with its line and its rule."""
        from graph.sampling import sample

        return sample(self.index, number=number, seed=seed)

    def suggest(self, prefix: str, *, most: int = 8) -> list[tuple[Concept, int]]:
        """Return the concepts with a name that begins so, those with most facts first."""
        return exploring.suggestions(prefix, self.index, most=most)

    def decide(self, decision: Decision, *, tell: Tell = lambda *_: None) -> Report:
        """Write a decision about names into the notes folder's noteloom.toml and build anew."""
        naming.preview(decision, self.index)
        naming.write(decision, self.notes_folder())
        return self.build(tell=tell)

    def undo(self, *, tell: Tell = lambda *_: None) -> str:
        """Take the last decision about names back, build anew, and return what it was."""
        undone = naming.undo(self.notes_folder())
        self.build(tell=tell)
        return undone

    def preview(self, decision: Decision) -> Preview:
        """Return what a decision about names would change."""
        return naming.preview(decision, self.index)

    def notes_folder(self) -> Path:
        """Return the folder of the notes that were built, where their noteloom.toml lives."""
        first = self._known_paths()[0]
        return first if first.is_dir() else first.parent

    def names(self) -> dict[str, str]:
        """Return the name of every concept by its id."""
        return {concept.id: concept.name for concept in self.index.concepts()}

    def around(self, fact: Fact, *, before: int = 1, after: int = 1) -> list[tuple[int, str]]:
        """Return the note's own lines around a fact, each with its number."""
        return self.index.lines(fact.path, fact.line - before, fact.end_line + after)

    # the questions that were declined

    def gaps(self) -> list[str]:
        """Return the kept questions that the notes do not answer, oldest first."""
        file = self.settings.index / GAPS
        if not file.is_file():
            return []
        lines = file.read_text(encoding="utf-8").splitlines()
        return list(dict.fromkeys(json.loads(line)["question"] for line in lines if line.strip()))

    def keep_gap(self, question: str) -> None:
        """Keep a question that the notes do not answer."""
        if question not in self.gaps():
            with (self.settings.index / GAPS).open("a", encoding="utf-8") as file:
                file.write(json.dumps({"question": question}, ensure_ascii=False) + "\n")

    def drop_gap(self, question: str) -> None:
        """Take a question off the list."""
        left = [
            json.dumps({"question": q}, ensure_ascii=False) for q in self.gaps() if q != question
        ]
        file = self.settings.index / GAPS
        temporary = file.with_suffix(".new")
        temporary.write_text("".join(f"{line}\n" for line in left), encoding="utf-8")
        temporary.replace(file)

    def _part(self, within: str | None) -> str | None:
        """Return the beginning of a path that is asked for, if a note has it."""
        paths = () if within is None else self.index.paths()
        if within is not None and not any(path.startswith(within) for path in paths):
            some = ", ".join(paths[:3])
            raise BadInput(f"no note's path begins with {within!r}: they begin like {some}.")
        return within

    def _type(self, relation: str | None) -> str | None:
        """Return the type of relation that is asked for, if rules or notes know it."""
        if relation is None:
            return None
        from graph.relations import READS  # reads every rule, which few questions have use for
        from graph.relations.cues import NOTHING

        known = {*READS, *self.index.types()} - {NOTHING}
        if relation not in known:
            raise BadInput(
                f"no relation is called {relation!r}: choose one of {', '.join(sorted(known))}."
            )
        return relation

    def _known_paths(self) -> list[Path]:
        with suppress(IndexMissing):
            known = self.index.about_build.get("notes", "")
            if known:
                return [Path(line) for line in known.split("\n")]
        return [DEFAULT_NOTES]


def _opened(folder: Path, *, after: Index | None) -> Index:
    index = Index(folder, after=after)
    if not index.generation:  # the first build found no notes, or has not ended
        index.close()
        raise IndexMissing(f"no build has ended at {folder} yet: run `noteloom build` first.")
    return index


def _asked(question: str) -> str:
    asked = question.strip()
    if not asked:
        raise BadInput(
            'the question is empty: ask something, for example `noteloom ask "what uses S3?"`.'
        )
    if not any(map(str.isalnum, asked)):
        raise BadInput(f"there are no words in the question {asked[:40]!r}: ask in words.")
    if len(asked) > LONGEST_QUESTION:
        raise BadInput(
            f"the question has {len(asked):,} characters: ask in {LONGEST_QUESTION:,} at most."
        )
    return asked
