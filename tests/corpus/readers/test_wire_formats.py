"""Publishers' formats: Reuters SGML, NITF, NewsML 1, NewsML-G2, ninjs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.readers.filed import MORE, STORY, one, read
from newsfind.article import Entity
from newsfind.corpus.normalize import normalize
from newsfind.corpus.raw import RawArticle, Skipped


def sgml(inside: str, number: int = 1, text_type: str = "") -> str:
    kind = f' TYPE="{text_type}"' if text_type else ""
    return (
        f'<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" OLDID="5" NEWID="{number}">\n<DATE>26-FEB-1987 15:01:01.79</DATE>\n'
        "<TOPICS><D>ship</D><D>trade</D></TOPICS>\n<PLACES><D>usa</D></PLACES>\n<PEOPLE><D>lee</D></PEOPLE>\n<ORGS></ORGS>\n"
        f"<EXCHANGES><D>nyse</D></EXCHANGES>\n<COMPANIES></COMPANIES>\n<UNKNOWN>\n&#5;&#22;f0704&#31;</UNKNOWN>\n"
        f"<TEXT{kind}>&#2;\n{inside}</TEXT>\n</REUTERS>\n"
    )


def test_a_reuters_story_has_all_its_fields(tmp_path: Path) -> None:
    inside = (
        "<TITLE>PORT &lt;HBR> CLOSES BRIDGE</TITLE>\n<AUTHOR>    By Ann Lee, Reuters</AUTHOR>\n"
        f"<DATELINE>    HARBOUR, Feb 26 - </DATELINE><BODY>{STORY}\n    Ann Lee said so.\n Reuter\n&#3;</BODY>"
    )
    made = one(read(tmp_path, "a.sgm", "<!DOCTYPE lewis SYSTEM 'lewis.dtd'>\n" + sgml(inside)))
    assert (made.headline, made.sections, made.path) == ("PORT <HBR> CLOSES BRIDGE", ("ship", "trade"), "a.sgm#1")
    assert made.body.startswith(f"HARBOUR, Feb 26 - {STORY[:20]}")
    assert not made.body.lower().endswith("reuter")
    assert made.date is not None
    assert made.date.isoformat() == "1987-02-26T15:01:01"
    assert (made.authors, made.agency) == (("Ann Lee",), "Reuters")
    assert made.entities == (
        Entity("usa", "place", given=True),
        Entity("lee", "person", given=True),
        Entity("nyse", "organisation", given=True),
    )


def test_brief_and_unprocessed_stories_stay(tmp_path: Path) -> None:
    text = sgml("<TITLE>BRIDGE CLOSED</TITLE>", 1, "BRIEF") + sgml(f"\n BRIDGE CLOSED\n {STORY}", 2, "UNPROC")
    brief, unprocessed = read(tmp_path, "a.sgm", text)
    assert isinstance(brief, RawArticle)
    assert isinstance(unprocessed, RawArticle)
    assert (brief.headline, brief.text) == ("BRIDGE CLOSED", "BRIDGE CLOSED")
    assert (unprocessed.headline, STORY in unprocessed.text) == ("BRIDGE CLOSED", True)


def test_a_reuters_file_that_breaks_off_says_so(tmp_path: Path) -> None:
    found = read(tmp_path, "a.sgm", sgml(f"<TITLE>T</TITLE><BODY>{STORY}</BODY>") + "<REUTERS NEWID='2'><TEXT>")
    assert [type(item).__name__ for item in found] == ["RawArticle", "Skipped"]


NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.2//EN" "nitf-3-2.dtd">
<nitf xml:lang="en">
 <head><title>Slug</title>
  <tobject><tobject.subject tobject.subject.refnum="04015000" tobject.subject.type="Economy"/></tobject>
  <docdata management-status="usable"><doc-id id-string="hbr-1"/><urgency ed-urg="4"/><date.issue norm="20240506T070809Z"/>
   <du-key version="3"/><ed-msg info="Adds quote."/>
   <identified-content><person>Ann Lee</person><org>Port Authority</org><location>Harbour</location></identified-content></docdata>
  <pubdata name="Harbour News" position.section="Business"/></head>
 <body><body.head><hedline><hl1>Bridge closes for <em>repairs</em></hl1></hedline><byline>By Ann Lee</byline>
   <distributor>AP</distributor><dateline><location>HARBOUR</location></dateline></body.head>
  <body.content><media><media-caption>A bridge in the sun</media-caption></media>
   <p>{STORY}</p><hl2>What comes next</hl2><block><p>{MORE}</p></block>
   <table><tr><td>Pillars</td><td>12</td></tr></table></body.content></body>
</nitf>"""


def test_nitf_gives_every_field(tmp_path: Path) -> None:
    (raw,) = read(tmp_path, "a.xml", NITF)
    assert isinstance(raw, RawArticle)
    assert (raw.guid, raw.version, raw.withdrawn) == ("hbr-1", "3", False)
    assert raw.notes == ("Urgency 4.", "Note to editors: Adds quote.")
    made = one([raw])
    assert (made.headline, made.sections) == ("Bridge closes for repairs", ("Business", "Economy"))
    assert made.body == f"{STORY}\n\nWhat comes next\n\n{MORE}\n\nPillars | 12"
    assert (made.authors, made.agency, made.source, made.language) == (("Ann Lee",), "AP", "Harbour News", "en")
    assert made.date is not None
    assert made.date.isoformat() == "2024-05-06T07:08:09+00:00"
    assert [entity.name for entity in made.entities] == ["Ann Lee", "Port Authority", "Harbour"]


def test_a_cancelled_nitf_item_is_withdrawn(tmp_path: Path) -> None:
    (raw,) = read(tmp_path, "a.xml", NITF.replace('"usable"', '"canceled"'))
    assert isinstance(raw, RawArticle)
    assert raw.withdrawn
    assert isinstance(normalize(raw), Skipped)


def test_people_and_places_in_fields_are_named_in_full(tmp_path: Path) -> None:
    text = NITF.replace(
        "<person>Ann Lee</person>", "<person><name.given>Ann</name.given><name.family>Lee</name.family></person>"
    )
    text = text.replace("<location>Harbour</location>", "<location><city>Houston</city><state>Texas</state></location>")
    text = text.replace(
        "By Ann Lee<", "By <person>Ann Lee</person> and <person>Bo Chan</person><byttl>Staff Writers</byttl><"
    )
    made = one(read(tmp_path, "a.xml", text))
    assert made.authors == ("Ann Lee", "Bo Chan")
    assert [entity.name for entity in made.entities] == ["Ann Lee", "Port Authority", "Houston"]


def g2(content: str, version: int = 1, status: str = "usable", guid: str = "urn:x:1") -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="{version}" xml:lang="en">
 <itemMeta><itemClass qcode="ninat:text"/><provider literal="Reuters"/><versionCreated>2024-05-07T01:00:00Z</versionCreated>
  <firstCreated>2024-05-06T07:08:09+02:00</firstCreated><embargoed>2024-05-06T09:00:00+02:00</embargoed>
  <pubStatus qcode="stat:{status}"/></itemMeta>
 <contentMeta><urgency>3</urgency><by>By Ann Lee</by><headline>Bridge closes, version {version}</headline><language tag="en-GB"/>
  <subject qcode="medtop:20000170"><name xml:lang="de">Wirtschaft</name><name xml:lang="en">business</name></subject>
  <subject qcode="subj:15000000"/>
  <subject type="cpnat:person" literal="l"><name>Ann Lee</name></subject></contentMeta>
 <contentSet>{content}</contentSet></newsItem>"""


XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
    f"<body><p>{STORY}</p><p>{MORE}</p></body></html></inlineXML>"
)


@pytest.mark.parametrize(
    "content",
    [
        XHTML,
        f'<inlineXML contenttype="application/nitf+xml">{NITF[NITF.index("<nitf") :].replace("<hl2>What comes next</hl2>", "")}</inlineXML>',
        f'<inlineXML contenttype="application/xhtml+xml"><div><p>{STORY}</p><p>{MORE}</p></div></inlineXML>',
        f'<inlineData contenttype="text/plain">{STORY}\n\n{MORE}</inlineData>',
    ],
)
def test_newsml_g2_with_any_kind_of_text(tmp_path: Path, content: str) -> None:
    (raw,) = read(tmp_path, "a.xml", g2(content))
    assert isinstance(raw, RawArticle)
    assert (raw.guid, raw.version) == ("urn:x:1", "1")
    assert raw.notes[0] == "Urgency 3."
    assert raw.embargo == "2024-05-06T09:00:00+02:00"
    made = one([raw])
    assert made.body.startswith(f"{STORY}\n\n{MORE}")
    assert (made.headline, made.sections) == ("Bridge closes, version 1", ("business", "Sport"))
    assert (made.authors, made.agency, made.language) == (("Ann Lee",), "Reuters", "en")
    assert made.date is not None
    assert made.date.isoformat() == "2024-05-06T07:08:09+02:00"
    assert made.entities == (Entity("Ann Lee", "person", given=True),)


def test_of_several_versions_in_a_message_the_highest_stays(tmp_path: Path) -> None:
    items = g2(XHTML, 2) + g2(XHTML, 1) + g2(XHTML, 1, guid="urn:x:2")
    found = read(
        tmp_path,
        "a.xml",
        f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>',
    )
    assert [(raw.record, raw.version) for raw in found if isinstance(raw, RawArticle)] == [
        ("urn:x:1", "2"),
        ("urn:x:2", "1"),
    ]


def test_a_cancelled_version_withdraws_the_item(tmp_path: Path) -> None:
    items = g2(XHTML, 1) + g2("", 2, "canceled")
    (raw,) = read(tmp_path, "a.xml", f"<newsMessage><itemSet>{items}</itemSet></newsMessage>")
    assert isinstance(raw, RawArticle)
    assert raw.withdrawn


@pytest.mark.parametrize("item", ["packageItem", "conceptItem", "planningItem", "catalogItem", "knowledgeItem"])
def test_items_that_are_no_articles_say_what_they_are(tmp_path: Path, item: str) -> None:
    (found,) = read(tmp_path, "a.xml", f'<{item} guid="x"></{item}>')
    assert isinstance(found, Skipped)
    assert found.reason.startswith("The item is a")


def test_newsml_1_takes_the_longest_text_and_leaves_style_sheets(tmp_path: Path) -> None:
    text = f"""<NewsML><NewsItem><Identification><NewsIdentifier><NewsItemId>hbr</NewsItemId><RevisionId>2</RevisionId>
     <PublicIdentifier>urn:newsml:hbr:2N</PublicIdentifier></NewsIdentifier></Identification>
     <NewsManagement><FirstCreated>20240506T070809+0000</FirstCreated><Status FormalName="Usable"/></NewsManagement>
     <NewsComponent><NewsLines><HeadLine>Bridge closes</HeadLine><ByLine>By Ann Lee</ByLine></NewsLines>
      <AdministrativeMetadata><Provider><Party FormalName="Harbour Wire"/></Provider></AdministrativeMetadata>
      <DescriptiveMetadata><Language FormalName="en"/><SubjectCode><Subject FormalName="04000000"/></SubjectCode></DescriptiveMetadata>
      <NewsComponent><ContentItem><DataContent>.style {{ color: red }}</DataContent></ContentItem></NewsComponent>
      <NewsComponent><ContentItem><DataContent><html><body><p>{STORY}</p><p>{MORE}</p></body></html></DataContent></ContentItem>
      </NewsComponent></NewsComponent></NewsItem></NewsML>"""
    made = one(read(tmp_path, "a.xml", text))
    assert (made.headline, made.section, made.source) == (
        "Bridge closes",
        "Economy, business and finance",
        "Harbour Wire",
    )
    assert made.body == f"{STORY}\n\n{MORE}"
    assert made.date is not None


@pytest.mark.parametrize(
    "item",
    [
        {"headline": "Bridge closes", "body_xhtml": f"<p>{STORY}</p><p>{MORE}</p>", "versioncreated": "2024-05-06T07:08:09Z",
         "byline": "By Ann Lee", "subject": [{"code": "04000000", "name": "x"}], "person": [{"name": "Ann Lee"}]},
        {"headlines": [{"role": "kicker", "value": "Port"}, {"role": "main", "value": "Bridge closes"}],
         "bodies": [{"contenttype": "application/nitf+xml", "value": "<?xml version='1.0'?><nitf/>"},
                    {"contenttype": "text/plain", "value": f"{STORY}\n\n{MORE}"}],
         "firstcreated": "2024-05-06T07:08:09Z", "versioncreated": "2024-05-09T00:00:00Z", "by": "Ann Lee", "pubstatus": "usable",
         "subjects": [{"literal": "04000000", "name": "x"}], "people": [{"name": "Ann Lee"}]},
        {"headlines": [{"value": "Bridge closes"}], "bodies": [{"contentType": "text/html", "value": f"<p>{STORY}</p><p>{MORE}</p>"}],
         "firstCreated": "2024-05-06T07:08:09Z", "versionCreated": "2024-05-09T00:00:00Z", "by": "Ann Lee", "pubStatus": "usable",
         "subjects": [{"uri": "http://cv.iptc.org/newscodes/subjectcode/04000000", "name": "x"}], "people": [{"name": "Ann Lee"}]},
    ],
)  # fmt: skip
def test_ninjs_1_2_and_3(tmp_path: Path, item: dict[str, object]) -> None:
    made = one(read(tmp_path, "a.json", json.dumps({"uri": "urn:x:1", "type": "text", "language": "en", **item})))
    assert (made.headline, made.body, made.authors) == ("Bridge closes", f"{STORY}\n\n{MORE}", ("Ann Lee",))
    assert (made.section, made.language) == ("Economy, business and finance", "en")
    assert made.date is not None
    assert made.date.isoformat() == "2024-05-06T07:08:09+00:00"
    assert made.entities == (Entity("Ann Lee", "person", given=True),)


def test_a_ninjs_pictures_caption_is_its_text_and_a_credit_line_is_none(tmp_path: Path) -> None:
    credit = {"role": "creditline", "value": "THE AGENCY"}
    item: dict[str, object] = {
        "uri": "urn:x:1",
        "type": "picture",
        "versioncreated": "2024-05-06",
        "descriptions": [credit],
    }
    (found,) = read(tmp_path, "a.json", json.dumps(item))
    assert isinstance(found, Skipped)
    item["descriptions"] = [credit, {"role": "caption", "value": "The bridge on the day that it closed."}]
    (found,) = read(tmp_path, "b.json", json.dumps(item))
    assert isinstance(found, RawArticle)
    assert found.text == "The bridge on the day that it closed."


def test_a_ninjs_picture_is_skipped_by_its_type(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "a.json", '{"uri": "urn:x", "type": "picture", "versioncreated": "2024-05-06"}')
    assert found == Skipped("a.json", "The ninjs item has no text (its type is picture).")


@pytest.mark.parametrize("name", ["a.nitf", "a.g2", "a.rss"])
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<nitf><body>", "broken"),
        ('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><newsItem>&b;</newsItem>', "entities"),
        ("<newsItem>" + "<a>" * 5000, "nested too deeply"),
        (
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><rss><channel><item><title>&a;</title></item></channel></rss>',
            "entities",
        ),
    ],
)
def test_hostile_xml_is_refused_with_a_reason(tmp_path: Path, name: str, text: str, reason: str) -> None:
    (found,) = read(tmp_path, name, text)
    assert isinstance(found, Skipped)
    if not name.endswith("rss"):
        assert reason in found.reason
