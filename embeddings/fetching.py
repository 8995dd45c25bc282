"""Bring a model from a hub: the one thing in Noteloom that connects, and only when it is told to.

A model arrives beside its place, file by file; a transfer that broke goes on where it stopped. Each
file must have the checksum that the hub's own metadata gives for the pinned revision. The sums are
recorded, and `models.verified` refuses files that were changed later.
"""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from embeddings.errors import EmbeddingError, ModelBroken, ModelMissing, needed
from embeddings.models import RECORD, fetched_folder, sha256_of

if TYPE_CHECKING:
    from huggingface_hub import HfApi

HUB = "https://huggingface.co"
WANTED = (".json", ".txt", ".model", ".safetensors")
"""Endings of what a sentence-transformers model is loaded from."""
OTHER_ENGINES = frozenset(["onnx", "openvino"])
"""Folders of the same weights for engines that our own export serves."""
MEGABYTE = 1_000_000


class FetchFailed(EmbeddingError):
    """The hub could not be reached, or does not give the model; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A model of the catalogue."""

    name: str
    repository: str
    revision: str
    """The commit whose files are fetched, whatever was published since."""
    licence: str
    languages: str
    megabytes: int
    quality: str
    kind: str = "encoder"
    """What it is for: "encoder", "reranker" or "entailment"."""
    prompts: Mapping[str, str] = field(default_factory=dict)
    """What stands before a "query" or "document", where its own files do not say so."""

    @property
    def is_here(self) -> bool:
        """Whether it has been fetched to this machine."""
        return (fetched_folder(self.name) / RECORD).is_file()


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a model as the hub describes it."""

    path: str
    size: int
    sha256: str
    """Empty for a small file, which the hub lists by its git hash only."""
    git_hash: str

    def matches(self, file: Path) -> bool:
        """Tell whether a local file has the described checksum."""
        if self.sha256:
            return sha256_of(file) == self.sha256
        content = file.read_bytes()
        header = f"blob {len(content)}\0".encode()
        return hashlib.sha1(header + content, usedforsecurity=False).hexdigest() == self.git_hash


@cache
def offers() -> dict[str, Offer]:
    """Return the models of the catalogue by name."""
    text = resources.files("embeddings").joinpath("catalogue.toml").read_text("utf-8")
    return {name: Offer(name=name, **row) for name, row in tomllib.loads(text).items()}


def fetch(
    name: str,
    *,
    agreed: Callable[[str], bool],
    hub: str = HUB,
    on_progress: Callable[[str, int, int], None] = lambda *_: None,
) -> Path | None:
    """Fetch a model of the catalogue and return its folder; None where `agreed` says no.

    `agreed` is asked once, with a sentence that says from where and how much; `on_progress` is
    called with a file's name, its number and how many there are. Raises ModelMissing for an unknown
    name, FetchFailed when the hub does not answer, ModelBroken when a checksum is wrong.
    """
    offer = offers().get(name)
    if offer is None:
        raise ModelMissing(f"no model is called {name!r}: choose one of {', '.join(offers())}.")
    api = _api(hub)
    files = _described(api, offer)
    total = sum(file.size for file in files)
    question = (
        f"Fetch {offer.name} ({total / MEGABYTE:.0f} MB, {len(files)} files, licence: "
        f"{offer.licence}) from {hub}/{offer.repository} at {offer.revision[:12]}?"
    )
    if not agreed(question):
        return None
    target = fetched_folder(name)
    arriving = target.with_name(f"{target.name}.arriving")
    for number, file in enumerate(files, 1):
        on_progress(file.path, number, len(files))
        _bring(api, offer, file, arriving)
    record: dict[str, Any] = {"repository": offer.repository, "revision": offer.revision}
    record["files"] = {file.path: sha256_of(arriving / file.path) for file in files}
    (arriving / RECORD).write_text(json.dumps(record, indent=1), encoding="utf-8")
    _put_in_place(arriving, target)
    return target


def _api(hub: str) -> HfApi:
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"  # else the library also asks what runs it
    hub_library = needed("huggingface_hub", "'noteloom[fetch]'")
    api: HfApi = hub_library.HfApi(endpoint=hub, token=False, library_name="noteloom")
    return api


def _described(api: HfApi, offer: Offer) -> list[RemoteFile]:
    from httpx2 import HTTPError
    from huggingface_hub.errors import GatedRepoError, HfHubHTTPError, OfflineModeIsEnabled

    try:
        found = api.model_info(offer.repository, revision=offer.revision, files_metadata=True)
    except GatedRepoError as error:
        raise FetchFailed(
            f"{offer.repository} asks for its licence to be accepted: do so on its page, download "
            "it by hand, and give its folder."
        ) from error
    except (HfHubHTTPError, HTTPError, OfflineModeIsEnabled, OSError) as error:
        raise FetchFailed(_no_answer(offer, error)) from error
    return [
        RemoteFile(
            one.rfilename, one.size or 0, one.lfs.sha256 if one.lfs else "", one.blob_id or ""
        )
        for one in found.siblings or ()
        if _is_wanted(one.rfilename)
    ]


def _is_wanted(path: str) -> bool:
    parts = PurePosixPath(path)
    inside = not parts.is_absolute() and ".." not in parts.parts
    return inside and parts.suffix in WANTED and OTHER_ENGINES.isdisjoint(parts.parts)


def _bring(api: HfApi, offer: Offer, file: RemoteFile, arriving: Path) -> None:
    from httpx2 import HTTPError
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        api.hf_hub_download(
            offer.repository, file.path, revision=offer.revision, local_dir=arriving
        )
    except (HfHubHTTPError, HTTPError, LocalEntryNotFoundError, OSError) as error:
        raise FetchFailed(_no_answer(offer, error)) from error
    here = arriving / file.path
    if not file.matches(here):
        here.unlink()
        raise ModelBroken(
            f"{file.path} of {offer.repository} does not have the checksum that the hub gives for "
            f"it; it was deleted: run `noteloom models fetch {offer.name}` again."
        )


def _put_in_place(arriving: Path, target: Path) -> None:
    import shutil

    shutil.rmtree(arriving / ".cache", ignore_errors=True)  # what the hub's library notes there
    if target.exists():
        shutil.rmtree(target)
    arriving.rename(target)


def _no_answer(offer: Offer, error: Exception) -> str:
    reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return (
        f"{offer.repository} could not be fetched ({reason}): run the command again, it goes on "
        "where it stopped; or bring the model's folder by hand and name it with --encoder."
    )
