"""Documents: made Markdown in a process of its own, or skipped with the reason."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pytest

from graph.concepts.finders import found_in_heading
from graph.errors import FileSkipped
from graph.notes import documents
from graph.notes.reading import facts_of, read_note
from graph.records import Note

PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents {} 0 R"
    " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
)


def pdf(*pages: str | list[tuple[float, float, str]]) -> bytes:
    """Return a PDF with a line of text, or with words at their places, on each page."""
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
    ]
    for n, words in enumerate(pages):
        placed = [(9, 99, words)] if isinstance(words, str) else words
        stream = " ".join(f"BT /F1 9 Tf {x} {y} Td ({said}) Tj ET" for x, y, said in placed)
        objects += [
            PAGE.format(4 + 2 * n),
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    said = "".join(f"{n} 0 obj\n{one}\nendobj\n" for n, one in enumerate(objects, start=1))
    return f"%PDF-1.4\n{said}trailer << /Root 1 0 R /Size {len(objects) + 1} >>\n".encode()


def word(*paragraphs: str) -> bytes:
    """Return a Word document of these paragraphs."""
    space = "http://schemas.openxmlformats.org"
    body = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{space}/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
            'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="a" Type="'
            f'{space}/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        file.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}/wordprocessingml/2006/main"><w:body>{body}</w:body>'
            "</w:document>",
        )
    return made.getvalue()


def test_a_fact_of_a_pdf_stands_under_its_page(tmp_path):
    file = tmp_path / "roofs.pdf"
    file.write_bytes(pdf("Slate lasts a hundred years.", "# Clay lasts for fifty years."))
    facts = facts_of(read_note(file, "roofs.pdf"))
    assert [" > ".join((*fact.context, fact.plain)) for fact in facts] == [
        "roofs > Page 1 > Slate lasts a hundred years.",
        "roofs > Page 2 > # Clay lasts for fifty years.",
    ]


def lines(*said: str, left: float = 9, top: float = 280) -> list[tuple[float, float, str]]:
    """Return the lines of a column of text, each with its place."""
    return [(left, top - 11 * number, one) for number, one in enumerate(said)]


TABLE = [(x, 200 - 12 * y, cell) for y, row in enumerate((
    ("Stone", "Price", "Age"), ("Slate", "90", "100"), ("Clay", "", "50"),
)) for x, cell in zip((9, 80, 150), row, strict=True) if cell]  # fmt: skip
LEFT = ("Slate is split from the", "rock by hand with a wide", "chisel, and it lasts for",
        "a hundred years, longer", "than any other roof that")  # fmt: skip
RIGHT = ("people made here. Clay is", "baked in a kiln for days.", "It is cheap, and it breaks",
         "when it freezes hard and", "nobody has swept it clean.")  # fmt: skip


@pytest.mark.parametrize(
    ("pages", "facts"),
    [
        ([TABLE], ["Slate – Price: 90; Age: 100", "Clay; Age: 50"]),
        ([TABLE[3:6]], ["Slate 90 100"]),
        ([[(9, 99, "Clay"), (9, 99.5, "Clay"), (9, 80, "is cheap.")]], ["Clay", "is cheap."]),
        ([lines(*RIGHT, left=160) + lines(*LEFT)], [
            "Slate is split from the rock by hand with a wide chisel, and it lasts for a hundred "
            "years, longer than any other roof that people made here.",
            "Clay is baked in a kiln for days.",
            "It is cheap, and it breaks when it freezes hard and nobody has swept it clean.",
        ]),
        ([lines("Slate is split from the"), lines("rock by hand.")],
         ["Slate is split from the rock by hand."]),
        ([lines("Roofs, page 1", "Clay is cheap."), lines("Roofs, page 2", "Reed burns."),
          lines("Roofs, page 3", "Slate lasts.")],
         ["Roofs, page 1", "Clay is cheap.", "Reed burns.", "Slate lasts."]),
        ([lines("Roofs . . . . . . . 12", "Clay is cheap.")], ["Clay is cheap."]),
    ],
)  # fmt: skip
def test_a_page_is_read_by_where_its_words_stand(tmp_path, monkeypatch, pages, facts):
    monkeypatch.setattr(documents, "LEAST_LETTERS", 0)
    (tmp_path / "roofs.pdf").write_bytes(pdf(*pages))
    text = documents.converted(tmp_path / "roofs.pdf")
    assert [one.plain for one in facts_of(Note("roofs.md", text, "", ""))] == facts


def test_a_word_document_is_read_by_paragraphs(tmp_path):
    file = tmp_path / "roofs.docx"
    file.write_bytes(word("Slate lasts.", "Clay is cheap."))
    facts = facts_of(read_note(file, "roofs.docx"))
    assert [fact.plain for fact in facts] == ["Slate lasts.", "Clay is cheap."]


@pytest.mark.parametrize(
    ("data", "ending", "reason"),
    [
        (b"", "pdf", "empty"),
        (b"%PDF-1.4 nothing", "pdf", "broken"),
        (pdf("x", "y"), "pdf", "OCR"),
        (b"PK\x03\x04 nothing", "docx", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 999, "docx", "encrypted"),
    ],
)
def test_a_document_that_cannot_be_read_is_skipped_with_the_reason(data, ending, reason):
    with pytest.raises(FileSkipped, match=reason):
        documents.text_of(data, ending)


def test_what_takes_too_long_is_skipped(monkeypatch):
    monkeypatch.setattr(documents, "MOST_SECONDS", 0.01)
    with pytest.raises(FileSkipped, match="seconds"):
        documents.text_of(pdf("Slate lasts a hundred years."), "pdf")


def test_a_missing_package_is_told_with_its_install_command(monkeypatch):
    monkeypatch.setattr(documents, "find_spec", lambda name: None)
    with pytest.raises(FileSkipped, match="pip install"):
        documents.text_of(b"x", "pdf")


@pytest.mark.parametrize("heading", ["Page 3", "Slide 12"])
def test_the_number_of_a_page_names_nothing(heading):
    assert list(found_in_heading(heading)) == []


def test_each_table_of_a_sheet_is_read_under_its_own_heads(tmp_path):
    sheet = (book := pytest.importorskip("openpyxl").Workbook()).active
    for row in (
        ["Roofs of 2024"],
        ["Stone", "Price\nin euros", "Age"],
        ["Slate", 90.0, datetime(2024, 3, 5)],
        ["Clay", 40.5, None],
        [],
        ["Tool", "Weight"],
        ["Saw", 2],
    ):
        sheet.append(row)
    book.save(file := tmp_path / "roofs.xlsx")
    found = [fact.plain for fact in facts_of(read_note(file, "roofs.xlsx"))]
    assert [one for one in found if "–" in one] == [
        "Slate – Price in euros: 90; Age: 2024-03-05",
        "Clay – Price in euros: 40.5",
        "Saw – Weight: 2",
    ]
    assert "Roofs of 2024" in found


def test_rows_that_nothing_heads_are_labels_with_values(tmp_path):
    sheet = (book := pytest.importorskip("openpyxl").Workbook()).active
    for row in (["Slate", 90], ["Clay", 40], [], ["Approved:", "Ana"]):
        sheet.append(row)
    book.save(file := tmp_path / "roofs.xlsx")
    found = [fact.plain for fact in facts_of(read_note(file, "roofs.xlsx"))]
    assert found == ["Slate: 90", "Clay: 40", "Approved: Ana"]
