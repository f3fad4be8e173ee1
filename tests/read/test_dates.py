import pytest

from onrecord.errors import BadDescription
from onrecord.read.dates import edtf


@pytest.mark.parametrize(
    "written",
    ["2022", "2022-05", "2022-05-31", "2024-02-29", "0001", "2022-05-31T20:15:00Z", "2022-05-31T20:15:00+02:00"],
)
def test_a_date_stays_as_precise_as_it_is(written):
    assert edtf(written) == written


@pytest.mark.parametrize(
    "written",
    ["2022-05-31T20:15:00.123+02:00", "2022-05-31 20:15", " 2022-05-31\n", "2022-05-31T20:15", "2022-05-31T24:15:00Z"],
)
def test_a_time_of_day_that_edtf_does_not_know_is_dropped(written):
    assert edtf(written) == "2022-05-31"


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "22-05-31", "2022-13", "2022-02-30", "2023-02-29", "0000", "2022-5-3", "20220531", "2022T10:00",
     "2022-05-31 about", "31.05.2022", "２０２２", "2022-05-31/2022-06-01"],
)  # fmt: skip
def test_anything_else_is_refused(written):
    with pytest.raises(BadDescription):
        edtf(written)
