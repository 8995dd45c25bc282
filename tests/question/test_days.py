"""Which days are meant, on Wednesday the 11th of March 2026."""

from datetime import date

import pytest

from graph.question.days import day_of, days_asked

TODAY = date(2026, 3, 11)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("yesterday", "2026-03-10", "2026-03-10"),
        ("gestern", "2026-03-10", "2026-03-10"),
        ("on monday", "2026-03-09", "2026-03-09"),
        ("on wednesday", "2026-03-04", "2026-03-04"),
        ("3 days ago", "2026-03-08", "2026-03-08"),
        ("2 weeks ago", "2026-02-23", "2026-03-01"),
        ("last 2 weeks", "2026-02-23", "2026-03-11"),
        ("this month", "2026-03-01", "2026-03-31"),
        ("next-month", "2026-04-01", "2026-04-30"),
        ("1 month ago", "2026-02-01", "2026-02-28"),
        ("last year", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_day_is_told_from_today(said: str, first: str, last: str):
    found = day_of(said, TODAY)
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


def test_what_is_no_day_names_none():
    assert day_of("kettle", TODAY) is None
    assert days_asked("who may enter?", TODAY) is None


def test_a_leap_day_that_is_still_to_come_is_meant_of_the_year_before():
    found = days_asked("what happened on 29 February?", date(2028, 1, 1))
    assert found is not None
    assert found.period.first == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("What did I do on Monday?", "2026-03-09", "2026-03-09"),
        ("Was habe ich letzten Montag gemacht?", "2026-03-09", "2026-03-09"),
        ("Qu'ai-je fait lundi dernier ?", "2026-03-09", "2026-03-09"),
        ("¿Qué hice el lunes pasado?", "2026-03-09", "2026-03-09"),
        ("Was war vor zwei Wochen?", "2026-02-23", "2026-03-01"),
        ("what happened a week ago", "2026-03-02", "2026-03-08"),
        ("Was habe ich im letzten Mai getan?", "2025-05-01", "2025-05-31"),
        ("entre le 3 et le 9 mai 2024", "2024-05-03", "2024-05-09"),
        ("entre el 3 y el 9 de mayo de 2024", "2024-05-03", "2024-05-09"),
        ("from 3 to 9 May 2024", "2024-05-03", "2024-05-09"),
        ("between March and May", "2025-03-01", "2025-05-31"),
        ("from March to May", "2025-03-01", "2025-05-31"),
        ("von November bis Februar 2025", "2024-11-01", "2025-02-28"),
        ("Was hat sich seit 2023 geändert?", "2023-01-01", "9999-12-31"),
        ("what did I do in week 20 of 2024?", "2024-05-13", "2024-05-19"),
    ],
)
def test_days_are_read_in_several_languages(question, first, last):
    found = days_asked(question, TODAY)
    assert found is not None
    assert (found.period.first.isoformat(), found.period.last.isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["Kann man vor 2024 Euro zahlen?", "after 2000 requests", "a 3"])
def test_a_number_is_no_year(text):
    assert days_asked(text, TODAY) is None
