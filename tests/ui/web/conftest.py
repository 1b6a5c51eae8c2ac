"""An index of the sample corpus, the application over it, the real server, and a real browser."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright
from starlette.testclient import TestClient

import newsfind
from newsfind.ui.web.app import create_app
from newsfind.ui.web.readers import Readers
from newsfind.ui.web.site import ServeOptions

ROOT = Path(__file__).resolve().parents[3]
_PATIENCE = 30_000
"""Milliseconds: a machine may have much else to do."""

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def needs(name: str, why: str) -> None:
    """Skip, or fail where NEWSFIND_REQUIRE names what is missing."""
    if name in os.environ.get("NEWSFIND_REQUIRE", "").split(","):
        pytest.fail(f"{why} NEWSFIND_REQUIRE asks for it.")
    pytest.skip(why)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the sample corpus."""
    desk = tmp_path_factory.mktemp("web")
    shutil.copytree(ROOT / "corpus", desk / "corpus")
    newsfind.build(desk / "corpus", desk / "index", jobs=1)
    return desk / "index"


def client_of(place: Path, options: ServeOptions | None = None) -> TestClient:
    return TestClient(create_app(Readers(str(place)), options), base_url="http://127.0.0.1:8160")


@pytest.fixture(scope="session")
def client(sample: Path) -> Iterator[TestClient]:
    """The application itself, without a port. It keeps no cookies between tests."""
    with client_of(sample, ServeOptions(may_save=False)) as client:
        yield client


@dataclass(frozen=True)
class Server:
    """`newsfind serve` in a process of its own."""

    address: str
    process: subprocess.Popen[str]


def started(place: Path, *arguments: str) -> Server:
    command = [sys.executable, "-m", "newsfind", "serve", "--index", str(place), "--port", "0", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8")
    assert process.stdout is not None
    return Server(process.stdout.readline().strip().rstrip("/"), process)


def ended(server: Server) -> int:
    server.process.send_signal(signal.SIGINT)
    with server.process:
        return server.process.wait(timeout=20)


@pytest.fixture(scope="session")
def server(sample: Path) -> Iterator[Server]:
    running = started(sample)
    yield running
    ended(running)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        needs("chromium", "There is no Chromium on this machine (Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        # as root in a container Chromium has no sandbox, and nothing but our own pages is opened here
        running = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield running
        running.close()


@dataclass(frozen=True)
class Tab:
    """A page of the browser with its own storage, and what it complained of or asked other hosts for."""

    page: Page
    address: str
    complaints: list[str]

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        self.page.wait_for_load_state("networkidle")
        return self.page


def tab_of(browser: Browser, address: str, **options: object) -> Iterator[Tab]:
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})  # type: ignore[arg-type]
    context.set_default_timeout(_PATIENCE)
    expect.set_options(timeout=_PATIENCE)
    page = context.new_page()
    complaints: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith(address):
            complaints.append(f"asks for {request.url}")

    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", asked)
    yield Tab(page, address, complaints)
    context.close()


@pytest.fixture
def tab(browser: Browser, server: Server) -> Iterator[Tab]:
    """A page that must end without a complaint: no error, nothing that the policy forbids, no other host."""
    for made in tab_of(browser, server.address):
        yield made
        assert not made.complaints


@pytest.fixture
def bare_tab(browser: Browser, server: Server) -> Iterator[Tab]:
    """The same without JavaScript."""
    yield from tab_of(browser, server.address, java_script_enabled=False)


@pytest.fixture
def phone(browser: Browser, server: Server) -> Iterator[Tab]:
    """The same on a phone."""
    for made in tab_of(browser, server.address, viewport={"width": 375, "height": 740}, has_touch=True):
        yield made
        assert not made.complaints
