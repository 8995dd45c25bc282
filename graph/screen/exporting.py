"""What is seen, as a file to take along."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Collection
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from graph.knowledge import Knowledge
from graph.records import Relation
from graph.screen import words
from graph.screen.found import Found, shown_of
from graph.screen.keptviews import keep_view
from graph.screen.mapview import focus_of, picture_around
from graph.screen.opened import knowledge
from graph.screen.state import View
from graph.storage import Index
from graph.views.exports import EXPORTS, Part, cited

ENDINGS = {
    "markdown": (words.AS_MARKDOWN, "md"),
    "csv": (words.AS_CSV, "csv"),
    "json": (words.AS_JSON, "json"),
    "graphml": ("GraphML", "graphml"),
    "jsonl": (words.AS_LINES, "jsonl"),
    "anki": (words.AS_CARDS, "apkg"),
}
"""What the page calls each form, and how its file ends; a folder of files becomes one archive."""
NAME = "noteloom"


def draw_exports(found: Found, view: View, notes: Knowledge) -> None:
    """Draw the menu of files; one is only made when it is asked for."""
    with st.popover(words.SAVE, type="tertiary", key="save"):
        st.button(
            words.SAVE_VIEW, key="keep-view", type="tertiary", on_click=_keep, args=(view, found)
        )
        for form in (form for form in ENDINGS if form in EXPORTS):
            title, ending = ENDINGS[form]
            packed = form in ("csv", "jsonl")
            st.download_button(
                title,
                data=_maker(found, view, notes, form),
                file_name=f"{NAME}-{ending}.zip" if packed else f"{NAME}.{ending}",
                key=f"save-{form}",
                type="tertiary",
                on_click="ignore",
            )


def part_of(found: Found, view: View, notes: Knowledge) -> Part:
    """Return what the list and the picture show: their relations, and the lines beside them."""
    index = notes.index
    steps = {
        (hop.source, hop.type, hop.target)
        for path in (found.routes.paths if found.routes else ())
        for hop in path
    }
    joined = [*_named(steps, index), *_farther(found, view, index)]
    if view.about:
        lines = notes.show(view.about).facts
    else:
        lines = tuple(citation.fact for citation in found.answer.citations)
    more = (found.relatives.concept.id,) if found.relatives else ()
    return Part(index, tuple(dict.fromkeys((*shown_of(found, view), *joined))), lines, more)


def _farther(found: Found, view: View, index: Index) -> list[Relation]:
    """Return the relations on the map that do not touch what was asked about."""
    if found.routes is not None or not focus_of(found):
        return []
    drawn = picture_around(found, view, index)
    gone = {node.id for node in drawn.nodes if f"kind:{node.kind}" in view.off} | {*view.hidden}
    return _named(
        {
            (edge.source, edge.type, edge.target)
            for edge in drawn.edges
            if edge.facts and edge.type not in view.off and not {edge.source, edge.target} & gone
        },
        index,
    )


def _named(edges: Collection[tuple[str, str, str]], index: Index) -> list[Relation]:
    """Return the relations of these ends and types."""
    return [
        relation
        for source in sorted({source for source, *_ in edges})
        for relation in index.relations(source)
        if (relation.source, relation.type, relation.target) in edges
    ]


def bytes_of(part: Part, form: str) -> bytes:
    """Return a part in one of the forms; several files come as one archive."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / NAME
        EXPORTS[form](part, target)
        if form == "markdown":
            _add_cited(part, target)
        if target.is_file():
            return target.read_bytes()
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(target.iterdir()):
                archive.write(file, file.name)
        return packed.getvalue()


def _add_cited(part: Part, target: Path) -> None:
    """Add the lines of the answer or the card, which no relation need rest on."""
    lines = "".join(f"- {cited(fact)}\n" for fact in part.cited)
    if lines:
        with target.open("a", encoding="utf-8") as file:
            file.write(f"\n# Lines\n\n{lines}")


def title_of(view: View, found: Found) -> str:
    """Return what a kept view is called: its question, or the thing whose card it is."""
    return view.question or (found.relatives.concept.name if found.relatives else view.about)


def _keep(view: View, found: Found) -> None:
    keep_view(view, title_of(view, found), knowledge().settings.index)


def _maker(found: Found, view: View, notes: Knowledge, form: str) -> Callable[[], bytes]:
    return lambda: bytes_of(part_of(found, view, notes), form)
