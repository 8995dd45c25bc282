"""Questions that ask which kinds of a thing there are."""

import pytest

from graph.answers.list_detection import asks_for_kinds
from graph.answers.reading import read_for
from graph.knowledge import Knowledge
from tests.vaults import Vault

NOTES = {
    "cloud.md": """# Amazon Kinesis

- Takes in streaming data
- Supports
    - Data Streams
    - Data Firehose
    - Video Streams
- Data Streams
    - Made up of shards
    - Kept for a day
    - Read by many
"""
}


@pytest.fixture
def knowledge(vault: Vault) -> Knowledge:
    return vault(NOTES)


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("what are the different flavours of Kinesis?", True),
        ("which types of Kinesis are there?", True),
        ("what are the different limits of Kinesis?", False),
        ("what are the different flavours?", False),
    ],
)
def test_it_is_told_whether_nothing_but_kinds_are_asked_for(
    knowledge: Knowledge, question: str, kinds: bool
):
    assert asks_for_kinds(read_for(question, knowledge.index)) == kinds


def test_the_kinds_of_a_thing_stand_right_under_it_and_not_under_a_part(knowledge: Knowledge):
    text = knowledge.ask("what are the different flavours of Kinesis?").text
    assert text.startswith("Amazon Kinesis: Supports: Data Streams; Data Firehose; Video Streams")
