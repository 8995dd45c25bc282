from __future__ import annotations

from pathlib import Path

import pytest

from graph.concepts.usernames import UserNames, read_user_names
from graph.errors import UserFileBroken
from tests.concepts.outline import ABOUT_SOFTWARE, fact, lexicon, linked

WHOLE = """
rules = ["mine.toml"]
ignore = ["Scion"]

[[names]]
name = "Billing Desk"
kind = "service"
aliases = ["BD", "desk"]

[[alias]]
name = "AWS Lambda"
alias = "fn"

[[merge]]
this = "Redis"
into = "Amazon ElastiCache"

[[rename]]
this = "Amazon S3"
to = "Bucket store"

[[split]]
name = "CF"
not = "Amazon CloudFront"
"""


@pytest.fixture
def user(tmp_path: Path) -> UserNames:
    (tmp_path / "noteloom.toml").write_text(WHOLE)
    return read_user_names([tmp_path / "noteloom.toml", tmp_path / "none.toml"])


def test_a_file_is_read_whole(user: UserNames, tmp_path: Path) -> None:
    assert user.merge == (("Redis", "Amazon ElastiCache"),)
    assert user.rules == (tmp_path / "mine.toml",)
    assert user.names[0].aliases == ("BD", "desk")


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Ask the desk first", "billing-desk"),
        ("One fn for all", "aws-lambda"),
        ("Redis is fast", "amazon-elasticache"),
        ("S3 is cheap", "amazon-s3"),
        ("Copies at the edge of CF", "aws-cloudformation"),
    ],
)
def test_the_users_names_decide(user: UserNames, text: str, concept: str) -> None:
    assert linked([fact(text)], ABOUT_SOFTWARE | user)[0].mentions[-1].concept == concept


def test_a_renamed_concept_keeps_its_id_and_its_old_name(user: UserNames) -> None:
    concept = lexicon([fact("S3 is cheap")], user=ABOUT_SOFTWARE | user).concepts["amazon-s3"]
    assert (concept.name, "Amazon S3" in concept.aliases) == ("Bucket store", True)


def test_an_ignored_name_is_no_concept(user: UserNames) -> None:
    facts = [fact("Scion: a twig", "Grafting"), fact("Scion", "Grafting", kind="topic")]
    assert "scion" in lexicon(facts).concepts
    assert "scion" not in lexicon(facts, user=ABOUT_SOFTWARE | user).concepts


def test_decisions_about_names_that_are_gone_do_nothing() -> None:
    gone = UserNames(merge=(("Foo", "Bar"),), rename=(("Foo", "Baz"),), split=(("F", "Foo"),))
    assert (
        lexicon([fact("S3")], user=ABOUT_SOFTWARE | gone).concepts == lexicon([fact("S3")]).concepts
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[[names]]\nname = 3\n", 1, "'name' must be a text"),
        ("\n[[merge]]\nthis = 'A'\n", 2, "'into' must be a text"),
        ("[[names]]\nname = 'A'\n[[names]]\nnmae = 'B'\n", 3, "unknown key 'nmae'"),
        ("\n\nwords = 'A'\n", 3, "unknown entry 'words'"),
        ("ignore = 'A'\n", 1, "must be a list"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    file = tmp_path / "noteloom.toml"
    file.write_text(text)
    with pytest.raises(UserFileBroken, match=words) as caught:
        read_user_names([file])
    assert str(caught.value).startswith(f"{file}:{line}: ")


def test_what_is_not_toml_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "noteloom.toml"
    file.write_text("[[names]\n")
    with pytest.raises(UserFileBroken, match="line 1"):
        read_user_names([file])


def test_a_list_that_ships_can_be_switched(tmp_path: Path) -> None:
    (tmp_path / "noteloom.toml").write_text("[lists]\naws = false\nsoftware = true\n")
    user = read_user_names([tmp_path / "noteloom.toml"])
    assert dict(user.lists) == {"aws": False, "software": True}


@pytest.mark.parametrize("wrong", ["[lists]\nbotany = true\n", "[lists]\naws = 3\n"])
def test_a_list_that_does_not_ship_is_named(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "noteloom.toml").write_text(wrong)
    with pytest.raises(UserFileBroken, match=r"noteloom\.toml:1: .*aws, software"):
        read_user_names([tmp_path / "noteloom.toml"])


def test_a_type_of_relation_that_is_no_word_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "noteloom.toml"
    file.write_text('[relations]\nsupplier = "supplied_by"\nmaker = "!! 12"\n')
    with pytest.raises(UserFileBroken, match=r"noteloom\.toml:3: '!! 12' is no type"):
        read_user_names([file])
