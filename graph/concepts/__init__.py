"""Concepts: which things a fact names, and which one it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.lazy import lazily

if TYPE_CHECKING:
    from graph.concepts.evidence import Evidence, evidence_of
    from graph.concepts.keys import key_of
    from graph.concepts.learning import lexicon_of
    from graph.concepts.lexicon import Lexicon, names_in
    from graph.concepts.name_evidence import NameEvidence, name_evidence_of
    from graph.concepts.pages import Page
    from graph.concepts.usernames import UserNames, read_user_names
    from graph.concepts.wordlist import Entry, WordList, shipped_lists

__all__ = [
    "Entry",
    "Evidence",
    "Lexicon",
    "NameEvidence",
    "Page",
    "UserNames",
    "WordList",
    "evidence_of",
    "key_of",
    "lexicon_of",
    "name_evidence_of",
    "names_in",
    "read_user_names",
    "shipped_lists",
]
__getattr__ = lazily(
    __name__,
    {
        "Entry": "wordlist",
        "Evidence": "evidence",
        "Lexicon": "lexicon",
        "NameEvidence": "name_evidence",
        "Page": "pages",
        "UserNames": "usernames",
        "WordList": "wordlist",
        "evidence_of": "evidence",
        "key_of": "keys",
        "lexicon_of": "learning",
        "name_evidence_of": "name_evidence",
        "names_in": "lexicon",
        "read_user_names": "usernames",
        "shipped_lists": "wordlist",
    },
)
