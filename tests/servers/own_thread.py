"""Run asynchronous code away from the event loop that Playwright keeps in the main thread."""

from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import anyio

T = TypeVar("T")


def run(function: Callable[[], Awaitable[T]]) -> T:
    """Return what the coroutine function returns, run to its end in a thread of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, function).result()
