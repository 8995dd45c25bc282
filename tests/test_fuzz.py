"""Whatever notes, questions and side files hold: an answer, or an error that says what to do.

`make fuzz` tries a hundred times as much as the suite does.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.errors import FileSkipped, NoteloomError
from graph.knowledge import Knowledge
from graph.notes.formats import READERS
from graph.notes.reading import facts_of, read_note
from graph.records import Issue
from graph.settings import Settings

TIMES = int(os.environ.get("NOTELOOM_FUZZ", "1"))
DOCUMENTS = {".docx", ".epub", ".pdf", ".pptx", ".xlsx"}
"""Each is read in a process of its own, which takes seconds: left to `make fuzz`."""
ENDINGS = sorted(set(READERS) - (DOCUMENTS if TIMES == 1 else set()))
SEEDS = [
    "# Kettle\n\n- Holds 1.7 litres\n  - Owner: [[Mara|her]]\n\n```sh\nboil\n```\n",
    "---\ntags: [tea, milk]\naliases: Pot\n---\n| a | b |\n|---|---|\n| 1 | `x` |\n",
    "* Kettle :tea:\n:PROPERTIES:\n:OWNER: Mara\n:END:\n- [ ] boil [[a.org][it]]\n#+begin_src\n",
    "= Kettle\n:toc:\n\nHolds:: 1.7 litres\n|===\n|a |b\n|===\n----\ncode\n",
    "Kettle\n======\n\n.. note:: Holds 1.7 litres\n\n:Owner: Mara\n\n=== ===\na   b\n=== ===\n",
    "<html><head><title>Kettle</title></head><body><ul><li>Holds <b>1.7</b> litres</ul><table>",
    '{"cells": [{"cell_type": "markdown", "source": ["# Kettle\\n", "- Holds 1.7 litres"]}]}',
    '[{"title": "Kettle", "children": [{"string": "Owner:: [[Mara]]", "uid": "a"}]}]',
    '{"nodes": [{"id": "a", "type": "text", "text": "# Kettle"}], "edges": [{"fromNode": "a"}]}',
    '<opml><body><outline text="Holds 1.7 litres"><outline/></outline></body></opml>',
    'name,holds\nKettle,"1.7 ""litres"""\n',
    "PK\x03\x04",
    "%PDF-1.4\n1 0 obj\n",
]
PIECES = [
    *"\n\t\r\0\\\"'`*_[]{}()<>|:;,=#-~^@!?&%\u2028\ufeff\u202e",
    "1" * 30,
    "é",
    "🫖",
    "\n\n  - ",
]
WORDS = [
    "kettle", "Mara", "how many", "what", "is", "not", "which", "vs", "litres", "when", "in:",
    "tag:x", "before:2024-13", "after:", "on:99", "has:owner", "owner:Mara", "-word", '"', "(", "%",
    "last week", "since", "AND", "*", "'; --", "NEAR(", "\ud83e", "\u200b", "?", "1.7", "_" * 40,
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Draw a note of some format of which pieces were cut out, doubled, or put elsewhere."""
    text = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(0, 6))):
        start, length = draw(st.integers(0, len(text))), draw(st.integers(0, 12))
        piece = draw(st.one_of(st.sampled_from(PIECES), st.sampled_from(SEEDS), st.just("")))
        more = text[start : start + length] if draw(st.booleans()) else ""
        text = text[:start] + piece + more + text[start + length :]
    return text.encode(draw(st.sampled_from(["utf-8", "utf-16", "latin-1"])), "replace")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    work = tmp_path_factory.mktemp("fuzz")
    (work / "kettle.md").write_text(SEEDS[0], encoding="utf-8")
    with Knowledge(Settings(index=work / "index", encoder="hash")) as knowledge:
        knowledge.build([work / "kettle.md"])
        knowledge.keep_gap("where is the whisk?")
        yield knowledge


def tried(often: int) -> settings:
    return settings(max_examples=often * TIMES, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("ending", ENDINGS)
@given(data=mutated())
@tried(6)
def test_a_file_of_any_bytes_is_read_or_skipped(ending: str, data: bytes, tmp_path: Path):
    file = tmp_path / f"note{ending}"
    file.write_bytes(data)
    with suppress(FileSkipped):
        note = read_note(file, file.name)
        assert all(fact.span.of(note.text) == fact.text for fact in facts_of(note))


@example(words=["kettle", "\ud83e"])
@given(words=st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=5)), max_size=9))
@tried(30)
def test_any_question_is_answered_declined_or_refused_in_words(built: Knowledge, words: list[str]):
    question = " ".join(words)
    with suppress(NoteloomError):
        built.ask(question)
        built.search(question)
        built.keep_gap(question)
        built.relates(question)


TOML = ["[names]", "merge", "=", "[", "]", '"Kettle"', '"Mara"', "\n", "ignore", "rename", "alias",
        "split", "{", "}", ",", "rules", "[lists]", "[relations]", "owner", "1", "true",
        "[[names]]", "'", "#", "uses", "\0", "="]  # fmt: skip


@given(pieces=st.lists(st.sampled_from(TOML), max_size=14))
@tried(5)
def test_any_file_of_decisions_is_obeyed_or_refused(tmp_path: Path, pieces: list[str]):
    (tmp_path / "kettle.md").write_text(SEEDS[0], encoding="utf-8")
    (tmp_path / "noteloom.toml").write_text(" ".join(pieces), encoding="utf-8")
    with (
        Knowledge(Settings(index=tmp_path / "index", encoder="hash")) as knowledge,
        suppress(NoteloomError),
    ):
        knowledge.build([tmp_path])


@given(data=st.one_of(st.binary(max_size=60), mutated()), which=st.integers(0, 50))
@tried(8)
def test_any_bytes_in_a_file_of_the_index_change_no_answer(
    built: Knowledge, tmp_path: Path, data: bytes, which: int
):
    folder = tmp_path / "index"
    shutil.copytree(built.settings.index, folder, dirs_exist_ok=True)
    files = sorted(file for file in folder.iterdir() if file.suffix not in (".lock", ".db-shm"))
    file = files[which % len(files)]
    file.write_bytes(data)
    with Knowledge(Settings(index=folder, encoder="hash")) as damaged, suppress(NoteloomError):
        assert damaged.ask("how many litres does the kettle hold?").text.startswith("Kettle")
        assert all(isinstance(one, Issue) for one in damaged.check(deep=True))
        damaged.keep_gap("and now?")
        assert "and now?" in damaged.gaps()
        damaged.drop_gap("and now?")
