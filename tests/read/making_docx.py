"""DOCX files that the tests write, as Word does in the parts that count."""

import io
import zipfile
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of one run."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def body(*blocks: str, prologue: str = "") -> str:
    """The main part."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{prologue}'
        f'<w:document xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>"
    )


def core(**said: str) -> str:
    """The core properties: title, creator, created, modified."""
    spaces = {"title": "dc", "creator": "dc", "created": "dcterms", "modified": "dcterms"}
    inner = "".join(f"<{spaces[name]}:{name}>{escape(value)}</{spaces[name]}:{name}>" for name, value in said.items())
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"{inner}</cp:coreProperties>"
    )


def docx(main: str | bytes, properties: str = "", **more: str) -> bytes:
    """The package around a main part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("_rels/.rels", RELATIONS)
        package.writestr("word/document.xml", main)
        if properties:
            package.writestr("docProps/core.xml", properties)
        for name, text in more.items():
            package.writestr(f"word/{name}.xml", text)
    return stream.getvalue()
