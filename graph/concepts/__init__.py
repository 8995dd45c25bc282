"""Concepts: which things a fact names, and which one it is about."""

from __future__ import annotations

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
