"""Text to tokens: words, numbers, identifiers kept whole, and marks, each with its place."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from embeddings.terms import JOINED, folded, plain_numbers, stem_of

_TOKEN = re.compile(
    r"(?<!\w)\.[A-Z]\w+"  # .NET
    r"|[^\W\d_](?:\+\+|\#)(?!\w)"  # C++, C#
    rf"|{JOINED.pattern}"  # the 20 of 20GB
    r"|\d+(?:[.,:]\d+)+"  # 3.10, 1,000, 14:00
    r"|[^\W_]+(?:['’][^\W\d_]+)?(?:[._@:/+-]+[^\W_]+)*(?:['’][^\W\d_]+)?"
    r"|->|[^\w\s]"
)
_WORDLIKE = re.compile(r"\w")
_JOINT = re.compile(r"[._@:/+-]+")
_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve".split(),  # noqa: SIM905
        start=2,
    )
}
"""Numbers in words; "one" is nearly always a pronoun."""


class Token(NamedTuple):
    """A word or a mark of a text."""

    text: str
    start: int
    stem: str

    @property
    def end(self) -> int:
        """The place right after it."""
        return self.start + len(self.text)

    @property
    def is_identifier(self) -> bool:
        """Whether it has a digit, or a sign inside: an id, a number, "C#", "snake_case"."""
        return self.is_word and not self.text.replace("'", "").replace("’", "").isalpha()

    @property
    def is_word(self) -> bool:
        """Whether it holds a letter or a digit."""
        return _WORDLIKE.search(self.text) is not None


@lru_cache(maxsize=20_000)
def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text; words that a hyphen joins are apart, identifiers are whole."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        whole, start = match[0], match.start()
        parted = _HYPHENATED.fullmatch(whole) and whole.islower() and not is_turned(whole)
        for part in re.finditer(r"[^-]+" if parted else r".+", whole):
            found.append(_token(part[0], start + part.start()))
    return tuple(found)


def _token(text: str, start: int) -> Token:
    word = folded(plain_numbers(text).replace("’", "'"))
    if is_turned(word):
        word = word.replace("-", "")
    return Token(text, start, _NUMBERS.get(word) or stem_of(word))


def is_turned(word: str) -> bool:
    """Tell whether a prefix turns a word round: "non-root" is no root."""
    return word.lower().startswith("non-")


def parts_of(identifier: str) -> tuple[str, ...]:
    """Return the parts of an identifier: "DEC-0046" is "DEC" and "0046"."""
    if is_turned(identifier):
        return ()
    return tuple(filter(None, _JOINT.split(identifier)))
