"""What notebook programs add to Markdown: [[page|name]], footnotes, block numbers, macros."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from graph.notes.pages import GAP

BAR = "\ue002"
"""Stands for the bar of a link in the row of a table, where a bar would end the cell."""
_PAGE = re.compile(rf"!?\[\[([^\[\]\n|#{BAR}]*)(#[^\[\]\n|{BAR}]*)?(?:[|{BAR}]([^\[\]\n]+))?\]\]")
_IN_ROW = re.compile(r"(\[\[[^\[\]|\\\n]+)\|(?=[^\[\]|\n]+\]\])")
_SILENT = re.compile(
    r"\[\^[^\]\s]+\]:?"  # a footnote's sign
    r"|!?\[\[[^\[\]\n]*(?:\{\{|<%)[^\[\]\n]*\]\]"  # a link that a template fills in
    r"|\{\{(?!c\d+::|\[\[(?:TODO|DONE)\]\])[^{}]*\}\}\}?"  # a macro, a gap in a template
    r"|\{\{\{[^{}]*\}\}\}"
    r"|\{\{(?:\[\[)?query\b[^\n]*\}\}"
    r"|(?<!\w)%%.*?%%(?![\w%])|<%.*?%>"  # a comment of Obsidian, a template of Templater
    r"|\{:[a-z][^{}]*\}",  # the size of a picture
    re.DOTALL,
)
REFERENCE = r"\(\((?P<block>[0-9a-fA-F-]{36})\)\)"
"""Another block, by its number; of what leads there the line shows no more than an arrow."""
ARROW = "↗"
_FILLED = re.compile(
    rf"(?:\{{\{{embed:? )?{REFERENCE}(?:\}}\}})?"
    r"|\{\{(?:c\d+::(?P<cloze>[^{}]*?)(?:::[^{}]*)?|\[\[(?P<state>TODO|DONE)\]\]"
    r"|embed:? ?\[\[(?P<page>[^\[\]{}]+)\]\])\}\}"
)
"""What a card leaves out, the state of a task in Roam, a page that is shown."""


PICTURE = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|bmp|avif|mp[34]|mov|webm|wav|ogg|m4a|pdf|excalidraw(?:\.md)?)\s*$",
    re.IGNORECASE,
)
"""The end of a file's name that a page shows and that says nothing in words."""
_MATH = re.compile(
    r"\$\$.+?\$\$|\$(?=\S)[^$]*?[^\s$\\]\$(?![\w$])|\\\(.+?\\\)|\\\[.+?\\\]", re.DOTALL
)
"""A formula in a line, which is kept as it is written."""
_HIGHLIGHTED = re.compile(r"(?<![A-Za-z0-9=])==(?=[^\s=])[^\n]*?(?<=[^\s=])==(?![A-Za-z0-9=])")
_LOOSE = re.compile(r"(!?)\[([^\[\]\n]+)\]\(([^()\n<>]+)\)")


def with_bars(text: str) -> str:
    """Return a text in which the bars of links end no cell of a table; every place stays."""
    if "[[" not in text or "|" not in text:
        return text
    lines = text.split("\n")
    return "\n".join(_IN_ROW.sub(rf"\1{BAR}", one) if _is_row(one) else one for one in lines)


def _is_row(line: str) -> bool:
    return line.lstrip(" \t>")[:1] == "|" and "[[" in line


def with_pages(parser: MarkdownIt) -> MarkdownIt:
    """Teach a parser links between pages, and to leave out what only programs read."""
    parser.inline.ruler.before("link", "page", _page)
    parser.inline.ruler.before("page", "silent", _silent)
    parser.inline.ruler.before("escape", "math", _math)
    parser.inline.ruler.before("escape", "highlight", _highlight)
    parser.inline.ruler.after("image", "loose", _loose)
    parser.inline.add_terminator_char("(")
    parser.inline.add_terminator_char("%")
    parser.inline.add_terminator_char("$")
    parser.inline.add_terminator_char("=")
    return parser


def _page(state: StateInline, silent: bool) -> bool:
    """Make a link of [[page]] or [[page|name]]."""
    if state.src[state.pos] not in "[!":
        return False
    match = _PAGE.match(state.src, state.pos, state.posMax)
    if not match or not (match[1].strip() or match[2]) or GAP.search(match[0]):
        return False
    picture = match[0][0] == "!" and PICTURE.search(match[1])
    if not silent and picture:
        state.push("silent", "", 0)
    elif not silent:
        group = 3 if match[3] else 1 if match[1].strip() else 2
        target = match[1].strip() + (match[2] or "")
        _link(state, target, match.start(group), match[group])
    state.pos = match.end()
    return True


def _math(state: StateInline, silent: bool) -> bool:
    """Keep a formula as it is written."""
    if state.src[state.pos] not in "$\\":
        return False
    match = _MATH.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("text", "", 0).content = match[0].replace("\n", " ")
    state.pos = match.end()
    return True


def _highlight(state: StateInline, silent: bool) -> bool:
    """Pass over the signs before and behind highlighted words."""
    if not state.src.startswith("==", state.pos):
        return False
    spans = [match.span() for match in _HIGHLIGHTED.finditer(state.src)]
    if not any(state.pos in (start, end - 2) for start, end in spans):
        return False
    if not silent:
        state.push("silent", "", 0)
    state.pos += 2
    return True


def _loose(state: StateInline, silent: bool) -> bool:
    """Make a link of [words](a page with blanks), which strict Markdown would show as it is."""
    if state.src[state.pos] not in "[!":
        return False
    match = _LOOSE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent and match[1]:
        token = state.push("image", "img", 0)
        token.attrs, token.content = {"src": match[3].strip()}, match[2]
    elif not silent:
        _link(state, match[3].strip(), match.start(2), match[2])
    state.pos = match.end()
    return True


def _link(state: StateInline, target: str, place: int, words: str) -> None:
    state.push("link_open", "a", 1).attrs = {"href": target}
    state.pos = place
    state.push("text", "", 0).content = words
    state.push("link_close", "a", -1)


def _silent(state: StateInline, silent: bool) -> bool:
    """Pass over what only programs read."""
    if state.src[state.pos] not in "[({%<":
        return False
    filled = _FILLED.match(state.src, state.pos, state.posMax)
    match = filled or _SILENT.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("silent", "", 0)
        if filled and filled["page"]:
            _link(state, filled["page"], filled.start("page"), filled["page"])
        elif filled and filled["block"]:
            _link(state, f"id:{filled['block']}", match.start(), ARROW)
        elif filled:
            state.pos = filled.start(filled.lastgroup or 0)
            state.push("text", "", 0).content = filled[filled.lastgroup or 0]
    state.pos = match.end()
    before, after = state.src[: match.start()], state.src[match.end() : match.end() + 1]
    if not filled and after == " " and (not before or before[-1].isspace()):
        state.pos += 1  # what stood between two blanks leaves one
    return True
