"""What stands in a Markdown note for programs alone: comments, templates, the tail of an export."""

from __future__ import annotations

import re

_PLACES = re.compile(
    r"^(?P<fence>[ \t>]*(`{3,}|~{3,}))[^`\n]*\n.*?^[ \t>]*\2[`~]*[ \t]*$"
    r"|`[^`\n]+`"
    r"|(?P<hidden>^[ \t]*%%.*?%%[ \t]*$|<%.*?%>|<!--.*?-->"
    r"|^[ \t]*:LOGBOOK:[ \t]*$.*?^[ \t]*:END:[ \t]*$"
    r"|^id: [0-9a-f]{32}\n(?:[a-z_]+: .*\n?)+?type_: \d+\s*\Z)",
    re.DOTALL | re.MULTILINE,
)
"""Code, in which nothing is hidden; or comments, templates, logs of work, Joplin's own lines."""
_SIGNS = ("%%", "<%", "<!--", "type_: ", ":LOGBOOK:")
_LETTER = re.compile(r"[^\r\n]")


def without_hidden(text: str) -> str:
    """Return a text with blanks in place of what only programs read; every place stays."""
    if not any(sign in text for sign in _SIGNS):
        return text
    return _PLACES.sub(_blanked, text)


def _blanked(match: re.Match[str]) -> str:
    hidden = match["hidden"]
    if hidden is None or ("\n" not in hidden and hidden.endswith(("%%", "%>", "-->"))):
        return match[0]  # within a line the parser passes over it
    return _LETTER.sub(" ", hidden)
