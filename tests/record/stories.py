"""Small analysed documents for the tests of the record."""

from typing import Any

from onrecord.types.attribution import Analysis, Attribution
from onrecord.types.document import Description, Document
from onrecord.types.moment import Moment
from onrecord.types.speaker import Speaker
from onrecord.types.statement import Statement


def story(*said: str | Attribution, text: str | None = None, id: str | None = None, **description: Any) -> Analysis:
    """A document in which Ada Lund says each of the sentences, or in which `said` are attributions of `text`."""
    if text is None:
        text = "\n".join(f"Ada Lund said {sentence}" for sentence in said)
    found = [each if isinstance(each, Attribution) else saying(text, each) for each in said]
    return Analysis(
        document=Document.of(text, Description(**description), id=id), attributions=tuple(found), weights="test-1"
    )


def saying(
    text: str,
    sentence: str,
    *,
    source: str = "Ada Lund",
    name: str | None = "Ada Lund",
    entity_name: str | None = None,
    entity: str | None = None,
    time: str | None = None,
    statement: dict[str, Any] | None = None,
    speaker: dict[str, Any] | None = None,
    kind: str | None = None,
    kind2: str | None = None,
    **more: Any,
) -> Attribution:
    """An attribution of `sentence`, which stands in `text`, to `source`; no name leaves the speaker unresolved.

    statement, speaker: further fields of these; more: of the attribution.
    """
    start = text.index(sentence)
    here = (start, start + len(sentence))
    named = text.index(source)
    fields: dict[str, Any] = {"form": "indirect", "act": "speech", "confidence": 0.9, "shown": True} | more
    known: dict[str, Any] = {"name": name, "entity": entity, "entity_name": entity_name}
    known["status"] = "resolved" if name or entity else "unresolved"
    return Attribution(
        id=f"a{start}",
        source=((named, named + len(source)),),
        cue=(),
        content=(here,),
        speaker=Speaker(**(known | (speaker or {}))),
        statements=(Statement(id=f"s{start}", span=(here,), kind=kind, kind2=kind2, **(statement or {})),),
        time=Moment(edtf=time, basis="text") if time else None,
        **fields,
    )
