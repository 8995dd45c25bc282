"""What reStructuredText states beside its plain paragraphs, and what cannot be read of it."""

import pytest

from graph.notes.reading import facts_of
from graph.records import Note


def said(text: str) -> list[str]:
    facts = facts_of(Note("a.rst", text, "0", "a"))
    assert all(fact.span.of(text) == fact.text for fact in facts)
    return [" > ".join((*fact.context, fact.plain)) for fact in facts]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (".. note:: The roof\n\n   Mind it.\n", ["a > The roof", "a > Mind it."]),
        (".. unheard-of:: Slate\n\n   lasts long\n", ["a > .. unheard-of:: Slate lasts long"]),
        (":Owner: Mara\n", ["a > Owner: Mara"]),
        (":Owners:\n  - Mara\n  - Otis\n", ["a > Mara", "a > Otis"]),
        ("Slate lasts. [1]_\n\n.. [1] A stone.\n", ["a > Slate lasts.", "a > A stone."]),
        (".. code-block:: sh\n\n", ["a > .. code-block:: sh"]),
        ("Run :py:func:`~roof.mend`, :doc:`the shop <s>`.\n", ["a > Run roof.mend, the shop."]),
        ("=====  ====\nStone  Cost\n=====  ====\nSlate  \n=====  ====\n", ["a > Slate"]),
    ],
)  # fmt: skip
def test_each_shape_says_what_a_reader_sees(text: str, facts: list[str]):
    assert said(text) == facts


def test_what_docutils_cannot_read_is_kept_as_it_stands(monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object, **__: object) -> None:
        raise IndexError("no such thing")

    monkeypatch.setattr("graph.notes.restructured.publish_doctree", fail)
    assert "Slate lasts" in " ".join(said("Roofs\n=====\n\nSlate lasts\n\n"))
