"""Read the pages of a PDF as Markdown: paragraphs, headings and tables by where their words stand.

A PDF only says which letter stands where. Letters beside one another are pieces, pieces of one
height are a row, and rows are text, or a table where several of them have their pieces in the
same columns.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from graph.notes.sheets import FIGURES, line, tables

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

WIDE = 0.8
"""Heights of its letters that part two pieces; blanks in text set to one width are smaller."""
COLUMN_ROWS = 5
"""Rows with text left and right of it that make a gap the one between two columns."""
COLUMN_LETTERS = 18
"""Letters of such text: cells of tables have less."""
LARGE = 1.15
"""By what a heading is larger than the text of the document."""
HEADING = 90
"""Letters of the longest heading."""
APART = 1.75
"""Heights from one line to the next, in medians of the page, that part two paragraphs."""
HEADED = 2.2
"""Heights from the row that heads a table to the next."""
BOLD = 600
"""Weight of a font from which on it is bold."""
BLANK = 4
"""Of what is no letter: it is not turned."""
CLOSE = 0.9
"""Share of the distance of two rows below which a line is more of the cell above."""
RECURRING = 3
"""Pages at whose edge a line recurs that is no text: the name of the document, its number."""
EDGE = 2
"""Rows at the top and the bottom of a page that may recur."""
_LISTED = re.compile(r"(?:[•‣◦▪●○■□∙·–−➢►✓o*-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{2,4})[.)])(?=\s|$)")
_BOLD_MARK = re.compile(rf"{_LISTED.pattern}|\d+(?:\.\d+)*")
"""What may stand before a heading, too: the number of its section."""
_SIGN = re.compile(r"(?:[•‣◦▪●○■□∙·−➢►✓]\s*|o\s+)(?=\S)")
_BROKEN = "\xad\x02\ufffe"
"""Signs by which the library says that a word goes on in the next line."""
_HYPHEN = re.compile(rf"(?<=\w)[-{_BROKEN}]$")
_LEADER = re.compile(r"(?:\s?\.){4,}\s*\w{0,5}$")
"""What leads to the page in a table of contents."""
_MARK = re.compile(r"^(\s*)([#>+=~`|-])")
_BOLD = re.compile(rb"(?i)bold|black|heavy|cmbx")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_TEXT = re.compile(r"(?!#|\|)(?s:.*)[^.!?:;|]$")
"""A block that is no heading and no table, and whose last sentence is open."""
_SENTENCE = re.compile(r"(?s:.*?[.!?][\"”’)\]]*(?:\s+|$)|.*)")
_WORD = re.compile(r"[^\W\d_]{2}")
_END = re.compile(r"[.!?:;。！？][\"”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters beside one another, and their place: y grows from the bottom of the page."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    bold: bool = False

    @property
    def height(self) -> float:
        """How high its letters are, about the size of their font."""
        return self.top - self.bottom


Row = list[Piece]
Sides = tuple[float, float, float, float]


def pages_of(document: PdfDocument) -> list[str]:
    """Return each page as Markdown; a sentence that goes on over two pages is of the first."""
    read = [[_rows(part) for part in _columns(_pieces(page))] for page in document]
    recurring = _recurring(read)
    sizes = Counter[float]()
    for row in (row for page in read for part in page for row in part):
        sizes.update({round(piece.height, 1): len(piece.text) for piece in row})
    usual = max(sizes, key=lambda size: sizes[size], default=0.0)
    pages: list[list[str]] = []
    seen = {""}
    for page in read:
        pages.append([])
        for part in page:
            rows = [row for row in part if _said(row) not in recurring & seen]
            rows = [row for row in rows if not _LEADER.search(row[-1].text)]
            _add(pages, list(_blocks(rows, usual)))
        seen |= {_said(row) for part in page for row in part}
    return ["\n\n".join(blocks) for blocks in pages]


def _add(pages: list[list[str]], blocks: list[str]) -> None:
    """Add the blocks of a column to the last page; what goes on with the text above, to that."""
    above = next((page for page in reversed(pages) if page), None)
    if above and blocks and _TEXT.match(above[-1]) and blocks[0][0].islower():
        goes_on = _SENTENCE.match(blocks[0])
        assert goes_on is not None
        above[-1] = _continued(above[-1], goes_on[0].strip())
        blocks[0] = blocks[0][goes_on.end() :]
    pages[-1] += filter(None, blocks)


def _continued(text: str, more: str) -> str:
    """Return a text with what follows on its last line."""
    if _HYPHEN.search(text) and more[0].islower():
        return text[:-1] + more
    between = "" if _UNSPACED.match(text[-1:]) and _UNSPACED.match(more) else " "
    return (text + between + more).strip()


def _pieces(page: PdfPage) -> list[Piece]:
    """Return the pieces of a page in the order in which it has them, turned text at its foot."""
    letters = list(_letters(page))
    turns = Counter(turn for turn, letter in letters if letter.text.strip())
    usual = max(turns, key=lambda turn: turns[turn], default=0)
    upright = list(_joined(letter for turn, letter in letters if turn in (usual, BLANK)))
    other = list(_joined(letter for turn, letter in letters if turn != usual))
    below = min((piece.bottom for piece in upright), default=0.0)
    for number, piece in enumerate(other, start=1):
        low = below - 4 * number * piece.height
        upright.append(Piece(piece.text, 0.0, 1.0, low, low + piece.height))
    return upright


def _letters(page: PdfPage) -> Iterator[tuple[int, Piece]]:
    """Yield each letter of a page with the quarters of a circle by which it is turned."""
    from pypdfium2 import raw

    text = page.get_textpage()
    box, font, flags = raw.FS_RECTF(), ctypes.create_string_buffer(64), ctypes.c_int()
    for place in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, place)
        letter = "" if code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code)
        letter = letter if letter.isprintable() or letter in _BROKEN else " "
        if not letter.strip():
            yield BLANK, Piece(letter, 0, 0, 0, 0)
            continue
        raw.FPDFText_GetLooseCharBox(text, place, ctypes.byref(box))
        turn = round(raw.FPDFText_GetCharAngle(text, place) / 1.5708) % 4
        raw.FPDFText_GetFontInfo(text, place, font, len(font), ctypes.byref(flags))
        weight = raw.FPDFText_GetFontWeight(text, place)
        bold = weight >= BOLD or _BOLD.search(font.value) is not None
        sides = box.left, box.right, box.bottom, box.top
        yield turn, Piece(letter, *_turned(sides, turn), bold)


def _turned(sides: Sides, turn: int) -> Sides:
    """Return where a letter stands when the page is held so that it is upright."""
    left, right, bottom, top = sides
    match turn:
        case 1:
            return -top, -bottom, left, right
        case 2:
            return -right, -left, -top, -bottom
        case 3:
            return bottom, top, -right, -left
    return sides


def _joined(letters: Iterable[Piece]) -> Iterator[Piece]:
    """Yield letters that stand beside one another as one piece."""
    piece: Piece | None = None
    blank = False
    for letter in letters:
        if not letter.text.strip():
            blank = True
        elif piece and _is_beside(piece, letter):
            piece = _with(piece, letter, " " if blank else "")
            blank = False
        else:
            if piece:
                yield piece
            piece, blank = letter, False
    if piece:
        yield piece


def _with(piece: Piece, other: Piece, between: str) -> Piece:
    """Return two pieces as one, as high as the one with more letters."""
    more = max(piece, other, key=lambda one: len(one.text))
    bold = piece.bold and other.bold
    right = max(piece.right, other.right)
    text = piece.text + between + other.text
    return Piece(text, piece.left, right, more.bottom, more.top, bold)


def _is_beside(piece: Piece, letter: Piece) -> bool:
    height = max(piece.height, letter.height)
    return _overlap(piece, letter) > 0.5 and -height < letter.left - piece.right < WIDE * height


def _overlap(one: Piece, other: Piece) -> float:
    """Return which share of the lower one's height two pieces have in common."""
    common = min(one.top, other.top) - max(one.bottom, other.bottom)
    return common / max(min(one.height, other.height), 0.1)


def _rows(pieces: Sequence[Piece]) -> list[Row]:
    """Return pieces by rows, from the top, each row from the left."""
    rows: list[Row] = []
    for piece in sorted(_once(pieces), key=lambda one: (-one.top - one.bottom, one.left)):
        if rows and _overlap(max(rows[-1], key=lambda one: one.height), piece) > 0.5:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [list(_merged(sorted(row, key=lambda one: one.left))) for row in rows]


def _once(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces without those that are printed over the same one, as its shadow."""
    above: dict[str, Piece] = {}
    for piece in pieces:
        same = above.setdefault(piece.text, piece)
        near = abs(same.left - piece.left) + abs(same.bottom - piece.bottom) < piece.height
        if same is piece or not near:
            yield piece


def _merged(row: Row) -> Iterator[Piece]:
    """Yield the pieces of a row, those that touch, or of which one is a list's mark, as one."""
    last = row[0]
    for piece in row[1:]:
        gap = piece.left - last.right
        height = max(last.height, piece.height)
        is_mark = last is row[0] and (_BOLD_MARK if last.bold else _LISTED).fullmatch(last.text)
        if gap < (3 if is_mark else WIDE) * height:
            last = _with(last, piece, " " if is_mark or gap > 0.15 * height else "")
        else:
            yield last
            last = piece
    yield last


def _columns(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces of a page by its columns of text, in the order of reading."""
    gap = _gutter(pieces)
    if gap is None:
        return [list(pieces)]
    across = sorted((p for p in pieces if p.left < gap < p.right), key=lambda p: -p.top)
    parts, left = list[list[Piece]](), [p for p in pieces if not p.left < gap < p.right]
    for bound in (*across, None):
        band = [p for p in left if bound is None or p.bottom > bound.top - bound.height / 2]
        left = [p for p in left if p not in band]
        parts += _columns([p for p in band if p.right <= gap]) if band else []
        parts += _columns([p for p in band if p.left >= gap]) if band else []
        if bound:
            if parts and across.index(bound) and not band:
                parts[-1].append(bound)
            else:
                parts.append([bound])
    return [part for part in parts if part]


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Return where most rows have text at both sides and few go through, None if nowhere."""
    lefts = [
        right.left
        for row in _rows(pieces)
        for left, right in pairwise(row)
        if min(len(left.text), len(right.text)) >= COLUMN_LETTERS
    ]
    if len(lefts) < COLUMN_ROWS:
        return None
    gap = median(lefts) - 1
    beside = sum(abs(left - gap) < pieces[0].height for left in lefts)
    across = sum(piece.left < gap < piece.right for piece in pieces)
    return gap if beside >= COLUMN_ROWS and across <= beside else None


def _said(row: Row) -> str:
    """Return what a row says, without its figures."""
    return re.sub(r"\W*\d+\W*", "", " ".join(piece.text for piece in row))


def _recurring(pages: Sequence[Sequence[Sequence[Row]]]) -> frozenset[str]:
    """Return what stands at the edges of several pages."""
    edges = Counter[str]()
    for page in pages:
        rows = sorted((row for part in page for row in part), key=lambda row: -row[0].top)
        edges.update({_said(row) for row in (*rows[:EDGE], *rows[-EDGE:])})
    return frozenset(said for said, count in edges.items() if count >= RECURRING or not said)


def _blocks(rows: Sequence[Row], usual: float) -> Iterator[str]:
    """Yield the blocks of a column: headings, paragraphs, items of lists and tables."""
    steps = [above[0].bottom - below[0].bottom for above, below in pairwise(rows)]
    step = APART * median(steps) if steps else 0.0
    left = min((row[0].left for row in rows), default=0.0)
    right = max((row[-1].right for row in rows), default=0.0)
    place = 0
    while place < len(rows):
        end = _table_end(rows, place)
        if end:
            yield from _table(rows[place:end])
        else:
            end = place + 1
            while end < len(rows) and not _table_end(rows, end) and _goes_on(
                rows[end - 1], rows[end], left, right, step
            ):  # fmt: skip
                end += 1
            yield _paragraph(rows[place:end], usual)
        place = end


def _goes_on(above: Row, below: Row, left: float, right: float, step: float) -> bool:
    """Tell whether a row goes on with the one above it, in a column from `left` to `right`."""
    last, first = above[-1], below[0]
    if last.text[-1] in _BROKEN:
        return True
    if last.bottom - first.bottom > step or _LISTED.match(first.text) or last.bold != first.bold:
        return False
    if max(last.height, first.height) > LARGE * min(last.height, first.height):
        return False
    room = first.height * 0.5 * len(first.text.split(None, 1)[0])
    open_end = last.text[-1] == "," or (first.text[0].islower() and not _END.search(last.text))
    full = last.right + room > right and len(last.text) >= COLUMN_LETTERS
    return full or (open_end and last.right > (left + right) / 2)


def _paragraph(rows: Sequence[Row], usual: float) -> str:
    text = ""
    for row in rows:
        text = _continued(text, " ".join(piece.text for piece in row))
    text = re.sub(f"[{_BROKEN}]", "", text)
    if _SIGN.match(text):
        return f"- {_SIGN.sub('', text, count=1)}"
    pieces = [piece for row in rows for piece in row]
    large = min(piece.height for piece in pieces) > LARGE * usual
    bold = all(piece.bold for piece in pieces) and not _END.search(text)
    if (large or bold) and len(pieces) == len(rows) and len(text) <= HEADING and _WORD.search(text):
        return f"### {text}"
    return _MARK.sub(r"\1\\\2", text)


def _table_end(rows: Sequence[Row], place: int) -> int:
    """Return where a table ends that begins at a row; 0 where none does.

    What stands alone between two rows is more of a cell.
    """
    taken = [place]
    if len(rows[place]) < 2:
        return 0
    least = rows[place][0].height
    for end in range(place + 1, len(rows)):
        above, row = rows[end - 1], rows[end]
        step = above[0].bottom - row[0].bottom
        bounds = _bounds([rows[one] for one in taken] + [row] * (len(row) > 1))
        if not bounds or step > (APART * least if len(taken) > 1 else HEADED * least):
            break
        if len(row) > 1:
            least = step if len(taken) == 1 else min(step, least)
            taken.append(end)
        elif (
            end - taken[-1] > 1
            or row[0].right > _reach(row[0], bounds)
            or (step > CLOSE * least and not any(map(_has_figures, rows[end + 1 : end + 2])))
        ):
            break
    return taken[-1] + 1 if len(taken) > 1 else 0


def _bounds(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Return from where to where each column reaches; none where a row has two pieces in one."""
    bounds: list[tuple[float, float]] = []
    for left, right in sorted((piece.left, piece.right) for row in rows for piece in row):
        if bounds and left < bounds[-1][1]:
            bounds[-1] = bounds[-1][0], max(right, bounds[-1][1])
        else:
            bounds.append((left, right))
    apart = (len({_column(piece, bounds) for piece in row}) == len(row) for row in rows)
    return bounds if all(apart) else []


def _column(piece: Piece, bounds: Sequence[tuple[float, float]]) -> int:
    return next((n for n, (_, right) in enumerate(bounds) if piece.left < right), 0)


def _has_figures(row: Row) -> bool:
    return any(FIGURES.fullmatch(piece.text) for piece in row)


def _reach(piece: Piece, bounds: Sequence[tuple[float, float]]) -> float:
    """Return how far the column reaches in which a piece begins."""
    return next((left for left, _ in bounds if left > piece.left), float("inf"))


def _table(rows: Sequence[Row]) -> Iterator[str]:
    """Yield a table whose first row heads its columns; the lines of a form where it does not."""
    bounds = _bounds([row for row in rows if len(row) > 1])
    labels = any(piece.text.endswith(":") for row in rows for piece in row[:-1])
    figures = any(map(_has_figures, rows[1:]))
    if labels or _has_figures(rows[0]) or (len(bounds) < 3 and not figures):
        pairs = len(bounds) == 4 and not any(len(row) % 2 for row in rows)
        for row in rows:
            for part in (row[:2], row[2:]) if pairs else (row,):
                yield from _form([piece.text for piece in part])
        return
    cells = [[""] * len(bounds)]
    steps = [0.0, *(above[0].bottom - row[0].bottom for above, row in pairwise(rows))]
    for row, step in zip(rows, steps, strict=True):
        if len(row) > 1 or step > CLOSE * median(steps[1:]):
            cells.append([""] * len(bounds))
        for piece in row:
            column, said = _column(piece, bounds), piece.text.replace("|", "\\|")
            cells[-1][column] = f"{cells[-1][column]} {said}".strip()
    yield "".join(tables(cells)).strip()


def _form(row: Sequence[str]) -> Iterator[str]:
    """Yield what a row of a form gives, each label with its value."""
    labels = [place for place, text in enumerate(row) if place and text.endswith(":")]
    for first, end in pairwise([0, *labels, len(row)]):
        if row:
            yield line(row[first:end])
