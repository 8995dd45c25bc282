"""Where one sentence ends and the next begins; careful rather than clever."""

from __future__ import annotations

import re

from graph.notes.english import BEFORE_FIGURES, NEVER_LAST

_STOP = re.compile(r"[.!?…]+[\"')\]”’»]*\s+|[。！？]+[」』”）]*\s*")
_INITIALS = re.compile(r"(?:^|[^\w])(?:[A-Za-z]\.)*[A-Za-z]$")
_FIGURES = re.compile(r"[\w-]*\d")
_OPENS = re.compile(r"[\"'(\[“‘«*_`$<{/.~#@-]*")

SHORT_QUESTION = 4
"""Words: a question of so few only says of what the next sentence speaks."""


def cuts(text: str) -> list[int]:
    """Return where each sentence after the first begins, in characters of `text`."""
    if len(text) < 4:
        return []
    found = []
    start = 0
    for match in _STOP.finditer(text):
        if (
            match.end() < len(text)
            and _ends(text, start, match)
            and _stands(text[start : match.end()])
        ):
            found.append(match.end())
            start = match.end()
    return found


def _stands(sentence: str) -> bool:
    """Tell whether a sentence says something without the next: "Hot? Wait." is one thought."""
    words = len(sentence.split())
    if sentence.isascii() or words > 1:
        return words > (SHORT_QUESTION if sentence.rstrip().endswith("?") else 1)
    return True


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    """Tell whether the stop ends the sentence that began at `start`."""
    if stop[0][0] in "。！？":
        return True
    after = _end_of_opening(text, stop.end())
    follows = text[after:][:1]
    if not follows or follows.islower() or _is_open(text, start, stop.start()):
        return False
    if stop[0][0] != ".":
        return True
    if stop[0].startswith(".."):
        return follows.isupper()
    figures = _FIGURES.match(text, after) is not None
    return not _is_short(text[start : stop.start()], figures=figures or not follows.isalpha())


def _end_of_opening(text: str, place: int) -> int:
    match = _OPENS.match(text, place)
    return match.end() if match else place


def _is_open(text: str, start: int, end: int) -> bool:
    """Tell whether a bracket that opened in the sentence is still open at `end`."""
    return text.count("(", start, end) > text.count(")", start, end)


def _is_short(sentence: str, *, figures: bool) -> bool:
    """Tell whether the sentence so far ends in a short form, an initial or a list number."""
    *before, word = sentence.rsplit(None, 2)[-2:] or [""]
    word = word.lstrip("([\"'“‘").lower()
    if word in BEFORE_FIGURES:
        return figures
    if word in NEVER_LAST or not word:
        return True
    if word.isdigit() and sentence.strip().lower() == word:
        return True
    if word in {"i", "a"}:  # words, but for an initial behind another: "by J. A. Mill"
        word = "".join(before).removesuffix(".")
    return len(word) < 8 and bool(_INITIALS.fullmatch(word))
