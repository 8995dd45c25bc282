"""The lexicon of all notes that the index holds, and its names as the index keeps them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.building.recipe import user_files
from graph.concepts import Evidence, Lexicon, lexicon_of, read_user_names, shipped_lists
from graph.concepts.senses import Sense
from graph.errors import UserFileBroken
from graph.relations import CUES, RULES, Cues, prove, rules_of
from graph.storage.derived import Names


@dataclass(frozen=True, slots=True)
class Words:
    """A lexicon with its names as the index keeps them."""

    lexicon: Lexicon
    names: Names
    cues: Cues = CUES
    """By which relations are read: those that ship, and the user's own rules."""
    own_rules: str = ""
    """The user's rule files as text; empty where there are none."""

    @property
    def worlds(self) -> str:
        """What every note is read by beside its names: where it changes, all are read again.

        The word lists whose things the notes speak of, since every doubtful name hangs on them,
        and the user's own rules.
        """
        own = hashlib.blake2b(self.own_rules.encode(), digest_size=8).hexdigest()
        return " ".join(
            [*sorted(self.lexicon.knowledge.worlds), *([own] if self.own_rules else [])]
        )


def words_from(evidence: Iterable[tuple[str, str]], paths: Sequence[Path]) -> Words:
    """Return the lexicon of notes by what each offers, as (path, JSON).

    Raises UserFileBroken when a noteloom.toml or a rule file that it names cannot be read, or a
    rule does not keep what its examples promise.
    """
    user = read_user_names(user_files(paths))
    offered = (Evidence.from_json(one) for _, one in evidence)
    lexicon = lexicon_of(offered, lists=shipped_lists(), user=user)
    texts = {rules: _text_of(rules) for rules in user.rules}
    own = {file: rules_of(text, origin=str(file)) for file, text in texts.items()}
    cues = Cues((*RULES, *(rule for rules in own.values() for rule in rules))) if own else CUES
    for file, rules in own.items():
        for rule in rules:
            prove(rule, cues, origin=str(file))
    return Words(lexicon, names_of(lexicon), cues, "".join(texts.values()))


def _text_of(rules: Path) -> str:
    try:
        return rules.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserFileBroken(
            f"{rules}: cannot be read ({error}); mend the `rules` of noteloom.toml."
        ) from error


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
