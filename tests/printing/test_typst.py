"""Files come out the same everywhere, and data is never markup."""

from threading import Event, Semaphore, Thread

import pytest

from portal.printing import typst


@pytest.fixture
def template(tmp_path, settings, monkeypatch):
    """Makes a template of the source it is given."""
    settings.BASE_DIR = tmp_path
    monkeypatch.setattr(typst, "TEMPLATES", tmp_path)

    def write(source: str) -> str:
        (tmp_path / "template.typ").write_text("#let data = json(bytes(sys.inputs.data))\n" + source)
        return "template.typ"

    return write


def test_no_font_of_the_machine_is_used():
    assert [font.path for font in typst.FONTS.fonts() if font.path] == []
    assert "Libertinus Serif" in typst.FONTS.families()


def test_data_reaches_the_template_as_it_is(template):
    hostile = '#panic() $x$ *a* "quoted" \\ \x00 é'
    name = template("#assert.eq(data.text.codepoints().len(), data.length)\n#data.text")
    typst.compile_png(name, {"text": hostile, "length": len(hostile)})


@pytest.mark.parametrize("source", ["#nothing", "#pagebreak()", "#panic()", '#read("elsewhere.txt")'])
def test_what_cannot_be_made_is_one_kind_of_error(template, source):
    with pytest.raises(typst.PrintingError):
        typst.compile_png(template(source), {})


def test_a_template_that_is_not_there_is_that_error_too():
    with pytest.raises(typst.PrintingError):
        typst.compile_png("nowhere.typ", {})


def test_what_is_no_text_at_all_is_that_error_too(template):
    with pytest.raises(typst.PrintingError):
        typst.compile_png(template("#data.text"), {"text": "\ud800"})


class TestMemory:
    def test_is_spared_by_laying_few_files_out_at_a_time(self, template, monkeypatch):
        begun, may_end = Semaphore(0), Event()

        def compile_slowly(*args, **options):
            begun.release()
            assert may_end.wait(20)
            return b""

        name = template("#data.text")
        monkeypatch.setattr(typst.typst, "compile", compile_slowly)
        threads = [Thread(target=typst.compile_png, args=(name, {})) for _each in range(6)]
        for thread in threads:
            thread.start()
        for _each in range(typst.AT_ONCE):
            assert begun.acquire(timeout=20)
        assert not begun.acquire(timeout=0.2)
        may_end.set()
        for thread in threads:
            thread.join(20)
        assert begun.acquire(timeout=1)

    def test_is_spared_by_refusing_what_no_reader_could_read(self, template):
        with pytest.raises(typst.PrintingError, match="more than one file holds"):
            typst.compile_pdf(template("#data.text"), {"text": "a" * typst.MAX_DATA}, {})

    def test_a_turn_is_given_back_when_a_file_cannot_be_made(self, template):
        for _each in range(typst.AT_ONCE + 1):
            with pytest.raises(typst.PrintingError):
                typst.compile_png(template("#panic()"), {})
        assert typst.compile_png(template("a"), {})
