"""What notebook programs add to Markdown: [[page|name]], ![[page]], footnotes, ==highlights==."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_PAGE = re.compile(r"!?\[\[([^\[\]\n|#]*)(#[^\[\]\n|]*)?(?:\|([^\[\]\n]+))?\]\]")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:?")


def with_pages(parser: MarkdownIt) -> MarkdownIt:
    """Teach a parser links between pages and to leave out the signs of footnotes."""
    parser.inline.ruler.before("link", "page", _page)
    parser.inline.ruler.before("page", "footnote", _footnote)
    return parser


def _page(state: StateInline, silent: bool) -> bool:
    """Make a link of [[page]]; the target keeps its first bracket pair, to be told from others."""
    if state.src[state.pos] not in "[!":
        return False
    match = _PAGE.match(state.src, state.pos, state.posMax)
    if not match or not (match[1].strip() or match[2]):
        return False
    if not silent:
        group = 3 if match[3] else 1 if match[1].strip() else 2
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": match[1].strip() + (match[2] or ""), "page": "yes"}
        state.pos = match.start(group)
        state.push("text", "", 0).content = match[group]
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _footnote(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    match = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("footnote", "", 0)
    state.pos = match.end()
    return True
