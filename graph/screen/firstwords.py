"""While the first index is built: lines of the files themselves that hold the words asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic

from graph.answers.english import language, written_words
from graph.errors import NoteloomError
from graph.notes import Found, find_files, read_note
from graph.records import Span
from graph.screen import words
from graph.screen.blocks import AnswerCard, Block, Group, Piece, Row, pieces_of

MOST = 30
SECONDS = 1.0
"""A search must not slow the build that it waits for."""


def first_blocks(question: str, folders: Sequence[Path]) -> list[Block]:
    """Return the lines that hold every telling word of a question."""
    found = list(lines_with(telling_words(question), folders))
    card = AnswerCard(kicker=words.INDEXING, headline=(Piece(words.BY_WORDS_ONLY),))
    return [card, Group(words.WITH_YOUR_WORDS, tuple(found), count=len(found), shown=MOST)]


def telling_words(question: str) -> list[str]:
    """Return the words of a question that tell something, in lower case."""
    said = written_words(question.casefold())
    return [word for word in said if word not in language().stop] or said


def lines_with(wanted: Sequence[str], folders: Sequence[Path]) -> Iterator[Row]:
    """Yield the lines of notes that hold all words, until there are enough or time is up."""
    end, number = monotonic() + SECONDS, 0
    for found in _files(folders) if wanted else ():
        for line, text in enumerate(_lines(found), 1):
            lower = text.casefold()
            if all(word in lower for word in wanted):
                yield _row(found.path, line, text.strip(), wanted)
                number += 1
        if number >= MOST or monotonic() > end:
            return


def _files(folders: Sequence[Path]) -> Iterator[Found]:
    try:
        for one in find_files([folder for folder in folders if folder.exists()]):
            if isinstance(one, Found):
                yield one
    except NoteloomError:
        return


def _lines(found: Found) -> list[str]:
    """Return the lines of a note; of a file that cannot be read, which the build tells of, none."""
    try:
        return read_note(found.file, found.path).text.split("\n")
    except (NoteloomError, OSError):
        return []


def _row(path: str, line: int, text: str, wanted: Sequence[str]) -> Row:
    lower = text.casefold()
    starts = [(lower.find(word), len(word)) for word in wanted] if len(lower) == len(text) else []
    spans = [Span(at, at + size) for at, size in starts if at >= 0]
    return Row(key=f"{path} {line}", pieces=pieces_of(text, spans), crumb=path, line=line)
