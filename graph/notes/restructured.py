"""Read reStructuredText by docutils; where each piece stands is then found in the note itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, cast

from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import Directive, directives, roles
from docutils.utils import SystemMessage, new_document

from graph.notes.code import code_blocks
from graph.notes.decoding import LONGEST_LINE
from graph.notes.inline import spaced
from graph.notes.outline import Block, Reader, Role, line_starts, lines_of
from graph.notes.properties import property_block, says_something
from graph.notes.spans import Plain, finished
from graph.notes.tables import row_of

_SETTINGS = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "report_level": 5,
    "halt_level": 5,
    "doctitle_xform": False,
    "docinfo_xform": False,
    "smart_quotes": False,
    "line_length_limit": LONGEST_LINE,
    "_disable_config": True,
}
"""Nothing outside of the note is read, nothing is printed, nothing ends the reading."""
LOOK_AHEAD = 400
"""Characters in which a word must be found, past escapes and targets; else it stands nowhere."""
ANCHOR = 4
"""Words by which the beginning of a piece is found: fewer stand in what was passed over, too."""
_BETWEEN = r"(?:[\s*`_|\\]|:\w+:)+"
"""What may stand between two words of a piece."""
_OF_SPHINX = (
    "versionadded", "versionchanged", "deprecated", "seealso", "todo", "glossary", "tab-set",
    "tab-item", "tabs", "tab", "dropdown", "card", "grid", "rst-class", "only", "centered",
    "hlist", "function", "class", "method", "attribute", "module", "data", "exception", "option",
    "envvar", "confval", "describe",
)  # fmt: skip
"""Directives of Sphinx whose content is text."""
_TO_PAGES = ("ref", "doc", "term", "any", "numref")
_TO_CODE = (
    "class", "func", "meth", "mod", "attr", "data", "exc", "obj", "file", "command", "option",
    "envvar", "kbd", "guilabel", "menuselection", "program", "samp", "download",
)  # fmt: skip
"""Roles of Sphinx whose words link to a page, or are written like code."""
_OTHER_BREAKS = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What docutils takes for the end of a line and editors do not."""
_EXPLICIT = re.compile(r"(?P<words>.+?)\s*<(?P<target>[^<>]+)>", re.DOTALL)
_LEFT_OUT = (
    nodes.comment, nodes.substitution_definition, nodes.target, nodes.raw, nodes.image, nodes.meta,
    nodes.label, nodes.pending, nodes.colspec,
)  # fmt: skip
_SILENT = (nodes.footnote_reference, nodes.citation_reference, nodes.image, nodes.system_message)


class _Options(dict[str, Callable[[str], Any]]):
    """Takes any option of a directive."""

    def __missing__(self, name: str) -> Callable[[str], Any]:
        return directives.unchanged


class _Text(Directive):
    """A directive of which only the text counts."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = _Options()

    def run(self) -> list[nodes.Node]:
        """Return the argument as a paragraph, then the content."""
        holder = nodes.container()
        if self.arguments:
            words, _ = self.state.inline_text(self.arguments[0], self.lineno)
            holder += nodes.paragraph(self.arguments[0], "", *words)
        self.state.nested_parse(self.content, self.content_offset, holder)
        return list(holder.children)


def _role(name: str, raw: str, text: str, *_: Any) -> tuple[list[Any], list[Any]]:  # noqa: ANN401
    explicit = _EXPLICIT.fullmatch(text)
    words, target = (explicit["words"], explicit["target"]) if explicit else (text, text)
    if name in _TO_PAGES:
        return [nodes.reference(raw, words.lstrip("~!"), refuri=target)], []
    return [nodes.literal(raw, words.lstrip("~!"))], []


@cache
def _register() -> None:
    for name in _OF_SPHINX:
        directives.register_directive(name, _Text)
    for name in (*_TO_PAGES, *_TO_CODE, *(f"py:{one}" for one in _TO_CODE[:8])):
        roles.register_local_role(name, _role)


@dataclass(slots=True)
class _Page:
    """A note while its tree is walked."""

    text: str
    starts: Sequence[int]
    blocks: list[Block] = field(default_factory=list)
    at: int = 0
    """Where in the note the search for the next words begins."""
    depth: int = 0
    level: int = 0
    fresh: bool = False


def blocks(text: str) -> list[Block]:
    """Return the blocks of a reStructuredText note."""
    page = _Page(text, line_starts(text))
    _walk(page, _tree(text))
    return page.blocks


def title(text: str) -> str:
    """Return the only heading of the first level, or an empty string."""
    sections = [one for one in _tree(text).children if isinstance(one, nodes.section)]
    return " ".join(sections[0].children[0].astext().split()) if len(sections) == 1 else ""


@lru_cache(maxsize=1)
def _tree(text: str) -> nodes.document:
    _register()
    unified = _OTHER_BREAKS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    try:
        return publish_doctree(unified, settings_overrides=_SETTINGS)
    except (SystemMessage, ValueError, RecursionError, AttributeError, IndexError, TypeError):
        tree = new_document("note")
        tree += nodes.literal_block(unified, unified)
        return tree


def _walk(page: _Page, above: nodes.Element) -> None:
    for node in above.children:
        if not isinstance(node, nodes.Element) or isinstance(node, _LEFT_OUT):
            continue
        take = next((take for kind, take in _TAKERS if isinstance(node, kind)), _walk)
        take(page, node)


def _section(page: _Page, node: nodes.Element) -> None:
    page.level += 1
    _walk(page, node)
    page.level -= 1


def _title(page: _Page, node: nodes.Element) -> None:
    if isinstance(node.parent, nodes.section):
        _state(page, node, "heading", page.level)
    else:
        _state(page, node, "text", page.depth)


def _paragraph(page: _Page, node: nodes.Element) -> None:
    _state(page, node, "bullet" if page.fresh else "text", page.depth)
    page.fresh = False


def _item(page: _Page, node: nodes.Element) -> None:
    page.depth += 1
    page.fresh = True
    _walk(page, node)
    page.depth -= 1
    page.fresh = False


def _code(page: _Page, node: nodes.Element) -> None:
    """Take a piece of code: its lines, as they stand in the note."""
    lines = [line for line in node.astext().split("\n") if line.strip()]
    first = _found(page, lines[0].strip()) if lines else -1
    if first < 0:
        return
    rows = [line for line in lines_of(page.text) if line[0] + len(line[1]) > first]
    taken, left = [], len(lines)
    for row in rows:
        taken.append(row)
        left -= bool(row[1].strip())
        if not left:
            break
    page.blocks += code_blocks(taken, page.depth)
    page.at = taken[-1][0] + len(taken[-1][1])


def _unread(page: _Page, node: nodes.Element) -> None:
    """Take what docutils could not read, such as an unknown directive, as it is written."""
    for child in node.children:
        if isinstance(child, nodes.literal_block):
            _code(page, child)


def _field(page: _Page, node: nodes.Element) -> None:
    """Take a field, ":author: Mara", as a property."""
    name, body = node.children[0], cast(nodes.Element, node.children[1])
    key = name.astext()
    start = _found(page, key)
    inner = [one for one in body.children if not isinstance(one, _LEFT_OUT)]
    if len(inner) != 1 or not isinstance(inner[0], nodes.paragraph) or start < 0:
        _walk(page, body)
        return
    read = _read(page, inner[0])
    if read and says_something(key, read.plain):
        said = [(read.plain, read.marks)]
        page.blocks.append(property_block(start, read.end, key, said, depth=page.depth))


def _table(page: _Page, node: nodes.Element) -> None:
    header: tuple[str, ...] = ()
    for row in node.findall(nodes.row):
        read = [_cell(page, entry) for entry in row.children]
        cells = [(cell.plain, cell.marks) if cell else ("", ()) for cell in read]
        if isinstance(row.parent, nodes.thead):
            header = tuple(plain or " " for plain, _ in cells)
            continue
        plain, marks = row_of(header, cells)
        there = [cell for cell in read if cell]
        if plain and there:
            start, end = min(one.start for one in there), max(one.end for one in there)
            page.at = min(one.end for one in there)
            page.blocks.append(Block("row", start, end, plain, page.depth, marks=marks))


def _cell(page: _Page, entry: nodes.Node) -> Block | None:
    """Return what a cell says; cells stand beside each other, so each is sought from its row on."""
    before = page.at
    words = nodes.paragraph()
    for part in entry.findall(nodes.TextElement):
        if not isinstance(part, nodes.Inline):
            words += [*([nodes.Text(" ")] if words.children else []), *part.deepcopy().children]
    read = _read(page, words)
    page.at = before if read is None or len(entry.parent.children) > 1 else page.at
    return read


def _state(page: _Page, node: nodes.Element, role: Role, depth: int) -> None:
    block = _read(page, node)
    if block is not None:
        page.blocks.append(
            Block(role, block.start, block.end, block.plain, depth, 0, block.marks, block.seams)
        )


def _read(page: _Page, node: nodes.Element) -> Block | None:
    """Return a piece of text with its place: from its first word to its last."""
    line = node.line
    if isinstance(node, nodes.paragraph) and line and line <= len(page.starts):
        page.at = page.starts[line - 1]  # of other nodes it may be the line after
    first = map(re.escape, node.astext().split()[:ANCHOR])
    anchor = re.compile(rf"(?<!\w){_BETWEEN.join(first)}(?!\w)").search(page.text, page.at)
    page.at = anchor.start() if anchor else page.at
    made = Plain()
    _inline(page, node, made)
    plain, marks, seams = finished(made)
    if not plain:
        return None
    start, end = seams[0][1], min(seams[-1][1] + len(plain) - seams[-1][0], len(page.text))
    while start and not page.text[start - 1].isspace():
        start -= 1
    while end < len(page.text) and not page.text[end].isspace():
        end += 1
    said = page.text[start:end]
    start += len(said) - len(said.lstrip())
    end = start + len(said.strip())
    return Block("text", start, end, plain, 0, 0, marks, tuple(seams)) if end > start else None


def _inline(page: _Page, node: nodes.Element, made: Plain) -> None:
    for child in node.children:
        if isinstance(child, nodes.Text):
            _words(page, str(child), made)
        elif isinstance(child, nodes.Element) and not isinstance(child, _SILENT):
            kind = next((mark for of, mark in _MARKS if isinstance(child, of)), None)
            if kind:
                made.open(str(child.get("refuri") or child.get("refname") or ""))
            _inline(page, child, made)
            if kind:
                made.close(kind)


def _words(page: _Page, said: str, made: Plain) -> None:
    """Add words, each line of them from where it stands in the note."""
    for number, line in enumerate(said.split("\n")):
        if number:
            made.add(" ", page.at)
        for part in re.findall(r"\s+|\S+", spaced(line)):
            if not part.strip():
                made.add(" ", page.at)
                continue
            place = page.text.find(part, page.at)
            at = place if 0 <= place <= page.at + LOOK_AHEAD else page.at
            made.add(part, at)
            page.at = min(at + len(part), len(page.text))


def _found(page: _Page, words: str) -> int:
    """Return where some words stand next, -1 where they do not."""
    place = page.text.find(words, page.at)
    if place >= 0:
        page.at = place
    return place


_TAKERS: tuple[tuple[type | tuple[type, ...], Callable[[_Page, Any], None]], ...] = (
    (nodes.section, _section),
    ((nodes.title, nodes.rubric), _title),
    ((nodes.list_item, nodes.definition_list_item), _item),
    ((nodes.literal_block, nodes.doctest_block, nodes.math_block), _code),
    (nodes.system_message, _unread),
    (nodes.field, _field),
    (nodes.table, _table),
    ((nodes.paragraph, nodes.term, nodes.line, nodes.caption, nodes.attribution), _paragraph),
)
_MARKS: tuple[tuple[type, Any], ...] = (
    (nodes.strong, "bold"),
    (nodes.literal, "code"),
    (nodes.reference, "link"),
)
READER = Reader(blocks, title, is_page=True)
