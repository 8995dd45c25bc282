"""What is installed with Noteloom may be used and passed on by everybody."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import pytest

FREE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|Zlib|CC0|Unlicense|0BSD|HPND",
    re.IGNORECASE,
)
OURS = {"audit", "bench", "dev", "docs", "fuzz"}
"""Extras of who works on Noteloom, not of who uses it."""
SEEN = {"frozendict": "LGPL-3.0-only: imported as it is, and replaceable"}
"""Other licences, each looked at by a person."""


def needed(name: str, known: dict[str, Distribution]) -> dict[str, Distribution]:
    """Return what a distribution needs, with all extras of our own, by name."""
    try:
        known[name] = found = distribution(name)
    except PackageNotFoundError:
        return known
    for line in found.requires or ():
        other = re.split(r"[\s\[<>=!~;(]", line, maxsplit=1)[0].lower()
        extra = re.search(r"extra == ['\"](\w+)", line)
        ours = name == "noteloom" and extra and extra[1] not in OURS
        if other not in known and (not extra or ours):
            needed(other, known)
    return known


NEEDED = needed("noteloom", {})


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_a_package_that_comes_along_has_a_free_licence(name: str):
    about = NEEDED[name].metadata
    said = [about.get("License-Expression", ""), *about.get_all("Classifier", [])]
    licence = " ".join(line for line in said if line and not line.startswith("Programming"))
    stated = f"{licence} {(about.get('License') or '')[:200]}"
    assert FREE.search(stated) or name in SEEN, f"{name}: {stated}"
