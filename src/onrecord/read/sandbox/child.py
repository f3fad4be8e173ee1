"""The child: takes jobs on its standard input and reports on its standard output, until its input is closed.

Run as `python -m onrecord.read.sandbox.child`. It may die at any time; nothing that it holds is needed again.
"""

import os
import signal
import sys

from onrecord.read.sandbox import limits
from onrecord.read.sandbox.messages import Caps, Ended, Job, Refused, Report, Retiring, job_of, packed, unpacked
from onrecord.read.sandbox.pipes import read_frame, write_frame
from onrecord.read.sandbox.reading import Reading, Worn
from onrecord.read.sandbox.refusing import refusal


def main() -> None:
    """Take jobs until there are no more, or until too much memory is kept for another."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group: the parent decides
    sys.dont_write_bytecode = True  # it may write no files
    jobs, out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)  # what a library prints must not come between the frames
    first = read_frame(jobs)
    if first is None:
        return
    caps = unpacked(first, Caps)
    limits.confine(caps.parse_memory_bytes)

    def tell(report: Report) -> None:
        write_frame(out, packed(report))

    reading = Reading(caps, tell)
    while (data := read_frame(jobs)) is not None:
        tell(last := _done(reading, job_of(data)))
        if not isinstance(last, Ended) or last.worn:
            return


def _done(reading: Reading, job: Job) -> Ended | Retiring:
    """Do the job, and give the last report of it."""
    try:
        reading.do(job)
    except Worn as worn:
        return Retiring(worn.position)
    except Exception as error:  # the file could not be opened, or its container is broken as a whole
        reading.tell(Refused(reading.position, refusal(job.where, error)))
    return Ended(reading.worn)


if __name__ == "__main__":
    main()
