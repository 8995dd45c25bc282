"""Who may use a server: programs on this machine that know its token, and no web page elsewhere."""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

TOKEN_FILE = "server.token"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class LocalOnly:
    """Middleware that refuses a foreign Host or Origin, and requests without the token.

    A page elsewhere that points its own name at this machine fails by its Host, one that calls
    this address fails by its Origin, and other programs fail by the token.
    """

    def __init__(
        self, app: ASGIApp, *, port: int, token: str, public: Collection[str] = ()
    ) -> None:
        self._app, self._token, self._public = app, token, frozenset(public)
        self._hosts = {f"{name}:{port}" for name in LOOPBACK}
        self._origins = {f"http://{host}" for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it with the reason."""
        refused = self._refused(scope) if scope["type"] in ("http", "websocket") else ""
        if not refused:
            await self._app(scope, receive, send)
            return
        status = 401 if "token" in refused else 403
        await JSONResponse({"error": refused}, status_code=status)(scope, receive, send)

    def _refused(self, scope: Scope) -> str:
        headers = Headers(scope=scope)
        if headers.get("host") not in self._hosts:
            return "this server answers only to this machine's own address"
        if headers.get("origin", next(iter(self._origins))) not in self._origins:
            return "pages of other origins are refused"
        if scope["path"] in self._public:
            return ""
        sent = headers.get("authorization", "").removeprefix("Bearer ")
        if not secrets.compare_digest(sent.encode(), self._token.encode()):
            return "the token is missing or wrong: send `Authorization: Bearer TOKEN`"
        return ""


def token_of(folder: Path) -> str:
    """Return the token of the index in a folder, kept in a file that only its user can read."""
    file = folder / TOKEN_FILE
    folder.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        known = file.read_text("ascii", errors="replace").strip()
        if known:
            return known
        handle = os.open(file, os.O_WRONLY | os.O_TRUNC)
    token = secrets.token_urlsafe(24)
    with os.fdopen(handle, "w", encoding="ascii") as written:
        written.write(token)
    return token
