"""Concepts: which things a fact names, and which one it is about."""
