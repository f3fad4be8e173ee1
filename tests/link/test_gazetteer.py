import json
import re
from importlib.resources import files

import pytest

from onrecord.link.gazetteer import LISTS, filed, keys, portfolios, shipped

from .people import KESTLE, LISTED, OTHER_KESTLE

FOLDER = files("onrecord").joinpath("data/gazetteer")
FIELDS = {"id", "name", "aliases", "family", "offices"}
OF_OFFICES = {"title", "since", "until", "seen", "party"}


@pytest.mark.parametrize("name", [*LISTS, "countries"])
def test_each_list_says_where_it_is_from_and_under_which_licence(name) -> None:
    told = FOLDER.joinpath(name, "SOURCE.md").read_text("utf-8")
    assert "licence" in told or "License" in told
    assert "https://github.com/" in told


@pytest.mark.parametrize("name", LISTS)
def test_the_lists_hold_names_and_offices_and_nothing_private(name) -> None:
    for line in FOLDER.joinpath(name, "people.tsv").read_text("utf-8").splitlines():
        person = json.loads(line.split("\t")[1])
        assert person.keys() <= FIELDS
        assert person["offices"]
        for office in person["offices"]:
            assert office.keys() <= OF_OFFICES
            assert all(
                re.fullmatch(r"\d{4}-\d\d-\d\d", office[key]) for key in office.keys() & {"since", "until", "seen"}
            )
            assert office.get("until", office.get("seen", "9999")) >= office["since"]


@pytest.mark.parametrize("shelf", shipped(), ids=lambda shelf: shelf.source)
def test_the_lists_are_in_order_so_that_everybody_in_them_is_found(shelf) -> None:
    assert list(shelf.lines) == sorted(shelf.lines)
    for line in shelf.lines[:: max(1, len(shelf.lines) // 300)]:
        key = line.split(b"\t")[0].decode()
        found = list(shelf.find(key))
        assert found
        assert all(key in keys(each) and each.source == shelf.source for each in found)


def test_ids_stand_for_one_person_across_the_lists() -> None:
    names: dict[str, set[str]] = {}
    for shelf in shipped():
        for line in shelf.lines:
            person = json.loads(line.split(b"\t")[1])
            names.setdefault(person["id"], set()).add(person["name"])
    assert [held for held in names.values() if len(held) > 1] == []


def test_somebody_is_filed_under_the_last_word_of_each_name_and_the_surname() -> None:
    shelf = filed(LISTED, "own list")
    assert [each.id for each in shelf.find("kestle")] == [KESTLE.id, OTHER_KESTLE.id, "torvenia:3"]
    assert list(shelf.find("kest")) == []
    assert list(shelf.find("zzz")) == []


def test_ministers_titles_are_known() -> None:
    assert {"minister", "finance", "foreign", "affairs"} <= portfolios()
    assert portfolios().isdisjoint({"spokesman", "editor", "aide"})
