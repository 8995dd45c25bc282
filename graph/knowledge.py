"""Knowledge: the one door; all that the screen and the command line can do is a verb here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, RLock
from typing import TYPE_CHECKING, Self

from graph import answers, checking, exploring, gaps, naming
from graph.collections import make_current
from graph.errors import IndexMissing
from graph.freshness import checked, freshness
from graph.inputs import Place, asked_text, known_part, known_type, place_of, places_of, settings_of
from graph.naming import Decision, Preview
from graph.notes.files import roots_of
from graph.records import (
    Answer,
    Card,
    Citation,
    Concept,
    Fact,
    Intent,
    Issue,
    Relatives,
    Report,
    Routes,
)
from graph.settings import DEFAULT_NOTES, LOCAL, Settings
from graph.storage import Index
from graph.storage.faults import explaining

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from embeddings import Encoder
    from graph.building import BuildRequest, News, OnProgress


class Knowledge:
    """A person's notes as a graph that can be asked; safe to share between threads.

    Takes the folder of the index, or Settings; without either, those of the environment. Every verb
    that reads raises IndexMissing before the first build, IndexBroken, IndexIncomplete or
    IndexFormat when the index cannot be read; DiskFull, DiskFailed, IndexReadOnly and IndexBusy say
    what else is in the way.
    """

    def __init__(self, settings: Settings | Place | None = None) -> None:
        self.settings = settings_of(settings)
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

    @property
    def _models(self) -> answers.OptionalModels:
        return answers.OptionalModels(self.settings.reranker, self.settings.entailment)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the index; it closes when the answers under way have ended."""
        with self._lock:
            self._index = None

    @explaining
    def build(
        self,
        paths: Place | Sequence[Place] = (),
        *,
        fresh: bool = False,
        forget: bool = False,
        on_progress: OnProgress = lambda *_: None,
    ) -> Report:
        """Read notes (files or folders) and bring the index in line with them.

        Raises NoteloomError where a folder of many notes is empty now, unless they are to `forget`.
        Without paths, those of the last build are read again, or `data/notes`. `on_progress` is
        called with the stage, how much is done, out of how much, and a name.
        """
        from graph.building import build, seal_again  # what only builds need is not loaded to ask

        report = build(self._order(paths, fresh=fresh, forget=forget), on_progress=on_progress)
        with self._lock:
            if self._index is not None:  # what it sees was in the way of sealing until now
                self._index = _opened(self.settings.index, after=self._index)
                seal_again(self.settings.index)
        make_current(self.settings.index)
        return report

    def watch(
        self,
        paths: Place | Sequence[Place] = (),
        *,
        stop: Event,
        told: Callable[[News], None],
        on_progress: OnProgress = lambda *_: None,
    ) -> None:
        """Bring the index up to date and keep it so until `stop` is set; runs as long.

        `told` is called after each update, in the thread that watches.
        """
        from graph.building import Follower

        Follower(self._order(paths), told=told, on_progress=on_progress).run(stop)

    def _order(
        self, paths: Place | Sequence[Place], *, fresh: bool = False, forget: bool = False
    ) -> BuildRequest:
        from embeddings import drafter_of
        from graph.building import BuildRequest

        return BuildRequest(
            paths=places_of(paths) or self._known_paths(),
            folder=self.settings.index,
            encoder=self._encoder(),
            drafter_of=drafter_of,
            fresh=fresh,
            forget=forget,
        )

    def _encoder(self) -> Encoder:
        """Return what encodes the facts: on this machine, or on those of a cluster."""
        from embeddings import DEFAULT, ENCODERS, load_encoder

        name, cluster = self.settings.encoder or DEFAULT, self.settings.ray
        if cluster is None:
            return load_encoder(name)
        return ENCODERS["ray"](name, address=None if cluster == LOCAL else cluster)

    @explaining
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

            >>> knowledge.ask("how many litres does the kettle hold?").citations[0].fact.line
            3
        """
        text, index = asked_text(question), self.index
        part, stated = known_part(within, index), known_type(relation, index)
        found = answers.ask(
            text, index, limit=limit, within=part, relation=stated, intent=intent,
            models=self._models,
        )  # fmt: skip
        return checked(found, index)

    def remarks(self, facts: Iterable[Fact]) -> tuple[str, ...]:
        """Return which notes of some facts have changed or gone since the last build."""
        return freshness(facts, self.index).remarks

    @explaining
    def filter_remarks(self, text: str) -> tuple[str, ...]:
        """Return what is wrong with the filters in a text."""
        return answers.filters_of(text, self.index)[2]

    @explaining
    def search(
        self, text: str, *, limit: int = 8, within: str | None = None, relation: str | None = None
    ) -> list[Citation]:
        """Return the facts that fit a text best, without answering; none of notes that are gone.

        >>> knowledge.search("litres", limit=1)[0].fact.plain
        'Holds 1.7 litres'
        """
        text, index = asked_text(text), self.index
        part, stated = known_part(within, index), known_type(relation, index)
        found = answers.search(
            text, index, limit=limit, within=part, relation=stated, models=self._models
        )
        gone = freshness((one.fact for one in found), index).gone
        return [one for one in found if one.fact.path not in gone]

    @explaining
    def meanings(self, question: str) -> list[answers.Ambiguous]:
        """Return the names of a question that may mean several things of the notes."""
        return answers.ambiguous_names(question, self.index)

    @explaining
    def relates(
        self, name: str, *, limit: int = 20, within: str | None = None, relation: str | None = None
    ) -> Relatives:
        """Return what relates to a concept, by relation, each with its facts.

        Filters beside its name keep to some of these: "Mara in:house/ after:2024".

        >>> [one.concept.name for one in knowledge.relates("Kettle").concepts]
        ['Mara', 'Stove']
        """
        index = self.index
        name, allowed, _ = answers.filters_of(name, index)
        part, stated = known_part(within, index), known_type(relation, index)
        return exploring.relatives(
            name, index, limit=limit, within=part, relation=stated, allowed=allowed
        )

    @explaining
    def path(
        self, source: str, target: str, *, without: Collection[str] = (), most: int = 3
    ) -> Routes:
        """Return short routes between two concepts, each step with its fact.

        >>> [hop.type for hop in knowledge.path("Mara", "Stove").paths[0]]
        ['owner', 'stands_on']
        """
        return exploring.routes(source, target, self.index, without=without, most=most)

    @explaining
    def show(self, name: str) -> Card:
        """Return a concept's card: its names, facts and relations.

        >>> [fact.plain for fact in knowledge.show("Mara").facts]
        ['Owner: Mara']
        """
        return exploring.card(name, self.index)

    @explaining
    def export(self, target: Place, *, format: str, force: bool = False) -> None:
        """Write the graph to a file or folder in one of the forms of `views.exports.EXPORTS`.

        Raises BadInput where that would change notes, the index or, without `force`, a file.

            >>> knowledge.export("kettle.graphml", format="graphml")
        """
        from graph.views.saving import save_export

        notes, place = self._known_paths(), place_of(target)
        save_export(self.index, place, format=format, notes=notes, force=force)

    @explaining
    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return the graph for networkx; every edge carries the `facts` that say it.

        Nodes are ids of concepts, edges are keyed by the type of relation.

            >>> list(knowledge.to_networkx().edges(keys=True))[0]
            ('kettle', 'mara', 'owner')
        """
        from graph.views.exports import to_networkx

        return to_networkx(self.index)

    @explaining
    def to_pandas(self) -> dict[str, pd.DataFrame]:
        """Return the tables "facts", "concepts" and "relations", these with a row for each line.

        >>> knowledge.to_pandas()["facts"]["line"].tolist()
        [3, 4, 5]
        """
        from graph.views.exports import to_pandas

        return to_pandas(self.index)

    @explaining
    def stats(self) -> Report:
        """Return how many of what the index holds, and how fresh it is."""
        from graph.building import report_of

        return report_of(self.index)

    @explaining
    def check(self, *, deep: bool = False) -> list[Issue]:
        """Return what a person should look at in the notes, names and rules.

        With `deep` the index itself is read as a whole, and what is damaged comes first.
        """
        return [*(checking.damage(self.index) if deep else ()), *checking.check(self.index)]

    @explaining
    def sample(self, number: int, *, seed: int | None = None) -> list[Issue]:
        """Return random typed relations and concepts, each with its line and its rule."""
        from graph.sampling import sample

        return sample(self.index, number=number, seed=seed)

    @explaining
    def suggest(self, prefix: str, *, most: int = 8) -> list[tuple[Concept, int]]:
        """Return the concepts with a name that begins so, those with most facts first.

        >>> [(concept.name, facts) for concept, facts in knowledge.suggest("ke")]
        [('Kettle', 3)]
        """
        return exploring.suggestions(prefix, self.index, most=most)

    @explaining
    def decide(self, decision: Decision, *, on_progress: OnProgress = lambda *_: None) -> Report:
        """Write a decision about names into the notes folder's noteloom.toml and build anew."""
        naming.preview(decision, self.index)
        naming.write(decision, self.notes_folder())
        return self.build(on_progress=on_progress)

    @explaining
    def undo(self, *, on_progress: OnProgress = lambda *_: None) -> str:
        """Take the last decision about names back, build anew, and return what it was."""
        undone = naming.undo(self.notes_folder())
        self.build(on_progress=on_progress)
        return undone

    @explaining
    def preview(self, decision: Decision) -> Preview:
        """Return what a decision about names would change."""
        return naming.preview(decision, self.index)

    def notes_folder(self) -> Path:
        """Return the folder of the notes that were built, where their noteloom.toml lives."""
        first = self._known_paths()[0]
        return first if first.is_dir() else first.parent

    @explaining
    def names(self) -> dict[str, str]:
        """Return the name of every concept by its id."""
        return {concept.id: concept.name for concept in self.index.concepts()}

    @explaining
    def around(self, fact: Fact, *, before: int = 1, after: int = 1) -> list[tuple[int, str]]:
        """Return the note's own lines around a fact, each with its number."""
        return self.index.lines(fact.path, fact.line - before, fact.end_line + after)

    # the questions that were declined

    def gaps(self) -> list[str]:
        """Return the kept questions that the notes do not answer, oldest first."""
        return gaps.kept_gaps(self.settings.index)

    def keep_gap(self, question: str) -> None:
        """Keep a question that the notes do not answer."""
        gaps.keep_gap(question, self.settings.index)

    def drop_gap(self, question: str) -> None:
        """Take a question off the list."""
        gaps.drop_gap(question, self.settings.index)

    def _known_paths(self) -> list[Path]:
        with suppress(IndexMissing):
            known = roots_of(self.index.about_build.get("notes", ""))
            if known:
                return known
        return list(self.settings.notes) or [DEFAULT_NOTES]


def _opened(folder: Path, *, after: Index | None) -> Index:
    index = Index(folder, after=after)
    if not index.generation:  # the first build found no notes, or has not ended
        index.close()
        raise IndexMissing(f"no build has ended at {folder} yet: run `noteloom build` first.")
    return index
