"""Words that the notes do not hold as written."""

from pathlib import Path

import pytest

from graph.answers.retrieval_context import retrieval_context_of
from graph.answers.spelling import spell_corrected
from graph.knowledge import Knowledge
from graph.naming import Decision
from graph.settings import Settings
from tests.vaults import Vault

NOTES = {
    "kinesis.md": "# Kinesis\n\n- Video Streams\n- Retention of one year\n",
    "sqs.md": "# SQS\n\n- Consumers pull messages\n",
    "sns.md": "# SNS\n\n- Pushes messages to subscribers\n",
}


@pytest.mark.parametrize("question", ["SQS vs SNS", "SQS versus SNS", "which pulls, SQS or SNS?"])
def test_a_word_of_asking_is_never_mended(vault: Vault, question: str):
    assert vault(NOTES).ask(question).remarks == ()


def test_a_misspelt_word_of_asking_is_read_as_what_it_is(vault: Vault):
    answer = vault(NOTES).ask("how cuold consumers of SQS get messages?")
    assert "read “cuold” as “could”" in answer.remarks


def test_a_word_that_only_ends_otherwise_is_no_typo(vault: Vault):
    assert vault(NOTES).ask("which one is a stream of videos?").remarks == ()


def test_a_word_that_is_made_of_a_known_one_is_no_typo_of_a_third(tmp_path: Path):
    (tmp_path / "a.md").write_text("# Pipes\n\n- A finger in each flange\n", encoding="utf-8")
    knowledge = Knowledge(Settings(index=tmp_path / "index"))
    knowledge.build([tmp_path / "a.md"])
    assert knowledge.ask("which finder is in the flange?").remarks == ()
    assert knowledge.ask("which fingr is in the flange?").remarks != ()
    knowledge.close()


def test_a_word_that_says_what_is_asked_keeps_its_form(vault: Vault):
    knowledge = vault({"a.md": "# Soap\n\n- pricey soap from the mill\n"})
    assert spell_corrected("price of soap", retrieval_context_of(knowledge.index)) == (
        "price of soap",
        (),
    )


def test_a_typo_is_mended_and_told(vault: Vault):
    answer = vault(NOTES).ask("how long is the retension of kinesis?")
    assert any("retension" in remark for remark in answer.remarks)


@pytest.mark.parametrize("question", ["what does Fetcher pull?", "what relates to Fetcher?"])
def test_a_name_that_only_the_reader_gave_is_read_as_what_the_notes_say(
    vault: Vault, question: str
):
    knowledge = vault({"sqs.md": "# SQS\n\n- SQS consumers pull messages\n- SQS uses KMS\n"})
    before = knowledge.ask("what relates to Fetcher?")
    assert not (before.answered and before.sure)
    knowledge.decide(Decision("alias", "SQS", "Fetcher"))
    meant, asked = question.replace("Fetcher", "SQS"), knowledge.ask(question)
    assert (asked.answered, asked.text) == (True, knowledge.ask(meant).text)
    assert asked.remarks == ()
    assert not knowledge.ask('"Fetcher"').answered
    assert not knowledge.ask("what pulls 'Fetcher'?").answered


def test_what_may_have_been_meant_is_offered_where_nothing_is_answered(vault: Vault):
    knowledge = vault({"fargate.md": "# Fargate\n\n- Fargate runs containers\n"})
    asked = knowledge.ask("what does Fargat cost in Norway?")
    assert (asked.answered, asked.remarks) == (False, ())
    assert asked.suggestions == ("what does Fargate cost in Norway?",)
    assert knowledge.ask("what does a zeppelin cost in Norway?").suggestions == ()


def test_a_word_is_no_form_of_another_that_only_begins_as_it_does(tmp_path: Path):
    lines = "# Kiln\n\n- it has two states\n- Glazes serve well\n"
    (tmp_path / "a.md").write_text(lines, encoding="utf-8")
    knowledge = Knowledge(Settings(index=tmp_path / "index"))
    knowledge.build([tmp_path / "a.md"])
    corpus = retrieval_context_of(knowledge.index)
    assert spell_corrected("the status of it", corpus)[0] == "the status of it"
    assert spell_corrected("which server is it", corpus)[0] == "which server is it"
    knowledge.close()
