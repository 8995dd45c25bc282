"""Part the lines of a Markdown paragraph: text, code, and what only programs read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import dedent

SURELY_BROKEN = 60
"""Columns: nobody wraps text narrower than this, so a shorter line was ended on purpose."""
_LINE = re.compile(
    r"[ \t]*(?:[*_]{0,3}(?P<key>[^\W\d_][\w/.-]*(?: [\w/.-]+){0,3})[*_]{0,3}::[*_]{0,3}"
    r"(?:[ \t]+(?P<value>.*?))?"
    r"|(?P<plan>SCHEDULED|DEADLINE): <(?P<day>[^<>\n]*?)(?: [.+]+\d+\w)?>"
    r"|(?P<fence>#\+(?:BEGIN|END)_?\w*(?:[ \t].*)?)|(?P<hiccup>\[:\w.*))[ \t]*",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\n[ \t]+[-*+][ \t]+\S")
_PAIRED = re.compile(r"`+|\*\*|[\[\]]")
LIST_SIGNS = "•‣◦▪●○■□"
"""Signs of bullets that Markdown does not know and people still use."""
_LABELLED = re.compile(
    r"[*_]{0,3}\w[\w/&'-]*(?: [\w/&'-]+){0,2}(?::[*_]{0,3}|[*_]{1,3}:)[ \t]+\S|"
    r"(\*\*|__)[^*_\n]{1,60}\1(?: \([^()\n]*\))?[ \t]*[-–—:=][ \t]|[A-Z]{2,}-?\d+(?![\w-])"
)
"""A line that begins with what it gives ("Price: 3 €", "**Price:** 3 €"), with a term in bold that
it explains, or with an id."""
_GOES_ON = ",;(&+/-–—"


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of a paragraph that belong together: text, code, or one pair of key and value."""

    first: int
    last: int
    kind: str
    text: str = ""
    key: str = ""
    value: str = ""


def has_runs(content: str) -> bool:
    """Tell quickly whether a paragraph may have more than one run."""
    return any(sign in content for sign in ("\n", "::", "#+", "[:", ": <"))


def is_listed(content: str) -> bool:
    """Tell whether bullets stand too far to the right under the first line of a paragraph."""
    return _LISTED.search(content) is not None


def above_list(content: str) -> tuple[str, str]:
    """Return a paragraph parted from the list right under it, moved left to where lists begin.

    Markdown takes bullets that stand four columns in for more of the paragraph; people do not.
    """
    match = _LISTED.search(content)
    if not match:
        return content, ""
    return content[: match.start()], dedent(content[match.start() + 1 :])


def runs_of(content: str) -> Iterator[Run]:
    """Yield the runs of a paragraph's lines; lines that only programs read are in none."""
    lines = content.split("\n")
    kind, first = "text", 0
    for number, line in enumerate(lines):
        match = _LINE.fullmatch(line)
        if match:
            if first < number:
                yield Run(first, number, kind, "\n".join(lines[first:number]))
            first = number + 1
            if match["key"]:
                yield Run(number, first, "pair", line, match["key"], match["value"] or "")
            elif match["plan"]:
                yield Run(number, first, "pair", line, match["plan"], match["day"])
            elif match["fence"]:
                kind = "code" if _holds_code(match["fence"]) else "text"
        elif kind == "text" and first < number and is_meant(lines[first:number], line):
            yield Run(first, number, kind, "\n".join(lines[first:number]))
            first = number
    if first < len(lines):
        yield Run(first, len(lines), kind, "\n".join(lines[first:]))


def is_meant(above: list[str], below: str) -> bool:
    """Tell whether the line break in front of `below` was set on purpose."""
    last = above[-1].rstrip()
    if not last or not below.strip():
        return False
    hard = above[-1].endswith(("  ", "\\"))
    word = below.split(None, 1)[0]
    begins = word[0] in LIST_SIGNS or word.startswith(("http://", "https://"))
    if begins and _is_closed("\n".join(above)):
        return True
    if _LABELLED.match(above[0]) and _LABELLED.match(below) and _is_closed("\n".join(above)):
        return True
    short = len(last) + 1 + len(word) < SURELY_BROKEN and not word[0].islower()
    return (hard or (short and last[-1] not in _GOES_ON)) and _is_closed("\n".join(above))


def _is_closed(text: str) -> bool:
    """Tell whether no bold, code or link is open at the end of `text`."""
    opened: list[str] = []
    for sign in _PAIRED.findall(text):
        closes = {"]": "["}.get(sign, sign)
        if opened and opened[-1] == closes:
            opened.pop()
        elif sign != "]":
            opened.append(sign)
    return not opened


def _holds_code(fence: str) -> bool:
    return fence.upper().startswith(("#+BEGIN_EXAMPLE", "#+BEGIN_SRC", "#+BEGIN_QUERY"))
