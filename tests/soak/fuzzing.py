"""Coverage-guided fuzzing: inputs that reach new code are kept and changed further.

`python -m tests.soak.fuzzing [SECONDS]` spends an equal share on each of TARGETS with atheris,
which needs `pip install '.[fuzz]'`. A crash, a hang or a broken promise ends a target; its input
lies in WORK then, and `python -m tests.soak.fuzzing --target NAME FILE` shows it again.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what is fuzzed is imported under the eyes of the fuzzer
    from graph.knowledge import Knowledge

SECONDS = 600
HANG_SECONDS = 30
"""No input of LONGEST bytes may take as long, even with every branch counted."""
LONGEST = 4096
DECISIONS = """ignore = ["Misc"]
rules = ["rules.toml"]
[lists]
aws = false
[relations]
owner = "owned_by"
[[names]]
name = "Kettle"
aliases = ["pot"]
part_of = ["Kitchen"]
gloss = "boils water"
[[alias]]
name = "Mara"
alias = "M"
[[merge]]
this = "pot"
into = "Kettle"
[[rename]]
this = "Kettle"
to = "Jug"
\0[[rule]]
name = "kept by"
type = "stores_in"
cues = ["kept|stored by"]
confidence = 0.9
yes = ["{s:Kettle} is kept by {t:Mara}"]
no = ["{s:Kettle} is not kept by {t:Mara}"]
"""
"""The user's files, noteloom.toml and a file of rules, with a NUL between them."""
WORK = Path(os.environ.get("NOTELOOM_FUZZ_WORK", Path(tempfile.gettempdir()) / "noteloom-fuzz"))
"""Inputs that reached new code stay here, and the next run goes on from them."""


def main() -> int:
    """Fuzz each target in a process of its own; return how many of them found something."""
    seconds = int(sys.argv[1]) if sys.argv[1:] else SECONDS
    failed = [name for name in TARGETS if _fuzzed(name, seconds // len(TARGETS))]
    sys.stdout.write(f"{len(TARGETS)} targets, {len(failed)} with something found: {failed}\n")
    return len(failed)


def _fuzzed(name: str, seconds: int) -> int:
    corpus, found = WORK / name, WORK / f"{name}-found"
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(_seeds(name)):
        (corpus / f"seed{number}").write_bytes(seed)
    words = (b"".join(rf"\x{byte:02x}".encode() for byte in word) for word in _words(name))
    (WORK / f"{name}.dict").write_bytes(b"\n".join(b'"%b"' % word for word in words if word))
    bounds = {"max_total_time": seconds, "timeout": HANG_SECONDS, "max_len": LONGEST}
    options = [f"-{option}={value}" for option, value in bounds.items()]
    options += [f"-artifact_prefix={found}/", "-len_control=0", "-rss_limit_mb=3000"]
    options += [f"-dict={WORK / name}.dict"] if _words(name) else []
    command = [sys.executable, "-m", "tests.soak.fuzzing", "--target", name, str(corpus), *options]
    return subprocess.run(command, check=False).returncode


def _seeds(name: str) -> list[bytes]:
    from tests.test_fuzz import ENDINGS, SEEDS, TOML, WORDS

    if name == "reading":
        return [
            bytes([place]) + seed.encode() for seed in SEEDS[:-2] for place in range(len(ENDINGS))
        ]
    if name == "asking":
        return [" ".join(WORDS[start::3]).encode("utf-8", "replace") for start in range(12)]
    if name == "deciding":
        return [DECISIONS.encode(), *(" ".join(TOML[start::3]).encode() for start in range(6))]
    return [bytes([file, 0, place, 255]) for file in range(8) for place in (0, 50, 200)]


def _words(name: str) -> list[bytes]:
    from tests.test_fuzz import PIECES, TOML, WORDS

    words = {"reading": [*PIECES, *WORDS], "asking": WORDS, "deciding": TOML}.get(name, [])
    return [word.encode("utf-8", "replace") for word in words]


def _reading(work: Path) -> Callable[[bytes], None]:
    """Read bytes as a note of the format that the first byte names."""
    from graph.errors import FileSkipped
    from graph.notes.reading import facts_of, read_note
    from tests.test_fuzz import ENDINGS

    def run(data: bytes) -> None:
        file = work / f"note{ENDINGS[data[0] % len(ENDINGS)]}" if data else work / "note.md"
        file.write_bytes(data[1:])
        with suppress(FileSkipped):
            note = read_note(file, file.name)
            assert all(fact.span.of(note.text) == fact.text for fact in facts_of(note))

    return run


def _asking(work: Path) -> Callable[[bytes], None]:
    """Ask the bytes as a question, and search and list with them."""
    from graph.errors import NoteloomError

    built = _built(work)

    def run(data: bytes) -> None:
        question = data.decode("utf-8", "surrogatepass" if data[:1] == b"\xed" else "replace")
        with suppress(NoteloomError):
            built.ask(question)
            built.relates(question)

    return run


def _deciding(work: Path) -> Callable[[bytes], None]:
    """Read the bytes as the user's files of decisions and rules, and build by them."""
    from graph.errors import NoteloomError
    from graph.knowledge import Knowledge
    from graph.settings import Settings

    built = _built(work)

    def run(data: bytes) -> None:
        decisions, _, rules = data.partition(b"\0")
        (work / "noteloom.toml").write_bytes(decisions)
        (work / "rules.toml").write_bytes(rules)
        with Knowledge(Settings(built.settings.index, "hash")) as again, suppress(NoteloomError):
            again.build([work / "kettle.md"])

    return run


def _opening(work: Path) -> Callable[[bytes], None]:
    """Put bytes into a file of the index and ask: the same answer, or one of our errors."""
    from graph.errors import NoteloomError
    from graph.knowledge import Knowledge
    from graph.settings import Settings

    built = _built(work)
    built.close()
    kept, folder = built.settings.index, work / "damaged"
    files = sorted(file for file in kept.iterdir() if file.suffix not in (".lock", ".db-shm"))

    def run(data: bytes) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(kept, folder)
        file = folder / files[data[0] % len(files)].name if data else folder / files[0].name
        whole = bytearray(file.read_bytes())
        place = int.from_bytes(data[1:3]) * max(len(whole) // 65536, 1) % max(len(whole), 1)
        whole[place : place + len(data[3:])] = data[3:]
        file.write_bytes(whole)
        with Knowledge(Settings(folder, "hash")) as damaged, suppress(NoteloomError):
            assert "1.7 litres" in damaged.ask("how many litres does the kettle hold?").text

    return run


def _built(work: Path) -> Knowledge:
    from graph.knowledge import Knowledge
    from graph.settings import Settings
    from tests.test_fuzz import SEEDS

    (work / "kettle.md").write_text(SEEDS[0], encoding="utf-8")
    knowledge = Knowledge(Settings(work / "index", "hash"))
    knowledge.build([work / "kettle.md"])
    return knowledge


TARGETS = {"reading": _reading, "asking": _asking, "deciding": _deciding, "opening": _opening}


def _fuzz(name: str, arguments: list[str]) -> None:
    """Run one target until its time is over; never returns."""
    import atheris

    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as work:
        with atheris.instrument_imports(include=["graph", "embeddings"]):
            run = TARGETS[name](Path(work))
            for seed in _seeds(name):  # so that what is imported only when needed is counted too
                run(seed)
        atheris.Setup([name, *arguments], run)
        atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--target"]:
        _fuzz(sys.argv[2], sys.argv[3:])
    sys.exit(bool(main()))
