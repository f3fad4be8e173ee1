import pytest

from onrecord.analyse.people.speakers import Speakers, speakers
from onrecord.analyse.reading.reader import Marked
from onrecord.types.speaker import Speaker

STORY = (
    "President Isaura Kestle met Tullio Brancor. Her spokeswoman, Lena Ott, was there, and so was Bram Ott. "
    "The Dellin Standard reported it; officials of the Water Board and critics of Kestle did not. "
)


def of(words: str) -> Speaker:
    text = f"{STORY}In the end {words} said so."
    start = text.rindex(words)
    return Speakers(text, []).resolve((start, start + len(words)))


def said(text: str, source: str, content: str) -> Marked:
    """The attribution of `content` to `source`, each found in the text where it stands last."""
    spans = [(text.rindex(words), text.rindex(words) + len(words)) for words in (source, content)]
    return Marked((spans[0],), (spans[0],), (spans[1],), "speech", 1.0, (0.0,))


@pytest.mark.parametrize(
    ("words", "name", "how"),
    [
        ("Isaura Kestle", "Isaura Kestle", "name"),
        ("Kestle", "Isaura Kestle", "partial"),
        ("President Kestle", "Isaura Kestle", "partial"),
        ("Brancor himself", "Tullio Brancor", "partial"),
        ("Brancor, who left early,", "Tullio Brancor", "partial"),
        ("the Dellin Standard", "Dellin Standard", "name"),
        ("Brancor and Kestle", "Tullio Brancor ; Isaura Kestle", "partial"),
        ("President Isaura Kestle of Torvenia", "Isaura Kestle", "name"),
        ("Dellin Standard editor Lena Ott", "Lena Ott", "name"),
        ("the interpreter, Lena Ott,", "Lena Ott", "name"),
        ("the acting interpreter Lena Ott", "Lena Ott", "name"),
        ("outgoing President Isaura Kestle", "Isaura Kestle", "name"),
        ("Lena Ott, Jr.,", "Lena Ott", "name"),
    ],
)
def test_a_name_is_shown_as_the_fullest_in_the_document(words: str, name: str, how: str) -> None:
    found = of(words)
    assert (found.name, found.how, found.status) == (name, how, "resolved")


@pytest.mark.parametrize(
    "words",
    [
        "critics of Kestle",
        "Kestle supporters",
        "a senior official",
        "two officials of the Water Board",
        "voters in Brisk",
        "lawyers representing President Isaura Kestle",
        "some Kestle Supporters",
        "a Kestle–Brancor report",
    ],
)
def test_who_has_no_name_is_called_by_the_words_of_the_source_and_by_no_name_in_them(words: str) -> None:
    found = of(words)
    assert (found.name or found.alternatives[0], found.how) == (words, "title")


@pytest.mark.parametrize(
    "words",
    [
        "Kestle’s office",
        "a friend of Isaura Kestle of Torvenia",
        "the Kestle/Brancor camp",
        "the woman who accused Isaura Kestle",
        "those opposing Kestle",
        "ministers including Isaura Kestle",
        "neither Isaura Kestle nor Tullio Brancor",
        "everyone but Kestle",
        "Isaura Kestle or Tullio Brancor",
        "Isaura Kestle’s Dellin Standard",
    ],
)
def test_nobody_speaks_who_is_only_named_in_a_description(words: str) -> None:
    assert of(words).name not in {"Isaura Kestle", "Tullio Brancor", "Isaura Kestle ; Tullio Brancor"}


def test_a_surname_that_two_people_share_has_both_as_its_readings() -> None:
    found = of("Ott")
    assert found.status == "unresolved"
    assert {found.name, *found.alternatives} - {None} == {"Lena Ott", "Bram Ott"}


def test_the_name_of_an_unresolved_speaker_is_its_likeliest_reading_and_no_alternative() -> None:
    found = Speakers("Nobody came. Orr said so.", []).resolve((13, 16))
    assert (found.name, found.status, found.alternatives) == ("Orr", "unresolved", ())
    assert 0.5 < found.confidence < 0.85


def test_no_source_is_an_implicit_speaker() -> None:
    marked = Marked((), ((3, 13),), ((0, 2),), "speech", 1.0, (0.0,))
    (found,) = speakers("It was denied.", [marked], [None], [])
    assert (found.name, found.type, found.status) == (None, "implicit", "unresolved")


def test_the_chain_leads_from_the_source_to_the_full_name() -> None:
    text = "Isaura Kestle spoke. Kestle said so."
    found = Speakers(text, []).resolve((21, 27))
    assert [text[a:b] for a, b in found.chain] == ["Kestle", "Isaura Kestle"]


def test_a_place_that_opens_a_sentence_keeps_its_first_word() -> None:
    text = "It met South Brisk and Old Brisk. South Brisk said so. In the end South Brisk agreed."
    for start in (text.index("South Brisk said"), text.index("South Brisk agreed")):
        assert Speakers(text, []).resolve((start, start + 11)).name == "South Brisk"


def test_a_pronoun_is_the_one_who_spoke_before() -> None:
    text = "Mayor Ada Brook opened the bridge on Monday. “It will hold,” Brook said. “It has to,” she added later."
    marked = [said(text, "Brook", "“It will hold,”"), said(text, "she", "“It has to,”")]
    found = speakers(text, marked, [None, None], [])
    assert [each.name for each in found] == ["Ada Brook", "Ada Brook"]
    assert found[1].how == "pronoun"


def test_a_pronoun_of_the_other_sex_is_not_the_one_who_spoke_before() -> None:
    text = "Mayor Ada Brook met Tom Vale on Monday. “It will hold,” Brook said. “It has to,” he added."
    marked = [said(text, "Brook", "“It will hold,”"), said(text, "he", "“It has to,”")]
    found = speakers(text, marked, [None, None], [])[1]
    assert found.status == "unresolved" or found.name == "Tom Vale"


@pytest.mark.parametrize("words", ["Fort Vale", "South Korea", "New York", "the New York Times"])
def test_a_place_and_a_paper_are_no_person_and_not_one_another(words: str) -> None:
    text = f"Tom Vale left New York for Fort Vale. Kim Korea wrote to the New York Times of it. {words} denied it."
    start = text.rindex(words)
    name = Speakers(text, []).resolve((start, start + len(words))).name
    assert name == words.removeprefix("the ")


def speaks(text: str, source: str) -> Speaker:
    """The speaker of `source`, where it stands last in the text."""
    start = text.rindex(source)
    marked = Marked(((start, start + len(source)),), ((start, start + 1),), ((0, 1),), "speech", 1.0, (0.0,))
    return speakers(text, [marked], [None], [])[0]


@pytest.mark.parametrize(
    ("source", "name", "role", "principal"),
    [
        ("Dale Orr, a spokesman for Governor Ada Brook", "Dale Orr", "spokesman for Governor Ada Brook", "Ada Brook"),
        ("Tom Vale", "Tom Vale", "Carvellan Sen.", None),
        ("Lena Ott", "Lena Ott", "Brook campaign manager", "Ada Brook"),
        ("Ine Falk", "Ine Falk", "Brook’s spokeswoman", "Ada Brook"),
        ("Bo Hagen", "Bo Hagen", "spokesman for Tom Vale", "Tom Vale"),
        ("Phil Strake", "Phil Strake", "Mayor", None),
        ("Jan Varga", "Jan Varga", "opposition leader", None),
        ("Dr. Amit Sen", "Amit Sen", None, None),
    ],
)
def test_a_role_is_told_in_the_words_of_the_text_and_for_whom_it_speaks(
    source: str, name: str, role: str | None, principal: str | None
) -> None:
    text = (
        "“We will not go,” said Dale Orr, a spokesman for Governor Ada Brook. Carvellan Sen. Tom Vale disagreed. "
        "Brook campaign manager Lena Ott said so. Brook’s spokeswoman, Ine Falk, denied it. A spokesman for Tom Vale, "
        "Bo Hagen, agreed. Last week Mayor Phil Strake left. The Ministry rejected opposition leader Jan Varga as well. "
        "Dr. Amit Sen wrote it down."
    )
    found = speaks(text, source)
    assert (found.name, found.role, found.on_behalf_of) == (name, role, principal)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Nils Brand", None),
        ("Edda Soames", "Prime Minister"),
        ("Jonah Wick", "Transport Minister"),
        ("Hana Steiner", "governor"),
        ("Guy Marsh", None),
    ],
)
def test_a_role_ends_with_its_sentence_and_is_no_time_and_no_name(name: str, role: str | None) -> None:
    text = (
        "“We’re worried,” said a spokeswoman. The agency’s head, Nils Brand, was not.\n"
        "A tabby was licking a paw. Prime Minister Edda Soames saw it.\n"
        "14:32 Transport Minister Jonah Wick says it is theatre.\n"
        "Then Central Bank of Ardovia governor Hana Steiner left.\n"
        "It was meant for the banker, Sir Guy Marsh. In the end Hana Steiner, Nils Brand, Edda Soames, Jonah Wick and Guy Marsh knew."
    )
    assert speaks(text, name).role == role


def continued(mark: str) -> Speaker:
    """The speaker of the second paragraph of a quotation whose first one ends in `mark`."""
    text = f"Mayor Ada Brook spoke on Monday. “It will hold.{mark}\n“It has to.”"
    first, second = (text.index("“It will"), text.index("\n")), (text.index("“It has"), len(text))
    start = text.index("Ada Brook")
    marked = [
        Marked(((start, start + 9),), ((start + 10, start + 15),), (first,), "speech", 1.0, (0.0,)),
        Marked((), (second,), (second,), "speech", 1.0, (0.0,)),
    ]
    return speakers(text, marked, [None, None], [first, second])[1]


def test_a_quotation_that_goes_on_in_a_new_paragraph_has_the_same_speaker() -> None:
    found = continued("")
    assert (found.name, found.type, found.how, found.status) == ("Ada Brook", "implicit", "none", "resolved")


def test_a_quotation_after_one_that_was_closed_may_be_anybody_s() -> None:
    assert continued("”").name is None


def test_the_article_s_own_i_is_nobody_s_name_and_the_quotation_s_is_its_speaker_s() -> None:
    text = "Ada Brook was blunt: “I said no,” she recalled. I said yes."
    outer = Marked(((0, 9),), ((10, 13),), ((21, 33),), "speech", 1.0, (0.0,))
    inner = Marked(((22, 23),), ((24, 28),), ((29, 31),), "speech", 1.0, (0.0,))
    own = Marked(((48, 49),), ((50, 54),), ((55, 58),), "speech", 1.0, (0.0,))
    found = speakers(text, [outer, inner, own], [None, 0, None], [(21, 33)])
    assert [each.name for each in found] == ["Ada Brook", "Ada Brook", None]


def test_the_article_s_own_you_is_nobody_but_you_and_stays_open() -> None:
    text = "Ada Brook came late. If you believe the mayors, it will hold."
    found = speakers(text, [said(text, "you", "it will hold")], [None], [])[0]
    assert (found.name, found.status) == ("you", "unresolved")


def test_the_sources_own_words_are_told_where_nothing_is_likelier_though_it_stays_open() -> None:
    text = "Ada Brook met Tom Vale. A contraption said so."
    found = speakers(text, [said(text, "A contraption", "so")], [None], [])[0]
    assert (found.name, found.status) == ("A contraption", "unresolved")


def test_a_description_is_the_one_whom_the_text_calls_so_however_far_away() -> None:
    between = "The sluice at Brisk was closed. " * 12
    text = f"Ada Brook’s campaign met Tom Vale’s team. {between}In the end the campaign said so."
    found = speakers(text, [said(text, "the campaign", "so")], [None], [])[0]
    assert "Ada Brook’s campaign" in (found.name, *found.alternatives)


def test_doubt_about_one_pronoun_is_handed_on_to_those_that_rest_on_it() -> None:
    text = "Ada Brook met Lena Ott and Mia Orr. She spoke. She said it would hold. She added that it has to."
    starts = [text.index("She said"), text.index("She added")]
    marked = [Marked(((s, s + 3),), ((s + 4, s + 8),), ((s + 9, s + 12),), "speech", 1.0, (0.0,)) for s in starts]
    first, second = speakers(text, marked, [None, None], [])
    assert second.confidence <= first.confidence
    assert (first.status, second.status) == ("unresolved", "unresolved")


def test_readings_of_one_name_are_one_answer() -> None:
    text = "The mayors of Brisk met. Critics of the dam came. The critics of the dam said so."
    start = text.index("The critics")
    found = Speakers(text, []).resolve((start, start + 23))
    shown = [name for name in (found.name, *found.alternatives) if name]
    assert len({name.casefold().removeprefix("the ") for name in shown}) == len(shown)


def test_the_words_for_a_document_end_in_no_preposition() -> None:
    text = "An earlier version of this story said that she had gone."
    marked = said(text, "An earlier version of this story", "that she had gone")
    assert speakers(text, [marked], [None], [])[0].name == "An earlier version of this story"
