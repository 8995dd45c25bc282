import hashlib
import json
import os
import re
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from embeddings import fetching
from embeddings.errors import ModelBroken, ModelMissing
from embeddings.fetching import RemoteFile, offers
from embeddings.models import RECORD, verified
from graph.terminal.models import USES, model_lines

NAME = "bge-small-en-v1.5"
DOCUMENTED = (Path(__file__).parents[2] / "docs/models.md").read_text("utf-8")
WEIGHTS = bytes(range(256)) * 48_000  # more than the ten megabytes that are written at once
FILES = {"config.json": b'{"a": 1}', "model.safetensors": WEIGHTS, "onnx/model.onnx": b"other"}


@pytest.mark.parametrize("name", offers())
def test_the_catalogue_pins_each_model_and_the_documentation_tells_of_it(name: str):
    offer = offers()[name]
    assert re.fullmatch(r"[0-9a-f]{40}", offer.revision)
    assert offer.kind in USES
    assert f"`{name}`" in DOCUMENTED or f"={name} " in DOCUMENTED


def git_hash(content: bytes) -> str:
    return hashlib.sha1(f"blob {len(content)}\0".encode() + content).hexdigest()


class Hub(ThreadingHTTPServer):
    """A hub on this machine: what the real one replies, as far as it is asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Reply)
        self.wrong_sum = False
        self.cut_after: int | None = None
        self.ranges: list[str] = []
        self.asked: list[str] = []
        Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Reply(BaseHTTPRequestHandler):
    server: Hub

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self.do_GET(body=False)

    def do_GET(self, *, body: bool = True) -> None:
        offer = offers()[NAME]
        self.server.asked.append(self.path)
        if self.path.startswith(f"/api/models/{offer.repository}/revision/{offer.revision}"):
            self._send(json.dumps(self._described(offer)).encode(), {}, body=body)
        else:
            path = self.path.split(f"/resolve/{offer.revision}/")[-1]
            self._file(FILES[path], offer.revision, body=body)

    def _described(self, offer: fetching.Offer) -> dict[str, object]:
        sums = {path: hashlib.sha256(content).hexdigest() for path, content in FILES.items()}
        if self.server.wrong_sum:
            sums["model.safetensors"] = "0" * 64
        siblings = [
            {"rfilename": path, "size": len(content), "blobId": git_hash(content)}
            | ({"lfs": {"sha256": sums[path], "size": len(content), "pointerSize": 1}}
               if "." in path and not path.endswith(".json") else {})
            for path, content in FILES.items()
        ]  # fmt: skip
        return {"id": offer.repository, "sha": offer.revision, "siblings": siblings}

    def _file(self, content: bytes, commit: str, *, body: bool) -> None:
        etag = f'"{hashlib.sha256(content).hexdigest()}"'
        headers = {"ETag": etag, "X-Repo-Commit": commit, "Accept-Ranges": "bytes"}
        start = 0
        if asked := self.headers.get("Range"):
            self.server.ranges.append(asked)
            start = int(asked.removeprefix("bytes=").split("-")[0])
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        self._send(content[start:], headers, body=body, status=206 if start else 200)

    def _send(self, content: bytes, headers: dict[str, str], *, body: bool, status=200) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        if not body:
            return
        cut = self.server.cut_after
        if cut is not None and len(content) > cut:
            self.server.cut_after = None
            self.wfile.write(content[:cut])
            self.wfile.flush()
            self.connection.close()
            return
        self.wfile.write(content)


@pytest.fixture
def hub():
    opened = Hub()
    yield opened
    opened.shutdown()
    opened.server_close()


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from huggingface_hub import constants

    monkeypatch.setenv("NOTELOOM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)  # other tests may have set it
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_TELEMETRY", True)
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
    return tmp_path / "cache"


def fetched(hub: Hub) -> Path | None:
    return fetching.fetch(NAME, agreed=lambda _: True, hub=hub.address)


@pytest.mark.parametrize(("answer", "status"), [("y\n", 0), ("\n", 1)])
def test_the_command_asks_before_it_fetches(cache: Path, hub: Hub, answer: str, status: int):
    """In a process of its own: the hub's library reads its settings once."""
    code = "import sys; from graph.cli import main; sys.exit(main(sys.argv[1:]))"
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("HF_", "TRANSFORMERS_"))}
    done = subprocess.run(
        [sys.executable, "-c", code, "models", "fetch", NAME],
        env=kept | {"HF_ENDPOINT": hub.address}, input=answer, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == status
    assert f"from {hub.address}/BAAI/{NAME}" in done.stderr
    assert (cache / "models" / NAME).exists() == (status == 0)


def test_a_fetched_model_is_recorded_and_nothing_else_is_asked(cache: Path, hub: Hub):
    folder = fetched(hub)
    assert folder == verified(NAME) == cache / "models" / NAME
    assert (folder / "model.safetensors").read_bytes() == WEIGHTS
    assert not (folder / "onnx").exists()
    assert all(offers()[NAME].repository in path for path in hub.asked)


def test_a_file_with_a_wrong_checksum_is_refused_and_deleted(cache: Path, hub: Hub):
    hub.wrong_sum = True
    with pytest.raises(ModelBroken, match="does not have the checksum"):
        fetched(hub)
    assert not (cache / "models" / NAME).exists()
    assert not list(cache.rglob("model.safetensors"))


def test_a_broken_transfer_goes_on_where_it_stopped(cache: Path, hub: Hub):
    hub.cut_after = 11_000_000
    folder = fetched(hub)
    assert folder is not None
    assert (folder / "model.safetensors").read_bytes() == WEIGHTS
    assert any(not asked.startswith("bytes=0-") for asked in hub.ranges)


def test_a_fetched_file_that_is_changed_later_is_refused(cache: Path, hub: Hub):
    fetched(hub)
    (cache / "models" / NAME / "model.safetensors").write_bytes(b"something else")
    with pytest.raises(ModelBroken, match="was changed since it was fetched"):
        verified(NAME)


def test_a_hub_that_does_not_answer_is_told(cache: Path, hub: Hub):
    hub.shutdown()
    hub.server_close()
    with pytest.raises(fetching.FetchFailed, match="could not be fetched"):
        fetched(hub)


def test_an_unknown_name_lists_the_known_ones(cache: Path):
    with pytest.raises(ModelMissing, match=NAME):
        fetching.fetch("gpt", agreed=lambda _: True)


@pytest.mark.parametrize("path", ["../evil.json", "/etc/evil.json", "a/../../evil.json"])
def test_a_path_outside_the_model_is_not_wanted(path: str):
    assert not fetching._is_wanted(path)


def test_a_small_file_is_checked_by_its_git_hash(tmp_path: Path):
    file = tmp_path / "config.json"
    file.write_bytes(b"{}")
    assert RemoteFile("config.json", 2, "", git_hash(b"{}")).matches(file)
    assert not RemoteFile("config.json", 2, "", git_hash(b"[]")).matches(file)


def test_the_list_says_size_and_licence_and_connects_to_nothing():
    listed = "\n".join(model_lines())
    assert "134 MB  encoder; MIT; English" in listed
    assert "Nothing is fetched unless" in listed


def test_every_offer_names_a_commit():
    assert all(len(offer.revision) == 40 for offer in offers().values())
    assert RECORD not in fetching.WANTED
