"""The map's build: it knows when there is nothing to do, and what to say without npm."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from graph.screen.build import STAMP, Npm, build, digest_of, find_npm, is_built


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a folder with sources as the map has them."""
    folder = tmp_path / "map"
    (folder / "src").mkdir(parents=True)
    (folder / "package.json").write_text("{}")
    (folder / "package-lock.json").write_text("{}")
    (folder / "src" / "main.js").write_text("export default 1")
    return folder


def npm_that(tmp_path: Path, script: str) -> Npm:
    """Return a program that stands where npm stands and runs `script`."""
    program = tmp_path / "npm"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return Npm((str(program),), "/usr/bin:/bin")


BUILDS = "mkdir -p dist; cat src/main.js > dist/map.js; echo a > dist/map.css"


def test_a_build_is_named_by_its_content_and_replaces_the_one_before(
    tmp_path: Path, source: Path
) -> None:
    npm, assets = npm_that(tmp_path, BUILDS), tmp_path / "assets"
    first = build(npm, source=source, assets=assets)
    (source / "src" / "main.js").write_text("export default 2")
    second = build(npm, source=source, assets=assets)
    assert first[0].name != second[0].name
    assert sorted(assets.iterdir()) == sorted([*second, assets / STAMP])


def test_a_changed_source_is_built_again_and_an_unchanged_one_is_not(
    tmp_path: Path, source: Path
) -> None:
    assets = tmp_path / "assets"
    assert not is_built(source=source, assets=assets)
    build(npm_that(tmp_path, BUILDS), source=source, assets=assets)
    assert is_built(source=source, assets=assets)
    (source / "src" / "main.js").write_text("export default 3")
    assert not is_built(source=source, assets=assets)


def test_what_npm_says_is_told_when_it_fails(tmp_path: Path, source: Path) -> None:
    npm = npm_that(tmp_path, "echo no such package; exit 1")
    with pytest.raises(RuntimeError, match="no such package"):
        build(npm, source=source, assets=tmp_path / "assets")


def test_without_npm_there_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.path", [str(tmp_path)])
    assert find_npm() is None


def test_the_digest_covers_every_source(source: Path) -> None:
    before = digest_of(source)
    (source / "src" / "new.js").write_text("")
    assert digest_of(source) != before


def test_the_lock_file_names_no_address() -> None:
    folder = Path(__file__).parents[2] / "graph" / "screen" / "map"
    assert "://" not in (folder / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in (folder / ".npmrc").read_text(encoding="utf-8")
