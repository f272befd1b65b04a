"""Prepares the portal and serves it: database, demo content the first time, static files, server."""

import fcntl
import logging
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.models import Page

from portal.operations import faults
from portal.operations.privacy import close_to_others
from portal.operations.serving import server_command
from portal.settings import environment as env

logger = logging.getLogger(__name__)

DEMO_DOMAIN = "@vivre-ensemble.example.org"
DEMO_ADDRESS = f"demo{DEMO_DOMAIN}"


class Command(BaseCommand):
    help = "Prepares the portal and serves it on PORT (8000), on this machine only unless HOST says."

    def handle(self, *args, **options):
        host = env.text("HOST", "127.0.0.1")
        port = env.number("PORT", 8000)
        refuse_a_taken_port(host, port)
        with one_at_a_time():
            self.prepare()
        self.announce()
        work_beside()
        serve(host, port)

    def prepare(self) -> None:
        self.say("Preparing the database…")
        call_command("migrate", verbosity=0)
        call_command("load_communes", first=True, verbosity=0)
        if is_empty():
            self.say("Writing the demonstration content (half a minute, this first time only)…")
            with transaction.atomic():  # if interrupted, it starts over
                call_command("load_demo", verbosity=0)
                make_demo_person()
        else:
            self.say("Bringing the search index up to date…")
            # A page that cannot be indexed must not keep the site from starting.
            faults.attempt(logger, "Indexing", lambda: call_command("update_index", verbosity=0))
        call_command("prepare_roles", verbosity=0)
        self.say("Collecting static files…")
        call_command("collectstatic", interactive=False, verbosity=0)
        close_to_others(settings.VAR_DIR)

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()

    def announce(self) -> None:
        self.say(f"\n  The portal   {settings.SITE_URL}/")
        self.say(f"  The admin    {settings.SITE_URL}/admin/")
        if not get_user_model().objects.filter(is_superuser=True, is_active=True).exists():
            self.say("  Nobody can sign in yet: « manage.py createsuperuser » makes an administrator.")
        if sign_in := demo_sign_in():
            self.say(f"  Sign in as   {DEMO_ADDRESS}")
            for person in demo_people():
                self.say(f"            or {person.email}")
            self.say(f"  Password     {sign_in}")
        self.say("\n  Ctrl+C stops it.\n")


def refuse_a_taken_port(host: str, port: int) -> None:
    if not 0 < port < 65536:
        raise CommandError(f"PORT must lie between 1 and 65535, not {port}.")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be used ({error.strerror}): choose another one, "
                f"for example PORT={port + 1} make run."
            ) from error


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Takes a lock: a second start on the same folder waits until the first one is prepared."""
    with (settings.VAR_DIR / "start.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_empty() -> bool:
    """Returns whether there are no users and no pages but the home pages created by migrations."""
    return not (Page.objects.filter(depth__gt=2).exists() or get_user_model().objects.exists())


def password_file() -> Path:
    return settings.VAR_DIR / "demo-password"


def make_demo_person() -> None:
    """Creates the demo administrator, with a random password in a file only its owner can read.

    The other demo users have the same password.
    """
    password = secrets.token_urlsafe(12)
    for person in demo_people():
        person.set_password(password)
        person.save(update_fields=["password"])
    get_user_model().objects.create_superuser(
        DEMO_ADDRESS, password, first_name="Dominique", last_name="Démonstration"
    )
    file = password_file()
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_text(password)


def demo_people():
    """Returns the active demo users without the administrator, ordered by email."""
    people = get_user_model().objects.filter(email__endswith=DEMO_DOMAIN, is_active=True)
    return people.exclude(email=DEMO_ADDRESS).order_by("email")


def demo_sign_in() -> str:
    """Returns the demo password, or an empty string if it no longer works."""
    person = get_user_model().objects.filter(email=DEMO_ADDRESS, is_active=True).first()
    if person is None or not password_file().exists():
        return ""
    password = password_file().read_text()
    return password if person.check_password(password) else ""


def work_beside() -> None:
    """Starts the worker that sends emails; it exits when this process (later the server) ends."""
    program = settings.BASE_DIR / "manage.py"
    subprocess.Popen([sys.executable, program, "work", "--beside", str(os.getpid())])  # noqa: S603


def serve(host: str, port: int) -> None:
    """Replaces this process by the server."""
    os.execv(sys.executable, server_command(host, port))  # noqa: S606
