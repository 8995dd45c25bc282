"""The questions that the notes did not answer: a file beside the index, so that it outlives it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.inputs import encodable
from graph.writing import replacing

FILE = "gaps.jsonl"
LOCK_SECONDS = 5.0
"""How long another change of the list is waited for; one takes some milliseconds."""
LOG = logging.getLogger(__name__)


def kept_gaps(folder: Path) -> list[str]:
    """Return the kept questions, oldest first; a line that says nothing is passed over."""
    questions = (_question(line) for line in _lines(folder))
    return list(dict.fromkeys(question for question in questions if question))


def keep_gap(question: str, folder: Path) -> None:
    """Keep a question, if the disk lets it: an answer must not fail for it."""
    try:
        with _changing(folder):
            lines, question = _lines(folder), encodable(question)
            if question not in map(_question, lines):
                _write([*lines, json.dumps({"question": question}, ensure_ascii=False)], folder)
    except OSError as error:
        LOG.warning("the question is not kept among the gaps: %s", error)


def drop_gap(question: str, folder: Path) -> None:
    """Take a question off the list."""
    with _changing(folder):
        _write([line for line in _lines(folder) if _question(line) != question], folder)


@contextmanager
def _changing(folder: Path) -> Iterator[None]:
    from filelock import FileLock

    with FileLock(folder / f"{FILE}.lock", timeout=LOCK_SECONDS):
        yield


def _lines(folder: Path) -> list[str]:
    file = folder / FILE
    text = file.read_bytes().decode("utf-8", "replace") if file.is_file() else ""
    return [line for line in text.split("\n") if line.strip()]


def _question(line: str) -> str:
    try:
        question = json.loads(line)["question"]
    except (ValueError, KeyError, TypeError):  # such as half a line that a crash has left
        return ""
    return question if isinstance(question, str) else ""


def _write(lines: list[str], folder: Path) -> None:
    with replacing(folder / FILE) as temporary:
        temporary.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
