"""The lexicon of all notes that the index holds, and its names as the index keeps them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.building.recipe import user_files
from graph.concepts import Evidence, Lexicon, lexicon_of, read_user_names, shipped_lists
from graph.concepts.senses import Sense
from graph.storage.derived import Names


@dataclass(frozen=True, slots=True)
class Words:
    """A lexicon with its names as the index keeps them."""

    lexicon: Lexicon
    names: Names

    @property
    def worlds(self) -> str:
        """The word lists whose things the notes speak of: every doubtful name hangs on them."""
        return " ".join(sorted(self.lexicon.knowledge.worlds))


def words_from(evidence: Iterable[tuple[str, str]], paths: Sequence[Path]) -> Words:
    """Return the lexicon of notes by what each offers, as (path, JSON).

    Raises UserFileBroken when a noteloom.toml cannot be read.
    """
    user = read_user_names(user_files(paths))
    offered = (Evidence.from_json(one) for _, one in evidence)
    lexicon = lexicon_of(offered, lists=shipped_lists(), user=user)
    return Words(lexicon, names_of(lexicon))


def names_of(lexicon: Lexicon) -> Names:
    """Return the names of a lexicon as the index keeps them."""
    when = {
        (key, sense.concept): "" if sense == Sense(sense.concept) else _told(sense)
        for key, meaning in lexicon.meanings.items()
        for sense in meaning.senses
    }
    return {
        (name.key, name.concept): (name.confidence, name.surface, when[name.key, name.concept])
        for name in lexicon.names()
    }


def _told(sense: Sense) -> str:
    """Return in which circumstances a name means a concept."""
    parts = asdict(sense) | {"exact": sorted(sense.exact)}
    del parts["concept"]
    return json.dumps(parts, ensure_ascii=False)
