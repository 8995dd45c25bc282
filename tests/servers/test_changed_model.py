from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest

from embeddings import HashEncoder, encoders
from graph.servers.collection import Collection
from graph.settings import Settings
from tests.vaults import Vault

QUESTION = "what is the boiler's pressure?"


class Slow(HashEncoder):
    """Another model, which encodes only when it is let."""

    name, digest = "slow", "slow-1"

    def __init__(self) -> None:
        self.let, self.asked = Event(), Event()

    def encode(self, texts):
        self.asked.set()
        assert self.let.wait(60)
        return super().encode(texts)


def test_a_changed_model_embeds_in_the_background_while_the_old_vectors_answer(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    slow, index = Slow(), tmp_path / "index"
    monkeypatch.setitem(encoders.ENCODERS, "slow", lambda *_, **__: slow)
    monkeypatch.setattr("graph.servers.collection.WATCH_AFTER", 0.0)
    vault({"boiler.md": "# Boiler\n\n- Pressure: 1.6 bar\n"})
    served = Collection(Settings(index=index, encoder="slow"))
    served.start()
    assert slow.asked.wait(60)
    assert served.ask(QUESTION)["lines"][0]["line"] == 3
    assert served.encoder == "hash"
    slow.let.set()
    ends = monotonic() + 60
    while served.encoder != "slow" and monotonic() < ends:
        sleep(0.05)
    assert served.ask(QUESTION)["lines"][0]["line"] == 3
    assert served.encoder == "slow"
    served.close()
