from __future__ import annotations

import random
import socket

import pytest

from embeddings import Encoder, load_encoder

WORDS = (
    "cache queue topic bucket table index token header timeout retry region zone role policy key "
    "stream shard replica backup snapshot volume rule target alarm metric log trace layer stage "
    "HTTP JSON 443 64KB 15 mins x-forwarded-for us-east-1 GetItem naïve 数据 кэш"
)


@pytest.fixture(scope="session")
def sentences() -> list[str]:
    """Make two hundred texts of one to forty words, with headings and repeated ones."""
    chance = random.Random(7)
    made = [" ".join(chance.choices(WORDS.split(), k=chance.randint(1, 40))) for _ in range(190)]
    return [*made, *(f"Queues > Limits > {text}" for text in made[:10])]


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The encoder that the program runs by default."""
    return load_encoder()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every attempt to reach another machine fail the test."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
