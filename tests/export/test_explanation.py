import msgspec

from onrecord.export.explanation import explained
from onrecord.types.speaker import Speaker

from .sample import SAMPLE, TEXT, span


def blocks(analysis=SAMPLE, min_confidence=0.5):
    """For each attribution, in order, what stands behind each head, whatever its indent."""
    found = []
    for line in explained(analysis, min_confidence):
        if line[:1].isdigit():
            found.append({"": line})
        elif found and line.startswith("   "):
            found[-1].setdefault(line[3:19].strip(), line[19:])
    return found


def changed(place, **fields):
    attributions = list(SAMPLE.attributions)
    attributions[place] = msgspec.structs.replace(attributions[place], **fields)
    return msgspec.structs.replace(SAMPLE, attributions=tuple(attributions), reported=())


def test_every_attribution_is_explained_listed_or_not():
    assert len(blocks()) == len(SAMPLE.attributions)


def test_the_whole_chain_of_evidence_is_there():
    assert blocks(changed(0))[-1] == {
        "": '8  "claimed" 396–403  speech, indirect',
        "source": '"Kovar" 390–395',
        "speaker": "Anna Kovar (by a part of the name, person, confidence 0.70)",
        "chain": '"Kovar" 390–395 → "Anna Kovar" 77–87',
        "entity": "Q1 Anna Kovář",
        "role": "Mayor",
        "on behalf of": "Ostrava",
        "or else": "A spokesman",
        "content": '"that Ostrava would probably not pay between €2 million and €3 million unless the state helped" 418–511',
        "time": '2022-05-30, the text says so: "on 30 May" 379–388',
        "place": "Brno",
        "venue": "interview, Radio Most",
        "addressee": "Radio Most (named in full, organisation, confidence 0.90)",
        "reporter": "distancing",
        "statement": 'refuse and warn (0.55), negative, probable: "Ostrava would probably not pay between €2 million and €3 million unless the state helped" 423–511',
        "condition": 'unless: "unless" 488–494 opens "unless the state helped" 488–511',
        "amount": 'EUR 2–3 million promised: "between €2 million and €3 million" 454–487',
        "listed": "yes: confidence 0.62 reaches 0.50",
    }


def test_defaults_and_inferences_are_told():
    assert blocks()[1]["time"] == "2022-05-31/2022-06-01, assumed from the date of publication"
    assert blocks()[2]["time"] == "../2022-05-31, inferred"


def test_nobody_is_named_who_was_not_resolved():
    guess = Speaker(name="Jan Maly", how="title", status="unresolved", confidence=0.4, alternatives=("Anna Kovar",))
    found = blocks(changed(1, speaker=guess))[1]
    assert found["speaker"].startswith("not resolved: shown in the story’s own words")
    assert found["perhaps"] == "Jan Maly | Anna Kovar"


def test_why_it_is_listed_or_not():
    listed = [found["listed"] for found in blocks()]
    assert listed[0] == "yes: confidence 0.97 reaches 0.50"
    assert listed[3] == "apart, as a reported thought: confidence 0.90 reaches 0.50"
    assert listed[4] == "no: the story does not report it as said (confidence 0.90)"
    assert listed[6] == "no: confidence 0.20 does not reach 0.50"
    assert blocks(min_confidence=0.95)[1]["listed"] == "yes: it was analysed with a lower threshold (confidence 0.90)"
    higher = blocks(changed(0, shown=False))[0]["listed"]
    assert higher == "no: it was analysed with a higher threshold (confidence 0.97)"


def test_what_stands_in_a_denial_is_not_listed_however_deep():
    denied = blocks(changed(1, act="other"))
    assert denied[2]["listed"].startswith("no: it stands in what the story does not report as said")
    assert denied[2]["told by"] == '"A spokesman" 108–119'


def test_attributions_that_tell_each_other_end():
    assert blocks(changed(1, within="a3"))[1]["listed"].startswith("yes")


def test_nothing_of_a_text_acts_on_the_terminal():
    lines = list(explained(SAMPLE, 0.5))
    assert not any(c in line for line in lines for c in "\x1b\u202e\n\r")
    assert any("⟨U+202E⟩river" in line for line in lines)


def test_what_the_story_itself_reports_is_explained():
    lines = list(explained(SAMPLE, 0.5))
    start, end = span("The city has spent €2 million")
    assert f'The story itself reports "{TEXT[start:end]}" {start}–{end}' in lines
    assert "€2 million" in lines[-3]
