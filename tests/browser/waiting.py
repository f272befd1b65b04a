"""Waiting for what a page computes, on pages whose content security policy refuses `eval`."""

import time

from playwright.sync_api import Page

TIMEOUT = 30.0
INTERVAL_MS = 50


def wait_until(page: Page, condition: str) -> None:
    """Returns once the JavaScript expression `condition` is true; fails after TIMEOUT seconds.

    Playwright's own `wait_for_function` evaluates later attempts inside the page, where the content
    security policy refuses them.
    """
    deadline = time.monotonic() + TIMEOUT
    while not page.evaluate(condition):
        assert time.monotonic() < deadline, f"Still not true after {TIMEOUT:.0f} s: {condition}"
        page.wait_for_timeout(INTERVAL_MS)
