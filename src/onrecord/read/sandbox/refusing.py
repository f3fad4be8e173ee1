"""Whatever a reader throws → why the document was not read."""

from onrecord.errors import BrokenFile, InputError, OnrecordError, TooCostly, Unreadable
from onrecord.types.document import Refusal

_LONGEST = 300  # characters of a cause: some libraries put half the file into their message


def refusal(where: str, error: Exception) -> Refusal:
    """The refusal that `error` stands for; an error that no reader foresaw is a file that is broken in a new way."""
    told = _told(error)
    return Refusal(where=where, code=told.code, cause=told.cause[:_LONGEST], cure=told.cure)


def _told(error: Exception) -> OnrecordError:
    if isinstance(error, InputError):
        return error
    if isinstance(error, MemoryError):
        return TooCostly("more memory than one document may take", "split it")
    if isinstance(error, RecursionError):
        return BrokenFile("nested too deeply", "open it in another program and save it anew")
    if isinstance(error, OSError) and error.strerror and error.filename is not None:
        return Unreadable(f"cannot be read: {error.strerror}", "check who may read it")
    return BrokenFile(f"its reader failed: {type(error).__name__}: {error}", "report it, with the file")
