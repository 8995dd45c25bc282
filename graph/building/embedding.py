"""The vectors of a build: each different text is encoded once, and kept as soon as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.answers import embedded_gloss, embedded_text
from graph.building.linking import Linked
from graph.records import Concept, Fact
from graph.storage import NoteEntry, Writer

if TYPE_CHECKING:
    from embeddings import Encoder

ENCODE_AT_ONCE = 2_048
"""Texts between two commits of vectors: an interruption costs a few seconds of work at most."""
DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class Embedded:
    """Entries that are ready to be written: the vectors of their texts are kept."""

    entries: Sequence[NoteEntry]
    glosses: Mapping[str, str]
    """The digests of the embedded glosses, by concept."""
    encoded: int
    """How many texts the encoder was run on."""


def embed(
    writer: Writer,
    linked: Sequence[Linked],
    concepts: Mapping[str, Concept],
    encoder: Encoder,
    *,
    again: bool,
    tell: Callable[[int, int, str], None],
) -> Embedded:
    """Keep the vectors of all texts; `again` encodes also what the index has a vector for."""
    entries, texts = [], dict[str, str]()
    for one in linked:
        seen = [embedded_text(fact, concepts) for fact in one.facts]
        digests = [digest_of(text, encoder.name) for text in seen]
        texts.update(zip(digests, seen, strict=True))
        entries.append(_entry(one, digests))
    named = {c for one in linked for fact in one.facts for c in concepts_of(fact)} | writer.named()
    said = {c: embedded_gloss(concepts[c]) for c in named if c in concepts and concepts[c].gloss}
    glosses = {concept: digest_of(text, encoder.name) for concept, text in said.items()}
    texts.update((glosses[concept], text) for concept, text in said.items())
    known = set[str]() if again else writer.known_vectors(texts)
    missing = [digest for digest in texts if digest not in known]
    for start in range(0, len(missing), ENCODE_AT_ONCE):
        tell(start, len(missing), "facts")
        some = missing[start : start + ENCODE_AT_ONCE]
        vectors = encoder.encode([texts[digest] for digest in some])
        writer.keep_vectors({d: vector.tobytes() for d, vector in zip(some, vectors, strict=True)})
    return Embedded(entries, glosses, len(missing))


def digest_of(text: str, encoder: str) -> str:
    """Return the key of a text's vector: the same text by the same encoder has the same."""
    return hashlib.blake2b(
        f"{encoder}\0{text}".encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES
    ).hexdigest()


def worded_text(fact: Fact) -> str:
    """Return the text that a fact's words are found by: what it says and what it stands under."""
    return "\n".join((fact.plain, *reversed(fact.context)))


def concepts_of(fact: Fact) -> Iterator[str]:
    """Yield the concepts that a fact names or is about."""
    if fact.subject is not None:
        yield fact.subject
    yield from (mention.concept for mention in fact.mentions)


def _entry(one: Linked, digests: Sequence[str]) -> NoteEntry:
    source = one.source
    return NoteEntry(
        note=source.note, file=source.file, size=source.size, modified=source.modified,
        evidence=one.evidence, facts=one.facts, embedded=digests,
        words=[worded_text(fact) for fact in one.facts], statements=one.statements,
    )  # fmt: skip
