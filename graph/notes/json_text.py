"""Load the JSON of an export, or say why it is none."""

from __future__ import annotations

import json
from typing import Any

from graph.errors import FileSkipped


def loaded(data: bytes) -> Any:  # noqa: ANN401
    """Return what a JSON file holds; raises FileSkipped with the reason where it is broken."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        reason = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else str(error)
        raise FileSkipped(f"is broken JSON ({reason}): export it again") from error
