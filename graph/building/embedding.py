"""The vectors of a build: each different text is encoded once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graph.answers.embedded import steps_above
from graph.errors import DiskFailed
from graph.records import Fact
from graph.storage.publication import Publication
from graph.storage.writer import Writer

if TYPE_CHECKING:
    from embeddings import Encoder

ENCODE_AT_ONCE = 2_048
"""Texts encoded between two savings: an interruption costs a few seconds of work at most."""
DIGEST_BYTES = 16


class Embedding:
    """Takes texts as they come, encodes those that are new, many at once, and publishes them."""

    def __init__(self, writer: Writer, publication: Publication, encoder: Encoder) -> None:
        self._writer, self._publication, self._encoder = writer, publication, encoder
        self._waiting: dict[str, str] = {}
        self._kept: set[str] = set()
        """Digests whose vectors were encoded and are not published yet."""
        self.encoded = 0
        """How many texts the encoder was run on."""

    def take(self, texts: Sequence[str]) -> list[str]:
        """Return the digests of texts, whose vectors are published by the next `flush`."""
        digests = [digest_of(text, self._encoder.digest) for text in texts]
        new = {
            d: t
            for d, t in zip(digests, texts, strict=True)
            if d not in self._waiting and d not in self._kept
        }
        if new:
            there = self._writer.known_vectors(new)
            kept = self._writer.encoded.known(new.keys() - there)
            self._kept |= kept
            self._waiting.update((d, t) for d, t in new.items() if d not in there | kept)
        while len(self._waiting) >= ENCODE_AT_ONCE:
            vectors = self._encode(ENCODE_AT_ONCE)
            self._writer.encoded.keep(vectors)
            self._kept |= vectors.keys()
        return digests

    def flush(self) -> None:
        """Encode what still waits, and publish all vectors.

        Raises DiskFailed where those that were kept cannot be read again: none may be missing.
        """
        self._publication.put_vectors(self._read_again())
        if self._kept:
            self._writer.encoded.discard()
            raise DiskFailed(
                f"{len(self._kept)} vectors at {self._writer.encoded.file} cannot be read again: "
                "check the disk and run it again. The last good index is as it was."
            )
        while self._waiting:
            self._publication.put_vectors(self._encode(ENCODE_AT_ONCE).items())

    def _read_again(self) -> Iterator[tuple[str, bytes]]:
        """Yield the vectors that were kept; those that are not there stay in `_kept`."""
        for digest, vector in self._writer.encoded.some(self._kept) if self._kept else ():
            self._kept.discard(digest)
            yield digest, vector

    def _encode(self, count: int) -> dict[str, bytes]:
        some = list(self._waiting)[:count]
        vectors = self._encoder.encode([self._waiting[digest] for digest in some])
        for digest in some:
            del self._waiting[digest]
        self.encoded += len(some)
        return {digest: vector.tobytes() for digest, vector in zip(some, vectors, strict=True)}


def digest_of(text: str, encoder: str) -> str:
    """Return the key of a text's vector: the same text by the same encoder has the same."""
    return hashlib.blake2b(
        f"{encoder}\0{text}".encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES
    ).hexdigest()


def worded_text(fact: Fact) -> str:
    """Return the text that a fact's words are found by: what it says and what it stands under."""
    return "\n".join((fact.plain, *reversed(steps_above(fact))))
