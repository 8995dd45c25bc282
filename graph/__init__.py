"""Noteloom: from notes to facts, concepts, relations, and cited answers."""
