"""While the first index is built: lines of the files themselves that hold the words asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from time import monotonic

from graph.answers.english import language, written_words
from graph.errors import NoteloomError
from graph.notes.files import Found, find_files
from graph.notes.reading import read_note
from graph.records import Span
from graph.screen import words
from graph.screen.blocks import AnswerCard, Block, Group, Piece, Row, pieces_of

MARKS = " \t-*#>"
"""Of bullets and headings, at the ends of a line that is shown by itself."""
MOST = 30
"""Lines that are shown."""
SECONDS = 1.0
"""A search must not slow the build that it waits for."""


def first_blocks(question: str, folders: Sequence[Path]) -> list[Block]:
    """Return the lines that hold most of the telling words of a question."""
    found = best_lines(telling_words(question), folders)
    card = AnswerCard(kicker=words.INDEXING, headline=(Piece(words.BY_WORDS_ONLY),))
    note = "" if found else words.NO_LINES_YET
    return [card, Group(words.WITH_YOUR_WORDS, tuple(found), count=len(found), note=note)]


def telling_words(question: str) -> list[str]:
    """Return the words of a question that tell something, in lower case."""
    said = written_words(question.casefold())
    return [word for word in said if word not in language().stop] or said


def best_lines(wanted: Sequence[str], folders: Sequence[Path]) -> list[Row]:
    """Return the lines of notes that hold most of the words, with what they stand under."""
    end, found = monotonic() + SECONDS, list[tuple[int, str, int, str]]()
    for one in _files(folders) if wanted else ():
        above = one.path.casefold()
        for line, text in enumerate(_lines(one), 1):
            lower = text.casefold()
            held = sum(word in lower for word in wanted)
            if held:
                held += sum(word in above and word not in lower for word in wanted)
                found.append((held, one.path, line, text))
        if monotonic() > end:
            break
    most = max((held for held, *_ in found), default=0)
    best = (one for one in found if one[0] == most)
    return [
        _row(path, line, text.strip(MARKS), wanted) for _, path, line, text in islice(best, MOST)
    ]


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
