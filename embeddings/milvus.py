"""Vectors in Milvus: a file on this machine, or a cluster at an address, by the same promise."""

from __future__ import annotations

import json
import os
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from embeddings.errors import StoreBroken, needed
from embeddings.models import cache_folder

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from embeddings.stores import Found, Ids

INSTALL = "pymilvus milvus-lite"
ADDRESS = "NOTELOOM_MILVUS"
"""The variable that names the engine: `http://host:19530`, or a file that ends in `.db`."""
AT_ONCE = 5_000
"""Vectors in one message: 8 MB of 384 numbers each, well below the engine's limit of 64 MB."""
MOST = 16_384
"""Results of one search, the engine's own limit."""


class MilvusStore:
    """A collection of vectors that Milvus keeps; saving notes down where it is."""

    name = "milvus"

    def __init__(self, dimension: int, *, address: str = "", collection: str = "") -> None:
        self.dimension, self.address = dimension, address or _address()
        self.collection = collection or f"noteloom_{uuid.uuid4().hex}"
        self.client = _client(self.address)
        if not self.client.has_collection(self.collection):
            _create(self.client, self.collection, dimension)
        self.client.load_collection(self.collection)

    def add(self, ids: Ids, vectors: NDArray[np.float32]) -> None:
        """Keep `vectors` (n, dimension) under `ids` (n,); an id that is there gets the new one."""
        rows = np.asarray(vectors, np.float32)
        if rows.shape != (len(ids), self.dimension):
            wanted = (len(ids), self.dimension)
            raise StoreBroken(f"vectors of shape {wanted} are needed, not {rows.shape}.")
        latest = dict(zip(np.asarray(ids).tolist(), rows, strict=True))
        data = [{"id": number, "vector": vector} for number, vector in latest.items()]
        for start in range(0, len(data), AT_ONCE):
            self.client.upsert(self.collection, data[start : start + AT_ONCE])

    def remove(self, ids: Ids) -> int:
        """Forget `ids`; return how many of them were there."""
        asked, removed = sorted(set(np.asarray(ids).tolist())), 0
        for start in range(0, len(asked), AT_ONCE):
            some = f"id in {asked[start : start + AT_ONCE]}"
            found = self.client.query(self.collection, filter=some, output_fields=["id"])
            there = [row["id"] for row in found]
            if there:
                self.client.delete(self.collection, ids=there)
            removed += len(there)
        return removed

    def search(self, queries: NDArray[np.float32], k: int) -> Found:
        """Return scores and ids of the `k` nearest of each query, best first."""
        scores = np.full((len(queries), k), -np.inf, np.float32)
        ids = np.full((len(queries), k), -1, np.int64)
        if not len(queries) or not k or not len(self):
            return scores, ids
        rows = list(np.asarray(queries, np.float32))
        found = self.client.search(self.collection, data=rows, limit=min(k, MOST))
        for row, hits in enumerate(found):
            for place, hit in enumerate(hits):
                scores[row, place], ids[row, place] = hit["distance"], hit["id"]
        return scores, ids

    def held(self, ids: Ids) -> tuple[Ids, NDArray[np.float32]]:
        """Return those of `ids` that are kept, and their vectors."""
        asked = sorted(set(np.asarray(ids).tolist()))
        found = (
            self.client.get(self.collection, ids=asked, output_fields=["vector"]) if asked else []
        )
        vectors = np.array([row["vector"] for row in found], np.float32)
        numbers = np.array([row["id"] for row in found], np.int64)
        return numbers, vectors.reshape(len(found), self.dimension)

    def save(self, path: Path) -> None:
        """Write to `path` where the vectors are; they themselves are safe in the engine."""
        self.client.flush(self.collection)
        said = {"store": self.name, "address": self.address, "collection": self.collection}
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        beside.write_text(json.dumps({**said, "dimension": self.dimension}), "utf-8")
        beside.replace(path)

    def drop(self) -> None:
        """Forget the whole collection."""
        self.client.drop_collection(self.collection)

    def __len__(self) -> int:
        """Return how many vectors are kept."""
        found = self.client.query(self.collection, filter="", output_fields=["count(*)"])
        return int(found[0]["count(*)"])


def open_milvus(text: str) -> MilvusStore:
    """Return the store that a saved file speaks of, or raise StoreBroken."""
    said = json.loads(text)
    client = _client(said["address"])
    if not client.has_collection(said["collection"]):
        raise StoreBroken(f"{said['address']} no longer has the vectors: build the index again.")
    return MilvusStore(said["dimension"], address=said["address"], collection=said["collection"])


def _address() -> str:
    if given := os.environ.get(ADDRESS):
        return given
    cache_folder().mkdir(parents=True, exist_ok=True)
    return str(cache_folder() / "milvus.db")


def _client(address: str) -> Any:  # noqa: ANN401 (the package has no types)
    milvus = needed("pymilvus", INSTALL)
    try:
        return milvus.MilvusClient(address)
    except (milvus.MilvusException, OSError) as error:
        raise StoreBroken(f"no Milvus answers at {address}: set {ADDRESS} to another.") from error


def _create(client: Any, collection: str, dimension: int) -> None:  # noqa: ANN401
    """Make a collection whose every vector is compared, and which reads what it just wrote."""
    kind = needed("pymilvus", INSTALL).DataType
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", kind.INT64, is_primary=True)
    schema.add_field("vector", kind.FLOAT_VECTOR, dim=dimension)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="IP")
    client.create_collection(
        collection, schema=schema, index_params=index, consistency_level="Strong"
    )
