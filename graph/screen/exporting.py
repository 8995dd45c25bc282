"""What is seen, as a file to take along."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import streamlit as st

from graph.screen.found import Found, facts_of, shown_of
from graph.screen.keptviews import keep_view
from graph.screen.opened import knowledge
from graph.screen.state import View
from graph.storage import Index
from graph.views.exports import EXPORTS
from graph.views.part import Part

ENDINGS = {
    "markdown": ("Markdown with citations", "md"),
    "csv": ("CSV tables", "csv"),
    "json": ("JSON, node-link", "json"),
    "graphml": ("GraphML", "graphml"),
    "jsonl": ("JSON Lines", "jsonl"),
    "anki": ("Anki cards", "apkg"),
}
"""What the page calls each form, and how its file ends; a folder of files becomes one archive."""
NAME = "noteloom"


def draw_exports(found: Found, view: View, index: Index) -> None:
    """Draw the menu of files; one is only made when it is asked for."""
    menu = st.popover(
        "Save",
        type="tertiary",
        help="Keep this view, or take it along as a file",
        key="save",
        on_change="rerun",
    )
    if not menu.open:
        return
    part = part_of(found, view, index)
    with menu:
        st.button(
            "Keep this view", key="keep-view", type="tertiary", on_click=_keep, args=(view, found)
        )
        for form in (form for form in ENDINGS if form in EXPORTS):
            title, ending = ENDINGS[form]
            packed = form in ("csv", "jsonl")
            st.download_button(
                title,
                data=_maker(part, form),
                file_name=f"{NAME}-{ending}.zip" if packed else f"{NAME}.{ending}",
                key=f"save-{form}",
                type="tertiary",
                on_click="ignore",
            )


def part_of(found: Found, view: View, index: Index) -> Part:
    """Return what the list and the picture show."""
    cited = [citation.fact for citation in found.answer.citations]
    steps = {
        (hop.source, hop.type, hop.target)
        for path in (found.routes.paths if found.routes else ())
        for hop in path
    }
    on_routes = [
        relation
        for source in dict.fromkeys(step[0] for step in steps)
        for relation in index.relations(source)
        if (relation.source, relation.type, relation.target) in steps
    ]
    relations = dict.fromkeys((*shown_of(found, view), *on_routes))
    facts = tuple(cited or facts_of(found).values())
    return Part(index, shown=tuple(relations), cited=facts)


def bytes_of(part: Part, form: str) -> bytes:
    """Return a part in one of the forms; several files come as one archive."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / NAME
        EXPORTS[form](cast("Index", part), target)
        if target.is_file():
            return target.read_bytes()
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(target.iterdir()):
                archive.write(file, file.name)
        return packed.getvalue()


def title_of(view: View, found: Found) -> str:
    """Return what a kept view is called: its question, or the thing whose card it is."""
    return view.question or (found.relatives.concept.name if found.relatives else view.about)


def _keep(view: View, found: Found) -> None:
    keep_view(view, title_of(view, found), knowledge().settings.index)


def _maker(part: Part, form: str) -> Callable[[], bytes]:
    return lambda: bytes_of(part, form)
