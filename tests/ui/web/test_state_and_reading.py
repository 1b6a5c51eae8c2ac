"""What an address says, and how an article's text becomes HTML."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsfind.article import Article, Entity
from newsfind.results.hits import Facet, FacetCount, Snippet
from newsfind.ui.web.histogram import histogram
from newsfind.ui.web.reading import reading
from newsfind.ui.web.state import FILTER_FIELDS, SORTS, SearchState, read_state

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
STATES = st.builds(
    SearchState,
    q=TEXT,
    chosen=st.dictionaries(
        st.sampled_from([known.param for known in FILTER_FIELDS]),
        st.lists(TEXT.filter(bool), min_size=1, max_size=3, unique=True).map(tuple),
        max_size=3,
    ),
    since=TEXT,
    until=TEXT,
    sort=st.sampled_from([None, *SORTS]),
    page=st.integers(1, 900),
    any_word=st.booleans(),
)


def pairs(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query, keep_blank_values=True)


@settings(deadline=None)
@given(STATES)
def test_a_state_is_read_from_its_address_again(state: SearchState) -> None:
    assert read_state(pairs(state.url())) == state


@settings(deadline=None)
@given(STATES, st.sampled_from(FILTER_FIELDS), TEXT.filter(bool))
def test_a_value_that_is_toggled_twice_is_as_before(state: SearchState, field: object, value: str) -> None:
    param = getattr(field, "param", "")
    if not state.has(param, value):
        twice = state.toggled(param, value).toggled(param, value)
        assert twice.chosen.get(param, ()) == state.chosen.get(param, ())
        assert state.toggled(param, value).page == 1


def test_names_that_an_address_does_not_know_are_passed_over() -> None:
    assert read_state([("utm_source", "x"), ("sort", "loudest"), ("page", "-3"), ("q", "ferry")]) == SearchState(
        "ferry"
    )


def article(body: str, *entities: Entity) -> Article:
    return Article(id="a", headline="A ferry", body=body, entities=entities)


def test_paragraphs_hold_marks_with_numbers_and_names_with_links() -> None:
    body = "Ana Møller saw it.\n\nThe <b>ferry</b> of Møller & Co sank, Møllers said."
    ferry, moller = body.index("ferry"), body.index("Møller &")
    shown = reading(
        article(body, Entity("Ana Møller", "person", aliases=("Møller",))),
        Snippet("A ferry", ((2, 7),)),
        Snippet(body, ((ferry, ferry + 5), (moller, moller + 11))),
    )
    assert shown.marks == 3
    link = '<a class="name" href="/search?person=Ana+M%C3%B8ller">'
    assert [str(part).replace("\n", "") for part in (shown.headline, *shown.paragraphs)] == [
        'A <mark id="m1">ferry</mark>',
        f"{link}Ana Møller</a> saw it.",
        f'The &lt;b&gt;<mark id="m2">ferry</mark>&lt;/b&gt; of {link}<mark id="m3">Møller</mark></a>'
        "<mark> &amp; Co</mark> sank, Møllers said.",
    ]


@settings(deadline=None)
@example("<\n\n<", [(0, 6)])
@given(st.text("ab <>&\n", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 6)), max_size=4))
def test_no_text_is_lost_and_every_mark_has_its_number(body: str, starts: list[tuple[int, int]]) -> None:
    marks: list[tuple[int, int]] = []
    for start, length in sorted(starts):
        if (not marks or start >= marks[-1][1]) and body[start : start + length].strip():
            marks.append((start, min(start + length, len(body))))
    shown = reading(
        article(body, Entity("ab a", "place"), Entity("bab", "person")), Snippet("A"), Snippet(body, tuple(marks))
    )
    html = " ".join(map(str, shown.paragraphs))
    text = unescape(re.sub(r"<[^>]*>", "", html))
    assert "".join(text.split()) == "".join(body.split())
    assert re.findall(r'id="m(\d+)"', html) == [str(number + 1) for number in range(len(marks))]


@settings(deadline=None)
@given(
    st.dictionaries(
        st.dates().map(lambda day: f"{day.year:04}-{day.month:02}"), st.integers(1, 10**6), min_size=1, max_size=40
    )
)
def test_a_histogram_counts_everything_within_its_picture(counts: dict[str, int]) -> None:
    facet = Facet("month", tuple(FacetCount(period, count) for period, count in counts.items()), len(counts))
    drawn = histogram(facet, "month", SearchState("ferry"))
    assert drawn
    assert sum(bar.count for bar in drawn.bars) == sum(counts.values())
    assert len(drawn.bars) <= 134
    assert all(0 <= bar.x <= 100 and 0 <= bar.y <= 100 and bar.height <= 100 for bar in drawn.bars)
    assert abs(drawn.bars[-1].x + drawn.bars[-1].width - 100) < 1e-6
    assert all(0 <= label.x <= 100 for label in drawn.labels)
    for bar in drawn.bars:
        assert dict(pairs(bar.url)) == {"q": "ferry", "since": bar.since, "until": bar.until}
