from onrecord.link.across import namesakes
from onrecord.types.attribution import Analysis, Attribution
from onrecord.types.document import Description, Document

from .people import said


def told(number, *speakers):
    attributions = tuple(
        Attribution(
            id=f"{number}.{k}",
            source=(),
            cue=((0, 2),),
            content=((3, 8),),
            form="indirect",
            act="speech",
            confidence=0.9,
            shown=True,
            speaker=speaker,
            statements=(),
        )
        for k, speaker in enumerate(speakers)
    )
    document = Document.of(f"It rains, {number}.", Description(published="2022-05-31"), id=str(number))
    return Analysis(document=document, attributions=attributions)


def test_a_full_name_in_two_documents_is_a_candidate_with_its_evidence() -> None:
    (found,) = namesakes(
        [
            told(1, said("Ada Lund", "Mayor of Port Ellery"), said("Ada Lund")),
            told(2, said("Ada Lund", "the mayor of Port Ellery"), said("Tom Vale")),
            told(3, said("Ada Lund")),
        ]
    )
    assert found.name == "Ada Lund"
    assert [(each.document, each.roles) for each in found.appearances] == [
        ("1", ("Mayor of Port Ellery",)),
        ("2", ("the mayor of Port Ellery",)),
        ("3", ()),
    ]
    assert found.evidence == (
        "the same name in 3 documents",
        "1 of them state no role",
        "and the same office wherever one is stated",
    )


def test_offices_that_differ_speak_against_it() -> None:
    (found,) = namesakes([told(1, said("Ada Lund", "mayor")), told(2, said("Ada Lund", "goalkeeper"))])
    assert found.evidence[-1] == "but not the same office in all of them"


def test_surnames_unnamed_sources_look_alikes_and_who_was_joined_are_left_out() -> None:
    speakers = (
        said("Lund"),
        said("a senior official", type="anonymous"),
        said("critics of Ada Lund", type="group"),
        said("Ada Lund", status="unresolved"),
        said("Bo Brook ; Tom Vale"),
        said("Isaura Kestle", entity="own:1", entity_name="Isaura Kestle"),
    )
    assert namesakes([told(1, *speakers), told(2, *speakers)]) == []
    assert namesakes([told(1, said("Ada Lund")), told(2, said("Аda Lund"))]) == []
