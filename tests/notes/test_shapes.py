from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.token import Token

from graph.notes.markdown import _TAKERS, PARSER
from graph.notes.shapes import tokens_of

INDENTS = st.sampled_from(["", "", "", " ", "  ", "  ", "   ", "    ", "      ", "\t", "\t\t"])
SIGNS = st.sampled_from(["", "", "- ", "- ", "* ", "-  ", "1. ", "2. ", "10) ", "> ", "# ", "## "])
WORDS = st.sampled_from(
    ["oak", "ash, elm", "**fir** x", "`pine`", "[yew](t.md)", "15 mm", "", "```", "---", "===",
     "a | b", "| - |", "<b>", "<!--", "-->", "key:: v", "$----", "é", "\\", "!", "_x_", "# z"]
)  # fmt: skip
LINES = st.tuples(INDENTS, SIGNS, WORDS).map("".join)
TEXTS = st.lists(LINES, max_size=9).map("\n".join)


def taken(tokens: list[Token]) -> list[tuple[object, ...]]:
    """What a reader takes of tokens: their kinds, their contents, their lines."""
    found: list[tuple[object, ...]] = []
    for opener, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline" and opener is not None:
            found.append((opener.type, opener.tag, token.content, token.map))
        elif token.type in ("list_item_open", "list_item_close"):
            found.append((token.type,))
        elif token.type in _TAKERS:
            found.append((token.type, token.map, token.markup))
    return found


@given(TEXTS)
@example("- oak\n\n  ash\n elm\n- fir")
@example("```\n# oak\n- ash\n```\n- elm\n  - fir\n\n    yew")
@example("<!-- oak\n# ash\n- elm\n-->\n# fir")
@example("-  oak\n* $----\n>-\n")
@example("---\n- oak\n---")
def test_tokens_made_line_by_line_are_the_parsers(text):
    assert taken(tokens_of(text, PARSER, {})) == taken(PARSER.parse(text, {}))


@pytest.mark.parametrize(
    "line", ["> oak", "| a |\n|---|\n| b |", "<p>oak</p>", "- ```\n  x\n  ```"]
)
def test_a_stretch_of_another_shape_leaves_those_around_it_as_they_are(line):
    text = f"# Trees\n- ash\n\n{line}\n\n# More\n- elm\n"
    assert taken(tokens_of(text, PARSER, {})) == taken(PARSER.parse(text, {}))
