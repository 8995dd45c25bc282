"""What the command line says and returns when a command fails: one line that says what to do."""

from __future__ import annotations

import json
import os
import sys

from graph.errors import NoteloomError, UnknownConcept

WRONG_USE, UNEXPECTED, STOPPED = 2, 3, 130


def failed(error: BaseException, *, as_json: bool) -> int:
    """Say what went wrong and return the exit status; raises what is no error of a command."""
    if isinstance(error, UnknownConcept) and as_json:
        from graph.views.replies import unknown_reply

        sys.stdout.write(json.dumps(unknown_reply(error), ensure_ascii=False) + "\n")
    if isinstance(error, NoteloomError):
        return _said(str(error), WRONG_USE)
    if isinstance(error, BrokenPipeError):  # the reader of our output has gone: nothing is wrong
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if isinstance(error, OSError):
        place = f"{error.filename}: cannot be used" if error.filename else "a file cannot be used"
        why = error.strerror or error
        return _said(f"{place} ({why}): make room or name another place.", WRONG_USE)
    if isinstance(error, KeyboardInterrupt):
        return _said("stopped; the index is whole, and the next build goes on from here.", STOPPED)
    if not isinstance(error, Exception):
        raise error
    return _unexpected(error)


def _unexpected(error: Exception) -> int:
    from embeddings import EmbeddingError  # only here: it brings numpy, which help has no need of

    if isinstance(error, EmbeddingError):
        return _said(str(error), WRONG_USE)
    if os.environ.get("NOTELOOM_DEBUG"):
        raise error
    kind = type(error).__name__
    return _said(
        f"unexpected {kind}: {error} (NOTELOOM_DEBUG=1 shows where; please report it).", UNEXPECTED
    )


def _said(message: str, status: int) -> int:
    sys.stderr.write(f"noteloom: {message}\n")
    return status
