"""The command line: what it prints, where, and with which exit status."""

import json
from pathlib import Path

import pytest

from graph.cli import main
from tests.vaults import Vault

NOTES = {
    "noteloom.toml": "[lists]\naws = true\n",
    "s3.md": "# S3\n\n- Object storage\n- Encrypted with KMS\n- Objects up to 5 TB\n",
    "lambda.md": "# Lambda\n\n- Runs code without servers\n- Triggered by S3\n",
}


@pytest.fixture
def run(vault: Vault, capsys: pytest.CaptureFixture[str]):
    folder = vault(NOTES).settings.index

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main([*arguments, "--index", str(folder)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (["stats"], {"files", "facts", "concepts", "relations", "skipped"}),
        (["relates", "S3"], {"concept", "concepts", "relations"}),
        (["path", "Lambda", "KMS"], {"from", "to", "paths"}),
        (["show", "S3"], {"concept", "facts", "relations"}),
        (["search", "storage"], {"question", "facts"}),
        (["check"], {"findings"}),
    ],
)
def test_json_is_one_object_on_one_line(run, arguments: list[str], keys: set[str]):
    _, out, _ = run(*arguments, "--json")
    assert out.count("\n") == 1
    assert keys <= json.loads(out).keys()


def test_what_holds_everywhere_can_stand_before_the_command(
    vault: Vault, capsys: pytest.CaptureFixture[str]
):
    folder = str(vault(NOTES).settings.index)
    assert main(["--index", folder, "--json", "stats"]) == 0
    assert json.loads(capsys.readouterr().out)["files"] == 2


def test_an_answer_has_all_that_a_program_needs(run):
    _, out, _ = run("ask", "how large can an object be?", "--json")
    keys = {"question", "intent", "answered", "confidence", "answer", "facts", "concepts", "paths"}
    assert keys <= json.loads(out).keys()


def test_a_batch_answers_each_line_in_order(run, tmp_path: Path):
    questions = ["what is S3?", "what triggers Lambda?"]
    file = tmp_path / "questions.txt"
    file.write_text("\n".join(questions) + "\n")
    status, out, _ = run("ask", "--batch", str(file), "--json")
    assert [json.loads(line)["question"] for line in out.splitlines()] == questions
    assert status == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["show", "Lambdda"], "did you mean"),
        (["ask", ""], "empty"),
        (["relates", "S3", "--type", "eats"], "triggers"),
        (["build", "/nowhere/at/all"], "/nowhere/at/all"),
        (["export", "x", "--format", "pdf"], "graphml"),
        (["names", "merge", "S3"], "two names"),
        (["build", str(Path(__file__).parent), "--encoder", "no-such-model"], "no-such-model"),
        (["ask", "--batch", "/nowhere.txt"], "/nowhere.txt"),
        (["ask", "what?", "--batch", "/nowhere.txt"], "not both"),
    ],
)
def test_bad_input_is_one_line_that_says_what_to_do(run, arguments: list[str], says: str):
    status, out, err = run(*arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert says in err


@pytest.mark.parametrize(
    "arguments", [["show", "Lambdda"], ["relates", "Lambdda"], ["path", "Lambdda", "S3"]]
)
def test_json_is_one_object_for_an_unknown_concept_too(run, arguments: list[str]):
    status, out, err = run(*arguments, "--json")
    reply = json.loads(out)
    assert (status, reply["concept"], "Lambda" in str(reply["nearest"])) == (2, None, True)
    assert "did you mean" in err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["stats"], "2 files, 5 facts"),
        (["relates", "S3"], "    Triggered by S3\n    lambda.md › Lambda › line 4"),
        (["path", "Lambda", "KMS"], "Route 1\n  Amazon S3 triggers AWS Lambda"),
        (["show", "S3"], "Facts ("),
        (["search", "storage", "--explain"], "score "),
        (["ask", "how large can an object be?"], "5 TB"),
        (["ask", "who painted the ceiling?"], "Not in your notes."),
        (["check", "--deep"], "The index is whole: all of it was read."),
        (["check", "--sample", "2"], "line"),
        (["gaps"], "No question was declined yet."),
        (["names", "rename", "S3", "Buckets", "--preview"], "would move"),
        (["names", "rename", "S3", "Buckets"], "moved; `noteloom names undo` takes it back"),
        (["build", "--encoder", "hash"], "read 0, removed 0, embedded 0 texts"),
    ],
)
def test_a_reply_is_text_for_a_person_too(run, arguments: list[str], says: str):
    _, out, _ = run(*arguments)
    assert says in out
    assert "\33" not in out


def test_a_name_that_was_decided_is_taken_back(run):
    run("names", "rename", "S3", "Buckets")
    assert "Buckets" in run("names", "undo")[1]
    assert run("names", "undo", "S3")[0] == 2


def test_a_declined_question_is_kept_as_a_gap(run):
    run("ask", "who painted the ceiling?")
    assert run("gaps")[1] == "who painted the ceiling?\n"


def test_no_route_is_said_and_told_by_the_status(run, vault: Vault):
    vault(NOTES | {"chess.md": "# Chess\n\n- **Castling** moves two pieces\n"})
    status, out, _ = run("path", "Castling", "KMS")
    assert status == 1
    assert "do not join" in out


@pytest.mark.parametrize("format", ["jsonl", "json", "graphml", "csv", "markdown"])
def test_an_export_holds_the_line_that_says_so(run, tmp_path: Path, format: str):
    target = tmp_path / "out"
    assert run("export", str(target), "--format", format)[0] == 0
    files = [target] if target.is_file() else sorted(target.iterdir())
    assert any("Encrypted with KMS" in file.read_text() for file in files)


def test_text_from_notes_cannot_steer_the_terminal(vault: Vault, run):
    text = "# S3\n\n- \x1b[2JObject storage \x07 beeps\n" + "- It keeps objects safe\n" * 40
    vault({"evil.md": text})
    _, out, _ = run("search", "storage")
    assert "\x1b" not in out
    assert "\x07" not in out


def test_help_shows_examples(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    assert "examples:" in capsys.readouterr().out


def test_a_word_to_leave_out_is_no_option(run):
    _, out, _ = run("search", "-servers", "in:lambda", "--json")
    assert [fact["text"] for fact in json.loads(out)["facts"]] == ["Triggered by S3"]


def test_a_search_tells_what_is_wrong_with_a_filter(run):
    status, out, err = run("search", "colour:red")
    assert (status, out) == (1, "")
    assert "no note has a property" in err
