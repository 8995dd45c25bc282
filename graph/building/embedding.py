"""The vectors of a build: each different text is encoded once, at once or after a draft."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from graph.answers.embedded import steps_above
from graph.errors import DiskFailed
from graph.records import Fact
from graph.storage.publication import Publication
from graph.storage.schema import ASKED
from graph.storage.vectors import packed
from graph.storage.writer import Writer

if TYPE_CHECKING:
    from embeddings import Drafter, Encoder

OnProgress = Callable[[str, int, int, str], None]
"""Called with the stage, how much of it is done, out of how much, and a name to show."""
ENCODE_AT_ONCE = 2_048
"""Texts encoded between two savings: an interruption costs a few seconds of work at most."""
MEANWHILE = "the notes can be asked meanwhile"
COMMITS = 8
"""Into which drafts are replaced: each has the file of vectors written once more."""
DIGEST_BYTES = 9
"""Twelve letters; of a million texts two are taken for one in one index of ten billion."""


class Embedding:
    """Takes texts as they come, encodes those that are new, many at once, and publishes them.

    Where `drafter_of` the encoder is there, many new texts are published with drafts of their
    vectors, and wait: `encode_waiting` replaces these.
    """

    def __init__(
        self, writer: Writer, publication: Publication, encoder: Encoder, *,
        drafter_of: Callable[[Encoder], Drafter | None] = lambda _: None,
    ) -> None:  # fmt: skip
        self._writer, self._publication, self._encoder = writer, publication, encoder
        self._drafter_of = drafter_of
        self._drafter: Drafter | None = None
        """Once there are many new texts."""
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
            self._drafter = self._drafter or self._drafter_of(self._encoder)
            if self._drafter is not None:
                self._draft(self._drafter)
                continue
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
            raise _unreadable(len(self._kept), self._writer)
        if self._drafter is not None:
            self._draft(self._drafter)
        while self._waiting:
            self._publication.put_vectors(self._encode(ENCODE_AT_ONCE).items())

    def _read_again(self) -> Iterator[tuple[str, bytes]]:
        """Yield the vectors that were kept; those that are not there stay in `_kept`."""
        for digest, vector in self._writer.encoded.some(self._kept) if self._kept else ():
            self._kept.discard(digest)
            yield digest, vector

    def _draft(self, drafter: Drafter) -> None:
        vectors = packed(drafter(list(self._waiting.values())))
        self._publication.put_drafts(
            (digest, vector, text)
            for (digest, text), vector in zip(self._waiting.items(), vectors, strict=True)
        )
        self._waiting.clear()

    def _encode(self, count: int) -> dict[str, bytes]:
        some = list(self._waiting)[:count]
        vectors = self._encoder.encode([self._waiting[digest] for digest in some])
        for digest in some:
            del self._waiting[digest]
        self.encoded += len(some)
        return dict(zip(some, packed(vectors), strict=True))


def encode_waiting(
    writer: Writer, encoder: Encoder, *, on_commit: Callable[[], object], on_progress: OnProgress
) -> int:
    """Replace all drafts by the encoder's own vectors, some in each commit; return how many.

    What was encoded since the last commit is kept beside the index, for a build that goes on.
    """
    total = left = writer.count_waiting()
    while texts := writer.waiting(max(ENCODE_AT_ONCE, total // COMMITS)):
        known = writer.encoded.known(texts)
        new = [digest for digest in texts if digest not in known]
        for start in range(0, len(new), ENCODE_AT_ONCE):
            on_progress("encoding", total - left + len(known) + start, total, MEANWHILE)
            some = new[start : start + ENCODE_AT_ONCE]
            vectors = packed(encoder.encode([texts[digest] for digest in some]))
            writer.encoded.keep(dict(zip(some, vectors, strict=True)))
        with writer.publishing() as publication:
            publication.replace_drafts(writer.encoded.some(texts))
            publication.finish()
        before, left = left, writer.count_waiting()
        if left == before:
            raise _unreadable(len(texts), writer)
        writer.encoded.discard()
        on_commit()
    (writer.folder / ASKED).unlink(missing_ok=True)
    return total


def _unreadable(count: int, writer: Writer) -> DiskFailed:
    return DiskFailed(
        f"{count} vectors at {writer.encoded.file} cannot be read again: check the disk and run it "
        "again. The last good index is as it was."
    )


def digest_of(text: str, encoder: str) -> str:
    """Return the key of a text's vector: the same text by the same encoder has the same."""
    said = f"{encoder}\0{text}".encode("utf-8", "surrogatepass")
    return urlsafe_b64encode(hashlib.blake2b(said, digest_size=DIGEST_BYTES).digest()).decode()


def worded_text(fact: Fact) -> str:
    """Return the text that a fact's words are found by: what it says and what it stands under."""
    return "\n".join((fact.plain, *reversed(steps_above(fact))))
