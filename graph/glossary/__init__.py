"""Terms of cloud, operations and programming, each with what it is for in everyday words."""

from graph.glossary.terms import Glossary, Term, glossary
from graph.glossary.vectors import gloss_vectors

__all__ = ["Glossary", "Term", "gloss_vectors", "glossary"]
