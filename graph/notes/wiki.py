"""What notebook programs add to Markdown: [[page|name]], footnotes, macros, `key:: value`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_PAGE = re.compile(r"!?\[\[([^\[\]\n|#]*)(#[^\[\]\n|]*)?(?:\|([^\[\]\n]+))?\]\]")
_SILENT = re.compile(
    r"\[\^[^\]\s]+\]:?"  # a footnote's sign
    r"|\(\([0-9a-fA-F-]{36}\)\)"  # another block, by its number
    r"|\{\{\w+\s[^{}]*\}\}"  # a macro with what it is given
    r"|\{:[a-z][^{}]*\}"  # the size of a picture
)
_LINE = re.compile(
    r"[ \t]*(?:(?P<key>[A-Za-z][\w/-]*)::(?:[ \t]+(?P<value>.*?))?"
    r"|(?P<fence>#\+(?:BEGIN|END)_?\w*(?:[ \t].*)?)|(?P<hiccup>\[:\w.*))[ \t]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of a paragraph that belong together: text, code, or one pair of key and value."""

    first: int
    last: int
    kind: str
    key: str = ""
    value: str = ""


def with_pages(parser: MarkdownIt) -> MarkdownIt:
    """Teach a parser links between pages, and to leave out what only programs read."""
    parser.inline.ruler.before("link", "page", _page)
    parser.inline.ruler.before("page", "silent", _silent)
    parser.inline.add_terminator_char("(")
    return parser


def may_have_runs(content: str) -> bool:
    """Tell quickly whether a paragraph may hold lines for programs."""
    return "::" in content or "#+" in content or "[:" in content


def runs_of(content: str) -> Iterator[Run]:
    """Yield the runs of a paragraph's lines; lines that only programs read are in none."""
    lines = content.split("\n")
    kind, first = "text", 0
    for number, line in enumerate(lines):
        match = _LINE.fullmatch(line)
        if not match:
            continue
        if first < number:
            yield Run(first, number, kind)
        first = number + 1
        if match["key"]:
            yield Run(number, first, "pair", match["key"], match["value"] or "")
        elif match["fence"]:
            kind = "code" if _holds_code(match["fence"]) else "text"
    if first < len(lines):
        yield Run(first, len(lines), kind)


def _holds_code(fence: str) -> bool:
    return fence.upper().startswith(("#+BEGIN_EXAMPLE", "#+BEGIN_SRC", "#+BEGIN_QUERY"))


def _page(state: StateInline, silent: bool) -> bool:
    """Make a link of [[page]] or [[page|name]]."""
    if state.src[state.pos] not in "[!":
        return False
    match = _PAGE.match(state.src, state.pos, state.posMax)
    if not match or not (match[1].strip() or match[2]):
        return False
    if not silent:
        group = 3 if match[3] else 1 if match[1].strip() else 2
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": match[1].strip() + (match[2] or "")}
        state.pos = match.start(group)
        state.push("text", "", 0).content = match[group]
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _silent(state: StateInline, silent: bool) -> bool:
    """Pass over what only programs read."""
    if state.src[state.pos] not in "[({":
        return False
    match = _SILENT.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("silent", "", 0)
    state.pos = match.end()
    return True
