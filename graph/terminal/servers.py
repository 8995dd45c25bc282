"""`noteloom mcp` and `noteloom serve` in a terminal: run a server until it is stopped."""

from __future__ import annotations

import argparse
import logging
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from graph.errors import BadInput
from graph.settings import Settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from graph.servers.collection import Collection

HOST = "127.0.0.1"
INSTALL = "the servers need one more package: run `pip install 'noteloom[assistants]'`."


def mcp(settings: Settings, asked: argparse.Namespace) -> int:
    """Serve an assistant over standard input and output, or over HTTP."""
    with _collection(settings, asked, needs="mcp") as collection:
        # the SDK takes as long to load as the index and its models, which a thread does meanwhile
        from graph.servers.mcp import MCP_PATH, http_app, server_of

        if asked.http:
            return _serve(settings, asked, collection, http_app, path=MCP_PATH)
        server_of(collection).run("stdio")
    return 0


def serve(settings: Settings, asked: argparse.Namespace) -> int:
    """Serve the verbs over HTTP."""
    with _collection(settings, asked, needs="uvicorn") as collection:
        from graph.servers.http import http_app

        return _serve(settings, asked, collection, http_app, path="/")


@contextmanager
def _collection(
    settings: Settings, asked: argparse.Namespace, *, needs: str
) -> Iterator[Collection]:
    if find_spec(needs) is None:
        raise BadInput(INSTALL)
    from graph.servers.collection import Collection

    collection = Collection(settings, paths=asked.paths)
    collection.start()
    try:
        yield collection
    finally:
        collection.close()


def _serve(
    settings: Settings,
    asked: argparse.Namespace,
    collection: Collection,
    app: Callable[..., ASGIApp],
    *,
    path: str,
) -> int:
    import uvicorn

    check_free(asked.port)
    from graph.servers.access import TOKEN_FILE, token_of

    token = token_of(settings.index)
    sys.stderr.write(
        f"noteloom: serving http://{HOST}:{asked.port}{path} until Ctrl-C; send "
        f"`Authorization: Bearer TOKEN` with the token in {settings.index / TOKEN_FILE}\n"
    )
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    served = app(collection, token=token)
    uvicorn.run(served, host=HOST, port=asked.port, log_level="warning", access_log=False)
    return 0


def check_free(port: int) -> None:
    """Raise BadInput where nothing can be served at a port of this machine."""
    try:
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((HOST, port))
    except (OSError, OverflowError) as error:
        raise BadInput(
            f"port {port} cannot be used ({error}): choose another with --port."
        ) from error
