import pytest

from onrecord.link.names import conflict, likeness, middle_names_conflict, parts


def like(story: str, listed: str, family: str):
    return likeness(parts(story), parts(listed), parts(family))


@pytest.mark.parametrize(
    ("story", "listed", "family", "how"),
    [
        ("Ada Brook", "Ada Brook", "Brook", "same"),
        ("Ada M. Brook", "Ada Maria Brook", "Brook", "variant"),
        ("Ada Brook", "Ada Maria Brook", "Brook", "variant"),
        ("Bill Vale", "William Vale", "Vale", "variant"),
        ("Wm Vale", "William Vale", "Vale", None),
        ("J.D. Lund", "James David Lund", "Lund", "variant"),
        ("JD Lund", "J.D. Lund", "Lund", "same"),
        ("AI Lund", "Al Lund", "Lund", None),
        ("Brook", "Ada Brook", "Brook", "family"),
        ("Ada", "Ada Brook", "Brook", None),
        ("Bea Brook", "Ada Brook", "Brook", None),
        ("Ada Brook Jr.", "Ada Brook", "Brook", None),
        ("Ada Brook", "Ada Brook Jr.", "Brook", "same"),
        ("Mei Tan", "Tan Mei", "Tan", None),
        ("Tan", "Tan Mei", "Tan", "family"),
        ("van der Lund", "Ada van der Lund", "van der Lund", "family"),
        ("Lund", "Ada van der Lund", "van der Lund", None),
    ],
)
def test_a_name_is_like_another_only_where_each_part_fits(story, listed, family, how) -> None:
    assert like(story, listed, family) == how


def test_middle_names_that_conflict_are_two_people() -> None:
    assert middle_names_conflict(parts("Bruno P. Kestle"), parts("Bruno Quentin Kestle"), parts("Kestle"))
    assert not middle_names_conflict(parts("Bruno Q. Kestle"), parts("Bruno Quentin Kestle"), parts("Kestle"))
    assert not middle_names_conflict(parts("Bruno Kestle"), parts("Bruno Quentin Kestle"), parts("Kestle"))


def test_given_names_of_one_surname_that_conflict_are_two_people() -> None:
    assert conflict(parts("Ida Kestle"), parts("Isaura Kestle"))
    assert conflict(parts("Bruno Kestle Jr."), parts("Bruno Kestle"))
    assert not conflict(parts("Kestle"), parts("Isaura Kestle"))


@pytest.mark.parametrize("name", ["", " ", "…", "12", "Ada; Bo", "Ada\nBrook"])
def test_what_is_no_name_has_no_parts(name) -> None:
    assert parts(name) is None
