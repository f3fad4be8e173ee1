from onrecord.link import Registry, linked
from onrecord.types.attribution import Analysis, Attribution
from onrecord.types.document import Description, Document

from .people import KESTLE, LISTED, said

TEXT = "President Isaura Kestle said it rains. Isaura Kestle told Tom Vale that it snows."


def attribution(number, speaker, addressee=None):
    return Attribution(
        id=str(number),
        source=((10, 23),),
        cue=((24, 28),),
        content=((29, 37),),
        form="indirect",
        act="speech",
        confidence=0.9,
        shown=True,
        speaker=speaker,
        addressee=addressee,
        statements=(),
    )


def analysis(*attributions, published="2022-05-31"):
    return Analysis(document=Document.of(TEXT, Description(published=published)), attributions=attributions)


def test_what_is_stated_once_joins_the_name_wherever_it_stands() -> None:
    first = attribution(1, said("Isaura Kestle", "President of Torvenia"))
    second = attribution(2, said("Isaura Kestle"), addressee=said("Tom Vale"))
    third = attribution(3, said("Tom Vale"), addressee=said("Isaura Kestle"))
    found = linked(analysis(first, second, third), Registry(LISTED))
    assert [each.speaker.entity for each in found.attributions] == [KESTLE.id, KESTLE.id, None]
    assert found.attributions[2].addressee.entity_name == "Isaura Kestle"
    assert [(each.name, each.entity, each.status) for each in found.identities] == [
        ("Isaura Kestle", KESTLE.id, "joined")
    ]


def test_candidates_are_kept_with_their_evidence_and_join_nobody() -> None:
    found = linked(analysis(attribution(1, said("Isaura Kestle"))), Registry(LISTED))
    assert found.attributions[0].speaker == said("Isaura Kestle")
    (identity,) = found.identities
    assert (identity.status, identity.entity) == ("candidate", KESTLE.id)
    assert identity.evidence[-1] == "but no stated role is an office listed for that day"


def test_without_a_day_of_publication_nobody_is_joined() -> None:
    speaker = said("Isaura Kestle", "President of Torvenia")
    found = linked(analysis(attribution(1, speaker), published=None), Registry(LISTED))
    assert found.attributions[0].speaker.entity is None


def test_an_unnamed_source_stays_unnamed_though_a_named_one_holds_the_office() -> None:
    official = said("a senior official", "President of Torvenia", type="anonymous")
    found = linked(
        analysis(attribution(1, said("Isaura Kestle", "President of Torvenia")), attribution(2, official)),
        Registry(LISTED),
    )
    assert found.attributions[1].speaker == official


def test_nothing_but_entities_changes() -> None:
    before = analysis(attribution(1, said("Tom Vale", "mayor")))
    assert linked(before, Registry(LISTED)) == before
