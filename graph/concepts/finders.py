"""How names are found in a fact: by its place in the outline, its marks, its letters, its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.concepts import english
from graph.concepts.definitions import definition_in, is_initialism
from graph.concepts.keys import Word, singular, words_of
from graph.concepts.shape import bare, could_be_name, is_shaped
from graph.records import Fact

LONGEST_PHRASE = 3
"""Words in the longest phrase that is taken for a name by its repetition alone."""
_SEVERAL = re.compile(r"\s*(?:/|\+|&|,|\band\b|\bvs\.?(?=\s)|\bversus\b|\|)\s*")
_QUOTED = re.compile(r"[\"“]([^\"“”]{3,40})[\"”]")
_CODE_NAME = re.compile(r"^[A-Za-z][\w:.]*[A-Za-z0-9]$")
_DETERMINERS = frozenset("a an the each every per this".split())
_KINDS = frozenset("type kind option sort class category form variant flavour flavor".split())
_ITEM_END = re.compile(r"\s*(?:\(|:\s|\s[-–—=]|\s?->|→|,|;|$)")


@dataclass(frozen=True, slots=True)
class Found:
    """A name and the way it was found."""

    surface: str
    finder: str
    other: str = ""


def found_in_heading(text: str) -> Iterator[Found]:
    """Yield the names that a heading gives: one, or several between slashes, commas or "and"."""
    name = bare(text)
    if could_be_name(name) and "/" not in name and "," not in name:
        yield Found(name, "heading")
    parts = [bare(part) for part in _SEVERAL.split(name)]
    if len(parts) > 1 and all(could_be_name(part) for part in parts):
        yield from (Found(part, "heading") for part in parts)


def found_in(fact: Fact, parent: Fact | None) -> Iterator[Found]:
    """Yield every name that a fact offers."""
    text = fact.plain
    if fact.kind == "topic":
        yield from (Found(one.surface, "topic") for one in found_in_heading(text))
    elif parent is not None:
        yield from _item(text, parent.plain)
    definition = definition_in(text)
    if definition:
        yield Found(definition.name, "definition")
    yield from _marked(fact)
    for match in _QUOTED.finditer(text):
        if could_be_name(bare(match[1])):
            yield Found(bare(match[1]), "quoted")
    words = words_of(text)
    yield from _capitals(text, words)
    yield from _phrases(text, words)


def class_of(header: str) -> str:
    """Return what a header says its items are: "4 types of records supported" gives "record"."""
    words = words_of(bare(header))
    for place, word in enumerate(words):
        last = place == len(words) - 1
        if singular(word.key) in _KINDS and not last and words[place + 1].key == "of":
            return " ".join(w.text for w in _run_forward(words[place + 2 :]))
    while words and singular(words[-1].key) in _KINDS - {"class"} and len(words) > 1:
        words = words[:-1]
        return _singular_phrase(_run_back(words))
    if words and words[-1].key != singular(words[-1].key):
        run = _run_back(words)
        return _singular_phrase(run) if len(run) > 1 else ""
    return ""


def _run_forward(words: list[Word]) -> list[Word]:
    run = []
    for word in words[:LONGEST_PHRASE]:
        if word.key in english.FUNCTION or word.key in english.QUALITIES:
            break
        run.append(word)
        if word.key != singular(word.key):
            break
    if run:
        last = run[-1]
        run[-1] = Word(_cased(last.text, singular(last.key)), singular(last.key), 0, 0)
    return run


def _run_back(words: list[Word]) -> list[Word]:
    run: list[Word] = []
    for word in reversed(words):
        if len(run) == LONGEST_PHRASE or word.key in english.FUNCTION or word.key.isdigit():
            break
        if run and english.is_verb(word.key) and word.key not in english.EITHER:
            break
        run.insert(0, word)
    return run


def _singular_phrase(run: list[Word]) -> str:
    if not run:
        return ""
    last = _cased(run[-1].text, singular(run[-1].key))
    return " ".join([w.text.lower() if w.text.istitle() else w.text for w in run[:-1]] + [last])


def _cased(text: str, one: str) -> str:
    return text[: len(one)] if text.lower().startswith(one) and text.isupper() else one


def _item(text: str, header: str) -> Iterator[Found]:
    """Yield the name that a short item of a list gives, with what the list says it is."""
    end = _ITEM_END.search(text)
    name = bare(text[: end.start()] if end else text)
    words = words_of(name)
    if not 1 <= len(words) <= LONGEST_PHRASE + 1:
        return
    group = class_of(header)
    tail = words_of(group)[-1:] if group else []
    if group and tail[0].key != singular(words[-1].key):
        whole = f"{name} {group}"
        if _item_opens(words) and len(words_of(whole)) <= LONGEST_PHRASE + 2:
            yield Found(whole, "item", name)
    elif could_be_name(name):
        yield Found(name, "item")


def _item_opens(words: list[Word]) -> bool:
    return not any(w.key in english.FUNCTION - english.INNER - {"all", "once", "a"} for w in words)


def _marked(fact: Fact) -> Iterator[Found]:
    for mark in fact.marks:
        name = bare(mark.span.of(fact.plain))
        if mark.kind == "link":
            if mark.target and "://" not in mark.target and 0 < len(words_of(name)) <= 6:
                yield Found(name, "page")
        elif mark.kind == "tag":
            if not name.isdigit() and name:
                yield Found(name, "tag")
        elif mark.kind == "code":
            if is_shaped(name) and _CODE_NAME.match(name) and could_be_name(name):
                yield Found(name, "code")
        elif could_be_name(name):
            yield Found(name, "bold")


def _capitals(text: str, words: list[Word]) -> Iterator[Found]:
    """Yield words in capitals, words with inner capitals, and runs of words that begin with one."""
    run: list[Word] = []
    for place, word in enumerate(words):
        joined = bool(run) and text[run[-1].end : word.start] in (" ", "-")
        if run and not (joined and word.text[0].isupper()):
            yield from _run_found(text, run)
            run = []
        if word.text[0].isupper() and (
            run or not _begins(text, words, place) or is_shaped(word.text)
        ):
            run.append(word)
        if is_shaped(word.text) and could_be_name(word.text):
            yield Found(word.text, "initials" if is_initialism(word.text) else "shaped")
    if run:
        yield from _run_found(text, run)


def _run_found(text: str, run: list[Word]) -> Iterator[Found]:
    name = text[run[0].start : run[-1].end]
    if len(run) > 1 and could_be_name(name):
        yield Found(name, "capitals")


def _begins(text: str, words: list[Word], place: int) -> bool:
    """Whether a word begins a sentence, where a capital says nothing."""
    return place == 0 or text[words[place - 1].end : words[place].start].strip(" '\"(")[
        :1
    ] in tuple(".:!?")


def _phrases(text: str, words: list[Word]) -> Iterator[Found]:
    """Yield the noun phrases: runs of words between small words, verbs and stops."""
    run: list[Word] = []
    led = False
    for place, word in enumerate(words):
        gap = text[words[place - 1].end : word.start] if place else ""
        if run and (gap not in (" ", "-") or not _runs_on(word)):
            yield from _phrase(text, run, led=led)
            run = []
        if not run:
            led = place > 0 and words[place - 1].key in _DETERMINERS and gap == " "
        if _runs_on(word) and (not run or gap in (" ", "-")):
            run.append(word)
    if run:
        yield from _phrase(text, run, led=led)


def _runs_on(word: Word) -> bool:
    key = word.key
    if key in english.FUNCTION or key.endswith("ly"):
        return False
    return key in english.EITHER or singular(key) in english.EITHER or not english.is_verb(key)


def _phrase(text: str, run: list[Word], *, led: bool) -> Iterator[Found]:
    if 2 <= len(run) <= LONGEST_PHRASE:
        name = text[run[0].start : run[-1].end]
        if could_be_name(name) and not run[0].key.isdigit():
            yield Found(name, "noun" if led or run[-1].key != singular(run[-1].key) else "phrase")
