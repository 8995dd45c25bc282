"""Anki cards: the user's own lines with the telling words left out, and where each line stands."""

from __future__ import annotations

import html
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from graph.records import Fact, Span
from graph.views.cloze import hidden_span

if TYPE_CHECKING:
    from graph.views.exports import Exportable

DECK, MODEL = 1_720_501_133, 1_720_501_134
"""Anki knows decks and models by number: constant, so that a second import updates the first."""


def export_anki(index: Exportable, target: Path) -> None:
    """Write one .apkg file with a cloze card for each fact that has something to hide."""
    import genanki

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
    for fact in index.all_facts():
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
