from onrecord.analyse.attributions.nesting import outer, tells
from onrecord.analyse.reading.reader import Marked

TEXT = "It found that most agree, one of them said."


def marked(*roles: str) -> Marked:
    source, cue, content = (((TEXT.index(words), TEXT.index(words) + len(words)),) for words in roles)
    return Marked(source, cue, content, "speech", 0.9, (0.0,))


def test_of_two_that_report_each_other_the_later_cue_tells() -> None:
    found = marked("It", "found", "that most agree, one of them said")
    said = marked("one of them", "said", "It found that most agree")
    assert tells(said, found)
    assert not tells(found, said)
    assert outer(found, [found, said]) is said
    assert outer(said, [found, said]) is None
