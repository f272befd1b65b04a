"""Two hundred people for twenty places at once, through the real server; then a server killed meanwhile.

    python -m tests.load.registration

On SQLite, and on PostgreSQL where DATABASE_URL names a server of it (on a database of its own). Ends with
an error where a place is sold twice, the order is lost, or an answer says what the database does not.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http.cookiejar import CookieJar
from pathlib import Path

import psycopg

from tests.support.server import ROOT, Site, running_site

MANAGE = (sys.executable, "manage.py")
PEOPLE, PLACES = 200, 20
#: A form comes back no sooner (`guard.SHORTEST`).
PATIENCE_SECONDS = 2.2
#: Answers after which the server is killed.
KILLED_AFTER = 12

#: A person, so that the server does not write the demonstration first.
MAKE_PERSON = """
from django.contrib.auth import get_user_model
get_user_model().objects.create_superuser("reseau@example.org", "un mot de passe assez long")
print("RESULT 0")
"""
MAKE_DATE = """
from projects.agenda.models import WorkshopPage
from tests.support.tree import Tree
event = Tree().add(WorkshopPage, takes_registrations=True, slug="atelier-%d", title="Atelier")
date = Tree().date(event, capacity=%d)
print("RESULT", __import__("json").dumps([event.url + "inscription/?date=%%d" %% date.pk, date.pk]))
"""
READ_DATE = """
from projects.agenda.models import Occurrence
from projects.registrations.models import Notice, Registration
people = Registration.objects.filter(occurrence=%d).order_by("position")
print("RESULT", __import__("json").dumps({
    "people": list(people.values_list("email", "state")),
    "counted": Occurrence.objects.get(pk=%d).confirmed_places,
    "told": Notice.objects.filter(registration__occurrence=%d, email__isnull=False).count(),
}))
"""


class Person:
    """One browser: its own cookies, and what it was answered."""

    def __init__(self, number: int, url: str):
        self.email = f"personne{number}@example.org"
        self.answer = ""
        self._url = url
        self._browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def open(self) -> None:
        page = self._browser.open(self._url, timeout=60).read().decode()
        self._values = {
            name: re.search(rf'name="{name}" value="([^"]+)"', page)[1]
            for name in ("csrfmiddlewaretoken", "timestamp")
        } | {"name": "Personne", "email": self.email, "people": "1"}

    def send(self) -> None:
        body = urllib.parse.urlencode(self._values).encode()
        try:
            page = self._browser.open(self._url, body, timeout=120).read().decode()
        except (OSError, urllib.error.URLError):
            return
        title = re.search(r"<h1>([^<]*)</h1>", page)[1]
        self.answer = "confirmed" if "confirmée" in title else "waiting" if "attente" in title else title


def ask(environment: dict[str, str], code: str):
    """What a program of the site’s own answers, on its database."""
    run = [*MANAGE, "shell", "--verbosity", "0", "-c", code]
    done = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.split("RESULT ", 1)[1])


def rush(site: Site, address: str, after_each=lambda: None) -> list[Person]:
    """All open the form; then all send it at once."""
    people = [Person(number, site.url + address) for number in range(PEOPLE)]
    together = threading.Barrier(PEOPLE)
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(Person.open, people))
    time.sleep(PATIENCE_SECONDS)

    def send(person: Person) -> None:
        together.wait()
        person.send()
        after_each()

    with ThreadPoolExecutor(PEOPLE) as pool:
        list(pool.map(send, people))
    return people


def check(people: list[Person], found: dict, is_whole: bool) -> None:
    states = dict(found["people"])
    in_order = [state for _email, state in found["people"]]
    confirmed = in_order.count("confirmed")
    for person in people:
        if person.answer:
            assert states.get(person.email) == person.answer, (person.email, person.answer)
    assert in_order == sorted(in_order), "somebody was overtaken"
    assert found["counted"] == confirmed <= PLACES
    assert found["told"] == len(states), "somebody was not told, or twice"
    if is_whole:
        assert all(person.answer for person in people)
        assert (len(states), confirmed) == (PEOPLE, PLACES)


def try_engine(name: str, database_url: str) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="load-")))
        environment = {**os.environ, "VAR_DIR": str(folder), "DATABASE_URL": database_url}
        subprocess.run([*MANAGE, "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True)
        ask(environment, MAKE_PERSON)
        (folder / "demo-password").write_text("")
        site = stack.enter_context(running_site(folder, database_url))
        address, date = ask(environment, MAKE_DATE % (0, PLACES))
        began = time.monotonic()
        people = rush(site, address)
        took = time.monotonic() - began - PATIENCE_SECONDS
        found = ask(environment, READ_DATE % (date, date, date))
        check(people, found, is_whole=True)
        print(f"{name}: {PEOPLE} people at once, {PLACES} confirmed, the others in order ({took:.1f} s)")

        address, date = ask(environment, MAKE_DATE % (1, PLACES))
        answered = iter(range(PEOPLE))

        def kill_in_the_middle() -> None:
            if next(answered) == KILLED_AFTER:
                os.killpg(site.pid, signal.SIGKILL)

        people = rush(site, address, kill_in_the_middle)
        found = ask(environment, READ_DATE % (date, date, date))
        check(people, found, is_whole=False)
        heard = sum(person.answer == "confirmed" for person in people)
        assert heard
        kept = [state for _email, state in found["people"]].count("confirmed")
        print(f"{name}: killed meanwhile, {heard} told « confirmed », {kept} in the database")


def own_database(server: str) -> str:
    where, _slash, _name = server.rpartition("/")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS load_registration WITH (FORCE)")
        connection.execute("CREATE DATABASE load_registration")
    return f"{where}/load_registration"


def main() -> None:
    os.environ["REGISTRATIONS_PER_HOUR"] = str(10 * PEOPLE)
    try_engine("SQLite", "")
    if server := os.environ.get("DATABASE_URL"):
        try_engine("PostgreSQL", own_database(server))


if __name__ == "__main__":
    main()
