"""What a caller hands to Knowledge: checked, and in one form, before anything is done with it."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.collections import default_index, index_of
from graph.errors import BadInput
from graph.notes.files import INDEX_SIGN
from graph.settings import Settings

if TYPE_CHECKING:
    from graph.storage import Index

Place = str | os.PathLike[str]
LONGEST_QUESTION = 2_000
"""Characters: some three hundred words; reading takes longer by the square of the length."""


def settings_of(given: Settings | Place | None) -> Settings:
    """Return the settings for what Knowledge was given; raises BadInput for anything else.

    A place is an index, or a folder of notes, whose index is then that of its collection.
    """
    if given is None:
        return Settings.from_environment(index=default_index())
    if isinstance(given, Settings):
        return replace(given, index=place_of(given.index))
    place = place_of(given)
    if not _holds_notes(place):
        return Settings.from_environment(index=place)
    return replace(Settings.from_environment(index=index_of([place])), notes=(place,))


def _holds_notes(place: Path) -> bool:
    return place.is_dir() and not (place / INDEX_SIGN).exists() and any(place.iterdir())


def places_of(given: Place | Sequence[Place]) -> list[Path]:
    """Return one place or several as paths; raises BadInput for anything else."""
    if isinstance(given, str | os.PathLike):
        return [place_of(given)]
    try:
        return [place_of(one) for one in given]
    except TypeError:
        raise BadInput(f"{given!r} is no path: name files or folders, as text or Path.") from None


def place_of(given: Place) -> Path:
    """Return a place as a path; raises BadInput for anything that is none."""
    if not isinstance(given, str | os.PathLike) or not str(given):
        raise BadInput(f"{given!r} is no path: name a file or folder, as text or Path.")
    return Path(given).expanduser()


def encodable(text: str) -> str:
    """Return a text without halves of characters, which no database and no file can hold."""
    return text.encode("utf-8", "replace").decode()


def asked_text(question: str) -> str:
    """Return a question without blanks around it; raises BadInput where it cannot be asked."""
    asked = encodable(question).strip()
    if not asked:
        raise BadInput(
            'the question is empty: ask something, for example `noteloom ask "what uses S3?"`.'
        )
    if not any(map(str.isalnum, asked)):
        raise BadInput(f"there are no words in the question {asked[:40]!r}: ask in words.")
    if len(asked) > LONGEST_QUESTION:
        raise BadInput(
            f"the question has {len(asked):,} characters: ask in {LONGEST_QUESTION:,} at most."
        )
    return asked


def known_part(within: str | None, index: Index) -> str | None:
    """Return the beginning of a path that is asked for, if a note has it."""
    if within is None:
        return None
    paths = index.paths()
    if any(path.startswith(within) for path in paths):
        return within
    stored = next(filter(None, (_as_stored(within, path) for path in paths)), None)
    if stored is None:
        some = ", ".join(paths[:3])
        raise BadInput(f"no note's path begins with {within!r}: they begin like {some}.")
    return stored


def _as_stored(within: str, path: str) -> str:
    """Return how a path begins that is the same but for how its accents are composed."""
    wanted = unicodedata.normalize("NFC", within)
    ends = range(len(within), len(path) + 1) if unicodedata.normalize("NFC", path) != path else ()
    begins = (path[:end] for end in ends)
    return next((one for one in begins if unicodedata.normalize("NFC", one) == wanted), "")


def known_type(relation: str | None, index: Index) -> str | None:
    """Return the type of relation that is asked for, if rules or notes know it."""
    if relation is None:
        return None
    from graph.relations import READS  # reads every rule, which few questions have use for
    from graph.relations.cues import NOTHING

    known = {*READS, *index.types()} - {NOTHING}
    if relation not in known:
        raise BadInput(
            f"no relation is called {relation!r}: choose one of {', '.join(sorted(known))}."
        )
    return relation
