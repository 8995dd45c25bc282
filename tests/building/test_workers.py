from __future__ import annotations

import os
import signal
from pathlib import Path
from threading import Thread

import pytest

from graph.building import workers
from graph.building.workers import spread

MANY = range(2 * workers.WORTH_SHARING)


@pytest.fixture(autouse=True)
def cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 3)


def test_results_come_in_order_from_processes_of_their_own() -> None:
    found = list(spread(lambda number: (number, os.getpid()), MANY))
    assert [number for number, _ in found] == list(MANY)
    assert len({process for _, process in found} - {os.getpid()}) == 3


def test_a_few_are_done_in_this_process() -> None:
    assert set(spread(lambda _: os.getpid(), range(5))) == {os.getpid()}


def test_another_thread_starts_no_process() -> None:
    found = set[int]()
    thread = Thread(target=lambda: found.update(spread(lambda _: os.getpid(), MANY)))
    thread.start()
    thread.join()
    assert found == {os.getpid()}


def test_what_a_killed_process_left_is_done_here() -> None:
    own = os.getpid()

    def work(number: int) -> int:
        if number == 7 and os.getpid() != own:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    assert list(spread(work, MANY)) == list(MANY)


def test_where_no_process_can_be_started_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fork", lambda: os.open("/no/such/file", os.O_RDONLY))
    assert set(spread(lambda _: os.getpid(), MANY)) == {os.getpid()}


def test_an_error_is_raised_in_this_process() -> None:
    with pytest.raises(ZeroDivisionError):
        list(spread(lambda number: 1 // (number - 7), MANY))


def test_no_process_is_left_when_only_some_results_are_taken() -> None:
    found = spread(lambda _: os.getpid(), MANY)
    process = next(found)
    found.close()
    assert not Path(f"/proc/{process}").exists()
