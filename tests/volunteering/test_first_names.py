"""Before both have said yes, the other one reads a first name and never a surname."""

import pytest

from mittendrin.volunteering.first_names import first_name


@pytest.mark.parametrize(
    ("name", "known_as"),
    [
        ("Erna Birke", "Erna"),
        ("Erna", "Erna"),
        ("Demo-Person Suche", "Demo-Person"),
        ("Birke, Erna", "Erna"),
        ("Birke,Erna", "Erna"),
        ("Birke, Dr. Otto", "Otto"),
        ("Birke, Erna, geb. Linde", "Erna"),
        ("Erna Birke, geb. Linde", "Erna"),
        ("Dr. Otto Birke", "Otto"),
        ("Dr.Otto Birke", "Otto"),
        ("Prof. Dr. med. Otto Birke", "Otto"),
        ("Dr. h.c. Otto Birke", "Otto"),
        ("Dipl.-Ing. Otto Birke", "Otto"),
        ("Frau Erna Linde", "Erna"),
        ("frau dr. Erna von Linde", "Erna"),
        ("Frau Linde", "Jemand"),
        ("Herr Dr. Birke", "Jemand"),
        ("Dr. Birke", "Jemand"),
        ("Familie Linde", "Jemand"),
        ("Linde, Frau", "Jemand"),
        ("Herr von Linde", "Jemand"),
        ("von Linde", "Jemand"),
        ("Frau", "Jemand"),
        ("", "Jemand"),
    ],
)
def test_only_a_first_name_is_told(name: str, known_as: str) -> None:
    assert first_name(name) == known_as
