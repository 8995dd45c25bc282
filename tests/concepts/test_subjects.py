from __future__ import annotations

import pytest

from graph.records import Fact
from tests.concepts.outline import fact, lexicon, linked
from tests.vaults import Vault


def subjects(*facts: Fact) -> list[str | None]:
    return [found.subject for found in linked(list(facts))]


def test_a_line_is_about_its_heading() -> None:
    assert subjects(fact("Holds objects of any size", "S3")) == ["amazon-s3"]


def test_the_first_name_of_a_heading_is_the_default() -> None:
    assert subjects(fact("Messages wait here", "SQS / SNS")) == ["amazon-sqs"]


def test_a_topic_governs_what_stands_under_it() -> None:
    topic = fact("SNS", "SQS / SNS", kind="topic")
    assert subjects(topic, fact("Pushes at once", parent=topic)) == ["amazon-sns", "amazon-sns"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("EFS (a shared folder) costs more", "amazon-efs"),
        ("CloudTrail is for audits", "aws-cloudtrail"),
        ("Lookup CloudHSM (single tenant)", "aws-cloudhsm"),
        ("SES (Simple Email Service) - only for mail", "amazon-ses"),
        ("Supports SNS and SQS", "amazon-ebs"),
        ("Works well with Lambda", "amazon-ebs"),
        ("Like EFS, but for one machine", "amazon-ebs"),
        ("SNS integration", "amazon-ebs"),
        ("S3 is where EBS keeps snapshots", "amazon-ebs"),
        ("AWS managed disks", "amazon-ebs"),
    ],
)
def test_a_line_is_about_the_service_that_it_begins_with(text: str, subject: str) -> None:
    assert subjects(fact(text, "EBS"))[0] == subject


def test_a_bare_name_in_a_list_keeps_the_subject_of_the_list() -> None:
    header = fact("Event driven, reacts to", "Lambda")
    assert subjects(header, fact("S3", parent=header))[1] == "aws-lambda"


def test_children_of_a_feature_reach_the_service() -> None:
    topic = fact("Read replicas", "RDS", kind="topic")
    facts = [topic, fact("Lower the load of a read-replica's master", parent=topic)]
    words = lexicon(facts)
    subject = words.link(facts)[1].subject
    assert subject == "read-replica"
    assert words.concepts[subject].part_of == ("amazon-rds",)


def test_a_second_sentence_goes_on_about_the_first() -> None:
    first = fact("CloudTrail - for audits.", "CloudWatch", line=7)
    assert subjects(first, fact("Can also alarm", "CloudWatch", line=7))[1] == "aws-cloudtrail"


def test_a_general_word_as_a_topic_is_no_subject() -> None:
    topic = fact("Security", "S3", kind="topic")
    assert subjects(topic, fact("Private by default", parent=topic)) == ["amazon-s3"] * 2


def test_a_line_without_any_name_around_it_has_no_subject() -> None:
    assert subjects(fact("Nothing to see", "Overview")) == [None]


def test_a_heading_with_a_service_is_about_the_service() -> None:
    assert subjects(fact("Versions", "Key features of S3")) == ["amazon-s3"]


def test_a_file_is_named_after_what_its_lines_are_about() -> None:
    assert subjects(fact("Undo is u", "Undo the last thing", note="vim/undo.md")) == ["vim"]


def test_a_line_that_defines_another_service_is_about_it() -> None:
    assert subjects(fact("Athena -> queries over S3", "S3"))[0] == "amazon-athena"


def test_what_only_serves_the_section_is_not_its_subject() -> None:
    assert subjects(fact("CodeDeploy can be used", "ECS"))[0] == "amazon-ecs"


def test_the_first_of_two_learnt_names_of_a_heading_is_the_default(vault: Vault) -> None:
    text = "# Boats\n\nA **keel** and a **rudder** are wood.\n\n## Keel / Rudder\n\nIt rots.\n"

    *_, line = vault({"Boats.md": text}).index.all_facts()

    assert (line.plain, line.subject) == ("It rots.", "keel")


@pytest.mark.parametrize("heading", ["Definition Keel", "Definition of keel", "Keel $\\kappa$"])
def test_a_heading_that_defines_a_thing_names_it(heading: str, vault: Vault) -> None:
    knowledge = vault({"Boats.md": f"# Boats\n\nA **keel** is wood.\n\n## {heading}\n\nIt rots.\n"})
    (line,) = (fact for fact in knowledge.index.all_facts() if fact.plain == "It rots.")
    assert line.subject == "keel"


@pytest.mark.parametrize(
    ("text", "about"), [("A [[Lamp]] for ships", "beacon"), ("[[Lamp]] for ships", "lamp")]
)
def test_a_line_that_says_what_kind_of_thing_it_is_of_keeps_its_subject(
    vault: Vault, text: str, about: str
) -> None:
    notes = {"Beacon.md": f"# Beacon\n\n- {text}\n", "Lamp.md": "# Lamp\n\nIt burns oil.\n"}

    (found,) = vault(notes).index.facts_of("Beacon.md")

    assert found.subject == about
