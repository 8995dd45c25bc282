from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from embeddings import HashEncoder, distributed
from embeddings.distributed import SpreadEncoder, load_distributed

pytestmark = pytest.mark.filterwarnings("ignore")  # those of ray


@pytest.fixture(scope="module")
def cluster() -> Iterator[SpreadEncoder]:
    """Start two workers on this machine."""
    ray = pytest.importorskip("ray", reason="pip install ray")
    yield load_distributed("hash", workers=2)
    ray.shutdown()


def test_two_workers_give_the_vectors_of_one_machine(
    cluster: SpreadEncoder, sentences: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distributed, "SHARE", 7)
    assert len(cluster.workers) == 2
    assert np.array_equal(cluster.encode(sentences), HashEncoder().encode(sentences))


def test_a_spread_encoder_goes_under_the_name_of_the_one_it_spreads(
    cluster: SpreadEncoder,
) -> None:
    local = HashEncoder()
    assert (cluster.name, cluster.digest, cluster.dimension) == (
        local.name,
        local.digest,
        local.dimension,
    )


def test_no_texts_give_no_vectors(cluster: SpreadEncoder) -> None:
    assert cluster.encode([]).shape == (0, HashEncoder.dimension)
