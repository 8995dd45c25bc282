from __future__ import annotations

import pytest

from graph.concepts.keys import key_of
from graph.concepts.lexicon import names_in
from graph.concepts.usernames import UserNames
from graph.records import Fact, Name
from tests.concepts.outline import fact, lexicon, linked, marked, named


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Records in route 53 point to it", "amazon-route-53"),
        ("R53 knows the address", "amazon-route-53"),
        ("Put it behind an API-Gateway of AWS", "amazon-api-gateway"),
        ("The dynamo db table grows", "amazon-dynamodb"),
        ("Amazon Simple Queue Service holds it", "amazon-sqs"),
        ("StepFunctions order them", "aws-step-functions"),
        ("postgres keeps the rows", "postgresql"),
    ],
)
def test_a_name_is_found_in_every_usual_spelling(text: str, concept: str) -> None:
    assert concept in named(text)


def test_the_longest_name_wins() -> None:
    assert named("Kinesis Data Firehose loads it into S3") == [
        "kinesis-data-firehose",
        "amazon-s3",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "my uncle sam will go home and chef soup",
        "a batch of cookies to connect friends",
        "we use the windows on the left",
    ],
)
def test_common_words_are_not_concepts(text: str) -> None:
    assert named(text) == []


def test_a_common_word_is_the_concept_where_its_own_section_says_so() -> None:
    assert "aws-sam" in named("run sam build first", "SAM")


def test_a_name_that_other_worlds_have_counts_only_in_its_own() -> None:
    assert named("a lambda is a nameless function") == []
    assert "aws-lambda" in named("a lambda reads the S3 event")


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Create a stack of resources from a CF template", "aws-cloudformation"),
        ("Copies are cached at the edge locations of CF", "amazon-cloudfront"),
        ("Infrastructure as code: declared in YAML, then CF", "aws-cloudformation"),
        ("The content delivery of CF has an origin", "amazon-cloudfront"),
    ],
)
def test_a_name_with_two_meanings_is_decided_by_its_line(text: str, concept: str) -> None:
    mention = next(m for m in linked([fact(text)])[0].mentions if m.span.of(text) == "CF")
    assert mention.concept == concept
    assert 0.5 < mention.confidence < 1.0


def test_a_name_with_two_meanings_is_decided_by_its_outline() -> None:
    assert named("only CF may read it", "CloudFront") == ["amazon-cloudfront"]
    assert named("only CF may read it", "CloudFormation") == ["aws-cloudformation"]


def test_a_name_with_two_meanings_and_no_sign_is_stated_with_doubt() -> None:
    (mention,) = linked([fact("Then there is CF")])[0].mentions
    assert mention.confidence == pytest.approx(0.5)


def test_a_short_name_is_learnt_from_brackets() -> None:
    facts = [
        fact("Quorum Based Commit (QBC) needs three nodes", "Replication"),
        fact("With QBC no write is lost", "Replication"),
    ]
    first, second = linked(facts)
    assert second.mentions[0].concept == first.mentions[0].concept


@pytest.mark.parametrize("long", ["time to bloom", "Tom's Thorn Bush"])
def test_a_short_name_is_learnt_from_an_equal_sign(long: str) -> None:
    facts = [fact(f"TTB = {long}", "Roses"), fact("TTB is short in May", "Roses")]
    words = lexicon(facts)
    concept = words.concepts[words.link(facts)[1].mentions[0].concept]
    assert (concept.name, concept.aliases[-1]) == (long[0].upper() + long[1:], "TTB")


def test_initials_stand_for_the_name_written_out_nearby() -> None:
    facts = [
        fact("Prebook a Vine Support Unit for each row", "Grapes"),
        fact("VSU costs little", "Grapes"),
        fact("One VSU carries two vines", "Grapes"),
    ]
    assert linked(facts)[2].mentions[0].concept == "vine-support-unit"


def test_a_page_is_known_by_its_link() -> None:
    text = "Grafting is told in Pruning shears"
    facts = [fact(text, marks=(marked(text, "Pruning shears", "link", "Pruning shears"),))]
    assert [m.concept for m in linked(facts)[0].mentions] == ["pruning-shears"]


def test_words_of_a_list_get_its_class() -> None:
    header = fact("4 types of grafts", "Apples", kind="topic")
    facts = [header, fact("Whip: for thin wood", parent=header), fact("Cleft", parent=header)]
    assert [m.concept for f in linked(facts)[1:] for m in f.mentions] == [
        "whip-graft",
        "cleft-graft",
    ]


def test_two_streams_are_told_apart_by_their_sections() -> None:
    assert named("the stream keeps changes for a day", "DynamoDB") == ["dynamodb-streams"]
    assert named("the stream has ten parts", "Kinesis") == ["kinesis-data-streams"]


def test_questions_find_names_in_stored_ones() -> None:
    stored = {key_of("API Gateway"): [Name("apigateway", "amazon-api-gateway", 1.0, "API Gateway")]}
    (mention,) = names_in("what does the api gateway do?", lambda keys: stored)
    assert (mention.concept, mention.span.start, mention.span.end) == ("amazon-api-gateway", 14, 25)


def test_every_name_of_a_lexicon_can_be_looked_up() -> None:
    words = lexicon([fact("S3 holds objects")])
    keys = {name.key for name in words.names() if name.concept == "amazon-s3"}
    assert {"s3", "simplestorageservice", "amazons3"} <= keys


def records_and_functions() -> list[Fact]:
    """A note with two kinds of alias, one under each service."""
    records = fact("Record types", "Route 53", kind="topic")
    functions = fact("Aliases", "Lambda", kind="topic")
    return [
        records,
        fact("Alias: name to bucket", parent=records),
        fact("An alias costs nothing", "Route 53"),
        functions,
        fact("Each alias has its weight", parent=functions),
        fact("Use a Lambda alias for production", "API Gateway"),
        fact("Two aliases share the load", "API Gateway"),
        fact("SQS and SNS know no alias", "Messages"),
    ]


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("An alias costs nothing", "alias-record"),
        ("Each alias has its weight", "alias"),
        ("Use a Lambda alias for production", "alias"),
        ("Two aliases share the load", "alias"),
    ],
)
def test_a_plain_word_of_two_services_is_told_by_section_line_or_neighbour(
    text: str, concept: str
) -> None:
    found = next(one for one in linked(records_and_functions()) if one.plain == text)
    assert concept in [mention.concept for mention in found.mentions]


def test_a_plain_word_of_a_service_means_nothing_elsewhere() -> None:
    facts = [fact("Stages are free", "API Gateway"), fact("Stages can be v1", "API Gateway")]
    other = [fact("The actor left the stage", "Theatre", note="other.md")]
    words = lexicon(facts, other)
    assert [m.concept for m in words.link(facts)[0].mentions] == ["stage"]
    assert words.link(other)[0].mentions == ()


@pytest.mark.parametrize(
    ("text", "concept"),
    [("PK spreads the rows", "partition-key"), ("SG lets it in", "security-group")],
)
def test_two_letters_mean_the_name_that_the_notes_write_out(text: str, concept: str) -> None:
    facts = [
        fact("2 types of keys", "DynamoDB", kind="topic"),
        fact("Partition key = where it lies", "DynamoDB"),
        fact("The partition key is hashed", "DynamoDB"),
        fact("Security group (SG) = firewall", "EC2"),
        fact(text, "DynamoDB"),
        fact("PK and SG again", "DynamoDB"),
    ]
    assert concept in [m.concept for m in linked(facts)[4].mentions]


def test_a_tag_is_a_concept_only_where_it_is_marked() -> None:
    tagged = fact("read #storage again", marks=(marked("read #storage again", "storage", "tag"),))
    first, second = linked([tagged, fact("storage is cheap")])
    assert [m.concept for m in first.mentions] == ["storage"]
    assert second.mentions == ()


def test_a_topic_that_leaves_a_word_out_names_both_things() -> None:
    topic = fact("Hot / cold grafting", "Apples", kind="topic")
    facts = [topic, fact("Cold grafting is safer", parent=topic)]
    facts += [fact("Hot grafting is quick", parent=topic)]
    concepts = [mention.concept for mention in linked(facts)[0].mentions]
    assert concepts == ["hot-grafting", "cold-grafting"]


@pytest.mark.parametrize("text", ["Translate it into proteins", "Connect the two ends"])
def test_a_capital_at_the_beginning_makes_no_product_of_a_word(text: str) -> None:
    assert named(text, "Biology", user=UserNames()) == []


def test_what_a_maker_does_is_no_service_of_it() -> None:
    notes = [fact("AWS supports several kinds of keys"), fact("Ask AWS Support for more")]
    first, second = (one.mentions for one in linked(notes))
    assert "aws-support" not in {mention.concept for mention in first}
    assert "aws-support" in {mention.concept for mention in second}


@pytest.mark.parametrize(("several", "one"), [("vCPUs", "vcpu"), ("APIs", "api"), ("PaaS", "paas")])
def test_capitals_lose_the_s_of_several(several: str, one: str) -> None:
    assert key_of(several) == one


def test_capitals_are_not_the_small_word() -> None:
    facts = [fact("OAK is open"), fact("OAK grew"), fact("OAK met")]
    trees = [fact("an oak is tall", note="trees.md")]
    words = lexicon(facts, trees)
    assert [m.concept for m in words.link(facts)[0].mentions] == ["oak"]
    assert words.link(trees)[0].mentions == ()


@pytest.mark.parametrize("text", ["delete the .SQS_cache file", "pg -d sqs_queue"])
def test_a_piece_of_an_identifier_is_no_name(text: str) -> None:
    assert "amazon-sqs" not in named(text)


def test_the_tool_of_another_is_not_the_one_of_the_list() -> None:
    facts = [fact("S3, SQS, EC2 and the AWS CLI work"), fact("the spindle CLI has a log")]

    assert [m.concept for m in linked(facts)[1].mentions] == []


def test_a_page_called_by_a_verb_is_not_every_use_of_the_verb() -> None:
    page = fact("go to Create", marks=(marked("go to Create", "Create", "link", "Create"),))
    found = linked([page, fact("create a jug of tea"), fact("press Create to go on")])

    assert [[m.concept for m in one.mentions] for one in found] == [["create"], [], ["create"]]


def test_what_is_only_said_of_things_is_no_concept() -> None:
    facts = [fact(f"it uses the up-to-date {one}", note=f"{one}.md") for one in "abcdefgh"]

    assert "up-to-date" not in lexicon(*[[one] for one in facts]).concepts
