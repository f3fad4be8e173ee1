"""`onrecord verify`: whether the record holds."""

import sys

from onrecord.cli.options import DEFAULT_RECORD, RecordOption
from onrecord.cli.report import guarded, say
from onrecord.export.visible import visible


def verify(record: RecordOption = DEFAULT_RECORD) -> None:
    """Check every span, hash and index. Exit status 0 where all holds, 1 with the problems listed."""
    with guarded() as output:
        from onrecord.record.store import Record

        problems = 0
        with Record.open(record) as store:
            for problem in store.verify():
                problems += 1
                output.write(f"{visible(problem.where)}: {visible(problem.what)}\n".encode())
        say(f"{problems} problem{'' if problems == 1 else 's'}: {record}" if problems else f"all holds: {record}")
        sys.exit(1 if problems else 0)
