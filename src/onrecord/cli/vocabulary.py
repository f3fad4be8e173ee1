"""The values that fields may have, and how people may write them."""

from typing import get_args

from onrecord.errors import BadDescription
from onrecord.types.attribution import Form, Stance
from onrecord.types.moment import Basis
from onrecord.types.speaker import SpeakerType
from onrecord.types.statement import Modality, Polarity

KINDS = (
    "enact", "demand", "request", "propose", "question", "pledge", "announce", "state_intent", "refuse", "threaten",
    "retract", "clarify", "reaffirm", "apologize", "decline_comment", "accuse", "criticize", "praise", "deny", "warn",
    "predict", "opine", "assert",
)  # fmt: skip
"""What a statement can be."""

VENUES = (
    "speech", "rally", "debate", "interview", "tv appearance", "press conference", "statement", "op-ed or editorial",
    "social media", "report or study", "poll", "court or legal document", "letter or email", "testimony", "vote", "book",
    "advertisement", "conversation", "unknown",
)  # fmt: skip
"""Through what something can be said."""

STAGES = (
    "requested", "proposed", "promised", "announced", "readying", "approved", "allocated", "delivered", "spent",
    "cancelled", "owed", "estimated", "none",
)  # fmt: skip
"""How far an amount of money has come."""

CONDITIONS = ("any", "none", "if", "unless", "until", "as_long_as", "only_if", "in_exchange_for")
"""Types of condition; `any` and `none` ask whether there is one."""

ACTS = ("speech", "attitude")
"""The acts that are ever listed."""

FORMS: tuple[str, ...] = get_args(Form)
STANCES: tuple[str, ...] = get_args(Stance)
BASES: tuple[str, ...] = get_args(Basis)
TYPES: tuple[str, ...] = get_args(SpeakerType)
POLARITIES: tuple[str, ...] = get_args(Polarity)
MODALITIES: tuple[str, ...] = get_args(Modality)


def chosen(option: str, written: str, values: tuple[str, ...]) -> str:
    """The value that is meant: written in full or as its beginning, with hyphens, underscores or spaces.

    Raises BadDescription for what is none, or may be several.
    """
    meant = [value for value in values if _plain(value) == _plain(written)]
    meant = meant or [value for value in values if written and _plain(value).startswith(_plain(written))]
    if len(meant) != 1:
        problem = f"may be {' or '.join(meant)}" if meant else "is none"
        raise BadDescription(f"{option}: {written!r} {problem}", f"it is one of {', '.join(values)}")
    return meant[0]


def _plain(value: str) -> str:
    return value.casefold().replace("-", " ").replace("_", " ")
