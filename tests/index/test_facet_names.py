import pytest

from newsfind.errors import NewsfindError
from newsfind.index.engine import FacetRequest
from newsfind.index.facet_names import facet_request


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("section", FacetRequest("section")),
        ("person:3", FacetRequest("people", 3)),
        ("entities:all", FacetRequest("entities", None)),
        ("entities:10:significant", FacetRequest("entities", 10, order="significant")),
        ("places:significant", FacetRequest("places", order="significant")),
        ("places:all:significant", FacetRequest("places", None, order="significant")),
    ],
)
def test_a_facet_is_asked_for_by_name_number_and_order(typed: str, asked: FacetRequest) -> None:
    assert facet_request(typed) == asked


@pytest.mark.parametrize("typed", ["entities:", "entities:0", "entities:-1", "entities:many", "entities:5:6"])
def test_a_facet_without_a_number_where_one_belongs_is_refused_with_what_to_write(typed: str) -> None:
    with pytest.raises(NewsfindError, match="entities:10:significant"):
        facet_request(typed)
