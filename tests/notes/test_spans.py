from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from graph.notes.markdown import PARSER
from graph.notes.outline import Block, Seam
from graph.notes.spans import Plain, _parse, finished, plain_of
from graph.records import Mark

PIECES = st.sampled_from(
    ["oak", "ash elm", " ", "**", "*", "`", "[", "](t.md)", ")", "(", "!", ".", "é", '"', "_",
     "**fir**", "`pine`", "[yew x](o.md)", "[larch](https://x.org/a-b)", "![bay](b.png)", "#tag",
     "[[elm b]]", "[[", "]]", "\n", "((", "==", "~~", "<b>", "&", "\\", "^", ":", "//X.org",
     "[fig](#f/g?h=i)", "[box](?#)", "https://x.org/"]
)  # fmt: skip
LINES = st.lists(PIECES, min_size=1, max_size=8).map("".join).map(str.strip)


def told(plain: str, marks: tuple[Mark, ...], seams: list[Seam]) -> tuple[object, ...]:
    """What a block says: its plain text, its marks, and where each letter stands."""
    block = Block("text", 0, 0, plain, seams=tuple(seams))
    return plain, marks, [block.source(place) for place in range(len(plain))]


@given(LINES)
@example("oak **fir** x [yew x](o.md), `pine`")
@example("oak [yew\nx](o.md) and\n[[ash elm]]")
@example("[oak](//X.org)")
@example("oak \noak")
def test_marks_are_read_as_the_parser_reads_them(line):
    parsed = Plain()
    _parse(PARSER, line, {}, parsed)
    assert told(*plain_of(PARSER, line, {})) == told(*finished(parsed))
