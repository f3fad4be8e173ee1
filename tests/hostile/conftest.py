"""The program as people run it: shared with the tests of the commands."""

from tests.cli.conftest import folder, run

__all__ = ["folder", "run"]
