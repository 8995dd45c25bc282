"""What stands inside a line of any format: bare addresses and tags."""

from __future__ import annotations

import re

from graph.records import Mark, Span

ADDRESS = re.compile(r"\b(?:https?|ftp|file)://[^\s<>\"“”]+|\bmailto:[^\s<>\"]+@[^\s<>\"]+", re.I)
TAG = re.compile(r"(?<![^\s(,;])#([^\W\d_][\w/-]*)")
_SPACE = re.compile(r"[^\S ]")
_TRAILING = ".,;:!?'*_`"


def spaced(text: str) -> str:
    """Return `text` with each tab, line feed or odd blank as a blank; its length stays."""
    return text if text.isprintable() else _SPACE.sub(" ", text)


def bare_marks(plain: str) -> tuple[Mark, ...]:
    """Return the bare addresses and the #tags of a plain text."""
    if "://" not in plain and "#" not in plain and "mailto:" not in plain:
        return ()
    marks = []
    for match in ADDRESS.finditer(plain):
        end = match.start() + len(_address(match[0]))
        marks.append(Mark(Span(match.start(), end), "link", plain[match.start() : end]))
    for match in TAG.finditer(plain):
        if not any(mark.span.start <= match.start() < mark.span.end for mark in marks):
            marks.append(Mark(Span(match.start(), match.end()), "tag"))
    return tuple(sorted(marks, key=_start))


def _address(text: str) -> str:
    """Return an address without the punctuation of the sentence around it."""
    while text and (text[-1] in _TRAILING or _closes_nothing(text)):
        text = text[:-1]
    return text


def _closes_nothing(text: str) -> bool:
    opening = {")": "(", "]": "["}.get(text[-1])
    return opening is not None and text.count(opening) < text.count(text[-1])


def _start(mark: Mark) -> int:
    return mark.span.start
