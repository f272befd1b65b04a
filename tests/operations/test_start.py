"""`manage.py start`: what it prepares, and how what it starts stays alive."""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

from home.models import StandardPage
from portal.operations import serving
from portal.operations.management.commands import start
from tests.support.people import make_network_editor
from tests.support.server import ROOT, free_port

PATIENCE_SECONDS = 90


class TestTheDemonstration:
    @pytest.fixture
    def called(self, db, monkeypatch):
        names = []
        monkeypatch.setattr(start, "call_command", lambda name, **_options: names.append(name))
        monkeypatch.setattr(start, "make_demo_person", lambda: names.append("person"))
        return names

    def test_is_written_into_an_empty_tree(self, called):
        start.Command().prepare()
        prepared = [name for name in called if name in ("load_communes", "load_demo", "person")]
        assert prepared == ["load_communes", "load_demo", "person"]

    @pytest.mark.parametrize("what", ["a page", "a draft", "a person", "an editor who left"])
    def test_is_never_written_beside_what_somebody_wrote(self, called, tree, what):
        if what in ("a page", "a draft"):
            tree.add(StandardPage, live=what == "a page")
        else:
            person = make_network_editor()
            person.is_superuser, person.is_active = False, what == "a person"
            person.save()
        start.Command().prepare()
        assert "load_demo" not in called
        assert "person" not in called
        assert "migrate" in called


def test_whoever_deploys_reads_the_same_options():
    readme = (ROOT / "README.md").read_text()
    assert [option for option in serving.STAYING_ALIVE if option not in readme] == []
    assert set(serving.STAYING_ALIVE) <= set(serving.server_command("127.0.0.1", 1))


def until(is_so, what: str):
    """Looks again and again; answers what is so."""
    deadline, pause = time.monotonic() + PATIENCE_SECONDS, threading.Event()
    while time.monotonic() < deadline:
        if found := is_so():
            return found
        pause.wait(0.2)
    pytest.fail(f"Never so: {what}")


def children(pid: int) -> set[int]:
    said = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True)
    return {int(word) for word in said.stdout.split()}


def is_alive(pid: int) -> bool:
    said = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return said.stdout.strip()[:1] not in ("", "Z")


@pytest.fixture
def environment(tmp_path):
    return {
        **os.environ,
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": "",
        "SITE_URL": "",
        "DJANGO_SETTINGS_MODULE": "portal.settings.base",
    }


@pytest.fixture
def started(environment):
    """Starts programs that end with the test."""
    running: list[subprocess.Popen] = []

    def run(*command: str) -> subprocess.Popen:
        nowhere = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        running.append(
            subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, **nowhere)
        )
        return running[-1]

    yield run
    for each in running:
        each.terminate()
        each.wait(timeout=60)


class TestAProcessThatIsKilled:
    def test_of_the_server_comes_back(self, started):
        port = free_port()
        server = started(*serving.server_command("127.0.0.1", port))

        def answers() -> bool:
            try:
                return (
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/robots.txt", timeout=5).status == 200
                )
            except OSError:
                return False

        until(answers, "it answers")
        (worker,) = children(server.pid)
        os.kill(worker, signal.SIGKILL)
        until(lambda: children(server.pid) - {worker}, "another one came")
        until(answers, "it answers again")
        assert server.poll() is None

    def test_of_the_periodic_tasks_comes_back_whichever_it_is(self, started):
        beside = started(sys.executable, "-c", "import signal; signal.pause()")
        work = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "work"]
        guardian = started(*work, "--beside", str(beside.pid))
        (first,) = until(lambda: children(guardian.pid), "it works")
        os.kill(first, signal.SIGKILL)
        (second,) = until(lambda: children(guardian.pid) - {first}, "another one came")
        guardian.kill()
        guardian.wait(timeout=60)
        (third,) = until(lambda: children(second), "who worked watches now")
        beside.terminate()
        beside.wait(timeout=60)
        until(lambda: not (is_alive(second) or is_alive(third)), "both ended with the server")

    def test_of_the_periodic_tasks_alone_ends_when_it_is_told(self, started):
        guardian = started(sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "work")
        (worker,) = until(lambda: children(guardian.pid), "it works")
        guardian.terminate()
        assert guardian.wait(timeout=60) == 0
        assert not is_alive(worker)
