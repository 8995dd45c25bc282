"""What one note does to the program stays with that note."""

import sqlite3
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from graph.errors import FileSkipped
from graph.notes import bounded as limits
from graph.notes.bounded import bounded
from tests.vaults import Vault

PATIENCE = 60
"""Seconds; before a limit left nothing behind, a traced Python went round in circles for ever."""


def forever() -> None:
    while True:
        pass


def test_work_that_does_not_end_is_stopped_and_leaves_no_trace():
    with pytest.raises(FileSkipped, match="longer than"):
        bounded(forever, size=limits.SMALL, limit=0.05)
    assert bounded(lambda: sum(range(1_000_000)), size=limits.SMALL) == 499_999_500_000


def test_a_time_limit_leaves_python_as_it_was():
    traced = (
        "import sys, graph.notes.bounded as limits\n"
        "limits.bounded(lambda: None, size=limits.SMALL)\n"
        "sys.settrace(lambda *_: None)\n"
        "(lambda: None)()\n"
    )
    subprocess.run([sys.executable, "-c", traced], check=True, timeout=PATIENCE)


@pytest.mark.parametrize("error", [ValueError("\udce9"), RecursionError(), KeyError("x")])
def test_an_error_becomes_a_reason(error: Exception):
    def fail() -> None:
        raise error

    with pytest.raises(FileSkipped) as skipped:
        bounded(fail, size=1)
    assert str(skipped.value).encode()


@pytest.mark.parametrize("error", [sqlite3.OperationalError("disk full"), MemoryError(), OSError()])
def test_what_is_no_fault_of_the_note_goes_through(error: Exception):
    def fail() -> None:
        raise error

    with pytest.raises(type(error)):
        bounded(fail, size=1)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("Tea \0 is hot\n" + "Tea is hot.\n" * 9, "not text"),
        ("Tea is hot.\n" * 6000 + "\0", "line 6001"),
    ],
)
def test_a_nul_skips_its_note_alone(vault: Vault, bad: str, reason: str):
    report = vault({"a.md": "- Tea is hot\n", "bad.md": bad}).stats()
    assert (report.files, [one.path for one in report.skipped]) == (1, ["bad.md"])
    assert reason in report.skipped[0].reason


@pytest.mark.parametrize("where", ["update.facts_of", "lexicon.statements_of"])
def test_a_note_that_breaks_a_reader_is_skipped_alone(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
):
    place, name = where.split(".")
    module = import_module(f"graph.building.{place}")
    real = getattr(module, name)

    def broken(read: object, *rest: object, **named: object) -> object:
        text = read.text if hasattr(read, "text") else "".join(fact.text for fact in read)
        if "poison" in text:
            raise ValueError("no such thing")
        return real(read, *rest, **named)

    monkeypatch.setattr(module, name, broken)
    report = vault({"a.md": "- Tea is hot\n", "bad.md": "- This is poison\n"}).stats()
    assert (report.files, [one.path for one in report.skipped]) == (1, ["bad.md"])
