"""Cards to learn by: which words of a line to hide, and the lines as an Anki deck."""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Iterable
from pathlib import Path

from embeddings.errors import needed
from graph.records import Fact, Span

NUMBER = re.compile(
    r"(?<![\w/#@:.-])\d[\d,.]*(?:[-–]\d[\d,.]*)*\s?(?:%|[A-Za-z]{1,7}\b)?(?![\w/@:]|[.,-]\d)"
)
"""A number with its unit, what one forgets first; none that is part of a name or an address."""
ARTICLE = re.compile(r"(?:the|a|an|der|die|das|ein|eine)\s+", re.IGNORECASE)
LEAST = 2
"""Characters of what is hidden: a letter is no name."""
SHORTEST, LONGEST = 25, 220
"""Characters of a line that is a question by itself: a shorter one says too little."""
DECK, MODEL = 1_720_501_133, 1_720_501_134
"""Anki knows decks and models by number: constant, so that a second import updates the first."""


def hidden_span(fact: Fact) -> Span | None:
    """Return the telling words of a line: a number with its unit, else a thing that it names."""
    if fact.kind != "fact" or not SHORTEST <= len(fact.plain) <= LONGEST:
        return None
    number = NUMBER.search(fact.plain)
    if number:
        return Span(number.start(), number.start() + len(number.group().rstrip(" .,")))
    named = [m for m in fact.mentions if m.concept != fact.subject and m.span.start > 0]
    whole = [_whole(mention.span, fact.plain) for mention in named]
    telling = [span for span in whole if span.end - span.start >= LEAST]
    return max(telling, key=lambda span: span.end - span.start, default=None)


def _whole(span: Span, text: str) -> Span:
    """Return the span without marks at its ends, grown to whole words: never half a name."""
    start, end = span.start, span.end
    while start > 0 and _inside(text[start - 1]):
        start -= 1
    while end < len(text) and _inside(text[end]):
        end += 1
    article = ARTICLE.match(text, start, end)
    return Span(article.end() if article else start, end)


def _inside(mark: str) -> bool:
    return mark.isalnum() or mark in "-_"


def write_deck(facts: Iterable[Fact], target: Path) -> None:
    """Write one .apkg file with a cloze card for each fact that has something to hide."""
    genanki = needed("genanki", "'noteloom[cards]'")
    model = genanki.Model(
        MODEL,
        "Noteloom cloze",
        fields=[{"name": "Text"}, {"name": "Source"}],
        templates=[
            {
                "name": "Cloze",
                "qfmt": "{{cloze:Text}}",
                "afmt": "{{cloze:Text}}<br><br><small>{{Source}}</small>",
            }
        ],
        model_type=genanki.Model.CLOZE,
    )
    deck = genanki.Deck(DECK, "Noteloom")
    for fact in facts:
        hidden = hidden_span(fact)
        if hidden is not None:
            fields = [cloze(fact, hidden), source(fact)]
            deck.add_note(genanki.Note(model, fields, guid=genanki.guid_for(fact.id)))
    target.parent.mkdir(parents=True, exist_ok=True)
    genanki.Package(deck).write_to_file(str(target), timestamp=_same_every_time(deck))


def cloze(fact: Fact, hidden: Span) -> str:
    """Return a fact as Anki's cloze text; whatever a note says is text there, never HTML."""
    before, after = fact.plain[: hidden.start], fact.plain[hidden.end :]
    parts = [_text(part) for part in (before, hidden.of(fact.plain), after)]
    above = f"<small>{_text(fact.context[-1])}</small><br>" if fact.context else ""
    return f"{above}{parts[0]}{{{{c1::{parts[1]}}}}}{parts[2]}"


def source(fact: Fact) -> str:
    """Return where a fact stands."""
    return _text(" › ".join((fact.path, *fact.context, f"line {fact.line}")))


def _text(text: str) -> str:
    """Return text as HTML that shows it; braces apart, since two of them are Anki's own mark."""
    shown = html.escape(text).replace("{{", "{&#8203;{").replace("}}", "}&#8203;}")
    return shown.replace("::", ":&#8203;:")


def _same_every_time(deck: object) -> float:
    """Return a time made from the cards, so that the same notes give the same file."""
    texts = "".join("".join(note.fields) for note in getattr(deck, "notes", ()))
    return float(zlib.crc32(texts.encode()))
