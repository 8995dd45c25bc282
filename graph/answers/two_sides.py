"""The two things that a question sets side by side: "gas or oil", "gas compared with oil"."""

from __future__ import annotations

import re

from graph.answers.english import stop_of
from graph.language.identify import ENGLISH, side_cues

LONGEST_SIDE = 60
"""Characters of the words for one thing; more is a clause."""
BETTER = re.compile(r"\b(?:better|best|cheaper|faster|safer|easier|preferred)\b")
_VERSUS = re.compile(r"^(.+?)\s+(?:vs\.?|versus)\s+(.+?)(?:[,:?;]|$)", re.IGNORECASE)
_SIDES = (
    re.compile(
        r"\bbetween (?:an? |the )?(.+?) (?:and|vs\.?|or) (?:an? |the )?(.+?)(?: in\b.*)?\??$",
        re.IGNORECASE,
    ),
    _VERSUS,
    re.compile(
        r"\bhow (?:does|do|is|are) (?:an? |the )?(.+?) (?:differ|different|compare|"
        r"compared)\w* (?:from|to|with) (.+?)\??$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:compare|comparing) (?:an? |the )?(.+?) (?:and|with|to|against|"
        r"vs\.?) (.+?)(?:[,:?;.]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:differences?|comparison)(?: of)? (.+?) (?:and|vs\.?|to|/) (.+?)\??$", re.IGNORECASE
    ),
    re.compile(
        r"(?:^|[:,;] ?|\b(?:use|choose|take|pick|prefer|is|are|better|cheaper|faster) )(?:an? |"
        r"the )?([^,:;]+?) or (?:an? |the )?([^,:;]+?)(?:[,:?;]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(.+?) (?:instead of|rather than|over|better than|cheaper than|faster than) (.+?)\??$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bhow (?:does|do|is|are) (?:an? |the )?(.+?) and (?:an? |the )?(.+?) (?:differ|"
        r"different|compare)",
        re.IGNORECASE,
    ),
)


def sides_of(text: str, code: str = ENGLISH) -> tuple[str, str] | None:
    """Return the words of the two things that a question sets side by side."""
    for pattern in _SIDES if code == ENGLISH else (*side_cues(code), _VERSUS):
        found = pattern.search(text)
        if found and all(len(side) < LONGEST_SIDE for side in found.groups()):
            return _bare_side(found[1], code), _bare_side(found[2], code)
    return None


def _bare_side(side: str, code: str) -> str:
    """Return a side without the words that ask for the better one ("is it better to use gas")."""
    words, stop = side.split(), stop_of(code)
    while len(words) > 1 and (BETTER.search(words[0].lower()) or words[0].lower() in stop):
        words = words[1:]
    return " ".join(words)
