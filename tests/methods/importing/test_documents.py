"""Documents of many makers become the drafts that stand in `golden/`, and no word of them is lost.

The words are counted without the readers of the portal: in the XML, in the text that pdfminer extracts
from whole pages, and in the bytes of a text file.
"""

import codecs
import re
import zipfile
from collections import Counter
from io import BytesIO

import pytest
from lxml import etree
from pdfminer.high_level import extract_text

from methods.importing.converter.sheet import build_draft, words_in_sheet
from portal.documents.outline import count_words
from portal.documents.reading import read
from tests.documents.samples import SAMPLES, Sample
from tests.methods.importing.golden import FOLDER, as_text

WORD_PARTS = re.compile(r"word/(document2?|(header|footer)\d|footnotes|comments|diagrams/data1)\.xml")
WORD_SIGNS = {"p": "\n", "tab": " ", "br": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
each_sample = pytest.mark.parametrize("name", SAMPLES)


def words_in(sample: Sample) -> Counter[str]:
    """Every word in the file, whoever is to see it, less those that the sample says are hidden."""
    extension = sample.name.rsplit(".", 1)[1]
    count = {"docx": in_word, "odt": in_open_document, "pdf": in_pdf, "txt": in_text}[extension]
    letters = {word: number for word, number in count(sample.content).items() if not word.isdecimal()}
    return Counter(letters) - count_words(sample.dropped)


def in_word(content: bytes) -> Counter[str]:
    archive = zipfile.ZipFile(BytesIO(content))
    texts = {
        text_of_part(archive.read(name)) for name in archive.namelist() if WORD_PARTS.fullmatch(name)
    }
    return count_words("\n".join(texts))  # each header once


def text_of_part(xml: bytes) -> str:
    root = etree.fromstring(xml)
    for fallback in root.iter("{*}Fallback"):
        fallback.clear()  # said in the drawing beside it already
    said = []
    for element in root.iter("{*}t", "{*}tab", "{*}br", "{*}noBreakHyphen", "{*}p"):
        kind = etree.QName(element).localname
        said.append(element.text or "" if kind == "t" else WORD_SIGNS[kind])
    return "".join(said)


def in_open_document(content: bytes) -> Counter[str]:
    archive = zipfile.ZipFile(BytesIO(content))
    said: Counter[str] = Counter()
    for name, where in (("content.xml", "<office:body>"), ("styles.xml", "<office:master-styles>")):
        text = archive.read(name).decode().partition(where)[2]
        for silent in ("svg:desc", "text:index-title-template"):
            text = re.sub(f"<{silent}>.*?</{silent}>", "", text)
        said += count_words(re.sub(r"<[^>]*>", " ", re.sub(r"</?text:span[^>]*>", "", text)))
    return said


def in_pdf(content: bytes) -> Counter[str]:
    pages = extract_text(BytesIO(content)).removesuffix("\f").split("\f")
    body = count_words(pages[0])
    for page in pages[1:]:
        body += count_words(page) - count_words("Parc du Vexin Page")  # on each page
    return body


def in_text(content: bytes) -> Counter[str]:
    if content.startswith(codecs.BOM_UTF16_LE):
        return count_words(content.decode("utf-16"))
    try:
        return count_words(content.decode())
    except UnicodeError:
        return count_words(content.decode("cp1252"))


def test_they_are_thirty_at_least():
    assert len(SAMPLES) >= 30


@each_sample
def test_a_document_becomes_the_draft_that_was_looked_at(name):
    text = as_text(build_draft(read(SAMPLES[name].content).outline))
    assert text == (FOLDER / f"{name}.txt").read_text()


@each_sample
@pytest.mark.parametrize("has_steps", [True, False])
def test_no_word_of_it_is_lost(name, has_steps):
    sheet = build_draft(read(SAMPLES[name].content).outline, has_steps=has_steps)
    assert words_in(SAMPLES[name]) - words_in_sheet(sheet) == Counter()


@each_sample
def test_what_was_struck_out_is_gone(name):
    said = words_in_sheet(build_draft(read(SAMPLES[name].content).outline))
    assert not count_words(SAMPLES[name].dropped) & said
