"""What the child may take, laid on it by the system where the system can."""

import os
from pathlib import Path

try:
    import resource
except ImportError:  # not every system has it: there the parent's clock alone ends a document
    resource = None  # type: ignore[assignment]

_OPEN_FILES = 64
"""The pipes, a container, and the modules and data files of a reader while they are loaded."""
_STATM = Path("/proc/self/statm")


def confine(memory_bytes: int) -> None:
    """For good: address space in all, no files written, no core dumped, few files open."""
    if resource is None:
        return
    for limit, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
    ):
        hard = resource.getrlimit(limit)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(limit, (most, most))
        except (ValueError, OSError):  # macOS refuses a limit on address space
            continue


def allow(cpu_seconds: int) -> None:
    """From now on `cpu_seconds` of processor time, up to one less as the system counts whole ones; then SIGXCPU."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + cpu_seconds
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (until if hard == resource.RLIM_INFINITY else min(until, hard), hard))


def held_bytes() -> int:
    """The address space that is taken; 0 where the system does not tell."""
    try:
        return int(_STATM.read_bytes().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
