"""What stands inside a line of any format: bare addresses and tags."""

from __future__ import annotations

import re

from graph.notes.outline import Seam
from graph.records import Mark, MarkKind, Span

ADDRESS = re.compile(r"\b(?:https?|ftp|file)://[^\s<>\"“”]+|\bmailto:[^\s<>\"]+@[^\s<>\"]+", re.I)
TAG = re.compile(r"(?<![^\s(,;])#([^\W\d_](?:[\w/-]|['’](?!s\b)\w)*)")
FIELD = re.compile(
    r"[\[(](?P<key>[^\W\d][\w /.-]{0,40}?)::\s+(?P<value>[^\[\]()]*[^\s\[\]()])\s*[\])]"
)
"""A property inside a line, as Dataview writes it: "[due:: May]", "(owner:: Ana)"."""
_MARKED = re.compile(
    r"(?<!`)`(?P<code>[^`\s](?:[^`]*[^`\s])?)`(?!`)"
    r"|\*\*(?P<bold>[^\s*](?:[^*]*[^\s*])?)\*\*"
    r"|\[\[(?P<page>[^\[\]|\s](?:[^\[\]|]*[^\[\]|\s])?)"
    r"(?:\|(?P<named>[^\[\]|\s](?:[^\[\]|]*[^\[\]|\s])?))?\]\]"
    r"|\[(?P<link>[^\[\]\s](?:[^\[\]]*[^\[\]\s])?)\]\((?P<target>https?://[^\s()]+|[^\s()]+\.md)\)"
)
"""Marks of Markdown that people use in plain text, too, and that mean nothing else there."""
_SPACE = re.compile(r"[^\S ]")
_TRAILING = ".,;:!?'*_`"


def spaced(text: str) -> str:
    """Return `text` with each tab, line feed or odd blank as a blank; its length stays."""
    return text if text.isprintable() else _SPACE.sub(" ", text)


def bare_marks(plain: str) -> tuple[Mark, ...]:
    """Return the bare addresses and the #tags of a plain text."""
    if "://" not in plain and "#" not in plain and "mailto:" not in plain:
        return ()
    links = []
    for match in ADDRESS.finditer(plain):
        end = match.start() + len(_address(match[0]))
        links.append(Mark(Span(match.start(), end), "link", plain[match.start() : end]))
    tags = [Mark(Span(match.start(), match.end()), "tag") for match in TAG.finditer(plain)]
    if links and tags:
        tags = [tag for tag in tags if not any(_meet(tag.span, link.span) for link in links)]
    return tuple(sorted([*links, *tags], key=_start))


def marked(text: str) -> tuple[str, tuple[Mark, ...], tuple[Seam, ...]]:
    """Return the plain form of a line of plain text, its marks, and the seams if they differ."""
    if "`" not in text and "**" not in text and "](" not in text and "[[" not in text:
        return text, bare_marks(text), ()
    parts: list[str] = []
    seams: list[Seam] = []
    marks: list[Mark] = []
    length = at = 0
    for match in _MARKED.finditer(text):
        kind: MarkKind = "bold" if match["bold"] else "code" if match["code"] else "link"
        group = next(name for name in ("named", "page", "bold", "code", "link") if match[name])
        before = text[at : match.start()]
        seams += [(length, at), (length + len(before), match.start(group))]
        parts += [before, match[group]]
        start = length + len(before)
        length = start + len(match[group])
        marks.append(Mark(Span(start, length), kind, match["target"] or match["page"] or ""))
        at = match.end()
    plain = "".join(parts) + text[at:]
    taken = [mark.span for mark in marks]
    bare = [m for m in bare_marks(plain) if not any(_meet(m.span, span) for span in taken)]
    ordered = tuple(sorted([*marks, *bare], key=_start))
    return plain, ordered, (*seams, (length, at)) if seams else ()


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


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
