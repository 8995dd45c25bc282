"""Pages: notes found in a text by their titles."""

import pytest

from graph.answers.pages import named_pages, pages_of

PAGES = pages_of(
    {"a.md": "Red River", "b.md": "Red River Valley", "c.md": "Harbour (film)", "d.md": "Always"}
)


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("the red river floods", ["page:a.md"]),
        ("in the Red River Valley", ["page:b.md"]),
        ("it is always so", []),
        ("the song Always", ["page:d.md"]),
        ("nothing of the kind", []),
    ],
)
def test_the_longest_title_is_the_one_that_is_named(text: str, pages: list[str]):
    assert list(named_pages(text.split(), PAGES)) == pages
