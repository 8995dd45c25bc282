"""Questions that a table answers by its records: most, how many, which, one cell, or nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.knowledge import Knowledge
from tests.vaults import built

NOTES = {
    "kites.md": """# Kites

| Kite | Span | Weight | Tail | Bought |
|---|---|---|---|---|
| Heron | 140 cm | 90 g | yes | 2019 |
| Swift | 95 cm | 60 g | no | 2021 |
| Old Gannet | 210 cm | 340 g | yes | 2012 |
| Puffin | 120 cm | | no | 2023 |

The kites hang in the barn.
""",
    "gas.md": """# Balloon

## Burner pressure by load
- 100 to 200 kg: 4 bar
- 200 to 300 kg: 5 bar
- the hose is checked each spring
""",
    "crew.txt": """Ona Brevik
Role: pilot
Phone: 555 0101

Tam Leary
Role: driver
Phone: 555 0102
Email: tam@leary.example
""",
    "jams/plum.md": "---\ntags: [sweet, vegan]\nyear: 2021\n---\n# Plum jam\n\nStir.\n",
    "jams/leek.md": "---\ntags: [sour]\nyear: 2022\n---\n# Leek relish\n\nWait.\n",
    "jams/fig.md": "---\ntags: [vegan, rare]\nyear: 2019\n---\n# Fig jam\n\nSieve.\n",
    "walks.md": "# Walks\n\n- the heath walk is 8 km\n- the canal walk is 13 km\n- bring a stick\n",
    "trips.csv": "day,site,minutes\n2024-05-01,Moor,40\n2024-06-12,Dune,75\n2024-06-30,Moor,20\n",
    "shifts.md": "# Shifts\n\n| Day | Task | Crew | Hours | Paid |\n|---|---|---|---|---|\n"
    "| Monday | Sewing | Ona | 5 | no |\n| Monday | Packing | Tam | 2 | yes |\n",
    "skippers.md": "# Skippers\n\n## Lev\nAge: 34\nBoat: Tern\n\n## Bea\nAge: 61\nBoat: Auk\n",
}


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    with built(tmp_path_factory.mktemp("kites"), NOTES) as knowledge:
        yield knowledge


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Which kite is the heaviest?", "Old Gannet – Weight: 340 g"),
        ("which kite has the smallest span", "Swift – Span: 95 cm"),
        ("Which kite has the least weight?", "Swift – Weight: 60 g"),
        ("what was the longest trip", "2024-06-12 – site: Dune; minutes: 75"),
        ("How many trips went to the Moor?", "2: 2024-05-01 – site: Moor"),
        ("which kites have a tail", "Heron – Tail: yes; Old Gannet – Tail: yes"),
        ("Which kites are without a tail?", "Swift – Tail: no; Puffin – Tail: no"),
        ("What is the span of the Heron?", "Heron – Span: 140 cm"),
        ("Which kite is the oldest?", "Old Gannet – Bought: 2012"),
        ("what is the longest walk", "the canal walk is 13 km"),
        ("which task is the shortest", "Monday – Task: Packing; Hours: 2"),
        ("which tasks are not paid", "Monday – Task: Sewing; Paid: no"),
        ("who is the oldest skipper", "Bea – Age: 61"),
        ("which jams are vegan", "Fig jam – tags: vegan, rare; Plum jam – tags: sweet, vegan"),
        ("what is the year of the rare jam", "Fig jam – year: 2019"),
        ("who is the crew for sewing?", "Monday – Crew: Ona"),
        ("which walk is 13 km", "the canal walk is 13 km"),
        ("phone of Tam", "Tam Leary – Phone: 555 0102"),
        ("What pressure for a balloon load of 250 kg?", "200 to 300 kg: 5 bar"),
    ],
)
def test_records_answer_what_is_asked_of_them(knowledge: Knowledge, question: str, text: str):
    assert knowledge.ask(question).text.startswith(text)


@pytest.mark.parametrize(
    "question",
    [
        "What is the weight of the Puffin?",
        "What is the email of Ona Brevik?",
        "What pressure for a balloon load of 450 kg?",
    ],
)
def test_an_empty_cell_and_a_value_beyond_the_table_are_declined(
    knowledge: Knowledge, question: str
):
    assert not knowledge.ask(question).answered


@pytest.mark.parametrize("question", ["who hangs the kites in the barn first?", "at most how far?"])
def test_words_that_do_not_compare_ask_for_no_most(knowledge: Knowledge, question: str):
    assert "–" not in knowledge.ask(question).text
