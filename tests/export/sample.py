"""An analysis made by hand, with everything in it that an export must cope with."""

from onrecord.types.amount import Amount, Reported
from onrecord.types.attribution import Analysis, Attribution
from onrecord.types.document import Description, Document
from onrecord.types.moment import Moment, Venue
from onrecord.types.relation import Relation
from onrecord.types.speaker import Speaker
from onrecord.types.statement import Condition, Statement

TEXT = (
    "“We will not close the bridge if the money comes. We never wanted to,” Mayor Anna Kovar said on Tuesday.\r\n"
    "\r\n"
    "A spokesman said that Kovar had told him the city would pay €5 million.\n\n"
    "Kovar fears that the <b>banks</b> & the \u202eriver\u202c will rise. She did not say that the bridge is \x1b[31munsafe.\n\n"
    "“=HYPERLINK(1)” wrote Kovar. The city has spent €2 million.\n\n"
    "In a radio interview in Brno on 30 May, Kovar claimed to Radio Most that Ostrava would probably not pay between "
    "€2 million and €3 million unless the state helped.\n"
)


def span(words, after=0):
    start = TEXT.index(words, after)
    return (start, start + len(words))


def statement(id, words, **fields):
    return Statement(id=id, span=(span(words),), **fields)


KOVAR = Speaker(
    name="Anna Kovar",
    type="person",
    how="name",
    role="Mayor",
    status="resolved",
    confidence=0.98,
    chain=(span("Anna Kovar"),),
)
UNKNOWN = Speaker(name=None, how="none")
QUOTE = "“We will not close the bridge if the money comes. We never wanted to,”"
TOLD = "Kovar had told him the city would pay €5 million"

LAST = TEXT.index("In a radio")
EVERYTHING = Attribution(
    id="a8", source=(span("Kovar", LAST),), cue=(span("claimed"),), content=(span("that Ostrava would probably not pay between €2 million and €3 million unless the state helped"),),
    form="indirect", act="speech", confidence=0.62, shown=True, stance="distancing",
    speaker=Speaker(
        name="Anna Kovar", type="person", how="partial", entity="Q1", entity_name="Anna Kovář", role="Mayor",
        on_behalf_of="Ostrava", status="resolved", confidence=0.7,
        chain=(span("Kovar", LAST), span("Anna Kovar")), alternatives=("A spokesman",),
    ),
    time=Moment(edtf="2022-05-30", basis="text", expr=span("on 30 May")), place="Brno",
    venue=Venue(type="interview", outlet="Radio Most"),
    addressee=Speaker(name="Radio Most", confidence=0.9, type="organisation", how="name", status="resolved", chain=(span("Radio Most"),)),
    statements=(
        statement(
            "s9", "Ostrava would probably not pay between €2 million and €3 million unless the state helped",
            kind="refuse", kind2="warn", kind_confidence=0.55, polarity="negative", modality="probable",
            condition=Condition(span=span("unless the state helped"), connective=span("unless"), type="unless"),
            amounts=(Amount(span=span("between €2 million and €3 million"), value=2e6, value_max=3e6, currency="EUR", stage="promised"),),
        ),
    ),
)  # fmt: skip
"""One attribution that has every field."""

ATTRIBUTIONS = (
    Attribution(
        id="a1", source=(span("Mayor Anna Kovar"),), cue=(span("said"),), content=(span(QUOTE),), form="direct", act="speech",
        confidence=0.97, shown=True, speaker=KOVAR, stance="neutral",
        time=Moment(edtf="2022-05-31", basis="text", expr=span("Tuesday")), venue=Venue(type="speech", outlet=None), place="Ostrava",
        statements=(
            statement(
                "s1", "We will not close the bridge if the money comes.", kind="pledge", polarity="negative", modality="certain",
                condition=Condition(span=span("if the money comes"), connective=span("if"), type="if"),
            ),
            statement("s2", "We never wanted to", kind="assert"),
        ),
    ),
    Attribution(
        id="a2", source=(span("A spokesman"),), cue=(span("said", TEXT.index("spokesman")),), content=(span("that " + TOLD),), form="indirect",
        act="speech", confidence=0.9, shown=True, speaker=UNKNOWN, time=Moment(edtf="2022-05-31/2022-06-01", basis="default"), statements=(statement("s3", "that " + TOLD),),
    ),
    Attribution(
        id="a3", source=(span("Kovar", TEXT.index("spokesman")),), cue=(span("had told"),), content=(span("the city would pay €5 million"),),
        form="indirect", act="speech", confidence=0.8, shown=True, speaker=KOVAR, within="a2",
        time=Moment(edtf="../2022-05-31", basis="inferred"),
        addressee=Speaker(name=None, how="pronoun", chain=(span("him"),)),
        statements=(
            statement(
                "s4", "the city would pay €5 million", kind="pledge",
                amounts=(Amount(span=span("€5 million"), value=5e6, currency="EUR", stage="promised"),),
            ),
        ),
    ),
    Attribution(
        id="a4", source=(span("Kovar", TEXT.index("million")),), cue=(span("fears"),), content=(span("that the <b>banks</b> & the \u202eriver\u202c will rise"),),
        form="indirect", act="attitude", confidence=0.9, shown=False, speaker=KOVAR,
        statements=(statement("s5", "that the <b>banks</b> & the \u202eriver\u202c will rise"),),
    ),
    Attribution(
        id="a5", source=(span("She"),), cue=(span("did not say"),), content=(span("that the bridge is \x1b[31munsafe"),), form="indirect",
        act="other", confidence=0.9, shown=False, speaker=KOVAR, statements=(statement("s6", "that the bridge is \x1b[31munsafe"),),
    ),
    Attribution(
        id="a6", source=(span("Kovar", TEXT.index("wrote")),), cue=(span("wrote"),), content=(span("“=HYPERLINK(1)”"),), form="direct",
        act="speech", confidence=0.7, shown=True, speaker=KOVAR, statements=(statement("s7", "=HYPERLINK(1)"),),
    ),
    Attribution(
        id="a7", source=(), cue=(span("spent"),), content=(span("€2 million"),), form="narrated", act="speech", confidence=0.2,
        shown=False, speaker=UNKNOWN, statements=(statement("s8", "€2 million"),),
    ),
    EVERYTHING,
)  # fmt: skip

SAMPLE = Analysis(
    document=Document.of(
        TEXT,
        Description(
            title="Bridge </title><script>x</script>", publisher="+Daily", published="2022-06-01", url="javascript:x"
        ),
        id="@story",
        language="en",
    ),
    attributions=ATTRIBUTIONS,
    reported=(
        Reported(span=(span("The city has spent €2 million"),), amounts=(Amount(span=span("€2 million"), value=2e6),)),
    ),
    relations=(Relation(a="s4", b="s1", type="elaborates", asserted_by="machine", status="candidate", confidence=0.5),),
    weights="test",
)

BARE = Analysis(document=Document.of("x"), attributions=())
