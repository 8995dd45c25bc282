"""The formats that are read: file ending to reader. A new one is a file here and a line below."""

from __future__ import annotations

from importlib import import_module

from graph.notes.canvas import READER as CANVAS
from graph.notes.delimited import READER as TABLE
from graph.notes.documents import reader_of
from graph.notes.markdown import READER as MARKDOWN
from graph.notes.notebook import READER as NOTEBOOK
from graph.notes.outline import Reader
from graph.notes.outlines import OPML, ROAM
from graph.notes.plain_text import READER as PLAIN_TEXT
from graph.notes.saved_page import READER as SAVED_PAGE


def late(module: str) -> Reader:
    """Return the reader of a module that is imported where a note of its format is read."""

    def reader() -> Reader:
        found: Reader = import_module(f"graph.notes.{module}").READER
        return found

    return Reader(
        lambda text: reader().blocks(text), lambda text: reader().title(text), is_page=True
    )


def document(ending: str) -> Reader:
    """Return the reader of documents of this ending, which are made Markdown first."""
    return Reader(MARKDOWN.blocks, MARKDOWN.title, is_page=True, text=reader_of(ending))


ASCIIDOC = late("asciidoc")
READERS: dict[str, Reader] = {
    ".txt": PLAIN_TEXT,
    ".text": PLAIN_TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".org": late("org"),
    ".adoc": ASCIIDOC,
    ".asciidoc": ASCIIDOC,
    ".rst": late("restructured"),
    ".html": SAVED_PAGE,
    ".htm": SAVED_PAGE,
    ".csv": TABLE,
    ".tsv": TABLE,
    ".canvas": CANVAS,
    ".ipynb": NOTEBOOK,
    ".json": ROAM,
    ".opml": OPML,
    ".pdf": document("pdf"),
    ".docx": document("docx"),
    ".pptx": document("pptx"),
    ".xlsx": document("xlsx"),
    ".epub": document("epub"),
}
