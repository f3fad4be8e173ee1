"""The entry point: `onrecord`."""

import sys
from typing import Annotated, Any

import typer

from onrecord.cli import (
    add,
    analyse,
    entities,
    export,
    follow,
    read,
    remove,
    search,
    show,
    stats,
    update,
    verify,
    versions,
)
from onrecord.cli.report import guarded, open_streams
from onrecord.errors import BadDescription

# What typer raises for a command line that makes no sense; its own name moved between versions.
_UsageError: Any = typer.BadParameter.__bases__[0]

app = typer.Typer(
    name="onrecord",
    help="Reads news stories and keeps a searchable record of who was reported to say what.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    analyse.analyse,
    add.add,
    follow.follow,
    follow.unfollow,
    update.update,
    search.search,
    show.show,
    export.export,
    versions.versions,
    stats.stats,
    verify.verify,
    remove.remove,
    read.read,
):
    app.command()(command)
app.add_typer(entities.app, name="entities")


def _print_version(asked: bool) -> None:
    if asked:
        from onrecord import __version__

        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_print_version)]


@app.callback()
def onrecord(version: Version = False) -> None:
    """Reads news stories and keeps a searchable record of who was reported to say what."""


def main() -> None:
    """Run the command line and exit: 0, 1 or 2 as the command says, 130 after Ctrl-C."""
    open_streams()
    with guarded():
        try:
            status = app(standalone_mode=False)
        except _UsageError as error:
            context = getattr(error, "ctx", None)
            asked = context.command_path if context else "onrecord"
            cause = " ".join(error.format_message().split())
            raise BadDescription(cause, f"see '{asked} --help'") from None
        sys.stdout.flush()  # what help and version print; the commands have an output of their own
    sys.exit(status)
