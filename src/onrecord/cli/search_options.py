"""The filters of `onrecord search`, each with its help, in the panels that the help shows."""

from collections.abc import Callable
from typing import Annotated

import typer
from typer.models import OptionInfo

from onrecord.cli import vocabulary as v
from onrecord.cli.quantities import amount, currency, interval

WHO, HOW, WHEN, MONEY, SOURCE, OUTPUT = "Who", "What and how", "When and where", "Money", "Source", "What is printed"
"""The panels of the help."""

Reading = Callable[[str, str], object]
"""From an option's name and what was written to what is meant; raises BadDescription."""


def _option(panel: str, metavar: str, help: str, *names: str, read: Reading | None = None) -> OptionInfo:
    """An option whose value, or each of whose values, goes through `read`."""

    def each(param: typer.CallbackParam, value: str | list[str] | None) -> object:
        if value is None or isinstance(value, str):
            return value if value is None or read is None else read(param.opts[0], value)
        return tuple(one if read is None else read(param.opts[0], one) for one in value)

    made: OptionInfo = typer.Option(
        *names, metavar=metavar, help=help, rich_help_panel=panel, callback=each, show_default=False
    )
    return made


def _one_of(panel: str, metavar: str, values: tuple[str, ...], lead: str = "", *names: str) -> OptionInfo:
    """An option that may be given several times, for any one of its values."""
    help = f"{lead}{', '.join(values)}."
    return _option(panel, metavar, help, *names, read=lambda option, one: v.chosen(option, one, values))


Some = list[str] | None

Words = Annotated[
    Some, typer.Argument(metavar="WORDS...", help='All of them; "a phrase" in double quotes; begin* for any ending.')
]

Speaker = Annotated[str, _option(WHO, "WORDS", "Of the name; of the source where nobody is resolved.")]
Entity = Annotated[str | None, _option(WHO, "ID", "The speaker in the record of entities.")]
Resolved = Annotated[
    bool | None,
    typer.Option("--resolved/--unresolved", help="Under a name, or not.", rich_help_panel=WHO, show_default=False),
]
Type = Annotated[Some, _one_of(WHO, "TYPE", v.TYPES, "The speaker: ", "--type")]
Role = Annotated[str, _option(WHO, "WORDS", "Of the speaker’s role.")]
Principal = Annotated[str, _option(WHO, "WORDS", "Of the name of whom it is said for.", "--on-behalf-of")]
Addressee = Annotated[str, _option(WHO, "WORDS", "Of the name of whom it is said to.")]

Act = Annotated[
    str,
    typer.Option(
        metavar="ACT",
        help="speech, or attitude: thoughts that are reported and were never uttered.",
        rich_help_panel=HOW,
        callback=lambda value: v.chosen("--act", value, v.ACTS),
    ),
]
Kind = Annotated[Some, _one_of(HOW, "KIND", v.KINDS, "First or second: ")]
Form = Annotated[Some, _one_of(HOW, "FORM", v.FORMS)]
Polarity = Annotated[Some, _one_of(HOW, "POLARITY", v.POLARITIES)]
Modality = Annotated[Some, _one_of(HOW, "MODALITY", v.MODALITIES, "The speaker’s commitment: ")]
Stance = Annotated[Some, _one_of(HOW, "STANCE", v.STANCES, "The reporter’s: ")]
Condition = Annotated[Some, _one_of(HOW, "TYPE", v.CONDITIONS)]

Since = Annotated[str | None, _option(WHEN, "DATE", "Said on or after: 2022, 2022-05 or 2022-05-31.", read=interval)]
Until = Annotated[str | None, _option(WHEN, "DATE", "Said on or before.", read=interval)]
Undated = Annotated[
    bool,
    typer.Option(
        "--undated", help="With these two: the publication stands in for an unknown time.", rich_help_panel=WHEN
    ),
]
Basis = Annotated[Some, _one_of(WHEN, "BASIS", v.BASES, "What the time of saying rests on: ")]
Place = Annotated[str, _option(WHEN, "WORDS", "Of the place where it was said.")]
Venue = Annotated[Some, _one_of(WHEN, "VENUE", v.VENUES)]
Outlet = Annotated[str, _option(WHEN, "WORDS", "Of the paper, programme or platform in which it was said.")]

MinAmount = Annotated[str | None, _option(MONEY, "SUM", "Names at least: 40000, 700m, 1.5bn.", read=amount)]
MaxAmount = Annotated[str | None, _option(MONEY, "SUM", "Names at most.", read=amount)]
Currency = Annotated[Some, _option(MONEY, "CODE", "In this currency: EUR, USD, GBP.", read=currency)]
Stage = Annotated[Some, _one_of(MONEY, "STAGE", v.STAGES, "That is: ")]

Publisher = Annotated[str, _option(SOURCE, "WORDS", "Of the publisher’s name.")]
Published = Annotated[
    str | None, _option(SOURCE, "DATE", "In 2022, in 2022-05, or between: 2022-05/2022-08, 2022/..", read=interval)
]

MinConfidence = Annotated[
    float | None,
    typer.Option(min=0.0, max=1.0, help="Probability from which it is listed.", rich_help_panel=OUTPUT),
]
AllVersions = Annotated[
    bool,
    typer.Option(
        "--all-versions", help="Also what pages show no more, and every copy by itself.", rich_help_panel=OUTPUT
    ),
]
Limit = Annotated[int, typer.Option(min=1, help="The most statements to print.", rich_help_panel=OUTPUT)]
