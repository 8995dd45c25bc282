"""Which lines of a plain text are headings, though nothing marks them as such."""

from __future__ import annotations

import re
from collections import Counter

from graph.dates import is_day
from graph.notes.paragraphs import label_of, parted
from graph.notes.parser_state import BARE_LEVEL, FactDraft
from graph.notes.topics import only_names

LONGEST_HEADING = 80
"""Characters: longer lines state something."""
MOST_WORDS = 12
"""Words in the longest heading, for the same reason."""
COLON_LEVEL = 3
"""Of a heading that ends with a colon: it divides the part that a bare heading opens."""
_MARKED = re.compile(r"(#{1,6})\s+[^\s=*#].*|(={2,6})\s*[^\s=*#].*?\s*=+")
_FRAMED = re.compile(
    r"([=*~+_#<>|-])\1{1,9}\s+(?P<name>[^\W_].*?)\s+\1{2,10}"
    r"(?:\s+(?P<rest>\(.+\)|\S+(?: \S+){0,3}))?"
)
"""A name between the same signs, and a few words behind it or what stands in brackets there."""


def level_of(line: str) -> int:
    """Return the level of a line that marks itself as a heading ("== Title =="), or 0."""
    if line[0] not in "#=":
        return 0
    match = _MARKED.fullmatch(line)
    return len(match[1] or match[2]) if match else 0


def framed(line: str) -> tuple[slice, slice | None] | None:
    """Return where in a line a heading stands that signs frame, and what is said beside it.

    "*** Potato soup *** (feeds 4)", "-- Tools --"; None where a line is no such heading.
    """
    match = _FRAMED.fullmatch(line)
    if match is None:
        return None
    return slice(*match.span("name")), slice(*match.span("rest")) if match["rest"] else None


def with_headings(drafts: list[FactDraft]) -> list[FactDraft]:
    """Return the drafts with lone lines turned into headings and paragraphs into their lines."""
    candidates = [_could_head(drafts, place) for place in range(len(drafts))]
    dates = sum(draft.role == "text" and is_day(draft.lines[0].text) for draft in drafts)
    labels = Counter(label_of(draft) for draft in drafts if draft.role == "text")
    repeated = {label for label, count in labels.items() if label and count > 1}
    done: list[FactDraft] = []
    for place, draft in enumerate(drafts):
        if candidates[place] and _heads(drafts, candidates, place, is_log=dates > 1):
            colon = draft.lines[0].text.endswith(":")
            draft.role, draft.level = "heading", COLON_LEVEL if colon else BARE_LEVEL
            done.append(draft)
        elif draft.role == "text" and len(draft.lines) > 1:
            done.extend(parted(draft, is_record=label_of(draft) in repeated))
        else:
            done.append(draft)
    return done


def _could_head(drafts: list[FactDraft], place: int) -> bool:
    """Tell whether the shape of a block is that of a heading."""
    draft = drafts[place]
    if draft.role != "text" or len(draft.lines) > 1 or draft.depth:
        return False
    text = draft.lines[0].text
    if not draft.after_blank and not (_between_lists(drafts, place) and only_names(text)):
        return False
    if len(text) > LONGEST_HEADING or text[-1] in ".!;," or "://" in text:
        return False
    letter = next((c for c in text if c.isalnum()), "")
    if not letter or len(text.split()) > MOST_WORDS:
        return False
    return not letter.islower() or _outdented(drafts, place)


def _between_lists(drafts: list[FactDraft], place: int) -> bool:
    """Tell whether a line ends one list and stands right above the next."""
    if not 0 < place < len(drafts) - 1:
        return False
    above, below = drafts[place - 1], drafts[place + 1]
    return above.role == below.role == "bullet" and not below.after_blank


def _outdented(drafts: list[FactDraft], place: int) -> bool:
    """Tell whether a line stands further left than the lists around it: small letters may head."""
    if not _between_lists(drafts, place):
        return False
    column = drafts[place].column
    return drafts[place - 1].column > column < drafts[place + 1].column


def _heads(drafts: list[FactDraft], candidates: list[bool], place: int, *, is_log: bool) -> bool:
    """Tell whether what follows is what a heading would head."""
    if place + 1 == len(drafts):
        return False
    below = drafts[place + 1]
    if is_log and is_day(drafts[place].lines[0].text):
        return True
    if drafts[place].lines[0].text.endswith(":") and not below.after_blank:
        return False
    if below.column < drafts[place].column:
        return False
    return place == 0 or not candidates[place + 1]
