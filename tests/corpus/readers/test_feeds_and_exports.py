"""RSS, Atom, RDF, JSON Feed and WordPress exports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.readers.filed import one, read
from newsfind.corpus.raw import RawArticle, Skipped

BODY = "<p>The port said on Monday that the bridge would stay closed.</p><p>“No risks,” said Ann Lee.</p>"
CLEAN = "The port said on Monday that the bridge would stay closed.\n\n“No risks,” said Ann Lee."

RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour News</title><language>en-gb</language>
 <item><title>Bridge &amp; tunnel close</title><link>https://harbour.example/1</link><guid>hbr-1</guid><category>World</category>
 <category>Traffic</category><pubDate>Mon, 06 May 2024 07:08:09 +0200</pubDate><dc:creator>Ann Lee</dc:creator>
 <description>Short.</description><content:encoded><![CDATA[{BODY}]]></content:encoded></item>
 <item><title>Only a summary</title><guid>hbr-2</guid><description>The ferry runs again, says the port.</description></item>
 <item><title>Empty</title><guid>hbr-3</guid></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Harbour News</title><entry><id>hbr-1</id>
 <title>Bridge &amp; tunnel close</title><link href="https://harbour.example/1"/><category term="World"/><category term="Traffic"/>
 <published>2024-05-06T07:08:09+02:00</published><author><name>Ann Lee</name></author>
 <content type="html"><![CDATA[{BODY}]]></content></entry></feed>"""
JSON_FEED = json.dumps(
    {"version": "https://jsonfeed.org/version/1.1", "title": "Harbour News", "language": "en",
     "items": [{"id": "hbr-1", "title": "Bridge & tunnel close", "url": "https://harbour.example/1", "tags": ["World", "Traffic"],
                "date_published": "2024-05-06T07:08:09+02:00", "authors": [{"name": "Ann Lee"}], "content_html": BODY}, {"id": "2"}]}
)  # fmt: skip


@pytest.mark.parametrize(("name", "text"), [("a.rss", RSS), ("a.xml", RSS), ("a.atom", ATOM), ("a.json", JSON_FEED)])
def test_a_feed_gives_its_entries_with_full_content(tmp_path: Path, name: str, text: str) -> None:
    raw = read(tmp_path, name, text)[0]
    assert isinstance(raw, RawArticle)
    made = one([raw])
    assert (made.headline, made.body, made.path) == ("Bridge & tunnel close", CLEAN, f"{name}#hbr-1")
    assert (made.sections, made.authors, made.source) == (("World", "Traffic"), ("Ann Lee",), "Harbour News")
    assert (made.url, made.language) == ("https://harbour.example/1", "en")
    assert made.date is not None
    assert made.date.isoformat() == "2024-05-06T07:08:09+02:00"


def test_a_summary_serves_where_there_is_no_content_and_is_noted(tmp_path: Path) -> None:
    _, summary, empty = read(tmp_path, "a.rss", RSS)
    assert isinstance(summary, RawArticle)
    assert summary.notes == ("The feed has only a summary of it.",)
    assert isinstance(empty, Skipped)


def test_an_entrys_name_is_no_address(tmp_path: Path) -> None:
    raw = read(tmp_path, "a.atom", ATOM.replace('<link href="https://harbour.example/1"/>', ""))[0]
    assert isinstance(raw, RawArticle)
    assert (raw.record, raw.url) == ("hbr-1", "")


def test_a_feed_whose_lists_are_none_is_read_all_the_same(tmp_path: Path) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "authors": 7,
            "items": [{"id": "1", "content_text": CLEAN, "tags": "World", "authors": {"name": "Ann Lee"}}, "no item"]}  # fmt: skip
    raw, refused = read(tmp_path, "a.json", json.dumps(feed))
    assert isinstance(raw, RawArticle)
    assert (raw.sections, raw.authors) == (("World",), ("Ann Lee",))
    assert refused == Skipped("a.json#2", "The item is no object with fields.")


def test_a_broken_feed_keeps_what_can_be_read(tmp_path: Path) -> None:
    found = read(tmp_path, "a.rss", RSS.replace("<channel>", "<channel>\x0b").replace("</channel></rss>", ""))
    assert any(isinstance(item, RawArticle) for item in found)


def test_a_feed_without_entries_says_so(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "a.rss", "<rss><channel><title>x</title></channel></rss>")
    assert isinstance(found, Skipped)
    assert "no entry" in found.reason


def wxr(item: str) -> str:
    return f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Harbour Blog</title>
 <wp:author><wp:author_login>ann</wp:author_login><wp:author_display_name>Ann Lee</wp:author_display_name></wp:author>{item}</channel></rss>"""


POST = """<item><title>Bridge closes</title><link>https://blog.example/1</link><dc:creator>ann</dc:creator><category domain="category"
 nicename="w">World</category><category domain="post_tag" nicename="t">bridge</category><content:encoded><![CDATA[The port said so.

[caption id="1"]A bridge[/caption]It will be <em>long</em>.]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
 <wp:post_id>7</wp:post_id><wp:post_date>2024-05-06 09:08:09</wp:post_date><wp:post_date_gmt>2024-05-06 07:08:09</wp:post_date_gmt>
 <wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>"""


def test_a_wordpress_export_gives_published_posts(tmp_path: Path) -> None:
    attachment = POST.replace(">post<", ">attachment<")
    draft = POST.replace(">publish<", ">draft<").replace(">7<", ">8<")
    raw, skipped = read(tmp_path, "a.xml", wxr(POST + attachment + draft))
    assert isinstance(skipped, Skipped)
    assert "draft" in skipped.reason
    assert isinstance(raw, RawArticle)
    made = one([raw])
    assert (made.headline, made.body) == ("Bridge closes", "The port said so.\n\nIt will be long.")
    assert (made.section, made.authors, made.source, made.path) == ("World", ("Ann Lee",), "Harbour Blog", "a.xml#7")
    assert made.date is not None
    assert made.date.isoformat() == "2024-05-06T09:08:09+02:00"


def test_a_post_of_late_evening_has_the_day_of_its_own_clock(tmp_path: Path) -> None:
    late = POST.replace("2024-05-06 09:08:09", "2024-05-05 23:30:00").replace(
        "2024-05-06 07:08:09", "2024-05-06 05:30:00"
    )
    unset = POST.replace("2024-05-06 07:08:09", "0000-00-00 00:00:00")
    dates = [item.date for item in read(tmp_path, "a.xml", wxr(late + unset)) if isinstance(item, RawArticle)]
    assert dates == ["2024-05-05T23:30:00-06:00", "2024-05-06 09:08:09"]


@pytest.mark.parametrize(
    "content",
    [
        "One.\n\nTwo.\n\n<pre>Three.</pre>\n\nFour.",
        "One.\n\n<p>Two.</p>\n\n<h2>Three.</h2>\n\nFour.",
        "<!-- wp:paragraph -->\n<p>One.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:list -->\n<ul><li>Two.</li>\n\n<li>Three.</li></ul>\n\n<p>Four.</p>",
    ],
)
def test_blank_lines_of_a_post_are_paragraphs_whatever_else_is_in_it(tmp_path: Path, content: str) -> None:
    start, end = POST.index("[CDATA[") + 7, POST.index("]]>")
    (raw,) = read(tmp_path, "a.xml", wxr(POST[:start] + content + POST[end:]))
    assert isinstance(raw, RawArticle)
    made = one([raw])
    assert made.body == "One.\n\nTwo.\n\nThree.\n\nFour."


@pytest.mark.parametrize("kind", ["wp_navigation", "wp_block", "wp_template", "oembed_cache"])
def test_parts_of_the_site_are_no_articles(tmp_path: Path, kind: str) -> None:
    assert read(tmp_path, "a.xml", wxr(POST.replace(">post<", f">{kind}<"))) == []
