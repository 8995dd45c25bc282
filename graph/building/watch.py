"""Live re-indexing: what changes on disk is findable at once, and settled when it is quiet.

A changed note is linked by the names that are known and published: that costs what the note costs.
Names that came or went with it may touch other notes; that is worked out beside it, and written
when nothing else changes, so that the index ends as a fresh build would have made it.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event, Thread

from graph.building.build import bring_up_to_date, encode_drafted, locked, with_vectors
from graph.building.changes import EVERYTHING, RETRY_SECONDS, changes_of
from graph.building.embedding import OnProgress
from graph.building.lexicon import Gathered, Words, words_from
from graph.building.relink_plan import RelinkPlan, narrowed, settled
from graph.building.scan import Scan, check_still_there, quick_look, scan
from graph.building.update import BuildRequest, Outcome, Plan, update
from graph.errors import NoteloomError
from graph.naming import USER_FILE
from graph.records import Skipped
from graph.storage.writer import Writer

QUIET_SECONDS = 0.5
"""Without a change for so long, names are settled."""
LOCK_SECONDS = 30.0
"""How long another build is waited for."""

SWITCH_SECONDS = 0.00005
"""How long settling may keep the interpreter to itself: an update that comes meanwhile asks for it
some hundred times, after each look into the database. While nobody asks it costs nothing."""


@dataclass(frozen=True, slots=True)
class News:
    """What an update did, for a person to read."""

    read: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    linked: int = 0
    """Notes that were linked again, because of a name that came or went."""
    seconds: float = 0.0
    watched: int | None = None
    """How many notes there are; told once, when every further change will be seen."""
    problem: str = ""
    """Why an update could not be made; the next change tries again."""


class Follower:
    """Keeps an index in step with the notes on disk, until it is told to stop."""

    def __init__(
        self,
        order: BuildRequest,
        *,
        told: Callable[[News], None],
        on_progress: OnProgress = lambda *_: None,
    ) -> None:
        self.order, self.told, self.on_progress = order, told, on_progress
        self.paths: dict[str, str] = {}
        """Of the notes in the index, by file."""
        self.words: Words | None = None
        self.gathered = Gathered()
        self.generation = -1
        self.settling: Settling | None = None
        self.due = 0.0
        """When to settle; 0 when everything is."""

    def run(self, stop: Event) -> None:
        """Bring the index up to date, then follow every change until `stop` is set.

        Nothing else ends it: what cannot be done is told once, and tried again.
        """
        problem, again = "", 0.0
        for changed in changes_of(self.order.paths, stop):
            if problem and not changed and time.monotonic() < again:
                continue
            try:
                self._step(changed)
                problem = ""
            except Exception as error:  # a bug, too, must not end what runs for weeks
                told, problem = problem, _in_words(error)
                if problem != told:
                    self.told(News(problem=problem))
                again = time.monotonic() + RETRY_SECONDS
                self.generation = -1  # what has changed meanwhile is looked for as a whole

    def _step(self, changed: Collection[str]) -> None:
        if self.generation < 0:
            self._tell_of(self._bring_up_to_date, first=True)
        elif changed:
            self._tell_of(lambda: self._take(changed))
        elif self.due and time.monotonic() > self.due:
            self._settle()

    def _tell_of(self, work: Callable[[], Outcome], *, first: bool = False) -> None:
        began = time.perf_counter()
        done = work()
        if first or done.read or done.removed or done.skipped:
            again = max(0, done.linked - len(done.read))
            self.told(
                News(
                    tuple(done.read), tuple(done.removed), tuple(done.skipped), again,
                    time.perf_counter() - began, len(self.paths) if first else None,
                )
            )  # fmt: skip

    # updates

    def _bring_up_to_date(self) -> Outcome:
        with locked(self.order.folder, wait=LOCK_SECONDS), self._writer() as writer:
            self.gathered = Gathered()  # an abandoned settling may still hold the other
            outcome = bring_up_to_date(
                self.order,
                writer,
                on_progress=self.on_progress,
                gathered=self.gathered,
                check=partial(check_still_there, roots=self.order.paths),
            )
            with_vectors(self.order.folder)
            encode_drafted(self.order, writer, on_progress=self.on_progress)
            offered = self.gathered.look(writer.evidence())
            self.words = outcome.words or words_from(offered, self.order.paths)
            self._remember(writer)
        self.due = 0.0
        return outcome

    def _take(self, changed: Collection[str]) -> Outcome:
        """Publish what changed, linked by the names that are known."""
        if self.settling is not None:
            self.settling.wanted, self.due = False, time.monotonic() + QUIET_SECONDS
        with locked(self.order.folder, wait=LOCK_SECONDS), self._writer() as writer:
            if writer.generation == self.generation and self.words is not None:
                plan = self._plan(writer, changed)
                outcome = update(self.order, writer, plan, on_progress=self.on_progress)
                self.generation = writer.generation
                self._know(outcome, plan.scan)
                named = any(Path(one).name == USER_FILE for one in changed)
                if named or outcome.removed or not outcome.settled:
                    self.due = time.monotonic() + QUIET_SECONDS
                return outcome
        return self._bring_up_to_date()  # somebody else has built meanwhile

    def _plan(self, writer: Writer, changed: Collection[str]) -> Plan:
        found = quick_look(changed, self.paths, self.order.paths)
        if found is None:
            kept = writer.kept_notes()
            found = scan(self.order.paths, kept, again=False)
            check_still_there(found, kept, self.order.paths)
            return Plan(found, kept, words=self.words)
        paths = [*found.gone, *(one.path for one in found.to_read)]
        return Plan(found, writer.kept_notes(paths), words=self.words)

    def _know(self, outcome: Outcome, scan: Scan) -> None:
        removed = set(outcome.removed)
        if removed:
            self.paths = {file: path for file, path in self.paths.items() if path not in removed}
        read = set(outcome.read)
        self.paths.update(
            (str(found.file.resolve()), found.path) for found in scan.to_read if found.path in read
        )

    # settling

    def _settle(self) -> None:
        """Work out the names of all notes beside this thread, then write what they change."""
        if self.settling is None:
            self.settling = Settling(self.order, self.generation, self.gathered)
        if self.settling.is_alive():
            return
        done, self.settling = self.settling, None
        if done.error is not None:
            raise done.error
        if done.behind:
            self._tell_of(lambda: self._take(EVERYTHING))
        elif done.found is not None and done.generation == self.generation:
            self._write_names(done.found)

    def _write_names(self, found: RelinkPlan) -> None:
        began = time.perf_counter()
        with locked(self.order.folder, wait=LOCK_SECONDS), self._writer() as writer:
            if writer.generation != self.generation:
                return
            nothing = Scan((), (), (), partial=True)
            plan = Plan(nothing, writer.kept_notes(()), settled_by=found)
            outcome = update(self.order, writer, plan, on_progress=self.on_progress)
            self.words, self.due = found.words, 0.0
            self.generation = writer.generation
            with_vectors(self.order.folder)
        if outcome.linked:
            self.told(News(linked=outcome.linked, seconds=time.perf_counter() - began))

    def _remember(self, writer: Writer) -> None:
        self.paths = {kept.file: path for path, kept in writer.kept_notes().items()}
        self.generation = writer.generation

    def _writer(self) -> Writer:
        return Writer(self.order.folder, fresh=self.order.fresh and self.generation < 0)


class Unwanted(Exception):
    """Notes have changed: what is worked out from them as they were is of no use."""


class Settling(Thread):
    """Works out what settling will write, and whether the disk holds what was not seen."""

    def __init__(self, order: BuildRequest, generation: int, gathered: Gathered) -> None:
        super().__init__(name="settling", daemon=True)
        self.order, self.generation, self.gathered = order, generation, gathered
        self.found: RelinkPlan | None = None
        self.behind = False
        self.wanted = True
        """Whether nothing has changed since: set to no, it ends within a few tenths of a second."""
        self.error: Exception | None = None
        self.start()

    def run(self) -> None:
        """Read what the notes offer, make a lexicon of it, and find the notes that it touches."""
        before = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_SECONDS)
        try:
            with closing(Writer(self.order.folder)) as reading:
                on_disk = scan(self.order.paths, reading.kept_notes(), again=False)
                self._pause()
                left_out = {one.path for one in reading.skipped()}
                new = {one.path for one in on_disk.to_read} - left_out
                self.behind = bool(on_disk.gone or new)
                if not self.behind:
                    found = settled(
                        reading, self.order.paths, gathered=self.gathered, pause=self._pause
                    )
                    self.found = narrowed(found, reading, self.order.encoder, pause=self._pause)
        except Unwanted:
            pass
        except Exception as error:  # a thread has nobody above it: the follower tells
            self.error = error
        finally:
            sys.setswitchinterval(before)

    def _pause(self) -> None:
        if not self.wanted:
            raise Unwanted


def _in_words(error: Exception) -> str:
    if isinstance(error, NoteloomError | OSError | sqlite3.Error):
        return str(error)
    return f"unexpected {type(error).__name__}: {error} (please report it)"
