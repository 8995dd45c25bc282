"""The collection that a server serves: its verbs, and a watcher that keeps the index fresh."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from graph.errors import BadInput, IndexBroken, IndexMissing, NoteloomError
from graph.knowledge import Knowledge
from graph.servers import replies
from graph.settings import Settings

if TYPE_CHECKING:
    from graph.building import News

LOG = logging.getLogger(__name__)
WATCH_AFTER = 2.0
"""Seconds before the notes are watched where an index is there: the first answer comes first."""
WARMING = "what is it?"
"""A question that any notes decline."""
MOST_READ = 200
"""Lines of one `read`."""


class Collection:
    """One person's notes as servers show them; safe to share between threads."""

    def __init__(self, settings: Settings, *, paths: Sequence[Path] = ()) -> None:
        self._knowledge = Knowledge(settings)
        self._paths = list(paths)
        self._stop = Event()
        self._thread = Thread(target=self._follow, name="following the notes", daemon=True)
        self._progress = ("", 0, 0)
        self.problem = ""
        """Why the notes cannot be read, as one line; empty while all is well."""

    def start(self) -> None:
        """Begin to keep the index fresh; the first build runs at once."""
        self._thread.start()

    def close(self) -> None:
        """Stop watching and let go of the index."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        self._knowledge.close()

    @property
    def is_ready(self) -> bool:
        """Whether there is an index to ask."""
        try:
            return self._knowledge.index.generation > 0
        except IndexMissing:
            return False
        except IndexBroken:
            if self._thread.is_alive():  # the first build has just begun to write it
                return False
            raise

    @property
    def encoder(self) -> str:
        """The name of the encoder whose vectors answer now."""
        return self._knowledge.index.about_build["encoder"]

    @property
    def progress(self) -> tuple[str, int, int]:
        """The stage of the build that runs, how much is done, and out of how much."""
        return self._progress

    def ask(self, question: str) -> replies.AskReply:
        """Answer a question from the notes, or decline."""
        return replies.ask_reply(self._knowledge.ask(question, limit=replies.MOST_LINES))

    def search(self, text: str, limit: int = replies.MOST_LINES) -> replies.SearchReply:
        """Return the lines that fit a text best."""
        found = self._knowledge.search(text, limit=limit)
        return replies.search_reply(citation.fact for citation in found)

    def relates(self, concept: str, relation: str | None = None) -> replies.RelatesReply:
        """Return what relates to a concept, each relation with the line that says so."""
        found = self._knowledge.relates(concept, relation=relation or None)
        return replies.relates_reply(found, self._knowledge.names())

    def path(self, source: str, target: str) -> replies.PathReply:
        """Return how two concepts are connected, each step with its line."""
        return replies.path_reply(self._knowledge.path(source, target), self._knowledge.names())

    def show(self, concept: str) -> replies.ShowReply:
        """Return what the notes know of one concept."""
        return replies.show_reply(self._knowledge.show(concept), self._knowledge.names())

    def read(self, path: str, first: int = 1, last: int = MOST_READ) -> replies.ReadReply:
        """Return lines of a note as the index holds it; nothing else can be read."""
        index = self._knowledge.index
        if path not in index.paths():
            raise BadInput(f"no note is called {path!r}: take a path from a reply.")
        if last < first:
            raise BadInput(f"line {last} stands before line {first}: give the first line first.")
        lines = index.lines(path, max(1, first), min(last, first + MOST_READ - 1))
        return replies.read_reply(path, lines)

    def notes(self) -> list[str]:
        """Return the paths of the notes."""
        return list(self._knowledge.index.paths())

    def status(self) -> replies.StatusReply:
        """Return what the index holds and whether a build runs."""
        stage, done, of = self._progress
        report = self._knowledge.stats() if self.is_ready else None
        progress = self.problem or (f"{stage} {done} of {of}" if stage else "")
        return replies.status_reply(report, building=bool(stage), progress=progress)

    def _follow(self) -> None:
        if self.is_ready:
            self._warm_up()
            if self._stop.wait(WATCH_AFTER):
                return
        try:
            self._knowledge.watch(
                self._paths, stop=self._stop, told=self._tell, on_progress=self._note
            )
        except NoteloomError as error:
            self.problem = str(error)
            LOG.warning("%s", error)

    def _tell(self, news: News) -> None:
        self.problem = news.problem
        self._note()

    def _warm_up(self) -> None:
        """Ask once, so that what answers is loaded when the first question comes."""
        with suppress(NoteloomError):
            self._knowledge.ask(WARMING)

    def _note(self, stage: str = "", done: int = 0, of: int = 0, _: str = "") -> None:
        self._progress = (stage, done, of)
