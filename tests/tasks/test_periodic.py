"""What the portal does by itself."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

from portal.tasks import periodic
from portal.tasks.periodic import PeriodicTask, Scheduler, alone


@pytest.fixture
def done(monkeypatch):
    """The names of the tasks done, of which one fails and one is rare."""
    names: list[str] = []

    def failing():
        names.append("failing")
        raise ValueError("Zoé Martin, 06 00 00 00 00")

    monkeypatch.setattr(
        periodic,
        "_registry",
        [
            PeriodicTask("failing", failing, 1),
            PeriodicTask("often", lambda: names.append("often"), 1),
            PeriodicTask("rare", lambda: names.append("rare"), 100),
        ],
    )
    return names


@pytest.mark.django_db
class TestTheScheduler:
    def test_does_each_in_its_time_and_goes_on_when_one_fails(self, done, caplog):
        now = [0.0]
        scheduler = Scheduler(lambda: now[0])
        assert not scheduler.run_due()
        scheduler.run_due()
        now[0] = 2
        scheduler.run_due()
        assert done == ["failing", "often", "rare", "failing", "often"]
        assert "ValueError" in caplog.text
        assert "Zoé" not in caplog.text


class TestPurgingPersonalData:
    def test_runs_the_tasks_that_delete_it_and_no_other_then_fails_if_one_did(
        self, done, monkeypatch, capsys
    ):
        def forget():
            done.append("forget")
            return 3

        def failing():
            raise ValueError

        tasks = [
            PeriodicTask("forget-people", forget, 1, deletes_personal_data=True),
            *periodic._registry,
        ]
        monkeypatch.setattr(periodic, "_registry", tasks)
        call_command("purge_personal_data")
        assert done == ["forget"]
        assert capsys.readouterr().out == "forget-people: 3 deleted.\n"
        tasks.insert(0, PeriodicTask("forget-others", failing, 1, deletes_personal_data=True))
        with pytest.raises(CommandError):
            call_command("purge_personal_data", verbosity=0)
        assert done == ["forget", "forget"]
        assert capsys.readouterr().out == ""


def test_one_worker_at_a_time(db):
    """Another process, with a connection of its own, finds the lock taken; then free."""
    ask = "import django; django.setup(); from portal.tasks.periodic import alone\n"
    ask += "with alone('work') as mine: print(mine)"

    def elsewhere() -> str:
        database = django_settings.DATABASES["default"]
        address = ""
        if "postgresql" in database["ENGINE"]:
            where = f"{database['HOST'] or '127.0.0.1'}:{database['PORT'] or 5432}"
            address = f"postgres://{database['USER']}:{database['PASSWORD']}@{where}/{database['NAME']}"
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "portal.settings.base",
            "VAR_DIR": str(django_settings.VAR_DIR),
            "DATABASE_URL": address,
        }
        run = [sys.executable, "-c", ask]
        return subprocess.run(run, env=environment, capture_output=True, text=True, check=True).stdout

    with alone("work") as is_mine:
        assert is_mine
        assert elsewhere().strip() == "False"
    assert elsewhere().strip() == "True"
