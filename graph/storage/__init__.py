"""The index on disk: SQLite holds everything, FAISS is derived from it."""

from graph.storage.index import Index
from graph.storage.writer import KeptNote, NoteEntry, Writer

__all__ = ["Index", "KeptNote", "NoteEntry", "Writer"]
