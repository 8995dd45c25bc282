"""What answers know of English: words and their stems, short forms, aspects, cues of questions."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from embeddings.irregular import IRREGULAR
from embeddings.terms import folded, pairs_of, plain_numbers, stem_of
from graph.language.identify import ENGLISH, stop_words
from graph.notes.tasks import TaskState

_STATES: tuple[TaskState, ...] = ("open", "done")
"""In this order: "not done yet" is open."""
PARTICIPLE = re.compile(r"(?:ed|en|wn|ne|ght)$")
"""How a verb ends after "have", but for those that only a table knows."""
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_ENDING = re.compile("[\u3040-\u309f]+")
_CAMEL = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Aspect:
    """A side of things, and the words and phrases that speak of it."""

    name: str
    stems: frozenset[str]
    phrases: re.Pattern[str] | None
    starts: tuple[str, ...]
    """First words of the phrases, without which none need be looked for; "" for one that begins
    with a sign."""


@dataclass(frozen=True, slots=True)
class Language:
    """The tables of `language.toml`, ready for use."""

    stop: frozenset[str]
    short: dict[str, str]
    aspects: tuple[Aspect, ...]
    expected_types: tuple[tuple[str, re.Pattern[str]], ...]
    intents: tuple[tuple[str, re.Pattern[str]], ...]
    what: re.Pattern[str]
    """A question, its one name put as "x", that asks no more than what the thing is."""
    tasks: tuple[tuple[TaskState, re.Pattern[str]], ...]
    """How a question asks for tasks that are open, and for those that are done."""
    extremes: dict[str, str]
    """Words that ask for the one with most or least, or the newest or oldest, by which."""
    ages: frozenset[str]
    """How a column of ages is called."""
    dimensions: dict[str, frozenset[str]]
    """By such a word how columns are called that it compares, and their units."""
    verbs: frozenset[str]
    """Verbs that begin a question in the imperative."""
    verbs_and_nouns: frozenset[str]
    """Those which are nouns too, unless a word of `after_verb` follows."""
    after_verb: frozenset[str]


@cache
def language() -> Language:
    """Return what is known of English, read once."""
    text = resources.files("graph.answers").joinpath("language.toml").read_text("utf-8")
    tables: dict[str, Any] = tomllib.loads(text)
    return Language(
        frozenset(tables["stop"].split()),
        tables["short"],
        tuple(_aspect(name, said) for name, said in tables["aspects"].items()),
        tuple((name, _any(cues)) for name, cues in tables["wants"].items()),
        tuple((name, _any(cues)) for name, cues in tables["intents"].items()),
        _any(tables["what"]["of"]),
        tuple((state, _any(tables["tasks"][state])) for state in _STATES),
        {word: way for way, words in tables["extremes"].items() for word in words.split()},
        frozenset(tables["ages"]["columns"].split()),
        {
            word: frozenset(one["columns"].split())
            for one in tables["dimensions"]
            for word in one["words"].split()
        },
        frozenset(tables["imperative"]["verbs"].split()),
        frozenset(tables["imperative"]["verbs_and_nouns"].split()),
        frozenset(tables["imperative"]["after"].split()),
    )


def _aspect(name: str, said: list[str]) -> Aspect:
    words = [one for one in said if _WORD.fullmatch(one)]
    phrases = sorted(set(said) - set(words), key=len, reverse=True)
    pattern = r"(?<!\w)(?:" + "|".join(map(re.escape, phrases)) + r")(?!\w)"
    stems = frozenset(stem(word) for word in words)
    first = (_WORD.match(phrase) for phrase in phrases)
    starts = tuple(dict.fromkeys(found[0] if found else "" for found in first))
    return Aspect(name, stems, re.compile(pattern) if phrases else None, starts)


def _any(cues: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{cue})" for cue in cues))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a lower-case word, as full text stems it."""
    return stem_of(folded(word))


@lru_cache(maxsize=100_000)
def stems_of(written: str, code: str = ENGLISH) -> tuple[str, ...]:
    """Return the stems that a written word stands for: its parts, what a short form means.

    `code` is the language of the text that it stands in; short forms are those of English.
    """
    lower, stop = written.lower(), stop_of(code)
    short = language().short.get(lower, "").split() if code == ENGLISH else []
    parts = [part.lower() for part in _CAMEL.split(written) if part and lower not in IRREGULAR]
    spread = [*short, lower, *(parts if len(parts) > 1 else [])]
    return tuple(dict.fromkeys(stem(word) for word in spread if word not in stop))


def carries_topic(word: str, code: str) -> bool:
    """Tell whether a word carries a topic; what Japanese writes in small letters is an ending."""
    return folded(word) not in stop_of(code) and not _ENDING.fullmatch(word)


def stop_of(code: str) -> frozenset[str]:
    """Return the words of a language that carry no topic."""
    return language().stop if code == ENGLISH else stop_words(code)


def written_words(text: str) -> list[str]:
    """Return the words of a text as written, in order, its numbers in one form.

    What is written without blanks comes in pairs of characters, as in full text.
    """
    words = _WORD.findall(plain_numbers(text))
    return words if text.isascii() else [part for word in words for part in pairs_of(word)]


@lru_cache(maxsize=50_000)
def content_terms(text: str, code: str = ENGLISH) -> tuple[str, ...]:
    """Return the stems of a text's words that carry a topic, in order, each once."""
    words = (word for word in written_words(text) if carries_topic(word, code))
    return tuple(dict.fromkeys(s for word in words for s in stems_of(word, code)))


def aspect(name: str) -> Aspect:
    """Return a side of things by its name."""
    return next(one for one in language().aspects if one.name == name)


@lru_cache(maxsize=50_000)
def aspects_of(text: str) -> frozenset[str]:
    """Return the sides of things that a text speaks of: maximum, default, price, ..."""
    lower = text.lower()
    found, perhaps = set[str](), dict(_spoken_of("")[1])
    for word in set(_WORD.findall(lower)):
        names, phrases = _spoken_of(word)
        if names:
            found.update(names)
        if phrases:
            perhaps.update(phrases)
    found.update(
        name for name, phrase in perhaps.items() if name not in found and phrase.search(lower)
    )
    return frozenset(found)


@lru_cache(maxsize=50_000)
def is_doubtful(text: str) -> bool:
    """Tell whether a text says that it is to be checked, the aspect "doubt"."""
    lower = text.lower()
    return any(map(lower.__contains__, _doubts())) and "doubt" in aspects_of(text)


@cache
def _doubts() -> tuple[str, ...]:
    """Return what stands in every text of doubt: how its words and phrases begin."""
    doubt = aspect("doubt")
    words = (one[:-1] for one in doubt.stems)  # "verify" has the stem "verifi"
    return tuple(sorted({*words, *filter(None, doubt.starts)}))


@lru_cache(maxsize=100_000)
def _spoken_of(word: str) -> tuple[tuple[str, ...], dict[str, re.Pattern[str]]]:
    """Return the aspects that a word speaks of, and those of which it begins a phrase."""
    by_stem, by_start = _aspects_by_word()
    return tuple(by_stem.get(stem(word), ())), by_start.get(word, {})


@cache
def _aspects_by_word() -> tuple[dict[str, list[str]], dict[str, dict[str, re.Pattern[str]]]]:
    """Return aspects by a stem that speaks of them, and their phrases by a word that begins one."""
    by_stem, by_start = defaultdict[str, list[str]](list), defaultdict[str, dict[str, Any]](dict)
    by_start[""] = {}
    for aspect in language().aspects:
        for one in aspect.stems:
            by_stem[one].append(aspect.name)
        for start in aspect.starts:
            by_start[start][aspect.name] = aspect.phrases
    return dict(by_stem), dict(by_start)
