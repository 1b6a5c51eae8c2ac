"""What is page furniture by its wording, and what only looks like it."""

from __future__ import annotations

import pytest

from newsfind.corpus.normalize.boilerplate import is_boilerplate

FURNITURE = [
    "Advertisement Advertisement",
    "Story continues",
    "( Also on THE POST: Harbour vote delayed )",
    "(WATCH: The mayor opens the bridge)",
    "SEE RELATED: Harbour vote delayed",
    "Full Coverage: Harbour vote",
    "Click for more from The Lowland Post.",
    "Read more about the bridge here.",
    "CLICK TO GET THE COURIER APP",
    "This article tagged under: Harbours",
    "Send letters to letters@courier.example",
    "Send a tip to the news desk.",
    "Subscribe on any service where you listen to podcasts.",
    "Link copied",
    "« Previous",
    "next Image 2 of 9",
    "[image]",
    "Also see: What the bridge costs",
    "Follow our harbour coverage at https://courier.example/harbour",
    "Don't see the map above? Click here.",
    "Morning Tide Everything about ships, delivered to your inbox.",
    "For news of ships and ports, subscribe to the Courier's newsletters",
    "A columnist of the Courier since 2019. The opinions expressed in this column are solely those of the author.",
    "Media playback is unsupported on your device Media caption The mayor on the bridge",
    "JUST NOW The mayor on the bridge Replay More Videos ... NEXT The mayor on the bridge 02:08",
    "Morning Tide newsletter Ships and ports, every day. Email Sign Up By signing up you agree to receive letters. "
    * 3,
    "Photos: The bridge Photos: The bridge Hide Caption 1 of 9 Photos: The bridge",
    "Your message has been sent successfully",
]

TEXT = [
    "What happens next?",
    "Further reading",
    "Perspectives",
    "[music]",
    "The mayor said the city would click its fingers and the app would be there.",
    "He watched the bridge open, and then he signed up for the next boat.",
    "(The mayor could not be reached.)",
    "The letter that landed in your inbox this morning was sent by the city, she told the council.",
    "The party asks people to sign up for the president's newsletters, and to leave a name and an address with it, so that "
    "it can reach them without relying on platforms that belong to others, the head of its campaign explained on Friday, "
    "when he was asked what became of the addresses that had been collected in the spring.",
    "Views expressed by the commission were divided.",
    "The coverage of the storm was full of errors.",
    "We want to see more of the harbour, she said, and here is where we begin.",
    "Copied",
]


@pytest.mark.parametrize("paragraph", FURNITURE)
def test_furniture_is_known_by_its_wording(paragraph: str) -> None:
    assert is_boilerplate(paragraph)


@pytest.mark.parametrize("paragraph", TEXT)
def test_text_that_speaks_of_the_same_things_stays(paragraph: str) -> None:
    assert not is_boilerplate(paragraph)
