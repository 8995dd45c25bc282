"""Builds that die, or whose disk fails, at each change to the files of the index in turn.

A library in C (failing.c) stands between the process and the system, and makes one write, sync,
rename or removal below the index the last one, or the first that fails, with all that follow; or
one read. After each build the index must hold all of the old notes or all of the new, answer, and
be whole. Seeds that follow each other try other ways and places, until each has been tried.
"""

from __future__ import annotations

import ctypes
import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

SOURCE = Path(__file__).with_name("failing.c")
HOWS = {"killed": 0, "killed half-way": 1, "full disk": errno.ENOSPC, "failing disk": errno.EIO}
HOWS["unreadable disk"] = -errno.EIO
NOTES = 4
DONE, REFUSED, WRONG = 0, 10, 11
"""How a child ends: the build is done, it raised one of our errors, or something else happened."""


@dataclass
class Outcomes:
    """What came of many builds."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def compiled(folder: Path) -> Path | None:
    """Return the library, or None where there is no compiler or the system is another."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    library = folder / "failing.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", library, SOURCE, "-ldl"]
    done = subprocess.run(command, capture_output=True, check=False)
    return library if done.returncode == 0 else None


def run(library: Path, root: Path, *, times: int, seed: int) -> subprocess.CompletedProcess[str]:
    """Run so many builds in a process that has the library; it prints what came of them."""
    command = [sys.executable, "-m", "tests.soak.crashes", str(root), str(times), str(seed)]
    environment = {**os.environ, "LD_PRELOAD": str(library), "OMP_NUM_THREADS": "1"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def _places(root: Path) -> list[tuple[str, int]]:
    """Return each way to fail with each change or read of a build, always in the same disorder."""
    write_notes(root, 0)
    _build(root, fresh=False)
    found = []
    for version, (how, code) in enumerate(HOWS.items(), start=1):
        write_notes(root, version)
        ctypes.CDLL(None).arm(str(root / "index").encode(), ctypes.c_long(-1), code)
        _build(root, fresh=False)
        found += [(how, place + 1) for place in range(ctypes.CDLL(None).counted())]
    _look(root)  # what it loads is loaded for children
    random.Random(0).shuffle(found)
    return found


def many(root: Path, places: list[tuple[str, int]], *, seed: int) -> Outcomes:
    """Build once for each of these ways and places to fail."""
    chance, found, times = random.Random(seed), Outcomes(), len(places)
    write_notes(root, 0)
    _child(lambda: _build(root, fresh=False))
    held = 0
    for version, (how, place) in enumerate(places, start=1):
        write_notes(root, version)
        fresh = chance.random() < 0.3
        status = _child(lambda p=place, h=how, f=fresh: _build(root, fresh=f, at=p, how=h))
        _count(found, status, how, f"build {version}, {how} at change {place}, fresh {fresh}")
        kept = _versions(root)
        if kept not in ({held}, {version}):
            found.wrong.append(f"build {version}, {how} at change {place}: holds {kept}")
        held = max(kept, default=held)
    if _child(lambda: _build(root, fresh=False)) or _versions(root) != {times}:
        found.wrong.append("a plain build did not heal the index")
    return found


def _count(found: Outcomes, status: int, how: str, what: str) -> None:
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        found.counts[f"{how}: died"] += 1
    elif os.waitstatus_to_exitcode(status) in (DONE, REFUSED):
        ended = "done" if os.waitstatus_to_exitcode(status) == DONE else "refused with an error"
        found.counts[f"{how}: {ended}"] += 1
    else:
        found.wrong.append(f"{what}: ended with {status}")


def write_notes(root: Path, version: int) -> None:
    """Write a few notes whose every line says of which version it is."""
    (root / "notes").mkdir(parents=True, exist_ok=True)
    for number in range(NOTES):
        said = (f"- Part {line} of thing {number} has {version} grams\n" for line in range(9))
        beside = root / "notes" / f"{number}.new"
        beside.write_text("".join((f"# Thing {number}\n\n", *said)), "utf-8")
        beside.replace(beside.with_suffix(".md"))


def _child(work: Callable[[], int]) -> int:
    """Do something in a process of its own, with all that is loaded here; return its status."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    try:
        os._exit(work())
    except BaseException:
        traceback.print_exc()
        os._exit(WRONG)


def _build(root: Path, *, fresh: bool, at: int = -1, how: str = "killed") -> int:
    import embeddings
    from graph.building import embedding
    from graph.errors import NoteloomError
    from graph.knowledge import Knowledge
    from graph.settings import Settings

    embedding.ENCODE_AT_ONCE = 10  # so that what is not built fresh is published with drafts first
    embeddings.drafter_of = lambda _: embeddings.HashEncoder().encode
    if at > 0:
        ctypes.CDLL(None).arm(str(root / "index").encode(), ctypes.c_long(at), HOWS[how])
    try:
        Knowledge(Settings(root / "index", "hash")).build(root / "notes", fresh=fresh)
    except NoteloomError:
        return REFUSED
    return DONE


def _versions(root: Path) -> set[int]:
    """Return of which versions the index holds facts; raises nothing, -1 stands for damage."""
    receive, send = os.pipe()

    def look() -> int:
        os.write(send, _look(root).encode())
        return DONE

    status = _child(look)
    os.close(send)
    said = os.read(receive, 1000).decode()
    os.close(receive)
    return {int(one) for one in said.split()} if status == 0 else {-1}


def _look(root: Path) -> str:
    """Return the versions that the facts of an index say, "-1" where it is not whole."""
    from graph.knowledge import Knowledge
    from graph.settings import Settings

    knowledge = Knowledge(Settings(root / "index", "hash"))
    answer = knowledge.ask("how many grams has part 3 of thing 2?")
    damage = [one.text for one in knowledge.check(deep=True) if one.kind == "damage"]
    facts = [fact.plain for fact in knowledge.index.all_facts()]
    whole = not damage and answer.answered and len(knowledge.index.vectors) == len(facts)
    knowledge.close()
    return " ".join({line.split()[-2] for line in facts}) if whole else "-1"


def main() -> None:
    """Run as `python -m tests.soak.crashes ROOT TIMES SEED` with the library loaded."""
    root, times, seed = Path(sys.argv[1]).resolve(), int(sys.argv[2]), int(sys.argv[3])
    places = _places(root / "counted")
    turn = [places[number % len(places)] for number in range(seed * times, (seed + 1) * times)]
    found = many(root, turn, seed=seed)
    told = [f"{times:6} builds, of {len(places)} ways and places to fail"]
    told += [f"{count:6} {what}" for what, count in sorted(found.counts.items())]
    told += [f"{len(found.wrong):6} wrong", *found.wrong]
    sys.stdout.write("\n".join(told) + "\n")
    sys.exit(bool(found.wrong))


if __name__ == "__main__":
    main()
