"""Readers through two server processes while others publish, restrict and fill dates, for 30 seconds.

    python -m tests.load.caching

On SQLite, and on PostgreSQL where DATABASE_URL names a server of it (on a database of its own). Ends with
an error where a reader gets what had ceased to be true before their request began.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from portal.operations.serving import server_command
from tests.support.server import ROOT, STOP_SECONDS, free_port, wait_for

MANAGE = (sys.executable, "manage.py")
SECONDS, READERS = 30, 50
PROCESSES = 2

#: Makes what is read; answers the addresses by what is done to them.
MAKE = """
from methods.models import MethodSheetPage
from home.models import StandardPage
from projects.agenda.models import WorkshopPage
from tests.support.tree import Tree
tree = Tree()
sheets = [tree.add(MethodSheetPage, title="Titre 0") for number in range(3)]
bulk = tree.add(StandardPage, title="Titre 0")
closed = tree.add(StandardPage, title="Titre 0")
event = tree.add(WorkshopPage, takes_registrations=True)
date = tree.date(event, capacity=5)
print("RESULT", __import__("json").dumps({
    "published": [page.url for page in sheets], "bulk": [bulk.url], "closed": [closed.url],
    "full": [event.url],
}))
"""
#: Changes them for a while; answers when each change was committed, by the clock of the machine.
WRITE = """
import json, time
from threading import Thread
from django.db import connection
from wagtail.models import Page, PageViewRestriction
from methods.models import MethodSheetPage
from home.models import StandardPage
from projects.agenda.models import Occurrence, WorkshopPage
from tests.support import publication
clock, done = time.monotonic, []
until = clock() + SECONDS

def publish(page):
    number = 0
    while clock() < until:
        number += 1
        page.title = f"Titre {number}"
        publication.publish(page)
        done.append([page.url, number, clock()])
        time.sleep(0.05)

def rename(page):
    number = 0
    while clock() < until:
        number += 1
        Page.objects.filter(pk=page.pk).update(title=f"Titre {number}")
        done.append([page.url, number, clock()])
        time.sleep(0.02)

def between(url, close, reopen):
    while clock() < until:
        close()
        began = clock()
        time.sleep(0.1)
        done.append([url, began, clock()])
        reopen()
        time.sleep(0.1)

def restrict(page):
    there = PageViewRestriction.objects.filter(page=page)
    between(page.url, lambda: there.create(page=page, restriction_type="login"), there.delete)

def fill(event):
    date = Occurrence.objects.filter(event=event)
    between(event.url, lambda: date.update(confirmed_places=5), lambda: date.update(confirmed_places=0))

work = [(publish, page) for page in MethodSheetPage.objects.all()]
bulk, closed = StandardPage.objects.order_by("pk")
work += [(rename, bulk), (restrict, closed), (fill, WorkshopPage.objects.get())]

def run(act, page):
    act(page)
    connection.close()

threads = [Thread(target=run, args=each) for each in work]
for thread in threads: thread.start()
for thread in threads: thread.join()
print("RESULT", json.dumps(done))
"""


@dataclass(frozen=True)
class Reading:
    address: str
    began: float
    ended: float
    status: int
    text: str


class KeepsRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_arguments: object) -> None:
        return None


def ask(environment: dict[str, str], code: str):
    """What a program of the site’s own answers, on its database."""
    run = [*MANAGE, "shell", "--verbosity", "0", "-c", code]
    done = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.split("RESULT ", 1)[1])


@contextmanager
def serving(environment: dict[str, str], folder: Path) -> Iterator[str]:
    """A server of several processes; yields its address."""
    port = free_port()
    url = f"http://localhost:{port}"
    log = folder / "server.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            server_command("127.0.0.1", port, workers=PROCESSES),
            cwd=ROOT,
            env={**environment, "SITE_URL": url},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_for(url, server, log)
            yield url
        finally:
            server.terminate()
            server.wait(timeout=STOP_SECONDS)


def read(url: str, address: str) -> Reading:
    """Asks on a connection of its own: any of the processes answers."""
    opener = urllib.request.build_opener(KeepsRedirects)
    began = time.monotonic()
    try:
        with opener.open(url + address, timeout=30) as answer:
            status, text = answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        status, text = error.code, ""
    return Reading(address, began, time.monotonic(), status, text)


def read_while(url: str, addresses: list[str], readers: int, writing: subprocess.Popen) -> list[Reading]:
    def go_on(number: int) -> list[Reading]:
        readings = []
        while writing.poll() is None:
            readings.append(read(url, addresses[(number + len(readings)) % len(addresses)]))
        return readings

    with ThreadPoolExecutor(readers) as pool:
        return [reading for some in pool.map(go_on, range(readers)) for reading in some]


def stale(readings: list[Reading], found: dict[str, list[str]], changes: list[list]) -> list[str]:
    """What readers got that was no longer true when they asked."""
    wrong = []
    for reading in readings:
        own = [change for change in changes if change[0] == reading.address]
        if reading.address in found["published"] + found["bulk"]:
            told = max((number for _url, number, at in own if at < reading.began), default=0)
            shown = int(re.search(r"<h1[^>]*>\s*Titre (\d+)", reading.text)[1])
            if shown < told:
                wrong.append(f"{reading.address}: {shown} after {told}")
        elif any(began < reading.began and reading.ended < ended for _url, began, ended in own):
            is_closed = reading.address in found["closed"]
            if (reading.status == 200) if is_closed else ("Complet" not in reading.text):
                wrong.append(f"{reading.address}: {reading.status}")
    return wrong


def try_readers(environment: dict[str, str], folder: Path, seconds: float, readers: int) -> int:
    """Returns how many answers were read, all of them true."""
    found = ask(environment, MAKE)
    addresses = [address for some in found.values() for address in some]
    with serving(environment, folder) as url:
        for address in addresses:
            read(url, address)
        writing = subprocess.Popen(
            [*MANAGE, "shell", "--verbosity", "0", "-c", WRITE.replace("SECONDS", str(seconds))],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        readings = read_while(url, addresses, readers, writing)
        told, _errors = writing.communicate()
        changes = json.loads(told.split("RESULT ", 1)[1])
    assert {change[0] for change in changes} == set(addresses)
    assert stale(readings, found, changes) == []
    assert all(reading.status in (200, 302) for reading in readings)
    return len(readings)


def try_engine(name: str, database_url: str) -> None:
    with tempfile.TemporaryDirectory(prefix="load-") as folder:
        environment = {**os.environ, "VAR_DIR": folder, "DATABASE_URL": database_url}
        for command in (
            ["migrate", "--verbosity", "0"],
            ["collectstatic", "--noinput", "--verbosity", "0"],
        ):
            subprocess.run([*MANAGE, *command], cwd=ROOT, env=environment, check=True)
        number = try_readers(environment, Path(folder), SECONDS, READERS)
        print(f"{name}: {number} answers in {SECONDS} s through {PROCESSES} processes, none of them old")


def own_database(server: str) -> str:
    where, _slash, _name = server.rpartition("/")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS load_caching WITH (FORCE)")
        connection.execute("CREATE DATABASE load_caching")
    return f"{where}/load_caching"


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.base"
    try_engine("SQLite", "")
    if server := os.environ.get("DATABASE_URL"):
        try_engine("PostgreSQL", own_database(server))


if __name__ == "__main__":
    main()
