import pytest

from onrecord.export.spelling import date, money
from onrecord.types.amount import Amount


@pytest.mark.parametrize(
    ("edtf", "spelt"),
    [
        ("2022", "2022"),
        ("2022-05", "May 2022"),
        ("2022-05-01", "1 May 2022"),
        ("2022-05-30/2022-05-31", "30–31 May 2022"),
        ("2022-05-30/2022-06-02", "30 May – 2 June 2022"),
        ("2021-12-30/2022-01-02", "30 December 2021 – 2 January 2022"),
        ("2022-03/2022-05", "March–May 2022"),
        ("2021/2022", "2021–2022"),
        ("2021/2022-05", "2021 – May 2022"),
        ("2022-05-31/2022-05-31", "31 May 2022"),
        ("../2022-05-31", "by 31 May 2022"),
        ("/2022", "by 2022"),
        ("2022-05/..", "May 2022 or later"),
        ("199X", "199X"),
        ("2022-05-31?", "2022-05-31?"),
        ("2022-13", "2022-13"),
        ("../..", "../.."),
        ("<b>", "<b>"),
        ("", ""),
    ],
)
def test_a_date_is_spelt_and_what_is_none_stays(edtf, spelt):
    assert date(edtf) == spelt


def test_months_may_be_short():
    assert date("2022-09-30/2022-10-01", 3) == "30 Sep – 1 Oct 2022"


@pytest.mark.parametrize(
    ("amount", "spelt"),
    [
        ({"value": 5e6, "currency": "EUR", "stage": "promised"}, "EUR 5 million promised"),
        ({"value": 2e9, "value_max": 3e9, "currency": "USD"}, "USD 2–3 billion"),
        ({"value": 5e8, "value_max": 1e9, "currency": "USD"}, "USD 500 million–1 billion"),
        ({"value": 6e6, "value_max": 6e6, "currency": "USD"}, "USD 6 million"),
        ({"value": 1.25e12}, "1.25 trillion"),
        ({"value": 1234567, "currency": "GBP"}, "GBP 1,234,567"),
        ({"value": 1234567890, "currency": "GBP"}, "GBP 1,234,567,890"),
        ({"value": 12.5, "currency": "USD"}, "USD 12.50"),
        ({"value": 0, "currency": "USD"}, "USD 0"),
        ({"value": None, "currency": "USD", "stage": "owed"}, "USD owed"),
        ({"value": None}, ""),
    ],
)
def test_a_sum_is_spelt_exactly(amount, spelt):
    assert money(Amount(span=(0, 1), **amount)) == spelt
