import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.properties import described_by, of_iso, of_pdf


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("D:20230614083015+02'00'", "2023-06-14T08:30:15+02:00"),
        ("D:20230614083015-05'30", "2023-06-14T08:30:15-05:30"),
        ("D:20230614083015Z00'00'", "2023-06-14T08:30:15Z"),
        ("D:20230614083015", "2023-06-14T08:30:15"),
        ("20230614", "2023-06-14"),
        ("D:202306", "2023-06"),
        ("D:2023", "2023"),
        ("D:20231314", None),
        ("D:20230230", None),
        ("D:20230614083015+99'00'", None),
        ("D:19040101000000Z", None),
        ("14 June 2023", None),
        ("", None),
    ],
)
def test_a_time_of_a_pdf_keeps_its_precision_and_zone(written, time):
    assert of_pdf(written) == time


@pytest.mark.parametrize(
    ("written", "time"),
    [("2023-06-14T08:30:00Z", "2023-06-14T08:30:00Z"), (" 2023-06-14T08:30:00+02:00 ", "2023-06-14T08:30:00+02:00"), ("1601-01-01T00:00:00Z", None), ("soon", None)],
)  # fmt: skip
def test_a_time_of_a_docx_keeps_its_zone(written, time):
    assert of_iso(written) == time


def test_names_that_accounts_have_are_no_authors():
    said = described_by("", "Ansa Brill;jsmith; Office User ;a b@c.example; Ansa  Brill;" + "x y" * 60, None, None)
    assert said.authors == ("Ansa Brill",)


@settings(deadline=None)
@given(st.text(), st.text(), st.text())
def test_any_properties_are_read(title, authors, time):
    said = described_by(title, authors, of_pdf(time), of_iso(time))
    assert set(said.basis.values()) <= {"meta"}
