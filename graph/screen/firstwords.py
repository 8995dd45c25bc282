"""While the first index is built: lines of the files themselves that hold the words asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic

from graph.answers.english import language
from graph.errors import NoteloomError
from graph.notes.files import Found, find_files
from graph.records import Span
from graph.screen import words
from graph.screen.blocks import AnswerCard, Block, Group, Piece, Row, pieces_of

MOST = 30
SECONDS = 1.0
"""A search must not slow the build that it waits for."""
PLAIN = (".md", ".markdown", ".txt", ".text", ".org", ".adoc", ".asciidoc", ".rst")
WORD = re.compile(r"[\w-]+")


def first_blocks(question: str, folders: Sequence[Path]) -> list[Block]:
    """Return the lines that hold every telling word of a question."""
    found = list(lines_with(telling_words(question), folders))
    card = AnswerCard(kicker=words.INDEXING, headline=(Piece(words.BY_WORDS_ONLY),))
    return [card, Group(words.WITH_YOUR_WORDS, tuple(found), count=len(found), shown=MOST)]


def telling_words(question: str) -> list[str]:
    """Return the words of a question that tell something, in lower case."""
    said = WORD.findall(question.casefold())
    return [word for word in said if word not in language().stop] or said


def lines_with(wanted: Sequence[str], folders: Sequence[Path]) -> Iterator[Row]:
    """Yield the lines of notes that hold all words, until there are enough or time is up."""
    end, number = monotonic() + SECONDS, 0
    for found in _files(folders) if wanted else ():
        for line, text in enumerate(_lines(found.file), 1):
            lower = text.casefold()
            if all(word in lower for word in wanted):
                yield _row(found.path, line, text.strip(), wanted)
                number += 1
        if number >= MOST or monotonic() > end:
            return


def _files(folders: Sequence[Path]) -> Iterator[Found]:
    try:
        for one in find_files([folder for folder in folders if folder.exists()]):
            if isinstance(one, Found) and one.file.suffix.lower() in PLAIN:
                yield one
    except NoteloomError:
        return


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []


def _row(path: str, line: int, text: str, wanted: Sequence[str]) -> Row:
    lower = text.casefold()
    starts = [(lower.find(word), len(word)) for word in wanted] if len(lower) == len(text) else []
    spans = [Span(at, at + size) for at, size in starts if at >= 0]
    return Row(key=f"{path} {line}", pieces=pieces_of(text, spans), crumb=path, line=line)
