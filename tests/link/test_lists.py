import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BadList
from onrecord.link.lists import COLUMNS, read_list
from onrecord.types.entity import Entity, Office

HEAD = ",".join(COLUMNS) + "\n"


def read(*lines: str, head: str = HEAD):
    return read_list((head + "\n".join(lines)).encode())


def test_a_row_is_an_entity_with_its_office_and_the_days_that_its_dates_allow() -> None:
    found, refused = read('own:1,Ada Lund,"Ada M. Lund; Adie Lund",person,Mayor of Port Ellery,2012-02,2016-02')
    assert refused == []
    assert found == [
        Entity(
            id="own:1",
            name="Ada Lund",
            aliases=("Ada M. Lund", "Adie Lund"),
            offices=(Office(title="Mayor of Port Ellery", since="2012-02-01", until="2016-02-29"),),
        )
    ]


def test_rows_of_one_id_are_one_entity_with_several_offices() -> None:
    found, refused = read("own:1,Ada Lund,,,Mayor,2012,2013", "own:1,Ada Lund,Adie Lund,,Senator,2014,")
    assert refused == []
    assert [(each.aliases, [office.title for office in each.offices]) for each in found] == [
        (("Adie Lund",), ["Mayor", "Senator"])
    ]


def test_only_id_and_name_must_be_there_in_any_order() -> None:
    found, refused = read("Orlo Power,organisation,own:2", "Ada Lund,,own:1", head="\ufeffName,TYPE,id\r\n")
    assert refused == []
    assert [(each.id, each.name, each.type) for each in found] == [
        ("own:2", "Orlo Power", "organisation"),
        ("own:1", "Ada Lund", "person"),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",Ada Lund,,,,,", "id: ''"),
        ("own 1,Ada Lund,,,,,", "id: 'own 1'"),
        ("own:1,,,,,,", "name: ''"),
        ("own:1,Ada Lund,Аda Lund,,,,", "U+0410"),
        ("own:1,Ada\u200bLund,,,,,", "U+200B"),
        ("own:1,Ada Lund,,robot,,,", "robot"),
        ("own:1,Ada Lund,,,Mayor,2012-02-30,", "2012-02-30"),
        ("own:1,Ada Lund,,,Mayor,2012-13,", "2012-13"),
        ("own:1,Ada Lund,,,Mayor,,yesterday", "yesterday"),
        ("own:1,Ada Lund,,,Mayor,2014,2012", "from 2014-01-01 to 2012-12-31"),
        ("own:1,Ada Lund,,,,2014,", "without an office"),
        ("own:1,Ada Lund,,,of Port Ellery,2014,", "of Port Ellery"),
        ("own:1,Orlo Power,,organisation,Mayor,,", "for an organisation"),
        ("own:1,Ada Lund,,,Mayor,2014,,1970-01-01", "8 cells"),
        ('own:1,"Ada Lund,,,,,', "no CSV"),
        ("own:1," + "Lund " * 50 + ",,,,,", "name"),
        ("own:9,Tom Brook,,,,,", "is Tom Vale's"),
    ],
)
def test_a_bad_row_is_refused_by_its_line_and_the_rest_go_on(row, said) -> None:
    found, refused = read("own:9,Tom Vale,,,,,", row, "own:8,Bo Brook,,,,,")
    assert [each.id for each in found] == ["own:9", "own:8"]
    ((line, error),) = refused
    assert line == 3
    assert said in error.cause
    assert error.code == "E110"
    assert error.cure


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"id;name\n1;Ada Lund",
        b"id,name,birthday\n1,Ada Lund,1970-01-01",
        b"id,name,address\n1,Ada Lund,1 Dam Street",
        b"id,id,name\n1,1,Ada Lund",
        b"name\nAda Lund",
        b"\xff\xfeid,name",
        b'"id,name\n1,Ada Lund',
    ],
)
def test_a_file_that_is_no_such_list_is_refused_as_a_whole(content) -> None:
    with pytest.raises(BadList):
        read_list(content)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_nothing_that_stands_in_a_file_breaks_the_reading(rows) -> None:
    found, refused = read_list((HEAD + rows).encode())
    assert all(each.name for each in found)
    assert all(line > 1 for line, _ in refused)
