"""Where one sentence ends and the next begins; careful rather than clever."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from graph.dates import MONTHS

_FORMS: dict[str, dict[str, str]] = tomllib.loads(
    (files(__package__) / "sentences.toml").read_text("utf-8")
)
_NEVER_LAST, _BEFORE_FIGURES, _BEFORE_ORDINALS = (
    frozenset(" ".join(_FORMS[name].values()).split())
    for name in ("never_last", "before_figures", "before_ordinals")
)
_STOP = re.compile(r"(?<![.!?…])[.!?…]+[\"')\]”’»]*\s+|[。！？]+[」』”）]*\s*")
_INITIALS = re.compile(r"(?:^|[^\w])(?:[A-Za-z]\.)*[A-Za-z]$")
_FIGURES = re.compile(r"[\w-]*\d")
_ORDINAL = re.compile(r"(?:^|(?:(\S+) )?(\S+) )\d{1,2}$")
_OPENS = re.compile(r"[\"'(\[“‘«*_`$<{/.~#@-]*")

_ALSO_WORDS = ("may", "march")
"""Months after which an English sentence may begin: "We were 12. May I ask ..."."""

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
    said, figures = text[start : stop.start()], _FIGURES.match(text, after) is not None
    if _is_ordinal(said, text[after:]):
        return False
    return not _is_short(said, figures=figures or not follows.isalpha())


def _end_of_opening(text: str, place: int) -> int:
    match = _OPENS.match(text, place)
    return match.end() if match else place


def _is_open(text: str, start: int, end: int) -> bool:
    """Tell whether a bracket that opened in the sentence is still open at `end`."""
    return text.count("(", start, end) > text.count(")", start, end)


def _is_ordinal(sentence: str, rest: str) -> bool:
    """Tell whether a sentence so far ends in an ordinal: "am 12." before "Mai", not "I am 12."."""
    found = _ORDINAL.search(sentence)
    if found is None:
        return False
    two_before, before = ((word or "").lower() for word in found.groups())
    month = rest.split(None, 1)[0].lower().strip(".,;:!?)")
    if month in MONTHS and month not in _ALSO_WORDS:
        return True
    if before.endswith(":"):
        return True  # of a list that goes on in its line: "Steps: 1. Boil it."
    return before in _BEFORE_ORDINALS and f"{two_before} {before}" != "i am"


def _is_short(sentence: str, *, figures: bool) -> bool:
    """Tell whether the sentence so far ends in a short form, an initial or a list number."""
    *before, word = sentence.rsplit(None, 2)[-2:] or [""]
    word = word.lstrip("([\"'“‘").lower()
    if word in _BEFORE_FIGURES:
        return figures
    if word in _NEVER_LAST or not word:
        return True
    if word.isdigit() and sentence.strip().lower() == word:
        return True
    if word in {"i", "a"}:  # words, but for an initial behind another: "by J. A. Mill"
        word = "".join(before).removesuffix(".")
    return len(word) < 8 and bool(_INITIALS.fullmatch(word))
