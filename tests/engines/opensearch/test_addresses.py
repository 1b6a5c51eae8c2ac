from __future__ import annotations

import pytest

from newsfind.errors import EngineUnavailable
from newsfind.index.engines import open_engine
from newsfind.index.engines.opensearch.address import Address, read_address


def test_an_address_names_hosts_index_and_settings() -> None:
    found = read_address("https://a.example:9200,b.example:9201/news?shards=6&replicas=0", {})
    assert found == Address(("https://a.example:9200", "https://b.example:9201"), "news", shards=6, replicas=0)
    assert str(found) == "opensearch:https://a.example:9200,https://b.example:9201/news"


def test_secrets_come_from_the_environment_and_are_never_shown() -> None:
    environment = {
        "NEWSFIND_OPENSEARCH_USER": "ann",
        "NEWSFIND_OPENSEARCH_PASSWORD": "s3cret",
        "NEWSFIND_OPENSEARCH_API_KEY": "key",
        "NEWSFIND_OPENSEARCH_CA_FILE": "ca.pem",
        "NEWSFIND_OPENSEARCH_TIMEOUT": "7",
    }
    found = read_address("http://a:9200/news", environment)
    assert (found.user, found.password, found.api_key, found.ca_file, found.timeout) == (
        "ann",
        "s3cret",
        "key",
        "ca.pem",
        7.0,
    )
    assert "s3cret" not in str(found)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "no address"),
        ("news", "no address"),
        ("http://a:9200", "no address"),
        ("http://a:9200/News", "small letters"),
        ("http://a:9200/a/b", "no address"),
        ("ftp://a/news", "no address"),
        ("http://ann:pw@a:9200/news", "NEWSFIND_OPENSEARCH_PASSWORD"),
        ("http://a:9200/news?shard=3", "“shard”"),
        ("http://a:9200/news?shards=0", "at least 1"),
        ("http://a:9200/news?replicas=x", "“x”"),
    ],
)
def test_what_is_no_address_is_refused_with_an_example(typed: str, told: str) -> None:
    with pytest.raises(EngineUnavailable, match=told):
        open_engine(f"opensearch:{typed}")
