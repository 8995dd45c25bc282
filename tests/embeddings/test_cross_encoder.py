from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from embeddings import ModelMissing
from embeddings.cache import key_of
from embeddings.cross_encoder import load_cross_encoder
from tests.benchmarks.shapes import deberta, ettin

pytestmark = pytest.mark.filterwarnings("ignore")  # those of torch and what it brings
PAIRS = [
    ("how hot is the kiln?", "Kiln > 1,280 degrees"),
    ("who?", "Mara keeps the key of the shed, and whoever needs it asks her the day before"),
]
PIECES = 30_522
SHAPES: dict[str, Callable[[Path], Path]] = {
    "score": lambda at: ettin(at, layers=3, hidden=32, heads=2, pieces=PIECES),
    "contradiction entailment neutral": lambda at: deberta(at, layers=1, hidden=48, pieces=PIECES),
}


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NOTELOOM_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield tmp_path_factory.mktemp("models")
    load_cross_encoder.cache_clear()


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("labels", SHAPES)
def test_a_cross_encoder_scores_as_the_original_and_says_what(labels: str, cache: Path) -> None:
    import torch

    from embeddings.reference import open_cross_encoder

    folder = SHAPES[labels](cache / labels)
    wanted = open_cross_encoder(folder).predict(PAIRS, activation_fn=torch.nn.Identity())
    found = load_cross_encoder(str(folder))
    assert found.labels == tuple(labels.split())
    assert np.allclose(found.scores(PAIRS), np.reshape(wanted, (len(PAIRS), -1)), atol=1e-3)


def test_what_takes_too_long_gives_no_scores_and_a_changed_head_is_seen(cache: Path) -> None:
    folder = ettin(cache / "one", layers=1, hidden=32, heads=2, pieces=PIECES)
    assert load_cross_encoder(str(folder)).scores(PAIRS, seconds=0.0) is None
    before, head = key_of(str(folder)), next(folder.glob("*Dense/model.safetensors"))
    head.write_bytes(head.read_bytes()[:-1] + b"\1")
    assert key_of(str(folder)) != before


def test_a_model_that_is_not_here_is_named() -> None:
    with pytest.raises(ModelMissing, match="no/such-model"):
        load_cross_encoder("no/such-model")
