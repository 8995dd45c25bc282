"""Where a model lies, and whether its weights are those that it says."""

from pathlib import Path

import pytest

from embeddings import models
from embeddings.errors import ModelBroken, ModelMissing
from embeddings.models import SMALL, folder_of, verified, weights_of


def test_a_folder_without_weights_is_refused(tmp_path: Path):
    with pytest.raises(ModelMissing, match="holds no weights"):
        weights_of(tmp_path)


@pytest.mark.parametrize("name", models.WEIGHTS)
def test_weights_of_each_kind_are_found(tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(b"1")
    assert weights_of(tmp_path) == tmp_path / name
    assert weights_of(tmp_path / name) == tmp_path / name


def test_what_another_library_downloaded_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    snapshot = tmp_path / "models--mine--tea" / "snapshots" / "1"
    snapshot.mkdir(parents=True)
    (snapshot / "config.json").write_text("{}")
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    assert folder_of("mine/tea") == snapshot


def test_weights_that_are_not_the_official_ones_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(models, "sha256_of", lambda _: "0" * 64)
    with pytest.raises(ModelBroken, match="is not the official"):
        verified(SMALL)
