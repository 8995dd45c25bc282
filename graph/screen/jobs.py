"""Builds that run beside the page: one at a time, with a progress that every session can read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Lock, Thread

from graph.building import OnProgress
from graph.errors import NoteloomError
from graph.knowledge import Knowledge
from graph.notes.files import roots_of
from graph.records import Report
from graph.screen import words
from graph.screen.opened import knowledge

LOOK_EVERY_SECONDS = 1.0
"""How often it is looked whether the index was built from other folders meanwhile."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is."""

    running: bool = False
    stage: str = ""
    done: int = 0
    total: int = 0
    name: str = ""
    said: str = ""
    """What it has to tell when it has ended."""
    error: str = ""

    @property
    def share(self) -> float:
        """Return what is done of the stage, from 0 to 1."""
        return min(self.done / self.total, 1.0) if self.total else 0.0

    @property
    def told(self) -> str:
        """Return how far it is in words: before anything is counted, why one waits."""
        if not self.total:
            return words.PREPARING
        return f"{self.stage.capitalize()} {self.done:,} of {self.total:,} · {self.name}"


class Indexing:
    """The build that runs, or ran last."""

    def __init__(self) -> None:
        self._progress = Progress()
        self._lock = Lock()
        self._thread: Thread | None = None
        self.folders: Sequence[Path] = ()
        """What the build reads that runs, or ran last."""

    @property
    def progress(self) -> Progress:
        """Return how far it is; a value that does not change under the reader."""
        return self._progress

    def start(self, notes: Knowledge, paths: Sequence[Path] = (), *, fresh: bool = False) -> bool:
        """Start a build unless one is running; return whether it was started."""
        self.folders = paths or self.folders
        return self.run(
            lambda on_progress: notes.build(paths, fresh=fresh, on_progress=on_progress)
        )

    def run(self, job: Callable[[OnProgress], Report | str]) -> bool:
        """Start anything that builds unless such a thing is running; return whether it started."""
        with self._lock:
            if self._progress.running:
                return False
            self._progress = Progress(running=True, stage="reading")
            thread = Thread(target=self._do, args=(job,), daemon=True)
            thread.start()
            self._thread = thread  # now: who waits may not join one that has not begun
        return True

    def wait(self) -> Progress:
        """Wait for the build to end and return how it ended."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join()
        return self._progress

    def tell_problem(self, problem: str) -> None:
        """Say what went wrong beside a build, unless one is running; empty for nothing."""
        if problem and not self._progress.running:
            self._progress = Progress(error=problem)

    def _do(self, job: Callable[[OnProgress], Report | str]) -> None:
        try:
            done = job(self._tell)
            self._progress = Progress(said=done if isinstance(done, str) else "")
        except NoteloomError as error:
            self._progress = Progress(error=str(error))
        except Exception as error:  # a thread has nobody above it: the page must say what happened
            self._progress = Progress(error=f"unexpected {type(error).__name__}: {error}")

    def _tell(self, stage: str, done: int, total: int, name: str) -> None:
        self._progress = replace(self._progress, stage=stage, done=done, total=total, name=name)


INDEXING = Indexing()
"""One for the whole server: two builds of one index would only wait for each other."""


def follow_notes() -> Event:
    """Keep the index in step with the notes on disk, until the returned event is set."""
    stop = Event()
    Thread(target=_follow, args=(stop,), name="following", daemon=True).start()
    return stop


def _follow(stop: Event) -> None:
    while not stop.is_set():
        notes = knowledge()
        folders = known_folders(notes)
        if not folders:
            stop.wait(LOOK_EVERY_SECONDS)
            continue
        ended = Event()
        watching = Thread(target=_watch, args=(notes, folders, ended), daemon=True)
        watching.start()
        while watching.is_alive() and known_folders(knowledge()) == folders:
            if stop.wait(LOOK_EVERY_SECONDS):
                break
        ended.set()
        watching.join()


def _watch(notes: Knowledge, folders: Sequence[Path], ended: Event) -> None:
    INDEXING.wait()
    try:
        notes.watch(folders, stop=ended, told=lambda news: INDEXING.tell_problem(news.problem))
    except Exception as error:  # a thread has nobody above it: the page must say what happened
        INDEXING.tell_problem(words.NOT_WATCHED.format(f"{type(error).__name__}: {error}"))
        ended.wait()


def known_folders(notes: Knowledge) -> list[Path]:
    """Return the files and folders that the index was built from and that are still there."""
    try:
        known = notes.index.about_build.get("notes", "")
    except NoteloomError:
        return []
    return [root for root in roots_of(known) if root.exists()]
