"""The vectors of a build: each different text is encoded once, and kept as soon as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.answers.embedded import steps_above
from graph.records import Fact
from graph.storage.writer import Writer

if TYPE_CHECKING:
    from embeddings import Encoder

ENCODE_AT_ONCE = 2_048
"""Texts between two commits of vectors: an interruption costs a few seconds of work at most."""
DIGEST_BYTES = 16


class Embedding:
    """Takes texts as they come and encodes those that are new, many at once.

    With `since`, vectors that were made for an earlier generation are made again.
    """

    def __init__(self, writer: Writer, encoder: Encoder, *, since: int = 0) -> None:
        self._writer, self._encoder, self._since = writer, encoder, since
        self._waiting: dict[str, str] = {}
        self.encoded = 0
        """How many texts the encoder was run on."""

    def take(self, texts: Sequence[str]) -> list[str]:
        """Return the digests of texts, whose vectors are kept by the next `flush` at the latest."""
        digests = [digest_of(text, self._encoder.digest) for text in texts]
        new = {d: t for d, t in zip(digests, texts, strict=True) if d not in self._waiting}
        known = self._writer.known_vectors(new, since=self._since) if new else set()
        self._waiting.update((d, t) for d, t in new.items() if d not in known)
        while len(self._waiting) >= ENCODE_AT_ONCE:
            self._encode(ENCODE_AT_ONCE)
        return digests

    def flush(self) -> None:
        """Encode what still waits."""
        while self._waiting:
            self._encode(ENCODE_AT_ONCE)

    def _encode(self, count: int) -> None:
        some = list(self._waiting)[:count]
        vectors = self._encoder.encode([self._waiting[digest] for digest in some])
        self._writer.keep_vectors(
            {digest: vector.tobytes() for digest, vector in zip(some, vectors, strict=True)}
        )
        for digest in some:
            del self._waiting[digest]
        self.encoded += len(some)


def digest_of(text: str, encoder: str) -> str:
    """Return the key of a text's vector: the same text by the same encoder has the same."""
    return hashlib.blake2b(
        f"{encoder}\0{text}".encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES
    ).hexdigest()


def worded_text(fact: Fact) -> str:
    """Return the text that a fact's words are found by: what it says and what it stands under."""
    return "\n".join((fact.plain, *reversed(steps_above(fact))))
