"""What the reader does changes the view, and nothing else of it."""

import pytest

from graph.screen.deeds import changed, did
from graph.screen.state import View

VIEW = View(question="who holds the keys?", node="porter", edge="e", fact="f1", tab="map")


@pytest.mark.parametrize(
    ("what", "value", "deed", "says"),
    [
        ("ask", "how tall?", {}, {"question": "how tall?", "node": ""}),
        ("about", "porter", {}, {"about": "porter", "question": ""}),
        ("note", "a.md", {"fact": "f2"}, {"note": "a.md", "fact": "f2", "edge": "", "node": ""}),
        ("line", "", {"fact": "f2"}, {"fact": "f2", "node": "porter"}),
        ("pick", "", {"edge": "e2"}, {"edge": "e2", "node": "", "fact": ""}),
        ("leave", "keys", {}, {"without": ("keys",)}),
        ("visit", "q=how tall?", {}, {"question": "how tall?"}),
        ("dance", "", {}, {"question": VIEW.question, "fact": "f1"}),
    ],
)
def test_a_deed_changes_what_it_names(
    what: str, value: str, deed: dict[str, str], says: dict[str, object]
):
    view = changed(VIEW, what, value, deed)
    assert {name: getattr(view, name) for name in says} == says


@pytest.mark.parametrize("what", ["keep", "drop", "enter", "forget"])
def test_a_deed_that_keeps_something_leaves_the_view(monkeypatch: pytest.MonkeyPatch, what: str):
    kept: list[str] = []
    place = "graph.screen.deeds"
    monkeypatch.setattr(f"{place}.knowledge", lambda: Kept(kept))
    monkeypatch.setattr(f"{place}.drop_view", lambda value, _: kept.append(f"forget {value}"))
    monkeypatch.setattr(f"{place}.st.session_state", {})
    monkeypatch.setattr(f"{place}.history.go", lambda _: pytest.fail("the view was changed"))
    did({"what": what, "value": "tea"})
    assert kept == ([] if what == "enter" else [f"{what} tea"])


class Kept:
    """Stands for a Knowledge; says what it was told to keep."""

    def __init__(self, kept: list[str]) -> None:
        self._kept, self.settings = kept, self
        self.index = None

    def keep_gap(self, question: str) -> None:
        self._kept.append(f"keep {question}")

    def drop_gap(self, question: str) -> None:
        self._kept.append(f"drop {question}")
