"""What a server serves: the index where there is one, and a watcher that keeps it fresh."""

from pathlib import Path

import pytest

from graph.building import News
from graph.errors import IndexBroken
from graph.knowledge import Knowledge
from graph.servers import collection as served
from graph.servers.collection import Collection
from graph.settings import Settings
from graph.storage.schema import DATABASE
from tests.vaults import Vault


def test_an_index_is_ready_and_a_stop_waits_for_nothing(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(served, "WATCH_AFTER", 60)
    opened = Collection(vault({"a.md": "# Tea\n\n- Tea is hot\n"}).settings)
    opened.start()
    assert opened.is_ready
    opened.close()


def test_a_broken_index_is_no_index_only_while_the_first_build_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / DATABASE).write_bytes(b"no database" * 99)
    opened = Collection(Settings(tmp_path, "hash"))
    with pytest.raises(IndexBroken):
        _ = opened.is_ready
    monkeypatch.setattr(opened._thread, "is_alive", lambda: True)
    assert not opened.is_ready


def test_the_status_says_what_keeps_it_from_following_the_notes(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
):
    def watch(*_: object, told, **__: object) -> None:
        told(News(problem="the notes have gone"))

    monkeypatch.setattr(served, "WATCH_AFTER", 0)
    monkeypatch.setattr(Knowledge, "watch", watch)
    opened = Collection(vault({"a.md": "# Tea\n\n- Tea is hot\n"}).settings)
    opened.start()
    opened._thread.join()
    assert opened.status()["progress"] == "the notes have gone"
    opened.close()
