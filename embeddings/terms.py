"""Text to the terms under which it is found: words, their stems, and the parts of identifiers.

`AssumeRoleWithSAML`, `x-forwarded-for`, `us-east-1` and `t2.micro` are found whole and by part.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Protocol, cast

from embeddings.irregular import IRREGULAR

LONGEST = 64
"""Characters of an identifier kept whole; longer ones are addresses or encoded data."""
STEMMED_FROM = 3
"""Letters; shorter words (`as`, `is`, `us`) are names or say nothing, and stay as they are."""
CACHED = 200_000
"""Words whose stems are kept; more than most collections of notes have."""

STOP_WORDS = frozenset(
    """a about above after again all also am an and any anyone are arent as at be because been
    before being below between both but by can cant could couldnt did didnt do does doesnt doing
    dont down during each few for from further get had has hasnt have havent having he her here
    hers him his how i if im in into is isnt it its itself ive just let lets may me might more most
    must my no nor not of off on once one only or other our out over own same shall she should
    shouldnt so some such than that the their them then there these they theyre this those through
    to too under until up very was wasnt we were what whats when where whether which while who whom
    whose why will with wont would wouldnt you your youre yours""".split()  # noqa: SIM905
)
"""English words that tell nothing of what a text is about: indexed, but left out of queries."""

WORD = re.compile(r"\d+(?:\.\d+)+\w*|\w+(?:[-.]\w+)*")
"""A number with dots, or letters and digits, joined as identifiers join them."""
PIECE = re.compile(
    r"(?<![^\W_])[^\W\d_]{1,2}\d+[a-z]{0,2}(?![^\W_]|\.\d)"  # s3, ec2, k8s: one name
    r"|\d+(?:\.\d+)+|\d+"
    r"|[^\W\d_]+?(?=[A-Z][a-z]{2})|[^\W\d_]+?(?<=[a-z])(?=[A-Z])|[^\W\d_]+"
)
"""A part of an identifier: a number, or letters up to where camel case begins a new word."""
PLAIN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
APOSTROPHE = re.compile(r"(?<=\w)['’](?:s\b)?(?=\w|\W|$)")
PLURAL_OF_LETTERS = re.compile(r"(?<=[A-Z][A-Z\d])s$")
"""`ELBs` and `EC2s` mean ELB and EC2."""
FIGURE = re.compile(r"\d")
LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i",
     "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe"}
)  # fmt: skip
"""Letters that are no letter with an accent to Unicode."""
VOICED = "\u3099\u309a"
"""Marks of Japanese that make another letter: "が" is not "か"."""
UNGROUPED = re.compile(r"\D")
GROUPED = re.compile(
    r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\d,])"  # 1,000,000
    r"|(?<![\w.,])[1-9]\d{0,2}(?:\.\d{3}){1,2}(?!\w|\.\d)"  # 1.000.000
    r"|(?<![\w.,])\d{1,3}(?:['’\u00a0\u2009\u202f]\d{3})+(?!\d)"  # 1'000'000, 1 000 000
    r"|(?<![\w.,])\d{1,3}(?: \d{3}){2,}(?!\d)"
)
"""A number in groups of three figures, as each country writes them: all mean 1000000."""
UNIT = (
    r"(?i:[kmgtp]i?b(?:ps|it/s|/s)?|[kmg]hz|k?wh?|mah|[kmcdµ][mlg]|[mµn]s|"
    r"min|sec|mins|secs|hrs?|km/h|rpm|fps|dpi|px|eur|usd|gbp|chf)"
)
JOINED = re.compile(rf"(?<![\w.,-])(\d+(?:[.,]\d+)?)(?={UNIT}(?![\w-]))")
"""A number right before its unit: 20GB is 20 GB."""
FRACTION = re.compile("(\\d?)([\u00bc-\u00be\u2150-\u215e])")
UNSPACED = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+)")
"""Writing without blanks between words, which is found by pairs of characters."""


def terms(text: str) -> list[str]:
    """Return the terms of `text` that tell something, in order: what a search looks for."""
    return [term for term in all_terms(text) if term not in STOP_WORDS]


def all_terms(text: str) -> list[str]:
    """Return every term of `text`, in order; an identifier is followed by its parts."""
    return [term for word in words_of(text) for term in _analysed(word)[0]]


def surfaces(text: str) -> list[str]:
    """Return the words of `text` as written, folded and in pieces: what a quoted phrase matches."""
    return [piece for word in words_of(text) for piece in _analysed(word)[1]]


def analysed(text: str) -> tuple[str, str]:
    """Return `all_terms` and `surfaces` of a text in one go, each with blanks between them."""
    found = [_analysed(word) for word in words_of(text)]
    stems = " ".join(term for terms, _ in found for term in terms)
    return stems, " ".join(piece for _, pieces in found for piece in pieces)


def words_of(text: str) -> list[str]:
    """Return the words, numbers and identifiers of `text`, numbers and letters in one form."""
    text = unaccented(plain_numbers(text))
    if "'" in text or "’" in text:
        text = APOSTROPHE.sub("", text)
    return WORD.findall(text)


def plain_numbers(text: str) -> str:
    """Return a text with every number in one form: 1.000.000 as 1000000, ½ as 1/2, 20GB as 20 GB.

    What looks for numbers and what is looked through both go through it, so that a decimal which
    has just three figures behind its point loses nothing.
    """
    if not text.isascii():
        text = FRACTION.sub(_spelt, text)
    if FIGURE.search(text) is None:
        return text
    text = GROUPED.sub(lambda found: UNGROUPED.sub("", found[0]), text)
    return JOINED.sub(r"\1 ", text)


def _spelt(found: re.Match[str]) -> str:
    """Return a fraction of one sign in figures, apart from the number before it."""
    figures = unicodedata.normalize("NFKD", found[2]).replace("\u2044", "/")
    return f"{found[1]} {figures}" if found[1] else figures


def unaccented(text: str) -> str:
    """Return a text in the letters without accents that a person may type instead."""
    if text.isascii():
        return text
    split = unicodedata.normalize("NFKD", text.translate(LETTERS))
    kept = "".join(c for c in split if not unicodedata.combining(c) or c in VOICED)
    return unicodedata.normalize("NFC", kept)


@lru_cache(50_000)
def folded(text: str) -> str:
    """Return a text in small letters and without accents, "ß" as "ss", "İ" as "i"."""
    return text.lower() if text.isascii() else unaccented(text.casefold())


@lru_cache(CACHED)
def _analysed(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the terms of a word, and its folded pieces: one for most, several if it is joined."""
    pieces = _pieces(word)
    stems, whole = tuple(map(stem_of, pieces)), "".join(pieces)
    if len(pieces) < 2 or len(whole) > LONGEST or UNSPACED.search(whole):
        return stems, pieces
    return (whole, *stems), pieces


def _pieces(word: str) -> tuple[str, ...]:
    if PLAIN.fullmatch(word) or word.lower() in IRREGULAR:
        return (word.lower(),)
    word = PLURAL_OF_LETTERS.sub("", word)
    pieces = [piece.casefold() for piece in PIECE.findall(word)]
    return tuple(part for piece in pieces for part in pairs_of(piece))


def pairs_of(piece: str) -> list[str]:
    """Return the pairs of characters of writing without blanks; any other word as it is."""
    runs = UNSPACED.split(piece)
    if len(runs) == 1 or len(piece) < 3:
        return [piece]
    return [pair for run in runs if run for pair in _pairs(run)]


def _pairs(run: str) -> list[str]:
    if len(run) < 3 or not UNSPACED.fullmatch(run):
        return [run]
    return [run[start : start + 2] for start in range(len(run) - 1)]


def stem_of(word: str) -> str:
    """Return the stem of a lower-case word: Porter's second stemmer, a table where it fails."""
    word = IRREGULAR.get(word, word)
    if len(word) <= STEMMED_FROM or not word.isascii() or not word.isalpha():
        return word
    return stem_in(word, "english")


def stem_in(word: str, language: str) -> str:
    """Return the stem of a folded word in a language, by its name in English (Snowball's)."""
    return _stemmer(language).stemWord(word)


class Stemmer(Protocol):
    """What is used of PyStemmer, which has no types."""

    def stemWord(self, word: str) -> str:
        """Return the stem of a lower-case word."""
        ...


@cache
def _stemmer(language: str) -> Stemmer:
    from Stemmer import Stemmer as snowball

    return cast(Stemmer, snowball(language))
