"""Checks external links by HTTP requests, rate-limited and protected against SSRF.

URLs come from editors and redirects from other sites: each hop is resolved here, refused if it is not on
the public internet, and requested at the very IP address that was checked.
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
#: Seconds: socket timeout, limit for a whole request, and pause between two requests to one host.
SILENCE, PATIENCE, PAUSE = 8.0, 20.0, 1.0
GONE = {404, 410}
#: Statuses of HEAD that are retried with GET: some sites answer the two differently.
ASKED_AGAIN = {400, 403, 404, 405, 406, 410, 429, 500, 501, 502, 503}
PORTS = {"http": 80, "https": 443}


class NotPublicError(Exception):
    """The host has an IP address in a private network."""


def is_outside(target: str) -> bool:
    return target.lower().startswith(("http://", "https://"))


def faults_of(targets: Iterable[str], asker: Asker | None = None) -> dict[str, Fault]:
    """Returns the dead links among the targets, checked MAX_AT_ONCE at a time."""
    ask = (asker or Asker()).ask
    wanted = sorted(set(targets))
    with ThreadPoolExecutor(MAX_AT_ONCE) as pool:
        answers = zip(wanted, pool.map(ask, wanted), strict=True)
        return {target: fault for target, fault in answers if fault}


class Pacer:
    """Spaces requests to each host by `pause` seconds, across threads."""

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
    """`allowed` are IP addresses that may be requested although they are not public: for tests."""

    def __init__(self, pacer: Pacer | None = None, allowed: Collection[str] = ()) -> None:
        self._pacer = pacer or Pacer()
        self._allowed = frozenset(allowed)
        self._tls = ssl.create_default_context()

    def ask(self, target: str) -> Fault | None:
        """Returns what is wrong with a URL; None if it exists, even if the site refuses robots."""
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
        """Returns the status of the last response, after redirects."""
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
        """Returns the status and `Location` of a response; its body is not read."""
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
        """Returns the IP address of a host; raises NotPublicError if any of them is not public."""
        found = [
            str(where[0]) for *_kind, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        ]
        if not all(each in self._allowed or is_public(each) for each in found):
            raise NotPublicError
        return found[0]


def is_public(address: str) -> bool:
    """Whether an IP address is public. IPv6 addresses that embed an IPv4 address count as not public."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    wraps = isinstance(ip, ipaddress.IPv6Address) and (
        ip.ipv4_mapped or ip.sixtofour or ip.teredo or ip in ipaddress.ip_network("64:ff9b::/96")
    )
    return ip.is_global and not ip.is_multicast and not wraps


def user_agent() -> str:
    """Names our site, so that owners of other sites can contact us."""
    return f"{settings.SITE_NAME} (links; +{settings.SITE_URL})".encode("ascii", "ignore").decode()


class _Http(http.client.HTTPConnection):
    """Connects to the IP address that was checked, and sends the host name."""

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
    """Aborts a request after PATIENCE seconds, even if data still arrives."""
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
