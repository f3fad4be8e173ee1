"""A document's speakers, asked for together: what is stated of one name anywhere in it counts everywhere in it."""

import msgspec

from onrecord.link.registry import Registry
from onrecord.types.attribution import Analysis
from onrecord.types.entity import Identity
from onrecord.types.speaker import Speaker


def linked(analysis: Analysis, registry: Registry) -> Analysis:
    """The analysis with each speaker and addressee joined to a listed entity where the evidence does, and the evidence."""
    people = [each for one in analysis.attributions for each in (one.speaker, one.addressee) if each]
    published = analysis.document.description.published
    asked: dict[Speaker, tuple[Identity, ...]] = {}

    def identities(speaker: Speaker) -> tuple[Identity, ...]:
        # The same name under the same type is the same somebody; where it stands in the text does not matter.
        key = Speaker(name=speaker.name, type=speaker.type, status=speaker.status)
        if key not in asked:
            asked[key] = registry.identities(key, published, people)
        return asked[key]

    def named(speaker: Speaker) -> Speaker:
        one = next((each for each in identities(speaker) if each.status == "joined"), None)
        if one is None:
            return speaker
        return msgspec.structs.replace(speaker, entity=one.entity, entity_name=one.entity_name)

    attributions = tuple(
        msgspec.structs.replace(one, speaker=named(one.speaker), addressee=one.addressee and named(one.addressee))
        for one in analysis.attributions
    )
    found = tuple(dict.fromkeys(each for identities in asked.values() for each in identities))
    return msgspec.structs.replace(analysis, attributions=attributions, identities=found)
