"""A real cluster of three nodes on this machine: fetched from Maven Central once, started, killed, stopped.

It needs a JDK of version 17 or newer and Maven. What is fetched is kept in the user's cache folder.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import OpenSearchException
from platformdirs import user_cache_path

HERE = Path(__file__).parent / "cluster"
NAMES = ("n1", "n2", "n3")
ARCHIVE = "classes.jsa"
PLUGIN = "security"
"""The folder of OpenSearch's security plugin, which comes as an archive of jars."""

_HEAP = "512m"
_STARTS_WITHIN = 180.0


def fetched() -> Path:
    """The folder of jars, of the compiled launcher and of its archive, fetched and made if it is not there."""
    stamp = str(hash_of(HERE / "pom.xml", HERE / "TestNode.java"))
    folder = user_cache_path("newsfind-tests") / f"opensearch-{stamp}"
    if not (folder / "complete").is_file():
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "classes").mkdir(parents=True)
        goal = ("dependency:copy-dependencies", f"-DoutputDirectory={folder / 'jars'}")
        _run("mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), *goal)
        for plugin in (folder / "jars").glob("*.zip"):
            shutil.unpack_archive(plugin, folder / PLUGIN)
        _run("javac", "-cp", str(folder / "jars" / "*"), "-d", str(folder / "classes"), str(HERE / "TestNode.java"))
        _run("jar", "cf", str(folder / "node.jar"), "-C", str(folder / "classes"), ".")
        _archive(folder)
        (folder / "complete").touch()
    return folder


def _archive(program: Path) -> None:
    """Let a node write down the classes that it loads when it ends: those that start with it take half of the time."""
    with TemporaryDirectory() as folder:
        nodes = Nodes(Path(folder), program, names=NAMES[:1], java=(f"-XX:ArchiveClassesAtExit={program / ARCHIVE}",))
        nodes.start(*nodes.names)
        nodes.end(*nodes.names)


def hash_of(*files: Path) -> str:
    return blake2b(b"\0".join(file.read_bytes() for file in files), digest_size=6).hexdigest()


def _run(*command: str) -> None:
    if shutil.which(command[0]) is None:
        raise SystemExit(f"{command[0]} is missing: the test cluster needs a JDK of version 17 or newer and Maven.")
    subprocess.run(command, check=True)


class Nodes:
    """Nodes of one cluster, in a folder; each can be killed and started again, with the data that it had."""

    def __init__(
        self,
        folder: Path,
        program: Path,
        *,
        names: Sequence[str] = NAMES,
        java: Sequence[str] = (),
        settings: Mapping[str, object] | None = None,
        access: Mapping[str, Any] | None = None,
    ) -> None:
        """`java` are options of the JVM, `settings` those of each node, `access` is what opensearch-py needs."""
        self._folder, self._program = folder, program
        self.names, self._java = names, java
        self._settings, self._access = settings or {}, access or {}
        self._ports = {name: (_free_port(), _free_port()) for name in names}
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    def address(self, *names: str) -> str:
        """All nodes, or some, as an address of newsfind's begins."""
        ports = [self._ports[name][0] for name in names or self.names]
        scheme = "https" if self._access.get("use_ssl") else "http"
        return f"{scheme}://" + ",".join(f"127.0.0.1:{port}" for port in ports)

    def start(self, *names: str) -> None:
        """Start nodes and wait until the cluster is whole."""
        for name in names:
            self._launch(name)
        self.wait(len(self._processes))

    def is_running(self, name: str) -> bool:
        return name in self._processes

    def kill(self, name: str) -> None:
        """As `kill -9`."""
        _end(self._processes.pop(name))

    def end(self, *names: str) -> None:
        """As somebody does who takes a node down: what it does on leaving is done."""
        for name in names:
            process = self._processes.pop(name)
            if process.stdin:
                process.stdin.close()
            process.wait()

    def pause(self, name: str) -> None:
        """The node does nothing, not even refuse, until it is resumed."""
        self._processes[name].send_signal(signal.SIGSTOP)

    def resume(self, name: str) -> None:
        self._processes[name].send_signal(signal.SIGCONT)

    def stop(self) -> None:
        for name in tuple(self._processes):
            self.kill(name)

    def wait(self, count: int, status: str = "yellow") -> float:
        """Wait until so many nodes are there; the seconds that it took."""
        began = time.monotonic()
        (name, *_) = self._processes
        node = {"host": "127.0.0.1", "port": self._ports[name][0]}
        client = OpenSearch([node], timeout=5, max_retries=0, **self._access)
        while time.monotonic() - began < _STARTS_WITHIN:
            try:
                health = client.cluster.health()
                if health["number_of_nodes"] == count and health["status"] in ("green", status):
                    return time.monotonic() - began
            except OpenSearchException:
                pass
            time.sleep(0.2)
        raise AssertionError(f"The cluster did not come up; see the logs in {self._folder}.")

    def _launch(self, name: str) -> None:
        home = self._folder / name
        (home / "config").mkdir(parents=True, exist_ok=True)
        http, transport = self._ports[name]
        seeds = ",".join(f"127.0.0.1:{port}" for _, port in self._ports.values())
        settings = {
            "path.home": home,
            "cluster.name": "newsfind-tests",
            "node.name": name,
            "network.host": "127.0.0.1",
            "http.port": http,
            "transport.port": transport,
            "discovery.seed_hosts": seeds,
            "cluster.initial_cluster_manager_nodes": ",".join(self.names),
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            "cluster.info.update.interval": "10s",  # how often disks are looked at
            **self._settings,
        }
        parts = [self._program / "node.jar", self._program / "jars" / "*"]
        if "plugin" in self._settings:
            parts.append(self._program / PLUGIN / "*")
        classes = os.pathsep.join(map(str, parts))
        shared = self._java or (
            f"-XX:SharedArchiveFile={self._program / ARCHIVE}",
            "-Xlog:cds=off",
            "-Xlog:cds+dynamic=off",
        )
        heap = (f"-Xms{_HEAP}", f"-Xmx{_HEAP}", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
        java = ["java", *heap, *shared, "-cp", classes]
        with (home / "log").open("ab") as log:
            self._processes[name] = subprocess.Popen(
                [*java, "TestNode", *(f"{key}={value}" for key, value in settings.items())],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    if process.stdin:
        process.stdin.close()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@cache
def cluster() -> Nodes:
    """The cluster of this process, started when it is first asked for, and gone with the process."""
    folder = Path(mkdtemp(prefix="newsfind-cluster-"))
    nodes = Nodes(folder, fetched())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(nodes.stop)
    nodes.start(*NAMES)
    return nodes
