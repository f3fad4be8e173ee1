import pytest

from onrecord.link.registry import Registry

from .people import BRUNO, KESTLE, LISTED, OTHER_KESTLE, POWER, said

DAY = "2022-05-31"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry(LISTED)


def joined(registry: Registry, speaker, published=DAY, context=()):
    found = registry.identify(speaker, published, context)
    assert (found.entity is None) == (found.entity_name is None)
    return found.entity


def test_a_name_with_the_office_of_that_day_is_joined_and_says_why(registry) -> None:
    speaker = said("Isaura Kestle", "President of Torvenia")
    assert joined(registry, speaker) == KESTLE.id
    (identity,) = registry.identities(speaker, DAY)
    assert (identity.status, identity.entity_name) == ("joined", "Isaura Kestle")
    assert identity.evidence == (
        "“Isaura Kestle” is a listed name (own list)",
        "the role “President of Torvenia” is the office “President of Torvenia”",
        "published 2022-05-31; held from 2018-07-01 to 2024-06-30",
    )


def test_joining_changes_nothing_but_the_entity(registry) -> None:
    speaker = said("Isaura Kestle", "President of Torvenia", how="name", confidence=0.9, chain=((0, 13),))
    found = registry.identify(speaker, DAY)
    assert (found.name, found.role, found.how, found.confidence, found.chain) == (
        speaker.name,
        speaker.role,
        speaker.how,
        speaker.confidence,
        speaker.chain,
    )


def test_a_bare_name_is_a_candidate_and_never_joined(registry) -> None:
    assert joined(registry, said("Isaura Kestle")) is None
    assert {(each.entity, each.status) for each in registry.identities(said("Isaura Kestle"), DAY)} == {
        (KESTLE.id, "candidate")
    }


@pytest.mark.parametrize(
    ("role", "published", "entity"),
    [
        ("President", "2018-07-01", KESTLE.id),
        ("President", "2018-06-30", None),
        ("President", "2024-07-01", None),
        ("President", "2022", KESTLE.id),
        ("President", "2018", None),
        ("President", None, None),
        ("former president", "2024-07-01", KESTLE.id),
        ("former president", DAY, None),
        ("former senator", DAY, KESTLE.id),
        ("Sen.", "2012-05-05", KESTLE.id),
        ("then-Sen.", DAY, KESTLE.id),
        ("former mayor, senator and lawyer", DAY, KESTLE.id),
    ],
)
def test_the_office_must_be_held_when_the_story_says_so(registry, role, published, entity) -> None:
    assert joined(registry, said("Isaura Kestle", role), published) == entity


@pytest.mark.parametrize(
    "role",
    [
        "president of the rowing club",
        "vice president",
        "president-elect",
        "spokeswoman for the president",
        "presidential candidate",
        "Carvellan President",
        "U.S. President",
        "state senator",
    ],
)
def test_a_role_with_a_word_too_many_is_another_office(registry, role) -> None:
    assert joined(registry, said("Isaura Kestle", role)) is None


def test_one_stated_role_that_is_anothers_office_blocks_the_rest(registry) -> None:
    context = [said("Isaura Kestle", "president of the rowing club")]
    assert joined(registry, said("Isaura Kestle", "President of Torvenia"), context=context) is None


def test_a_role_stated_once_counts_for_the_name_everywhere_in_the_story(registry) -> None:
    assert (
        joined(registry, said("Isaura Kestle"), context=[said("Isaura Kestle", "President of Torvenia")]) == KESTLE.id
    )


def test_middle_initials_that_conflict_are_never_joined(registry) -> None:
    assert joined(registry, said("Bruno P. Kestle", "Mayor of Port Ellery")) == OTHER_KESTLE.id
    assert joined(registry, said("Bruno P. Kestle", "Mayor of Port Ellery"), "2010") is None
    assert joined(registry, said("Bruno Q. Kestle", "Mayor of Port Ellery")) is None
    assert joined(registry, said("Bruno Kestle", "Mayor of Port Ellery"), "2010") == BRUNO.id


def test_two_that_fit_are_both_candidates(registry) -> None:
    speaker = said("Bruno Kestle", "then-mayor of Port Ellery")
    assert joined(registry, speaker) is None
    assert {each.entity for each in registry.identities(speaker, DAY)} == {BRUNO.id, OTHER_KESTLE.id}


def test_presidents_of_one_name_are_told_apart_by_initial_and_day(registry) -> None:
    elder, younger = "bioguide:B001166", "wikidata:Q207"
    assert joined(registry, said("George Bush", "President"), "1990-05-05") == elder
    assert joined(registry, said("George Bush", "President"), "2003-05-05") == younger
    assert joined(registry, said("George W. Bush", "President"), "1990-05-05") is None
    assert joined(registry, said("George H.W. Bush", "former President"), "2010-05-05") == elder
    assert joined(registry, said("George Bush", "former President"), "2010-05-05") is None


def test_a_surname_is_joined_only_to_an_office_with_one_holder() -> None:
    lone = Registry([KESTLE])
    assert joined(lone, said("Kestle", "President of Torvenia")) == KESTLE.id
    assert joined(lone, said("Kestle", "Senator"), "2012") is None


def test_a_surname_that_others_share_is_not_joined(registry) -> None:
    assert joined(registry, said("Kestle", "President of Torvenia")) is None  # a listed mayor has it too
    lone = Registry([KESTLE])
    assert joined(lone, said("Kestle", "President"), context=[said("Ida Kestle")]) is None
    assert joined(lone, said("Kestle", "President"), context=[said("Ida Brook")]) == KESTLE.id


@pytest.mark.parametrize("kind", ["anonymous", "group", "document"])
def test_an_unnamed_source_is_never_joined(registry, kind) -> None:
    speaker = said("Isaura Kestle", "President of Torvenia", type=kind)
    assert registry.identities(speaker, DAY) == ()


def test_who_was_not_resolved_is_never_joined(registry) -> None:
    speaker = said("Isaura Kestle", "President of Torvenia", status="unresolved")
    assert registry.identities(speaker, DAY) == ()
    assert registry.identities(said(None, "President of Torvenia"), DAY) == ()


def test_several_speakers_in_one_are_not_joined(registry) -> None:
    assert registry.identities(said("Isaura Kestle ; Tom Vale", "President of Torvenia"), DAY) == ()


def test_an_organisation_is_joined_by_the_full_name_of_the_users_list_alone(registry) -> None:
    assert joined(registry, said("Orlo Lake Power", type="organisation")) == POWER.id
    assert joined(registry, said("Orlo Lake Power")) is None
    assert joined(registry, said("Power", type="organisation")) is None
    assert joined(registry, said("Isaura Kestle", "President of Torvenia", type="organisation")) is None


def test_a_senator_is_joined_only_for_the_state_that_is_stated(registry) -> None:
    kaine = "wikidata:Q359888"
    assert joined(registry, said("Tim Kaine", "Virginia Sen."), "2016-09-01") == kaine
    assert joined(registry, said("Tim Kaine", "Sen., D-Va."), "2016-09-01") == kaine
    assert joined(registry, said("Tim Kaine", "Sen., R-Va."), "2016-09-01") is None
    assert joined(registry, said("Tim Kaine", "Ohio Sen."), "2016-09-01") is None
    assert joined(registry, said("Tim Kaine", "former Virginia Gov."), "2016-09-01") is None


def test_a_member_of_a_government_needs_its_country_in_the_role(registry) -> None:
    karzai = "petrarch2:AFG.hamid-karzai"
    assert joined(registry, said("Hamid Karzai", "Afghan President"), "2010-03-03") == karzai
    assert joined(registry, said("Hamid Karzai", "President"), "2010-03-03") is None
    assert joined(registry, said("Hamid Karzai", "Pakistani President"), "2010-03-03") is None
    assert joined(registry, said("Hamid Karzai", "Afghan President"), "2020-03-03") is None
