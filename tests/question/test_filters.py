"""Filters in a question: which lines they keep, and what a question means by its days."""

from __future__ import annotations

from datetime import date

import pytest

from graph.answers.filtered import _asks_for_all
from graph.dates import Period, periods_in
from graph.language.identify import language_of
from graph.notes.properties import is_pair
from graph.notes.reading import facts_of, title_of
from graph.question import Filters, Library, read_filters
from graph.records import Note

TODAY = date(2026, 6, 10)
NOTES = {
    "journal/2024-05-12.md": "- Planted kale #garden\n- Paid the [plumber](plumber.md)\n",
    "journal/2025-01-03.md": "- Snow on the shed #garden/winter\n- TODO mend the shed\n",
    "journal/2026-06-01.md": "- Picked the first peas\n- Run `mend --all`\n",
    "house/boiler.md": "---\ntags: [home, heat]\nowner: Mara\ncreated: 2023-02-01\n---\n"
    "The boiler burns gas.\n\nServiced on 4 March 2024.\n\n## 2025-08\n\nThe pump was changed.\n",
    "house/roof.md": "---\nowner: Ivo\ntags: home\n---\nSlate lasts long.\n\n"
    "Gas pipes run under it.\n",
    "work.md": "# Work\n\n| Item | Owner | Due |\n|---|---|---|\n| Pump | Mara | 2024-02-11 |\n"
    "| Gate | Tom | 3 March 2023 |\n\n## Chores\n\n- Rake leaves\n  - owner:: [[Mara Vell]]\n"
    "- Oil hinges\n  - due:: 2022-02-03\n- 2022-02-05 met the mayor\n",
    "trips.org": "#+filetags: :travel:\n* Alps 3-9 May 2024\nWe slept in huts.\n* Sea\n"
    "No dates here.\n",
}
KALE, PLUMBER = "Planted kale #garden", "Paid the plumber"
SNOW, SHED = "Snow on the shed #garden/winter", "TODO mend the shed"
PEAS, RUN = "Picked the first peas", "Run mend --all"
BURNS, SERVICED, PUMP = (
    "The boiler burns gas.",
    "Serviced on 4 March 2024.",
    "The pump was changed.",
)
SLATE, PIPES = "Slate lasts long.", "Gas pipes run under it."
HUTS, SEA = "We slept in huts.", "No dates here."
BOILER, ROOF, TRIPS = [BURNS, SERVICED, PUMP], [SLATE, PIPES], [HUTS, SEA]
JOURNAL = [KALE, PLUMBER, SNOW, SHED, PEAS, RUN]
RAKE, OIL, MAYOR = "Rake leaves", "Oil hinges", "2022-02-05 met the mayor"
ALL = [*BOILER, *ROOF, *JOURNAL, *TRIPS]


@pytest.fixture(scope="module")
def library() -> Library:
    """Return the facts of the notes above."""
    notes = [Note(path, text, "", title_of(text, path)) for path, text in sorted(NOTES.items())]
    return Library(fact for note in notes for fact in facts_of(note))


def kept(library: Library, filters: Filters) -> list[str]:
    """Return the lines that filters keep, without those of a note's head."""
    heads = {f.plain for f in library.facts if is_pair(f.plain, f.marks)}
    return [fact.plain for fact in library.kept(filters) if fact.plain not in heads]


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("in:journal/", JOURNAL),
        ("in:house", [*BOILER, *ROOF]),
        ("in:house/boiler.md", BOILER),
        ("in:HOUSE/", [*BOILER, *ROOF]),
        ("in:boiler", BOILER),
        ("in:trips.org", TRIPS),
        ('in:"journal/2024"', [KALE, PLUMBER]),
        ("in:nowhere/", []),
        ("tag:garden", [KALE, SNOW]),
        ("tag:#garden", [KALE, SNOW]),
        ("tag:Garden", [KALE, SNOW]),
        ("tag:garden/winter", [SNOW]),
        ("tag:gard", []),
        ("tag:home", [*BOILER, *ROOF]),
        ("tag:home tag:heat", BOILER),
        ("tag:travel", TRIPS),
        ("owner:Mara in:house", BOILER),
        ("owner:mara in:house", BOILER),
        ('owner:"Ivo"', ROOF),
        ("Owner:Ivo", ROOF),
        ("owner:Ana", []),
        ("owner:Tom", ["Gate – Owner: Tom; Due: 3 March 2023"]),
        ('owner:"Mara Vell" in:work', [RAKE]),
        ("owner:Mara -pump in:house", BOILER[:2]),
        ("owner:Mara in:work", ["Pump – Owner: Mara; Due: 2024-02-11"]),
        ("on:2022-02-03", [OIL]),
        ("on:2022-02 in:work", [OIL, MAYOR]),
        ("on:2022-02-05", [MAYOR]),
        ("has:link", [PLUMBER]),
        ("has:code", [RUN]),
        ("has:task", [SHED]),
        ("has:date in:house", [SERVICED]),
        ("has:date in:work -gate -pump", [OIL, MAYOR]),
        ("has:owner in:house", [*BOILER, *ROOF]),
        ("has:tag in:journal/", [KALE, SNOW]),
        ("on:2024-05-12", [KALE, PLUMBER]),
        ("on:2024-05-05", [HUTS]),
        ("on:2024-05", [KALE, PLUMBER, HUTS]),
        ("on:2024 -pump", [SERVICED, KALE, PLUMBER, HUTS]),
        ("on:12.5.2024", [KALE, PLUMBER]),
        ('on:"12 May 2024"', [KALE, PLUMBER]),
        ("on:2025-08-20", [PUMP]),
        ("on:2019", []),
        ("before:2024-05-01 in:journal/", []),
        ("before:2025 in:journal/", [KALE, PLUMBER]),
        ("after:2024 in:journal/", [SNOW, SHED, PEAS, RUN]),
        ("after:2025-01-02 before:2026 in:journal/", [SNOW, SHED]),
        ("after:last-week", []),
        ("before:2024-01-01 in:house", BOILER[:2]),
        ("shed -snow in:journal/2025", [SHED]),
        ("-gas in:house/", [SERVICED, PUMP, SLATE]),
        ("-ga in:house/roof", ROOF),
        ('-"first peas" in:journal/2026', [RUN]),
        ('"gas pipes"', [PIPES]),
        ('"Gas Pipes"', [PIPES]),
        ('"pipes gas"', []),
        ('"the shed"', [SNOW, SHED]),
        ('"Alps"', [HUTS]),
        ("tag:home -gas owner:Ivo", [SLATE]),
        ("in:journal/ has:task after:2024", [SHED]),
        ("what burns? in:house/ tag:heat", BOILER),
        ("who? -kale on:2024-05-12", [PLUMBER]),
        ('"shed" tag:garden', [SNOW]),
        ("in:journal/ in:journal/2026", [PEAS, RUN]),
        ("has:owner -pump tag:heat", [BURNS, SERVICED]),
        ("on:2026-06-01 has:code", [RUN]),
        ("owner:Mara owner:Ivo", []),
        ("tag:travel on:2024-05-03", [HUTS]),
        ("tag:travel before:2024", []),
    ],
)
def test_a_filter_keeps_just_the_lines_that_meet_it(library, question, lines):
    found = kept(library, read_filters(question, today=TODAY).filters)
    assert sorted(found) == sorted(lines)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what burns gas? in:house/", "what burns gas?"),
        ("tag:home boiler -gas", "boiler"),
        ("at 10:30 see https://x.org", "at 10:30 see https://x.org"),
        ("well-known pre-war e-mail", "well-known pre-war e-mail"),
        ("s3:Get with -v", "s3:Get with -v"),
    ],
)
def test_filters_are_no_words_and_words_no_filters(question, words):
    read = read_filters(question, today=TODAY, is_word=lambda word: word in ("s3:Get", "-v"))
    assert read.words == words


def test_what_a_sentence_quotes_is_a_name_that_not_every_line_must_say():
    sentence = 'who wrote the song "Winter Shed" for his sister?'
    assert not read_filters(sentence, today=TODAY).filters.exact
    assert read_filters('song "Winter Shed"', today=TODAY).filters.exact == ("Winter Shed",)


@pytest.mark.parametrize(
    ("question", "remark"),
    [
        ("befor:2024", "did you mean before:?"),
        ("onwer:Mara", "did you mean owner:?"),
        ("tag:gardn", "did you mean tag:garden?"),
        ("in:nowhere/", "no note's path"),
        ("colour:red", "no note has a property"),
        ("has:colour", "is no filter"),
        ("on:someday", "write the date"),
        ("before:32.5.2024", "write the date"),
    ],
)
def test_a_filter_that_says_nothing_is_told(library, question, remark):
    filters = read_filters(question, today=TODAY).filters
    assert remark in " ".join((*filters.broken, *library.unknown(filters)))


@pytest.mark.parametrize(
    ("question", "first", "last", "rest"),
    [
        ("what did I do on 3 January?", "2026-01-03", "2026-01-03", "what did I do?"),
        ("what did I do on 3 December?", "2025-12-03", "2025-12-03", "what did I do?"),
        ("what happened in May", "2026-05-01", "2026-05-31", "what happened"),
        ("what happened last week", "2026-06-01", "2026-06-07", "what happened"),
        ("what happened yesterday", "2026-06-09", "2026-06-09", "what happened"),
        ("what happened 3 days ago", "2026-06-07", "2026-06-07", "what happened"),
        ("the rent since 2023", "2023-01-01", "9999-12-31", "the rent"),
        ("the rent before May 2024", "0001-01-01", "2024-04-30", "the rent"),
        ("the rent after 12 May 2024", "2024-05-13", "9999-12-31", "the rent"),
        ("the rent until 2024", "0001-01-01", "2024-12-31", "the rent"),
        ("rent between 3 May 2024 and 9 May 2024", "2024-05-03", "2024-05-09", "rent"),
        ("Miete seit 2023", "2023-01-01", "9999-12-31", "Miete"),
        ("was geschah am 12. Mai 2024", "2024-05-12", "2024-05-12", "was geschah"),
        ("was geschah letzte Woche", "2026-06-01", "2026-06-07", "was geschah"),
    ],
)
def test_days_are_read_out_of_a_question(question, first, last, rest):
    read = read_filters(question, today=TODAY)
    days = read.filters.days
    assert days is not None
    assert (days.first.isoformat(), days.last.isoformat()) == (first, last)
    assert read.undated.replace(" ?", "?") == rest


@pytest.mark.parametrize(
    "question",
    ["what was added in 3.12?", "may I march?", "give me 2000", "what costs 2024 points?"],
)
def test_what_is_no_date_is_none(question):
    assert read_filters(question, today=TODAY).filters.days is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024_05_12", "2024-05-12", "2024-05-12"),
        ("202405121030 Tea", "2024-05-12", "2024-05-12"),
        ("20240512103000123", "2024-05-12", "2024-05-12"),
        ("May 12th, 2024", "2024-05-12", "2024-05-12"),
        ("2024-05-12T10:00:00Z", "2024-05-12", "2024-05-12"),
        ("2024-W19", "2024-05-06", "2024-05-12"),
        ("3–9 May 2024", "2024-05-03", "2024-05-09"),
        ("from 2001 to 2009", "2001-01-01", "2009-12-31"),
        ("Q2 2024", "2024-04-01", "2024-06-30"),
        ("13/05/2024", "2024-05-13", "2024-05-13"),
        ("3 de mayo de 2024", "2024-05-03", "2024-05-03"),
    ],
)
def test_dates_are_read_as_people_and_programs_write_them(text, first, last):
    (period,) = periods_in(text)
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["31 Feb 2024", "10.20.30.40", "0.2024", "05/06/2024", "v2024.1"])
def test_what_looks_like_a_date_is_none(text):
    assert periods_in(text) == ()


@pytest.mark.parametrize(
    ("text", "is_meant"),
    [
        ("what happened?", True),
        ("what did we do", True),
        ("was ist passiert?", True),
        ("qu'est-ce que j'ai écrit ?", True),
        ("which sport I did", True),
        ("what about the plumber we did", False),
        ("what did the plumber say?", False),
        ("what was the rent?", False),
    ],
)
def test_a_question_for_all_of_some_days_is_known(text, is_meant):
    facts = facts_of(Note("a.md", "We met the plumber.", "", "a"))
    assert _asks_for_all(text, facts, language_of(text)) == is_meant


def test_a_day_under_a_month_or_a_year_is_of_that_year():
    text = "# March 2020\n\n## March 15\n\nRain.\n\n## March 16\n\nSun.\n\n## 4 May\n\nAll.\n"
    found = Library(facts_of(Note("a.md", text, "", "a")))
    asked = read_filters("on:2020-03-15", today=TODAY).filters
    assert [fact.plain for fact in found.kept(asked)] == ["Rain.", "All."]


def test_days_without_a_year_are_those_of_the_last_notes(library):
    read = read_filters("what happened in January", today=TODAY).filters
    assert library.settled(read.days, yearly=read.yearly).first == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ((2024, 5, 12), (2024, 5, 12), "2024-05-12"),
        ((2024, 5, 1), (2024, 5, 31), "2024-05"),
        ((2024, 1, 1), (2024, 12, 31), "2024"),
        ((2024, 5, 3), (2024, 5, 9), "2024-05-03 to 2024-05-09"),
    ],
)
def test_a_period_is_shown_without_days_that_nobody_wrote(first, last, shown):
    assert str(Period(date(*first), date(*last))) == shown


def test_a_value_is_known_by_its_other_names(library):
    filters = read_filters("owner:Mara in:work -pump", today=TODAY).filters
    found = library.kept(filters, {"Mara": ["Mara Vell"]}.get)
    assert RAKE in [fact.plain for fact in found]


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("What is the latest gate code?", "latest"),
        ("Quel est le code le plus récent ?", "latest"),
        ("¿Cuándo vi a Ana por última vez?", "latest"),
        ("Wann habe ich zuletzt Ana gesehen?", "latest"),
        ("when did I first see Ana?", "earliest"),
        ("Quando vi Ana pela primeira vez?", "earliest"),
        ("Qu'ai-je fait lundi dernier ?", ""),
        ("What is the last name of Ana?", ""),
    ],
)
def test_the_newest_or_the_oldest_is_asked_for_in_several_languages(question, order):
    assert read_filters(question, today=TODAY).filters.order == order
