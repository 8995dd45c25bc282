"""Read documents (PDF, Word, PowerPoint, Excel, EPUB) as Markdown, in a process of its own.

A document may be broken, huge or made to do harm: the process has a limit of time and of memory,
and what it cannot read is skipped with the reason.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from graph.errors import FileSkipped
from graph.notes.sheets import workbook

INSTALL = 'pip install "noteloom[documents]"'
MOST_SECONDS = 120
"""Of one document: a book of a thousand pages takes ten."""
MOST_BYTES = 3 * 1024**3
"""Of memory for one document, where the system can limit it."""
LEAST_LETTERS = 20
"""Letters a page has on average; with fewer the pages are pictures of text."""
FAILED = 3
"""Exit status of the process that says why a document cannot be read."""
_COMMAND = "import sys; from graph.notes.documents import main; sys.exit(main(sys.argv[1]))"
_SLIDE = re.compile(r"<!-- Slide number: (\d+) -->\s*(?:^# (?=\S))?", re.MULTILINE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file begins that Office encrypted, or wrote before 2007."""
BROKEN = "is broken: open it and save it again"
_NEEDED = {"pdf": "pypdfium2", "docx": "mammoth", "pptx": "pptx", "xlsx": "openpyxl", "epub": "bs4"}


def reader_of(ending: str) -> Callable[[bytes], str]:
    """Return what makes text of the bytes of a document of this ending."""
    return lambda data: text_of(data, ending)


def text_of(data: bytes, ending: str) -> str:
    """Return a document as Markdown, each page or slide under a heading of its own.

    Raises FileSkipped with the reason: the install command where a package is missing.
    """
    if not data:
        raise FileSkipped("is empty")
    if not (find_spec("markitdown") and find_spec(_NEEDED[ending])):
        raise FileSkipped(f"needs another package: {INSTALL}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"document.{ending}"
        file.write_bytes(data)
        command = [sys.executable, "-c", _COMMAND, str(file)]
        root = str(Path(__file__).parent.parent.parent)
        try:
            done = subprocess.run(
                command, capture_output=True, timeout=MOST_SECONDS, cwd=root, check=False
            )
        except subprocess.TimeoutExpired:
            raise FileSkipped(f"takes more than {MOST_SECONDS} seconds to read") from None
    if done.returncode == FAILED:
        raise FileSkipped(done.stderr.decode("utf-8", "replace").strip().splitlines()[-1])
    if done.returncode:
        raise FileSkipped("cannot be read: it is broken, or needs more memory than one may take")
    return done.stdout.decode("utf-8")


def converted(file: Path) -> str:
    """Return a document's text; raises FileSkipped with the reason."""
    text = "".join(_pdf(file)) if file.suffix == ".pdf" else _office(file)
    text = text.replace("\ufeff", "")
    if not re.search(r"\w", text):
        raise FileSkipped("has no text")
    return text


def _pdf(file: Path) -> Iterator[str]:
    """Yield the pages of a PDF, each under its number."""
    import pypdfium2

    from graph.notes.pdf import pages_of

    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        reason = "is encrypted: save it without its password" if locked else "is a broken PDF"
        raise FileSkipped(reason) from error
    pages = pages_of(document)
    letters = sum(len(re.findall(r"\w", page)) for page in pages)
    if letters < LEAST_LETTERS * len(pages):
        raise FileSkipped("holds pictures of pages (a scan): make their text readable with OCR")
    for number, text in enumerate(pages, start=1):
        if text:
            yield f"## Page {number}\n\n{text}\n\n"


def _office(file: Path) -> str:
    if not zipfile.is_zipfile(file):
        locked = file.read_bytes()[: len(_OLE)] == _OLE
        reason = "is encrypted or of an old format: save it again without a password"
        raise FileSkipped(reason if locked else BROKEN)
    try:
        return "".join(workbook(file)) if file.suffix == ".xlsx" else _converted(file)
    except MemoryError:
        raise
    except Exception as error:  # a broken file may make these libraries raise anything
        raise FileSkipped(BROKEN) from error


def _converted(file: Path) -> str:
    from markitdown import StreamInfo, converters

    with file.open("rb") as opened:
        if file.suffix == ".docx":
            return str(converters.HtmlConverter().convert_string(_word(opened)).markdown)
        kind = {"pptx": "Pptx", "epub": "Epub"}[file.suffix[1:]]
        converter = getattr(converters, f"{kind}Converter")()
        text = str(converter.convert(opened, StreamInfo(extension=file.suffix)).markdown)
    return _SLIDE.sub(_slide, text)


def _word(opened: BinaryIO) -> str:
    """Return a Word document as HTML, without its pictures: one may stand elsewhere."""
    import mammoth
    from markitdown.converter_utils.docx.pre_process import pre_process_docx

    return str(mammoth.convert_to_html(pre_process_docx(opened), convert_image=lambda _: []).value)


def _slide(match: re.Match[str]) -> str:
    """Return the heading of a slide, its title under its number."""
    titled = match[0].endswith("# ")
    return f"## Slide {match[1]}\n\n" + ("### " if titled else "")


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))


def main(file: str) -> int:
    """Print the text of a document; or the reason why not, to standard error."""
    _limit_memory()
    try:
        sys.stdout.buffer.write(converted(Path(file)).encode("utf-8", "replace"))
    except FileSkipped as error:
        sys.stderr.write(f"\n{error}\n")
        return FAILED
    return 0
