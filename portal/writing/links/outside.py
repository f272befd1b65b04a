"""Asks other sites whether what we link to is there, politely and without being led astray.

Addresses are written by people and redirects by strangers: each hop is resolved by us, refused where
it is not on the public internet, and asked at the very address that was checked.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri

from portal.writing.models import Fault

MAX_AT_ONCE = 4
MAX_REDIRECTS = 5
#: Seconds without a word from a site, for one request in all, and between two requests to one host.
SILENCE, PATIENCE, PAUSE = 8.0, 20.0, 1.0
GONE = {404, 410}
#: Sites that do not answer HEAD as they answer a reader.
ASKED_AGAIN = {400, 403, 404, 405, 406, 410, 429, 500, 501, 502, 503}
PORTS = {"http": 80, "https": 443}


class NotPublicError(Exception):
    """The address leads into a network of somebody’s own."""


def is_outside(target: str) -> bool:
    return target.lower().startswith(("http://", "https://"))


def faults_of(targets: Iterable[str], asker: Asker | None = None) -> dict[str, Fault]:
    """Those that lead nowhere, a few asked at once."""
    ask = (asker or Asker()).ask
    wanted = sorted(set(targets))
    with ThreadPoolExecutor(MAX_AT_ONCE) as pool:
        answers = zip(wanted, pool.map(ask, wanted), strict=True)
        return {target: fault for target, fault in answers if fault}


class Pacer:
    """Lets one request a second through to each host, whoever asks."""

    def __init__(
        self,
        pause: float = PAUSE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._pause, self._clock, self._sleep = pause, clock, sleep
        self._free_at: dict[str, float] = defaultdict(float)
        self._lock = threading.Lock()

    def wait(self, host: str) -> None:
        with self._lock:
            now = self._clock()
            turn = max(now, self._free_at[host])
            self._free_at[host] = turn + self._pause
        if turn > now:
            self._sleep(turn - now)


class Asker:
    """`allowed` are network addresses that may be asked although they are not public: for tests."""

    def __init__(self, pacer: Pacer | None = None, allowed: Collection[str] = ()) -> None:
        self._pacer = pacer or Pacer()
        self._allowed = frozenset(allowed)
        self._tls = ssl.create_default_context()

    def ask(self, target: str) -> Fault | None:
        """What is wrong with an address; None when something is there, be it a refusal of robots."""
        try:
            status = self._status(target)
        except NotPublicError:
            return Fault.NOT_PUBLIC
        except (socket.gaierror, UnicodeError):
            return Fault.UNKNOWN_SITE
        except ssl.SSLCertVerificationError:
            return Fault.UNSAFE
        except (OSError, http.client.HTTPException, ValueError):
            return Fault.NO_ANSWER
        if status in GONE:
            return Fault.NOT_FOUND
        return Fault.NO_ANSWER if status >= 500 else None

    def _status(self, target: str) -> int:
        """Of the last answer, all redirects followed."""
        for _hop in range(MAX_REDIRECTS + 1):
            parts = urlsplit(iri_to_uri(target))
            if parts.scheme not in PORTS or not parts.hostname:
                raise http.client.InvalidURL("not an address of the web")
            status, location = self._answer(parts, "HEAD")
            if status in ASKED_AGAIN:
                status, location = self._answer(parts, "GET")
            if not (300 <= status < 400 and location):
                return status
            target = urljoin(target, location)
        raise http.client.HTTPException("goes round in circles")

    def _answer(self, parts: SplitResult, method: str) -> tuple[int, str]:
        """The status and where it leads; the body is left unread."""
        host = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
        self._pacer.wait(host)
        connection = self._connection(parts.scheme, host, parts.port or PORTS[parts.scheme])
        with _patient(connection):
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request(method, path, headers={"User-Agent": user_agent(), "Accept": "*/*"})
            response = connection.getresponse()
            return response.status, response.headers.get("Location") or ""

    def _connection(self, scheme: str, host: str, port: int) -> http.client.HTTPConnection:
        address = self._address(host, port)
        if scheme == "https":
            return _Https(host, port, address, self._tls)
        return _Http(host, port, address)

    def _address(self, host: str, port: int) -> str:
        """Where a host is. One address that is not public is enough to ask none of them."""
        found = [
            str(where[0]) for *_kind, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        ]
        if not all(each in self._allowed or is_public(each) for each in found):
            raise NotPublicError
        return found[0]


def is_public(address: str) -> bool:
    """Whether anybody can reach it. Addresses that wrap another are taken for none."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    wraps = isinstance(ip, ipaddress.IPv6Address) and (
        ip.ipv4_mapped or ip.sixtofour or ip.teredo or ip in ipaddress.ip_network("64:ff9b::/96")
    )
    return ip.is_global and not ip.is_multicast and not wraps


def user_agent() -> str:
    """Says who asks, so that the owner of a site can write to ours."""
    return f"{settings.SITE_NAME} (links; +{settings.SITE_URL})".encode("ascii", "ignore").decode()


class _Http(http.client.HTTPConnection):
    """Speaks to the address that was checked, in the name of the host."""

    def __init__(self, host: str, port: int, address: str) -> None:
        super().__init__(host, port, timeout=SILENCE)
        self._address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)


class _Https(_Http):
    default_port = PORTS["https"]

    def __init__(self, host: str, port: int, address: str, tls: ssl.SSLContext) -> None:
        super().__init__(host, port, address)
        self._tls = tls

    def connect(self) -> None:
        super().connect()
        self.sock = self._tls.wrap_socket(
            self.sock, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.sock.do_handshake()


@contextmanager
def _patient(connection: http.client.HTTPConnection) -> Iterator[None]:
    """Ends a request that lasts too long, however busy it looks."""
    timer = threading.Timer(PATIENCE, _hang_up, [connection])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()


def _hang_up(connection: http.client.HTTPConnection) -> None:
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)
