"""The lexicon of all notes that the index holds, and its names as the index keeps them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.building.pipeline_fingerprint import user_digest, user_files
from graph.concepts.evidence import Evidence
from graph.concepts.learning import lexicon_of
from graph.concepts.lexicon import Lexicon
from graph.concepts.matching import named_by_path
from graph.concepts.name_evidence import NameEvidence, name_evidence_of
from graph.concepts.senses import Sense
from graph.concepts.usernames import read_user_names
from graph.concepts.wordlist import shipped_lists
from graph.errors import UserFileBroken
from graph.records import Fact, Statement
from graph.relations import CUES, RULES, TYPES, Cues, Types, prove, rules_of, statements_of
from graph.storage.derived import ONLY_ASKED, Names


@dataclass(frozen=True, slots=True)
class Words:
    """A lexicon with its names as the index keeps them."""

    lexicon: Lexicon
    names: Names
    cues: Cues = CUES
    """By which relations are read: those that ship, and the user's own rules."""
    own_rules: str = ""
    """The user's rule files and keys as text; empty where there are none."""
    told: str = ""
    """Digest of what the user's files said just before they were read: what is written into them
    from then on is new to the next build."""
    types: Types = TYPES
    """What the keys of properties and verbs mean; with the user's own keys."""

    def statements_of(self, path: str, facts: Sequence[Fact]) -> list[Statement]:
        """Return what the linked facts of a note say of two concepts each."""
        lexicon = self.lexicon
        return statements_of(
            facts, lexicon.concepts, cues=self.cues, types=self.types,
            captions=lexicon.captions, page=named_by_path(path, lexicon),
        )  # fmt: skip

    @property
    def worlds(self) -> str:
        """What every note is read by beside its names: where it changes, all are read again.

        The lists that act, since every doubtful name hangs on them, the captions, and the user's
        own rules.
        """
        told = "\n".join([*sorted(self.lexicon.captions), self.own_rules])
        return f"{self.lists} {hashlib.blake2b(told.encode(), digest_size=8).hexdigest()}"

    @property
    def lists(self) -> str:
        """Which of the lists that ship act on the notes, as `stats` says it."""
        return ", ".join(f"{name} {state}" for name, state in self.lexicon.lists.items())


class Gathered:
    """What the notes of an index offer, added up once; later only what changed is counted."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._offered = NameEvidence()

    def look(
        self, evidence: Iterable[tuple[str, str]], *, pause: Callable[[], None] = lambda: None
    ) -> NameEvidence:
        """Return what the notes offer now, each as (path, JSON)."""
        now = dict(evidence)
        changed = [path for path in {**self._texts, **now} if self._differs(path, now)]
        if not self._texts or not all(self._count(path, now, pause) for path in changed):
            self._offered, self._texts = offered_in(now.items, pause=pause), now
        return self._offered

    def _differs(self, path: str, now: Mapping[str, str]) -> bool:
        return self._texts.get(path) != now.get(path)

    def _count(self, path: str, now: Mapping[str, str], pause: Callable[[], None]) -> bool:
        """Count one note anew; tell whether that can be done alone."""
        pause()
        before, after = (_parsed(texts.get(path)) for texts in (self._texts, now))
        done = self._offered.change(before, after)
        if done and path in now:
            self._texts[path] = now[path]
        elif done:
            del self._texts[path]
        return done


def _parsed(text: str | None) -> Evidence:
    return Evidence.from_json(text) if text else Evidence()


@dataclass(frozen=True, slots=True)
class _Parsed:
    """The evidence of notes, parsed again each time that it is gone through."""

    texts: Callable[[], Iterable[tuple[str, str]]]

    def __iter__(self) -> Iterator[Evidence]:
        return (Evidence.from_json(one) for _, one in self.texts())


def offered_in(
    evidence: Callable[[], Iterable[tuple[str, str]]], *, pause: Callable[[], None] = lambda: None
) -> NameEvidence:
    """Return what notes offer; `evidence` returns it, each as (path, JSON), as often as asked."""
    return name_evidence_of(_Parsed(evidence), pause=pause)


def words_from(
    offered: NameEvidence, paths: Sequence[Path], *, pause: Callable[[], None] = lambda: None
) -> Words:
    """Return the lexicon of what all notes offer; what `pause` raises ends the work.

    Raises UserFileBroken when a noteloom.toml or a rule file that it names cannot be read, or a
    rule does not keep what its examples promise.
    """
    told = user_digest(paths)
    user = read_user_names(user_files(paths))
    lexicon = lexicon_of(offered, lists=shipped_lists(), user=user, pause=pause)
    texts = {rules: _text_of(rules) for rules in user.rules}
    own = {file: rules_of(text, origin=str(file)) for file, text in texts.items()}
    cues = Cues((*RULES, *(rule for rules in own.values() for rule in rules))) if own else CUES
    for file, rules in own.items():
        for rule in rules:
            prove(rule, cues, origin=str(file))
    types = TYPES.with_own(dict(user.relations))
    said = "".join([*texts.values(), *(f"{key}={kind}\n" for key, kind in user.relations)])
    return Words(lexicon, names_of(lexicon), cues, said, told, types)


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
        (name.key, name.concept): (
            name.confidence,
            name.surface,
            when.get((name.key, name.concept), ONLY_ASKED),
        )
        for name in lexicon.names()
    }


def _told(sense: Sense) -> str:
    """Return in which circumstances a name means a concept."""
    parts = asdict(sense) | {"exact": sorted(sense.exact)}
    del parts["concept"]
    return json.dumps(parts, ensure_ascii=False)
