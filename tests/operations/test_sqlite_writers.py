"""A writer outside who takes long: readers go on, forms come back filled in."""

import sqlite3
import threading
from contextlib import closing, contextmanager
from types import SimpleNamespace

import pytest
from django.db.utils import OperationalError

from portal.operations.outages import Waited, is_unavailable
from portal.operations.sqlite import writers
from portal.operations.sqlite.base import DatabaseWrapper
from portal.settings.environment import database

pytestmark = pytest.mark.searches


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "own.sqlite3"
    with closing(sqlite3.connect(path)) as own:
        own.execute("PRAGMA journal_mode=WAL")
        own.execute("CREATE TABLE word (word TEXT)")
        own.commit()
    return path


@contextmanager
def connected(file):
    """A connection as the portal’s settings make it."""
    from django.db import connections

    settings = connections["default"].settings_dict
    wrapper = DatabaseWrapper({**settings, **database("NO_SUCH_VARIABLE", sqlite_file=file)}, "own")
    wrapper.inc_thread_sharing()
    try:
        yield wrapper
    finally:
        wrapper._close()
        wrapper.connection = None


@contextmanager
def held(file):
    """Somebody else writes, and takes their time."""
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other
        other.execute("ROLLBACK")


def write(wrapper):
    with wrapper.cursor() as cursor:
        cursor.execute("INSERT INTO word VALUES ('un')")


@pytest.fixture
def queue(monkeypatch):
    fresh = writers.Queue()
    monkeypatch.setattr("portal.operations.sqlite.base.queue", fresh)
    return fresh


@pytest.mark.django_db
class TestADatabaseThatIsHeld:
    def test_is_read_all_the_same(self, file, queue):
        with held(file), connected(file) as mine, mine.cursor() as cursor:
            assert cursor.execute("SELECT count(*) FROM word").fetchone() == (0,)

    @pytest.mark.parametrize("how", ["a statement", "a transaction"])
    def test_is_waited_for_no_longer_than_one_says(self, file, queue, how):
        with held(file), connected(file) as mine, writers.waiting_at_most(0.05):
            mine.connect()
            with pytest.raises(OperationalError) as refused:
                write(mine) if how == "a statement" else mine._start_transaction_under_autocommit()
            assert is_unavailable(refused.value)

    def test_is_written_as_soon_as_it_is_free(self, file, queue):
        with held(file) as other, connected(file) as mine:
            writer = threading.Thread(target=write, args=(mine,))
            writer.start()
            other.execute("COMMIT")
            writer.join()
            with mine.cursor() as cursor:
                assert cursor.execute("SELECT count(*) FROM word").fetchone() == (1,)
            other.execute("BEGIN")

    def test_is_waited_for_by_a_few_only(self, monkeypatch, queue):
        """Whoever comes after them is told at once, when the first has waited for longer than usual."""
        outcomes = self.come_together(monkeypatch, queue, told=9 - writers.PATIENT)
        assert outcomes.count("wrote") == writers.PATIENT

    def test_is_waited_for_by_all_if_it_is_one_of_them(self, monkeypatch, queue):
        queue.writes(SimpleNamespace(in_transaction=True))
        outcomes = self.come_together(monkeypatch, queue, told=0)
        assert outcomes.count("wrote") == 9

    def come_together(self, monkeypatch, queue, told) -> list[str]:
        """Nine threads; the first waits until as many as named have been told."""
        monkeypatch.setattr(writers, "USUAL", 0.01)
        gate, in_front = threading.Event(), threading.Event()
        outcomes = []

        def come():
            try:
                with queue.turn():
                    in_front.set()
                    gate.wait()
                    outcomes.append("wrote")
            except Waited:
                outcomes.append("told")

        first = threading.Thread(target=come)
        first.start()
        in_front.wait()
        others = [threading.Thread(target=come) for _each in range(8)]
        for each in others:
            each.start()
        while len(outcomes) < told or len(queue._waiting) < 9 - told:
            threading.Event().wait(0.005)
        assert set(outcomes) <= {"told"}
        gate.set()
        for each in (first, *others):
            each.join()
        return outcomes
