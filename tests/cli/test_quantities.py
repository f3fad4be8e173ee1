import pytest

from onrecord.cli.quantities import amount, currency, interval
from onrecord.errors import BadDescription


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("40000", 4e4), ("40,000", 4e4), ("40_000.50", 40000.5), ("2k", 2e3), ("700m", 7e8), ("700 M", 7e8),
        ("1.5bn", 1.5e9), ("1.5 billion", 1.5e9), ("2 trillion", 2e12), ("3t", 3e12), ("0", 0),
    ],
)  # fmt: skip
def test_a_sum_may_be_written_as_people_do(written, value):
    assert amount("--min-amount", written) == value


@pytest.mark.parametrize("written", ["", "m", "-5", "5 dollars", "€5", "1e9", "٣", "5mm", "1.2.3"])
def test_what_is_no_sum_is_refused(written):
    with pytest.raises(BadDescription, match="--min-amount"):
        amount("--min-amount", written)


def test_a_currency_is_three_letters():
    assert currency("--currency", "eur") == "EUR"
    for written in ("€", "EURO", "", "E1R"):
        with pytest.raises(BadDescription):
            currency("--currency", written)


@pytest.mark.parametrize("written", ["2022", "2022-05/2022-08", "2022/..", "../2022", "2022-05-31/"])
def test_dates_and_intervals_stay_as_they_are(written):
    assert interval("--since", written) == written


@pytest.mark.parametrize("written", ["", "..", "may", "2022/2023/2024", "2022-13", "2022/soon"])
def test_what_is_no_interval_is_refused(written):
    with pytest.raises(BadDescription):
        interval("--since", written)
