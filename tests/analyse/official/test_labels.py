import pytest

from onrecord.analyse.official.labels import label


def called(paragraph: str) -> tuple[str, str] | None:
    found = label(paragraph, (0, len(paragraph)))
    return None if found is None else (paragraph[slice(*found.who)], paragraph[found.said :])


@pytest.mark.parametrize(
    ("paragraph", "who", "said"),
    [
        ("SMITH: No.", "SMITH", "No."),
        ("Mr. TROTT: I withdraw it, Mr Speaker.", "Mr. TROTT", "I withdraw it, Mr Speaker."),
        ("Mr. TROTT. I withdraw it. Mr. Speaker, no.", "Mr. TROTT", "I withdraw it. Mr. Speaker, no."),
        ("Mr. SMITH of Oskel. I yield.", "Mr. SMITH of Oskel", "I yield."),
        ("The PRESIDING OFFICER. Without objection.", "The PRESIDING OFFICER", "Without objection."),
        ("Senator WARDEN. Thank you.", "Senator WARDEN", "Thank you."),
        ("The Speaker: Order.", "The Speaker", "Order."),
        ("THE PRESIDENT:  Thank you.", "THE PRESIDENT", "Thank you."),
        ("MS. FALK: Go ahead.", "MS. FALK", "Go ahead."),
        ("Lord Olm (Lab): My Lords, no.", "Lord Olm", "My Lords, no."),
        ("Mr Alan Trott (Harrowdale) (Lab): No.", "Mr Alan Trott", "No."),
        ("Ms VEIL (Burwood) (14:02): Why?", "Ms VEIL", "Why?"),
        ("REP. RUTH ASHKEL (D), OSKEL: Yes.", "REP. RUTH ASHKEL", "Yes."),
        ("Q1 Chair: Welcome.", "Chair", "Welcome."),
        ("Q. Were you there?", "Q", "Were you there?"),
        ("Q    And the budget?", "Q", "And the budget?"),
        ("BRANCOR: (As interpreted.) Yes.", "BRANCOR", "Yes."),
        ("Some hon. members: Oh, oh!", "Some hon. members", "Oh, oh!"),
        ("[21:00:14] HARTE: Good evening.", "HARTE", "Good evening."),
    ],
)
def test_a_label_calls_who_speaks_next(paragraph: str, who: str, said: str) -> None:
    assert called(paragraph) == (who, said)


@pytest.mark.parametrize(
    "paragraph",
    [
        "She asked for one thing: water.",
        "RELATED: Vale will run",
        "Photo: Jane Roe",
        "Present: Ada Brook, Tom Vale.",
        "Mr. Trott said no. Nobody did.",
        "U.S. Officials met in Brisk.",
        "Quite so: the gates were open.",
        "A man came in.",
        "LONDON: The minister spoke.",
        "The end of the road: a farewell",
    ],
)
def test_other_lines_call_nobody(paragraph: str) -> None:
    found = label(paragraph, (0, len(paragraph)))
    assert found is None or found.sort == "plain"


def test_a_line_of_a_megabyte_is_looked_at_in_no_time() -> None:
    for unit in ("Aa ", "A. ", "(a) ", "Q ", "AB, ", "Mr. "):
        many = unit * (1_000_000 // len(unit))
        label(many, (0, len(many)))
