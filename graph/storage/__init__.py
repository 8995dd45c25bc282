"""The index on disk: SQLite holds everything, FAISS is derived from it."""

from graph.storage.index import Index

__all__ = ["Index"]
