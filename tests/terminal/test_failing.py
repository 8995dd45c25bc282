"""How a command that fails ends: one line on standard error, and a status."""

import errno

import pytest

from embeddings import ModelMissing
from graph.errors import IndexMissing
from graph.terminal.failing import STOPPED, UNEXPECTED, WRONG_USE, failed


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (IndexMissing("there is no index: build one."), WRONG_USE, "there is no index: build one."),
        (OSError(errno.ENOSPC, "No space left", "/a"), WRONG_USE, "/a: cannot be used (No space"),
        (OSError("gone"), WRONG_USE, "a file cannot be used (gone)"),
        (KeyboardInterrupt(), STOPPED, "the next build goes on from here"),
        (ModelMissing("no model: run this."), WRONG_USE, "no model: run this."),
        (ZeroDivisionError("by zero"), UNEXPECTED, "unexpected ZeroDivisionError: by zero"),
    ],
)
def test_each_failure_is_one_line_and_a_status(
    capsys: pytest.CaptureFixture[str], error: BaseException, status: int, says: str
):
    assert failed(error, as_json=False) == status
    told = capsys.readouterr().err
    assert says in told
    assert told.count("\n") == 1


def test_who_looks_for_the_cause_gets_the_error_itself(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NOTELOOM_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        failed(ZeroDivisionError(), as_json=False)


def test_an_exit_goes_through():
    with pytest.raises(SystemExit):
        failed(SystemExit(0), as_json=True)
