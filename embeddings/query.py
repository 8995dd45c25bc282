"""What a person typed, as a query of FTS5 that cannot go wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass

from embeddings.terms import all_terms, surfaces, terms

PHRASE = re.compile(r'"([^"]+)"|“([^”]+)”')
"""Words in quotation marks, plain or curly: to be found side by side, in this very form."""


@dataclass(frozen=True, slots=True)
class Query:
    """The words to look for, any of them, and the phrases that must be there."""

    words: tuple[str, ...]
    phrases: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Say whether there is anything to look for."""
        return bool(self.words or self.phrases)

    def match(self) -> str:
        """Return the query in the language of FTS5, every word in quotation marks."""
        parts = [f"surfaces : {_quoted(phrase)}" for phrase in self.phrases]
        if self.words:
            parts.append(f"stems : ({' OR '.join(map(_quoted, self.words))})")
        return " AND ".join(parts)


def query_of(text: str) -> Query:
    """Return what to look for in `text`: any telling word, and every quoted phrase."""
    quoted = (" ".join(surfaces(plain or curly)) for plain, curly in PHRASE.findall(text))
    phrases = tuple(phrase for phrase in quoted if phrase)
    words = terms(text) or ([] if phrases else all_terms(text))
    return Query(tuple(dict.fromkeys(words)), phrases)


def _quoted(words: str) -> str:
    return f'"{words}"'
