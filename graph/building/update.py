"""One update: the notes that changed, and all that their change touches, in one commit."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from embeddings.terms import analysed
from graph.answers import embedded_gloss, embedded_text
from graph.building.embedding import Embedding, OnProgress, worded_text
from graph.building.lexicon import Gathered, Words
from graph.building.pipeline_fingerprint import pipeline_fingerprint, user_digest
from graph.building.relink_plan import RelinkPlan, settled
from graph.building.scan import Changed, Scan, Touched, left_out, read
from graph.building.workers import spread
from graph.concepts.evidence import evidence_of
from graph.concepts.pages import Page
from graph.errors import FileSkipped, NotesMissing
from graph.gc_pause import gc_paused
from graph.notes.bounded import bounded
from graph.notes.files import Found, roots_as_text, roots_of
from graph.notes.reading import facts_of
from graph.records import Fact, Note, Skipped
from graph.relations import aggregate_evidence
from graph.storage.derived import LexiconChange
from graph.storage.entries import KeptNote, NoteFacts, NoteText
from graph.storage.publication import Publication
from graph.storage.saved import saved_generation
from graph.storage.writer import Writer

if TYPE_CHECKING:
    from embeddings import Drafter, Encoder

MOST_FACTS = 50_000
"""Facts kept from reading to linking; beyond that a note is taken apart a second time."""
LINKED_AT_ONCE = 512
"""Notes whose facts are in memory together while they are linked."""
NO_TEXT = re.compile(r"[\0\ud800-\udfff]")
"""Characters that an escape in a note may stand for and that no database keeps as text."""
SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What is to be built, where, and with what."""

    paths: Sequence[Path]
    folder: Path
    encoder: Encoder
    fresh: bool = False
    forget: bool = False
    """Whether the notes of a folder that is left empty go from the index."""
    drafter_of: Callable[[Encoder], Drafter | None] = lambda _: None
    """Returns what drafts the vectors of an encoder, for those that are made later, if anything."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an update is to do."""

    scan: Scan
    kept: Mapping[str, KeptNote]
    again: bool = False
    """Whether everything is written anew."""
    words: Words | None = None
    """The lexicon to link by as it is, so that what changed can be found at once; settling, by a
    plan without one, makes up for names that came or went."""
    settled_by: RelinkPlan | None = None
    """The lexicon to settle by, where it has been worked out already."""
    gathered: Gathered | None = None
    """What the notes offered before, where that is known."""
    lost: tuple[Collection[str], Collection[str]] = ((), ())
    """Paths of notes, and ids of concepts, of which the index has lost vectors."""


@dataclass(slots=True)
class Outcome:
    """What an update did."""

    read: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    touched: list[Touched] = field(default_factory=list)
    linked: int = 0
    """Notes that were linked, unchanged ones among them."""
    embedded: int = 0
    published: bool = False
    settled: bool = True
    """Whether the index is what a fresh build would make of the notes."""
    words: Words | None = None


def update(order: BuildRequest, writer: Writer, plan: Plan, *, on_progress: OnProgress) -> Outcome:
    """Carry out a plan in one transaction; an index that would not change stays as it is."""
    outcome = Outcome(settled=writer.about().get(SETTLED) == "1" or plan.again)
    with gc_paused(), writer.publishing(anew=plan.again) as publication:
        Updating(order, writer, publication, plan, outcome, on_progress).run()
    if not writer.count_waiting():
        writer.encoded.discard()
    return outcome


class Updating:
    """The steps of one update."""

    def __init__(
        self, order: BuildRequest, writer: Writer, publication: Publication, plan: Plan,
        outcome: Outcome, on_progress: OnProgress,
    ) -> None:  # fmt: skip
        self.order, self.writer, self.publication = order, writer, publication
        self.plan, self.outcome, self.on_progress = plan, outcome, on_progress
        self.facts: dict[str, Sequence[Fact]] = {}
        self.held = 0
        self.offers = False
        """Whether what the notes offer to the lexicon has changed."""
        self.differs = plan.again or any(plan.lost)
        replaces = plan.again and writer.generation  # the old vectors answer until all are made
        drafter_of = (lambda _: None) if replaces else order.drafter_of
        self.embedding = Embedding(writer, publication, order.encoder, drafter_of=drafter_of)

    def run(self) -> None:
        """Read, link, embed and write."""
        self._read_all()
        words, found = self._words()
        if words is not None:
            paths = sorted({*self.facts, *self._lost(), *(found.touched if found else ())})
            self._link_all(paths, words)
            self._embed_and_name(words, found.change if found else None)
        self.outcome.words, self.outcome.embedded = words, self.embedding.encoded
        self._finish()

    # reading

    def _read_all(self) -> None:
        gone, kept = list(self.plan.scan.gone), self.plan.kept
        to_read = self.plan.scan.to_read
        known = {} if self.plan.again else kept
        for done, one in enumerate(spread(partial(_read, kept=known), to_read)):
            path = to_read[done].path
            self.on_progress("reading", done, len(to_read), path)
            if isinstance(one, Skipped):
                self.outcome.skipped.append(one)
                gone += [path] if path in kept else []
            elif isinstance(one, Touched):
                self.outcome.touched.append(one)
                self.publication.touch_note(path, one.state)
            else:
                self._take(*one)
        for path in gone:
            self.publication.remove_note(path)
        self.offers = self.offers or bool(gone)
        self.outcome.removed = gone
        following = self.plan.scan.partial or self.plan.words is not None
        if not following and not self.writer.has_notes() and not gone:
            raise NotesMissing(nothing_in(self.order, self.outcome.skipped))

    def _take(self, read: NoteText, facts: Sequence[Fact]) -> None:
        path = read.note.path
        self.offers = self.offers or self.writer.evidence_of(path) != read.evidence
        self.publication.put_text(read)
        self.outcome.read.append(path)
        self.held += len(facts)
        self.facts[path] = facts if self.held <= MOST_FACTS else ()

    # naming and linking

    def _words(self) -> tuple[Words | None, RelinkPlan | None]:
        """Return the lexicon to link by, if anything is to be linked, and what is new about it."""
        if self.plan.words is not None:
            self.outcome.settled = self.outcome.settled and not self.offers
            return self.plan.words, None
        asked_anew = self.writer.about().get("names") != user_digest(self.order.paths)
        due = self.plan.again or self.offers or asked_anew or not self.outcome.settled
        due = due or any(self.plan.lost)
        if not due and not self.facts:
            return None, None
        self.on_progress("naming", 0, 1, "what all notes name")
        found = self.plan.settled_by or settled(
            self.writer, self.order.paths, gathered=self.plan.gathered, again=self.plan.again
        )
        self.outcome.settled = True
        return found.words, found

    def _link_all(self, paths: Sequence[str], words: Words) -> None:
        for start in range(0, len(paths), LINKED_AT_ONCE):
            some = paths[start : start + LINKED_AT_ONCE]
            bare = [(path, self._bare(path)) for path in some]
            for done, said in enumerate(spread(partial(_linked, words=words), bare), start):
                self.on_progress("encoding", done, len(paths), paths[done])
                if isinstance(said, Skipped):
                    self._leave_out(said)
                    continue
                digests = self.embedding.take(said.embedded)
                put = self.publication.put_facts(replace(said, embedded=digests))
                self.differs = put or self.differs
                self.outcome.linked += 1

    def _leave_out(self, skipped: Skipped) -> None:
        """Take a note that cannot be linked out again; the others go on."""
        self.publication.remove_note(skipped.path)
        self.outcome.skipped.append(skipped)
        self.outcome.read = [path for path in self.outcome.read if path != skipped.path]
        self.outcome.removed += [skipped.path] if skipped.path in self.plan.kept else []
        self.differs = True

    def _bare(self, path: str) -> Note | Sequence[Fact]:
        """Return the facts of a note as they are before linking, or a note that is to be read."""
        if path not in self.facts:
            stored = self.writer.facts_of(path)
            return [replace(fact, subject=None, mentions=()) for fact in stored]
        return self.facts.pop(path) or self.writer.note_of(path)

    def _embed_and_name(self, words: Words, change: LexiconChange | None) -> None:
        self.embedding.flush()
        self.on_progress("writing", 0, 1, "the index")
        derived = self.publication.derived
        derived.forget_glosses(self.plan.lost[1])
        if change:
            derived.put_lexicon(change, words.lexicon.concepts, words.names)
            self.differs = True
        derived.settle(aggregate_evidence)
        derived.forget_unnamed_glosses()
        known = words.lexicon.concepts
        named = [known[one] for one in derived.named_without_vector() if one in known]
        digests = self.embedding.take([embedded_gloss(one) for one in named])
        self.embedding.flush()
        derived.put_gloss_vectors(zip((one.id for one in named), digests, strict=True))

    def _lost(self) -> set[str]:
        return set(self.plan.lost[0]) - set(self.outcome.removed)

    # the end

    def _finish(self) -> None:
        before = self.writer.skipped()
        skipped = left_out(before, self.plan.scan, self.outcome.skipped)
        about = {
            "encoder": self.order.encoder.name,
            "recipe": pipeline_fingerprint(self.order.encoder),
            "built": datetime.now(UTC).isoformat(timespec="seconds"),
            "notes": roots_as_text(self.order.paths),
            SETTLED: "1" if self.outcome.settled else "0",
        }
        if not self.plan.scan.partial:
            about["unread"] = json.dumps(self.plan.scan.unread)
        if self.plan.words is None and self.outcome.words is not None:
            about["names"] = self.outcome.words.told
            about["worlds"] = self.outcome.words.worlds
            about["lists"] = self.outcome.words.lists
        self.publication.put_about(about)
        self.outcome.published = bool(
            self.differs or self.outcome.read or self.outcome.removed or before != skipped
        )
        if self.outcome.published:
            self.publication.put_skipped(skipped)
            self.publication.finish(saved=saved_generation(self.order.folder))


def _read(
    found: Found, *, kept: Mapping[str, KeptNote]
) -> tuple[NoteText, Sequence[Fact]] | Touched | Skipped:
    """Read a file: what the index is to keep of it, and its facts."""
    one = read(found, kept.get(found.path))
    if not isinstance(one, Changed):
        return one
    try:
        facts, evidence = bounded(partial(_taken_apart, one.note), size=len(one.note.text))
    except FileSkipped as error:
        return Skipped(found.path, str(error))
    return NoteText(one.note, one.file, one.state, evidence), facts


def _taken_apart(note: Note) -> tuple[Sequence[Fact], str]:
    """Return the facts of a note and what they offer to the lexicon."""
    facts = facts_of(note)
    for fact in facts:
        if NO_TEXT.search(fact.plain):
            raise FileSkipped(f"has a character on line {fact.line} that no text has: take it out")
    return facts, evidence_of(facts, Page.of(note)).to_json()


def _linked(one: tuple[str, Note | Sequence[Fact]], *, words: Words) -> NoteFacts | Skipped:
    """Return what a note says by a lexicon, with the texts that are to be embedded."""
    path, said = one

    def linked() -> NoteFacts:
        facts = words.lexicon.link(facts_of(said) if isinstance(said, Note) else said)
        return NoteFacts(
            path=path,
            facts=facts,
            embedded=[embedded_text(fact, words.lexicon.concepts) for fact in facts],
            words=[analysed(worded_text(fact)) for fact in facts],
            statements=words.statements_of(path, facts),
        )

    size = len(said.text) if isinstance(said, Note) else sum(len(fact.text) for fact in said)
    try:
        return bounded(linked, size=size)
    except FileSkipped as error:
        return Skipped(path, str(error))


def has_emptied(order: BuildRequest, writer: Writer) -> bool:
    """Tell whether the places of the last build, which had notes, have none any more.

    Other places without notes are rather named by mistake, and cost nobody an index.
    """
    known = roots_of(writer.about().get("notes", ""))
    return writer.has_notes() and known == [path.resolve() for path in order.paths]


def nothing_in(order: BuildRequest, skipped: Sequence[Skipped]) -> str:
    """Return what to say when there are no notes to build."""
    places = ", ".join(str(path) for path in order.paths)
    if skipped:
        return f"no notes could be read in {places}: {skipped[0].path}: {skipped[0].reason}"
    return f"there are no notes in {places}: name a folder with notes."
