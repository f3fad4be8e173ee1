"""Plain text and Markdown → one document."""

from onrecord.errors import EmptyInput
from onrecord.read.decoding import decode
from onrecord.read.front_matter import split
from onrecord.read.language import language_of
from onrecord.types.document import Description, Document


def document(data: bytes, described: Description) -> Document:
    """The document of a file's bytes. Its text is the decoded file without byte order mark and front matter.

    Behind front matter, newlines at the head and white space at the end go with it. Nothing else is rewritten: line
    ends, control and format characters stay. `described` fills what the front matter
    does not say. Raises EmptyInput, BinaryInput, UnknownEncoding or BadDescription.
    """
    said, text = split(decode(data))
    if not text.strip():
        raise EmptyInput("no text in it", "leave it out")
    return Document.of(text, said.filled_by(described), language=language_of(text))
