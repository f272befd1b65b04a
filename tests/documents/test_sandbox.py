"""The process that reads: what it hands over, what it may take, what it cannot do."""

import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore

import msgspec
import pytest

from portal.documents import bounds, sandbox
from portal.documents.outline import Answer, Outline, Paragraph, Refusal, Refused, TextRun
from portal.documents.reading import read
from tests.documents.samples import SAMPLES
from tests.documents.test_hostile_files import a_gigabyte_of_zeros, locked_pdf, pdf_of_stream

WORD, PDF = SAMPLES["word_sheet"].content, SAMPLES["pdf_sheet"].content


class TestTheReadingProcess:
    def test_reads_what_is_read_here(self):
        assert sandbox.read(BytesIO(WORD)) == read(WORD)

    def test_hands_over_pictures(self):
        [picture] = sandbox.read(BytesIO(PDF)).pictures
        assert (picture.width, picture.height) == (160, 120)

    def test_hands_over_why_a_file_is_refused(self):
        with pytest.raises(Refused) as refused:
            sandbox.read(BytesIO(locked_pdf()))
        assert refused.value.reason is Refusal.PASSWORD

    def test_refuses_a_file_that_is_too_big_before_reading_it(self, monkeypatch):
        monkeypatch.setattr(sandbox, "_answer", None)
        with pytest.raises(Refused) as refused:
            sandbox.read(BytesIO(bytes(sandbox.MAX_BYTES + 1)))
        assert refused.value.reason is Refusal.TOO_BIG

    def test_is_given_up_when_it_takes_too_long(self, monkeypatch):
        monkeypatch.setattr(sandbox, "IMPORT_LIMITS", sandbox.Limits(seconds=0.01))
        with pytest.raises(Refused) as refused:
            sandbox.read(BytesIO(WORD))
        assert refused.value.reason is Refusal.TOO_MUCH

    def test_has_no_more_memory_than_it_is_given(self):
        with pytest.raises(Refused) as refused:
            sandbox.read(BytesIO(pdf_of_stream(a_gigabyte_of_zeros())))
        assert refused.value.reason is Refusal.TOO_MUCH

    def test_knows_no_secret(self, monkeypatch):
        monkeypatch.setenv("SECRET_KEY", "un secret")
        ran = []
        monkeypatch.setattr(sandbox.subprocess, "run", lambda *args, **options: ran.append(options))
        with pytest.raises(AttributeError):
            sandbox.read(BytesIO(WORD))
        assert ran[0]["env"].keys() == {"PYTHONPATH", "PATH", "LANG"}
        assert "preexec_fn" not in ran[0]

    def test_waits_its_turn_and_says_so_when_none_comes(self, monkeypatch):
        monkeypatch.setattr(sandbox, "_slots", BoundedSemaphore(1))
        monkeypatch.setattr(sandbox, "WAIT_SECONDS", 0.01)
        with sandbox._slot(), pytest.raises(Refused) as refused:
            sandbox.read(BytesIO(WORD))
        assert refused.value.reason is Refusal.BUSY
        assert sandbox.read(BytesIO(WORD)) == read(WORD)

    def test_hands_over_the_text_alone_to_the_search(self):
        assert "Le porteur de parole" in sandbox.text_of(BytesIO(WORD))

    @pytest.mark.parametrize(
        "answer",
        [b"", b"\xc1", b"\x81\xa6blocks\x01", msgspec.msgpack.encode([1, 2])],
        ids=["nothing", "noise", "another thing", "a list"],
    )
    def test_is_not_trusted(self, monkeypatch, answer):
        monkeypatch.setattr(sandbox, "_answer", lambda *asked: answer)
        with pytest.raises(Refused) as refused:
            sandbox.read(BytesIO(WORD))
        assert refused.value.reason is Refusal.BROKEN

    @pytest.mark.parametrize(
        "outline",
        [
            Outline((Paragraph((TextRun("a"),)),) * (bounds.MAX_SIZE.blocks + 1)),
            Outline((), "a" * (sandbox.MAX_OUTLINE + 1)),
        ],
        ids=["many blocks", "heavy"],
    )
    def test_answers_no_more_than_a_sheet_can_hold(self, monkeypatch, outline):
        answer = msgspec.msgpack.encode(Answer(msgspec.msgpack.encode(outline)))
        monkeypatch.setattr(sandbox, "_answer", lambda *asked: answer)
        with pytest.raises(Refused) as refused:
            sandbox.read(BytesIO(WORD))
        assert refused.value.reason is Refusal.TOO_LONG


ROOT = Path(sandbox.__file__).parents[2]
CONFINED = (
    "from portal.documents.reading.confinement import confine; confine(1, 700_000_000, 1_000_000, 32)"
)
#: What a reader that was taken over would try, and what it would print if it could.
ATTEMPTS = {
    "another program": "import subprocess; subprocess.run(['true']); print('done')",
    "another process": "import os; os.fork(); print('done')",
    "the network": "import socket; socket.create_connection(('127.0.0.1', 9)); print('done')",
    "a name server": "import socket; socket.getaddrinfo('localhost', 80); print('done')",
    "a file": "open('{folder}/made', 'w'); print('done')",
    "a file of the system": "import os; os.open('{folder}/made', os.O_CREAT | os.O_RDWR); print('done')",
    "to remove a file": "import os; os.remove('{folder}/kept'); print('done')",
    "memory": "bytearray(900_000_000); print('done')",
    "open files": "import os; [os.dup(0) for _each in range(100)]; print('done')",
    "a longer answer": "print('done', flush=True); print('x' * 2_000_000, flush=True)",
    "time": "while True: pass",
    "the secrets of its parent": "print('done' if 'SECRET_KEY' in __import__('os').environ else '')",
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_reader_that_is_taken_over_gets_nothing(attempt, tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "un secret")
    (tmp_path / "kept").touch()
    program = f"{CONFINED}\n{ATTEMPTS[attempt].format(folder=tmp_path)}"
    with tempfile.TemporaryFile() as answer:
        code = subprocess.run(
            [sys.executable, "-B", "-c", program],
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": str(ROOT)},
            timeout=30,
            cwd=ROOT,
        ).returncode
        answer.seek(0)
        said = answer.read()
    assert b"done" not in said or code
    assert len(said) <= 1_000_000
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
