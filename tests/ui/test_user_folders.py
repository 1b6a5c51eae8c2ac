"""A person's own folders are where every other program's are."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from newsfind.ui.user_folders import cache_folder, config_folder, data_folder


@pytest.mark.parametrize("told", [None, "", "/elsewhere/of/mine"])
def test_they_are_those_that_platformdirs_tells(told: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        if told is None:
            monkeypatch.delenv(variable, raising=False)
        else:
            monkeypatch.setenv(variable, told)
    assert config_folder() == platformdirs.user_config_path("newsfind")
    assert data_folder() == platformdirs.user_data_path("newsfind")
    assert cache_folder() == platformdirs.user_cache_path("newsfind")


def test_without_variables_they_are_below_ones_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert config_folder().is_relative_to(tmp_path) or platformdirs.user_config_path("newsfind") == config_folder()
