"""Keep a small index of this version's format: `python -m tests.storage.released.make`.

Run it once before a release that follows one with another format; the tests open all that is kept.
"""

import tempfile
import zipfile
from pathlib import Path

from graph.knowledge import Knowledge
from graph.settings import Settings
from graph.storage.schema import FORMAT

NOTE = "# Kettle\n\n- Holds 1.7 litres\n- Owner: [[Mara]]\n- Stands on the [[Stove]]\n"


def make(target: Path) -> None:
    """Build the note's index and pack it; its path is recorded, so it lies where any may."""
    with tempfile.TemporaryDirectory() as work:
        notes, index = Path(work, "notes"), Path(work, "index")
        notes.mkdir()
        (notes / "kettle.md").write_text(NOTE, encoding="utf-8")
        with Knowledge(Settings(index=index, encoder="hash")) as knowledge:
            knowledge.build([notes])
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
            for file in sorted(index.iterdir()):
                packed.write(file, file.name)


if __name__ == "__main__":
    make(Path(__file__).with_name(f"format-{FORMAT}.zip"))
