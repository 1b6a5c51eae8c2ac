"""The wheel as people get it: built, installed where nothing else is, and run.

`make package` runs this; it needs uv, a package registry and some minutes, so that `make test` leaves it out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VERSIONS = [(3, minor) for minor in range(11, 20)]
RESOLUTIONS = ("lowest-direct", "highest")

pytestmark = pytest.mark.skipif(not os.environ.get("NEWSFIND_TEST_PACKAGE"), reason="make package runs this")


def pythons() -> list[str]:
    """Every Python that newsfind promises to run on and that this machine has, one of each version."""
    found = [sys.executable] if sys.version_info[:2] in VERSIONS else []
    for major, minor in VERSIONS:
        name = f"python{major}.{minor}"
        kept = sorted(Path.home().glob(f".pyenv/versions/{major}.{minor}.*/bin/{name}"))  # where its shims may not run
        candidates = [*filter(None, [shutil.which(name)]), *map(str, kept)]
        if (major, minor) != sys.version_info[:2]:
            found += [path for path in candidates if runs(path)][:1]
    return found


def runs(python: str) -> bool:
    return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSFIND_", "PYTHON"))}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=kept | environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def uv(*command: str | Path, cwd: Path) -> str:
    return run(Path(sys.executable).with_name("uv"), *command, cwd=cwd)


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    uv("build", "--quiet", "--out-dir", folder, ROOT, cwd=folder)  # the wheel from the sdist, as installers do
    return folder


def wheel(dist: Path) -> Path:
    [found] = dist.glob("*.whl")
    return found


def test_the_wheel_is_for_every_python_and_holds_the_package_its_types_and_the_manual(dist: Path) -> None:
    assert wheel(dist).name.endswith("-py3-none-any.whl")
    with zipfile.ZipFile(wheel(dist)) as file:
        names = set(file.namelist())
    in_source = {
        f"newsfind/{path.relative_to(ROOT / 'src/newsfind').as_posix()}"
        for path in (ROOT / "src/newsfind").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert in_source <= names
    assert "newsfind/py.typed" in names
    assert any(name.endswith("share/man/man1/newsfind.1") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests", "docs", "corpus"))]


def test_the_metadata_are_complete(dist: Path) -> None:
    with zipfile.ZipFile(wheel(dist)) as file:
        [path] = [name for name in file.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = Parser().parsestr(file.read(path).decode())
    for field in ("Summary", "Author", "License-Expression", "Keywords", "Requires-Python", "Description-Content-Type"):
        assert metadata[field], field
    assert {"all", "docs", "mcp", "opensearch", "pdf", "png", "spacy", "warc", "web"} <= set(
        metadata.get_all("Provides-Extra", [])
    )
    assert "Typing :: Typed" in metadata.get_all("Classifier", [])
    assert "# newsfind" in str(metadata.get_payload())


def test_the_sdist_holds_what_the_tests_and_the_pages_need(dist: Path) -> None:
    [path] = dist.glob("*.tar.gz")
    with tarfile.open(path) as file:
        names = {name.partition("/")[2] for name in file.getnames()}
    for needed in ("Makefile", "README.md", "docs/cli.md", "tests/conftest.py", "torture/kills.py"):
        assert needed in names, needed
    assert any(name.startswith("corpus/harbour-courier/") for name in names)
    assert not [name for name in names if name.startswith((".venv", "index/M"))]


@pytest.mark.parametrize("resolution", RESOLUTIONS)
@pytest.mark.parametrize("python", pythons(), ids=lambda path: Path(path).name)
def test_the_demo_runs_where_only_the_wheel_is_installed(
    python: str, resolution: str, dist: Path, tmp_path: Path
) -> None:
    venv = tmp_path / "venv"
    uv("venv", "--quiet", "--python", python, venv, cwd=tmp_path)
    scripts = venv / ("Scripts" if os.name == "nt" else "bin")
    binaries = ("--only-binary", ":all:", "--resolution", resolution)
    uv("pip", "install", "--quiet", "--python", scripts / "python", *binaries, wheel(dist), cwd=tmp_path)
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    assert "66 added" in run(scripts / "newsfind", "index", "corpus/", cwd=tmp_path)
    shown = run(scripts / "newsfind", "search", "no-spy agreement", cwd=tmp_path)
    assert "Denmark asks Korvane to put it in writing" in shown
    assert "“no-spy”" in shown
    assert "66 from 61 files" in run(scripts / "python", "-m", "newsfind", "status", cwd=tmp_path)
    code = "import newsfind; i = newsfind.open_index('index/'); print(i.search('Korvane').total); i.close()"
    assert int(run(scripts / "python", "-c", code, cwd=tmp_path)) == 12
    assert "needs an extra: pip install 'newsfind[web]'" in missing(scripts / "newsfind", tmp_path)


def missing(command: Path, folder: Path) -> str:
    """What is said where an extra is not installed."""
    done = subprocess.run([command, "serve"], cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    return done.stderr


@pytest.mark.parametrize("extra", ["all", "docs", "notebook"])
@pytest.mark.parametrize("version", [f"3.{minor}" for minor in range(11, 15)])
def test_the_lowest_versions_exist_as_wheels_for_every_python(version: str, extra: str, tmp_path: Path) -> None:
    """Also of Pythons that this machine lacks: what can be told without running them."""
    options = ("--resolution", "lowest-direct", "--only-binary", ":all:", "--python-version", version)
    found = uv(
        "pip", "compile", "--quiet", "--no-header", *options, "--extra", extra, ROOT / "pyproject.toml", cwd=tmp_path
    )
    assert "whoosh==2.7.4" in found
