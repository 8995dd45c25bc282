from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.concepts.candidates import BY_LETTERS, OF_WORDS, Candidate
from graph.concepts.evidence import Evidence, evidence_of
from graph.concepts.items import is_row_name
from graph.concepts.learning import lexicon_of
from graph.concepts.name_evidence import name_evidence_of
from graph.concepts.usernames import UserNames
from graph.concepts.wordlist import shipped_lists
from graph.records import Fact
from tests.concepts.outline import fact, lexicon, marked, named

LINES = st.lists(
    st.sampled_from(
        [
            "Supports pruning shears and soil maps",
            "Soil map = what grows where",
            "Root Growth Index (RGI) is low",
            "Use the soil map, then RGI",
            "Grafting",
            "A scion is a twig",
            "Create a bed of roses",
            "Beds can be raised",
        ]
    ),
    min_size=1,
    max_size=6,
    unique=True,
)


def notes_of(lines: list[list[str]]) -> list[list[Fact]]:
    return [
        [fact(one, f"Garden {n}", note=f"{n}.md") for one in own] for n, own in enumerate(lines)
    ]


def learnt(*facts: Fact) -> set[str]:
    shipped = {entry.id for words in shipped_lists() for entry in words.entries}
    return set(lexicon(list(facts)).concepts) - shipped


@pytest.mark.parametrize(
    "text",
    [
        *("Can be used", "Supports", "More", "Use it often", "Types", "Notes", "Recommendations"),
        *("Many new things", "Other options", "AWS service", "Default 30 secs", "By default"),
        *("Primary ones", "The red ones", "Bake waxy, crunchy"),
    ],
)
def test_words_that_name_nothing_are_no_concepts(text: str) -> None:
    assert learnt(fact(text, "S3", kind="topic"), fact(text, "S3")) == set()


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Supports soil maps", "soil-map"),
        ("Soil maps are supported", "soil-map"),
        ("PruneTree cuts it", "prunetree"),
        ("Every bed has layers (soil map)", "soil-map"),
        ('Ask for a "Soil map" of it', "soil-map"),
    ],
)
def test_a_name_is_found_by_what_stands_around_it(text: str, concept: str) -> None:
    assert concept in learnt(fact(text, "S3"), fact("the soil map is old", "S3"))


@pytest.mark.parametrize(
    "text",
    [
        *("Trigger pruning robots, send mail", "Supports high bandwidth", "Has a target state"),
        *("Folder1 holds them", "See https://soil.example/kG7xQ2mZ9bT", "Call MyPruner first"),
        *("To plant trees, establish root indicators", "UCz7EgrAosr5FRF3 is its id"),
    ],
)
def test_orders_common_phrases_and_made_up_words_are_no_concepts(text: str) -> None:
    assert learnt(fact(text, "S3")) == set()


def test_a_common_phrase_that_is_said_again_is_a_concept() -> None:
    assert "target-state" in learnt(fact("Has a target state"), fact("Define the target state"))


def test_what_is_marked_bold_and_said_again_is_a_concept() -> None:
    text = "Mind the frost line"
    marks = (marked(text, "frost line", "bold"),)
    assert "frost-line" in learnt(fact(text, marks=marks), fact("the frost line moves"))


def test_a_feature_belongs_to_what_its_outline_puts_it_under() -> None:
    topic = fact("Lifecycle rules", "S3", kind="topic")
    words = lexicon([topic, fact("Move old objects", parent=topic)])
    assert words.concepts["lifecycle-rule"].part_of == ("amazon-s3",)
    assert words.concepts["lifecycle-rule"].kind == "feature"


def test_what_lines_only_speak_of_is_no_part_of_where_they_stand() -> None:
    lines = ("Write it in a programming language", "Pick the programming language you know")
    words = lexicon([fact(one, "S3") for one in (*lines, "Each programming language does")])
    assert words.concepts["programming-language"].part_of == ()


@pytest.mark.parametrize(("note", "owner"), [("README.md", ()), ("garden.md", ("garden",))])
def test_the_title_of_all_the_notes_has_no_parts(note: str, owner: tuple[str, ...]) -> None:
    facts = [fact("Frost lines", "Garden", note=note, kind="topic")]
    facts += [fact(f"Gardens can {it}", note="b.md") for it in ("grow", "rest")]
    assert lexicon(facts[:1], facts[1:]).concepts["frost-line"].part_of == owner


def test_a_list_acts_only_on_notes_of_its_field() -> None:
    cloud = [fact("CloudFront, DynamoDB and EC2 have the CLI", note="aws.md")]
    shell = [fact("CLI", note="shell.md")]
    others = [fact(f"The soil map {n} is RootMap", note="map.md") for n in range(400)]
    few = lexicon(cloud, shell, user=UserNames())
    many = lexicon(cloud, shell, others, user=UserNames())
    assert "amazon-dynamodb" in few.concepts
    assert "amazon-dynamodb" not in many.concepts
    assert "aws-cli" not in {m.concept for m in few.link(shell)[0].mentions}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("MSK and SAM are late", {"aws-sam"}),
        ("SAM is late", set()),
        ("SAM deploys to Elastic Beanstalk", {"aws-sam", "aws-elastic-beanstalk"}),
    ],
)
def test_a_short_name_of_a_list_needs_evidence_in_its_note(line: str, found: set[str]) -> None:
    cloud = [fact("CloudFront, DynamoDB and CloudWatch", note="aws.md")]
    other = [fact(line, note="b.md")]
    words = lexicon(cloud, other, user=UserNames())
    assert {m.concept for m in words.link(other)[0].mentions} & words.concepts.keys() >= found
    assert found or "aws-sam" not in {m.concept for m in words.link(other)[0].mentions}


def test_a_list_that_is_switched_off_names_nothing() -> None:
    off = UserNames(lists=(("aws", False),))
    assert named("CloudFront, DynamoDB and CloudWatch", user=off) != named(
        "CloudFront, DynamoDB and CloudWatch"
    )


def test_one_plain_word_of_two_services_is_two_concepts() -> None:
    facts = [fact("Quorum", name, kind="topic") for name in ("Aurora", "DynamoDB")]
    facts += [fact("RDS, SQS and SNS know none", "RDS")]
    words = lexicon(facts)
    both = [one for one in words.concepts.values() if "Quorum" in one.aliases]
    assert {one.name for one in both} == {"Quorum (Aurora)", "Quorum (DynamoDB)"}
    assert len(both) == len({one.id for one in both}) == 2


def test_a_plain_word_under_two_features_is_each_in_its_own_section() -> None:
    features = [fact(f"{one} rules", one, kind="topic") for one in ("S3", "Amazon Glacier")]
    facts = [*features, *(fact("Grace", parent=one, kind="topic") for one in features)]
    graces = [one.mentions[0] for one in lexicon(facts).link(facts)[2:]]
    assert [one.concept for one in graces] == ["grace-s3-rule", "grace-amazon-glacier-rule"]
    assert [one.confidence for one in graces] == [1.0, 1.0]


@pytest.mark.parametrize(
    ("name", "above", "concepts"),
    [
        ("Quorum", ("Terraform", "S3"), {"Quorum (Terraform)", "Quorum (S3)"}),
        ("Quorum", ("DynamoDB Streams", "S3"), {"Quorum"}),
        ("Lifecycle rules", ("S3", "EFS"), {"Lifecycle rule"}),
    ],
)
def test_a_name_is_split_only_if_it_is_plain_and_of_two_things_of_their_own(
    name: str, above: tuple[str, ...], concepts: set[str]
) -> None:
    words = lexicon([fact(name, one, kind="topic") for one in above])
    stem = name.split()[0]
    assert {one.name for one in words.concepts.values() if one.name.startswith(stem)} == concepts


@pytest.mark.parametrize(
    "text", ["the lid of a kettle", "kettle, lid", "he cut it with the kettle."]
)
def test_a_noun_in_the_place_of_one_is_a_concept_at_its_first_sight(text: str) -> None:
    assert "kettle" in learnt(fact(text))


def test_initials_that_head_what_people_say_are_no_caption() -> None:
    minutes = [
        [fact(f"GF: no {n}", note=f"{n}.md"), fact(f"so GF and GF {n}", note=f"{n}.md")]
        for n in "abcd"
    ]
    assert "gf" in lexicon(*minutes).concepts


def test_names_said_to_be_one_are_one_concept() -> None:
    facts = [fact("Scion (also called Cutting Twig) is grafted"), fact("Cutting Twig: a short one")]
    words = lexicon(facts)
    assert words.meanings["scion"].certain == words.meanings["cuttingtwig"].certain


def test_initials_that_the_notes_explain_are_no_thing_of_a_list_they_do_not_speak_of() -> None:
    line = fact("Cyclin-dependent kinases (CDKs) drive cells", "Biology")
    words = lexicon([line], user=UserNames())
    named = {words.concepts[m.concept].name for m in words.link([line])[0].mentions}
    assert named == {"Cyclin-dependent kinase"}


def test_a_heading_of_one_word_is_a_concept() -> None:
    assert {"mitosis", "meiosis"} <= learnt(
        fact("Two daughters", "Cells", "Mitosis vs meiosis", headings=2)
    )


@pytest.mark.parametrize("name", ["Ana Ruiz", "Dr. Weiss", "Congress of Vienna", "Hanna van Dam"])
def test_a_heading_in_the_capitals_of_a_name_is_a_concept(name: str) -> None:
    assert name in {
        one.name
        for one in lexicon([fact("Met in spring", "Diary", name, headings=2)]).concepts.values()
    }


def test_a_word_with_a_capital_inside_sentences_is_a_concept() -> None:
    lines = [fact("The train to Vienna is slow"), fact("We met in Vienna and Linz")]
    assert learnt(*lines) == {"vienna", "linz"}


def test_a_word_that_also_stands_in_small_letters_is_none() -> None:
    lines = [fact("The Router is slow"), fact("Restart the Router"), fact("use a router table")]
    assert "router" not in learnt(*lines)


@pytest.mark.parametrize("name", ["Old letters", "Getting Started", "Best Practices"])
def test_a_heading_that_is_no_name_is_none_by_itself(name: str) -> None:
    assert learnt(fact("met in spring", "Diary", name, headings=2)) <= {"diary"}


def test_a_short_name_of_two_things_keeps_both() -> None:
    soil = [fact(text, "Soil") for text in ("Root Growth Index (RGI) is low", "RGI is read daily")]
    bed = [fact(text, "Beds") for text in ("Rose Grafting Iron (RGI) is hot", "RGI cuts well")]
    words = lexicon(soil, bed)
    assert {"root-growth-index", "rose-grafting-iron"} <= words.concepts.keys()
    assert words.link(soil)[1].mentions[0].concept == "root-growth-index"
    assert words.link(bed)[1].mentions[0].concept == "rose-grafting-iron"


def test_the_head_of_a_note_gives_its_page_further_names() -> None:
    head = "aliases: Cutting Twig, later"
    marks = (marked(head, "Cutting Twig", "alias"), marked(head, "later", "alias"))
    words = lexicon([fact(head, "Scion", kind="topic", marks=marks), fact("Is grafted", "Scion")])
    assert words.concepts["scion"].aliases == ("Cutting Twig",)


def test_a_definition_becomes_the_gloss() -> None:
    facts = [fact("Frost line: how deep the ground freezes"), fact("mind the frost line")]
    assert lexicon(facts).concepts["frost-line"].gloss == "how deep the ground freezes"


def test_no_concept_belongs_to_itself_over_others() -> None:
    words = lexicon([fact("Alpha ring", "Beta ring"), fact("Beta ring", "Alpha ring")])
    for concept in words.concepts.values():
        assert concept.id not in concept.part_of


@settings(deadline=None)
@given(st.lists(LINES, min_size=1, max_size=4))
def test_evidence_survives_json(lines: list[list[str]]) -> None:
    for note in notes_of(lines):
        evidence = evidence_of(note)
        assert Evidence.from_json(evidence.to_json()) == evidence


@settings(deadline=None)
@given(st.lists(LINES, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_notes_does_not_matter(lines: list[list[str]], random: Random) -> None:
    notes = notes_of(lines)
    evidence = [evidence_of(note) for note in notes]
    one = lexicon_of(name_evidence_of(evidence), lists=(), user=UserNames())
    random.shuffle(evidence)
    other = lexicon_of(name_evidence_of(evidence), lists=(), user=UserNames())
    assert (one.concepts, one.meanings) == (other.concepts, other.meanings)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), LINES), min_size=1, max_size=6))
def test_counting_a_changed_note_gives_what_counting_all_gives(
    edits: list[tuple[int, list[str]]],
) -> None:
    evidence = [Evidence()] * 3
    counted = name_evidence_of(evidence)
    for number, lines in edits:
        after = evidence_of(notes_of([lines] * 3)[number])
        if not counted.change(evidence[number], after):
            counted = name_evidence_of([*evidence[:number], after, *evidence[number + 1 :]])
        evidence[number] = after
    anew = lexicon_of(name_evidence_of(evidence), lists=(), user=UserNames())
    edited = lexicon_of(counted, lists=(), user=UserNames())
    assert (edited.concepts, edited.meanings) == (anew.concepts, anew.meanings)
    assert counted.candidates == name_evidence_of(evidence).candidates


@settings(deadline=None)
@given(st.lists(LINES, min_size=1, max_size=3))
def test_every_id_that_is_mentioned_exists(lines: list[list[str]]) -> None:
    notes = notes_of(lines)
    words = lexicon_of(name_evidence_of(map(evidence_of, notes)), lists=(), user=UserNames())
    for one in (found for note in notes for found in words.link(note)):
        ids = {mention.concept for mention in one.mentions} | ({one.subject} - {None})
        assert ids <= words.concepts.keys()
        assert all(mention.span.of(one.plain) for mention in one.mentions)
    for concept in words.concepts.values():
        assert set(concept.part_of) <= words.concepts.keys()


@settings(deadline=None)
@given(LINES)
def test_linking_twice_gives_the_same(lines: list[str]) -> None:
    (note,) = notes_of([lines])
    words = lexicon_of(name_evidence_of([evidence_of(note)]), lists=(), user=UserNames())
    once = words.link(note)
    assert words.link(once) == once


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("the keys are with Jonas", "only Jonas knows", "a note for Jonas"), "Jonas"),
        (("the keys are in Pizzas", "only pizzas have it", "Pizzas are flat"), "Pizza"),
    ],
)
def test_a_name_that_ends_as_plurals_do_is_shown_whole(lines: tuple[str, ...], name: str) -> None:
    facts = [fact(line, "House") for line in lines] + [fact(name, "House", kind="topic")]
    assert name in {one.name for one in lexicon(facts).concepts.values()}


@pytest.mark.parametrize(("cell", "is_name"), [("C", True), ("AAAA", True), ("A", False)])
def test_a_row_is_named_by_a_letter_but_not_by_an_article(cell: str, is_name: bool) -> None:
    assert is_row_name(cell) is is_name


@pytest.mark.parametrize(
    ("finders", "is_term"),
    [
        (BY_LETTERS, False),
        (OF_WORDS, False),
        ({"initials"}, False),
        ({"initials", "noun"}, True),
        ({"opening"}, True),
    ],
)
def test_a_term_is_found_by_more_than_how_it_is_written(finders: set[str], is_term: bool) -> None:
    surfaces, seen = Counter(["tea"]), Counter({("Tea",): 3})
    found = Candidate("tea", surfaces=surfaces, finders=Counter(finders), seen=seen)
    assert found.is_term is is_term
    once = Candidate("tea", surfaces=surfaces, finders=Counter(finders))
    assert once.is_term is ("opening" in finders)
