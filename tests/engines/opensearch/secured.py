"""One node with OpenSearch's security plugin: TLS by an authority of its own, users with passwords and rights."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from engines.opensearch.nodes import HERE, Nodes, fetched

PASSWORD = "newsfind-tests"
"""Of everybody in cluster/security/internal_users.yml, and of the key stores."""

_DAYS = "3650"
_NAME = "san=ip:127.0.0.1,dns:localhost"


@dataclass(frozen=True, slots=True)
class Secured:
    """Where the node is, and the certificate of the authority that signed its own."""

    address: str
    ca_file: Path


@contextmanager
def secured(folder: Path) -> Iterator[Secured]:
    """The node, until the end of this."""
    config = folder / "n1" / "config"
    shutil.copytree(HERE / "security", config / "opensearch-security")
    ca_file = _certificates(config)
    access = {"use_ssl": True, "ca_certs": str(ca_file), "http_auth": ("chief", PASSWORD)}
    nodes = Nodes(folder, fetched(), names=("n1",), settings=_settings(), access=access)
    nodes.start("n1")
    try:
        yield Secured(nodes.address(), ca_file)
    finally:
        nodes.stop()


def _settings() -> dict[str, object]:
    settings: dict[str, object] = {
        "plugin": "org.opensearch.security.OpenSearchSecurityPlugin",
        "plugins.security.allow_default_init_securityindex": "true",
        "plugins.security.nodes_dn": "CN=node",
        "plugins.security.ssl.http.enabled": "true",
        "plugins.security.ssl.transport.enforce_hostname_verification": "false",
    }
    for layer in ("http", "transport"):
        for store, file in (("keystore", "node.p12"), ("truststore", "authority.p12")):
            settings[f"plugins.security.ssl.{layer}.{store}_type"] = "PKCS12"
            settings[f"plugins.security.ssl.{layer}.{store}_filepath"] = file
            settings[f"plugins.security.ssl.{layer}.{store}_password"] = PASSWORD
    return settings


def _certificates(folder: Path) -> Path:
    """An authority, a node that it vouches for, and who trusts it, in the key stores of the JDK's keytool."""
    pair = ("-keyalg", "EC", "-groupname", "secp256r1", "-validity", _DAYS)
    own = ("authority-key.p12", "-alias", "authority")
    _keytool(folder, "-genkeypair", *own, *pair, "-dname", "CN=authority", "-ext", "bc:c", "-ext", "ku:c=keyCertSign")
    _keytool(folder, "-exportcert", *own, "-rfc", "-file", "authority.pem")
    _keytool(folder, "-genkeypair", "node.p12", "-alias", "node", *pair, "-dname", "CN=node")
    _keytool(folder, "-certreq", "node.p12", "-alias", "node", "-file", "node.csr")
    signed = ("-infile", "node.csr", "-outfile", "node.pem", "-rfc", "-validity", _DAYS, "-ext", _NAME)
    _keytool(folder, "-gencert", *own, *signed, "-ext", "eku=serverAuth,clientAuth")
    for store in ("authority.p12", "node.p12"):
        _keytool(folder, "-importcert", store, "-alias", "authority", "-file", "authority.pem", "-noprompt")
    _keytool(folder, "-importcert", "node.p12", "-alias", "node", "-file", "node.pem", "-noprompt")
    return folder / "authority.pem"


def _keytool(folder: Path, what: str, store: str, *options: str) -> None:
    command = ["keytool", what, *options, "-keystore", store, "-storetype", "PKCS12", "-storepass", PASSWORD]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
