"""Text of notes where Streamlit's elements read Markdown: escaped, so that it stays text."""

from __future__ import annotations

import re

SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$&^=\"'@/])")
"""Everything that Markdown, its extensions or Streamlit's directives give a meaning to."""


def plain(text: str) -> str:
    """Return Markdown that shows exactly `text`, on one line."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
