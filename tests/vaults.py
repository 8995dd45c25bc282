"""How a test gets notes that are built as a user would build them; the fixture is in conftest."""

from collections.abc import Callable, Mapping

from graph.knowledge import Knowledge

Vault = Callable[[Mapping[str, str]], Knowledge]
"""Writes notes (path to text), builds them and returns what answers; call again to change them."""
