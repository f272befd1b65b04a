"""The plain text of one file: a program of its own, because a file from outside may be anything.

    python document_reader.py KIND < file > text

Whoever runs it bounds its time and its memory. It imports nothing of the portal.
"""

import io
import re
import sys
import zipfile
from collections.abc import Iterator

from defusedxml.ElementTree import iterparse

#: In characters: about 200 printed pages.
MAX_LENGTH = 400_000
#: What a compressed text may grow to, in bytes.
MAX_XML = 30_000_000
MAX_PAGES = 500

_ODF = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORD_TEXTS = (f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br")


def plain_text(content: bytes) -> Iterator[str]:
    try:
        yield content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield content.decode("cp1252", errors="replace")


def odt_text(content: bytes) -> Iterator[str]:
    for _event, element in iterparse(_member(content, "content.xml")):
        if element.tag in (f"{_ODF}p", f"{_ODF}h"):
            yield "".join(element.itertext())


def docx_text(content: bytes) -> Iterator[str]:
    for _event, element in iterparse(_member(content, "word/document.xml")):
        if element.tag == f"{_WORD}p":
            yield "".join(part.text or " " for part in element.iter() if part.tag in _WORD_TEXTS)


def pdf_text(content: bytes) -> Iterator[str]:
    from pypdf import PdfReader

    for page in PdfReader(io.BytesIO(content)).pages[:MAX_PAGES]:
        yield _joined_lines(page.extract_text())


def _member(content: bytes, name: str) -> io.BytesIO:
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(name) as member:
        return io.BytesIO(member.read(MAX_XML))


def _joined_lines(text: str) -> str:
    """Paragraphs again: lines of print end where the paper does."""
    text = re.sub(r"(?<=\w)-\n(?=[a-zà-ÿ])", "", text)
    return re.sub(r"(?<![.!?:\n])\n(?!\n)", " ", text)


READERS = {"txt": plain_text, "odt": odt_text, "docx": docx_text, "pdf": pdf_text}


def read(kind: str, content: bytes) -> str:
    text = ""
    for paragraph in READERS[kind](content):
        text += paragraph + "\n"
        if len(text) >= MAX_LENGTH:
            break
    return text[:MAX_LENGTH].replace("\0", "")


if __name__ == "__main__":
    sys.stdout.buffer.write(read(sys.argv[1], sys.stdin.buffer.read()).encode(errors="replace"))
