"""Which blocks only name what stands under or after them; decided by shape and by repetition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.notes import english
from graph.notes.outline import Block

MOST_WORDS = 5
"""Words of a bullet that only names something; a longer one says something of it."""
LONGEST_TITLE = 12
"""Words of one that is written as a title is: "The Left Hand of the King - Ann Lee"."""
MOST_POINTING = 8
"""Words of a text that says little of its own, but points to the one before it."""
NAME_WORDS = 3
"""Words of a bare bullet that may govern the ones after it: it must look like a name."""
SHORTEST_GROUP = 2
"""Blocks in a stretch between blank lines that a bare name at its top may govern."""
LEAST_LETTERS = 3
"""Letters of a word that may name something beside a figure."""
_INTRODUCES = re.compile(r"(?::|\s[-–—]|->|→)$")
_LEADING = (":", "-", "–", "—", "->", "→")
_SEVERAL = re.compile(r"\s*(?:/|\+|&|,|\||\band\b|\bvs\.?(?=\s))\s*", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_TO_DO = re.compile(r"(?:things )?to[- ]?dos?", re.IGNORECASE)
_FIGURE = re.compile(r"\d[\d.-]*")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts that leave no blanks between words: Thai to Khmer, kana, Chinese."""
UNSPACED_LETTERS = 2
"""Such letters that make up a word, more or less."""


def introduces(plain: str) -> bool:
    """Tell whether a text ends as one does that leads to what follows ("Kinds -", "Such as:")."""
    return plain.endswith(_LEADING) and bool(_INTRODUCES.search(plain))


def points_back(plain: str) -> bool:
    """Tell whether a text leads to what follows by what stands before it: "I can do that with:"."""
    words = [word.lower() for word in _WORD.findall(plain)]
    return len(words) <= MOST_POINTING and not english.POINTING.isdisjoint(words)


def label(plain: str) -> str:
    """Return a text as it stands in a path: without the sign that leads to what follows."""
    return _INTRODUCES.sub("", plain).rstrip() or plain if plain.endswith(_LEADING) else plain


def only_names(plain: str) -> bool:
    """Tell whether a block above others only names them and states nothing itself."""
    bare = _ASIDE.sub(" ", label(plain))
    if _TO_DO.fullmatch(bare.strip()):
        return True
    words = [word.lower().replace("’", "'") for word in _WORD.findall(bare)]
    words = [word.removesuffix("'re").removesuffix("'s") for word in words]
    if not words or words[0].isdigit() or _only_counts(words):
        return False
    if _is_sentence(bare.rstrip(), words):
        return False
    if words[0] in english.CONDITIONS:
        return "," not in bare
    if introduces(plain) and len(words) == 1:
        return True
    if len(words) > MOST_WORDS and not _is_title(bare):
        return False
    if english.STATES.intersection(words) or "=" in bare:
        return False
    return not (english.STATES_OF.intersection(words[:-1]) or _has_object(words))


def _is_sentence(bare: str, words: Sequence[str]) -> bool:
    """Tell whether a text ends as sentences do, or is long for a script without blanks."""
    if bare.endswith("。") or (len(words) > 1 and bare.endswith((".", "!"))):
        return True
    return not bare.isascii() and len(_UNSPACED.findall(bare)) > MOST_WORDS * UNSPACED_LETTERS


def _is_title(bare: str) -> bool:
    """Tell whether all words are written as those of a title are, small ones between them."""
    words = _WORD.findall(bare)
    if len(words) > LONGEST_TITLE or ": " in bare:
        return False
    small = [word for word in words if not (word[0].isupper() or word[0].isdigit())]
    return words[0] not in small and english.IN_TITLES.issuperset(small)


def _only_counts(words: Sequence[str]) -> bool:
    """Tell whether nothing but figures is said, as in "4.5 of 5"."""
    figures = [_FIGURE.fullmatch(word) is not None for word in words]
    return figures[0] and all(
        figure or len(word) < LEAST_LETTERS for figure, word in zip(figures, words, strict=True)
    )


def _has_object(words: Sequence[str]) -> bool:
    """Tell whether a verb stands before a determiner: "examines all", but not "size of the"."""
    return any(
        word in english.DETERMINERS and before not in english.LINKING
        for before, word in pairwise(words)
    )


def governing(blocks: Sequence[Block]) -> set[int]:
    """Return the places of the bullets that govern their siblings, having no children themselves.

    Such a bullet ends with a colon; or bears one of several names of its heading, or stands at
    the top of one of several stretches between blank lines, each with a bare name at its top.
    """
    found: set[int] = set()
    for heading, start, end in _sections(blocks):
        lone = [n for n in range(start, end) if _is_lone(blocks, n)]
        found.update(n for n in lone if _is_label(blocks[n].plain))
        names = {_key(part) for part in _SEVERAL.split(heading)}
        if len(names) > 1:
            found.update(n for n in lone if _key(label(blocks[n].plain)) in names)
        found.update(_tops(blocks, start, end, set(lone)))
    return found


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[str, int, int]]:
    """Yield each heading with the places of what stands under it."""
    heading, start = "", 0
    for place, block in enumerate(blocks):
        if block.role == "heading":
            yield heading, start, place
            heading, start = block.plain, place + 1
    yield heading, start, len(blocks)


def _is_lone(blocks: Sequence[Block], place: int) -> bool:
    """Tell whether the block is a bullet without children and with siblings right after it."""
    block = blocks[place]
    if block.role != "bullet" or place + 1 == len(blocks) or "://" in block.plain:
        return False
    below = blocks[place + 1]
    return below.role == "bullet" and below.depth == block.depth and below.group == block.group


def _tops(blocks: Sequence[Block], start: int, end: int, lone: set[int]) -> set[int]:
    """Return the bare names at the tops of stretches, when every stretch has one."""
    outer = [n for n in range(start, end) if blocks[n].role == "bullet" and blocks[n].depth == 1]
    tops = [
        n for i, n in enumerate(outer) if not i or blocks[outer[i - 1]].group != blocks[n].group
    ]
    if len(tops) < SHORTEST_GROUP or not all(n in lone and _is_name(blocks[n].plain) for n in tops):
        return set()
    return set(tops)


def _is_label(plain: str) -> bool:
    return plain.endswith(":") and only_names(plain)


def _is_name(plain: str) -> bool:
    words = _WORD.findall(plain)
    return 0 < len(words) <= NAME_WORDS and words[0][0].isupper() and only_names(plain)


def _key(name: str) -> str:
    return "".join(_WORD.findall(_ASIDE.sub(" ", name))).casefold()
