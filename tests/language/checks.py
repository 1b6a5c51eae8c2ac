"""Each query of tests/data/sample_queries.txt in plain terms: what an article must have for it to be found."""

from __future__ import annotations

from collections.abc import Mapping

from language.plain import (
    Passes,
    Text,
    anything,
    before,
    both,
    either,
    field,
    has,
    in_body,
    in_headline,
    in_lead,
    length,
    like,
    mentions,
    near,
    phrase,
    published,
    same_paragraph,
    same_sentence,
    some,
    undated,
    without,
    word,
)

KORVANE = word("korvane")
TRADE = word("trade trades traded trading")
TALKS = word("talk talks talked talking")
MASTS = word("mast masts")
FERRY = word("ferry ferries")
STRIKE = word("strike strikes striking")
HARBOUR = word("harbour harbours")
MINISTER = word("minister ministers")
TELECOMS = either(like("telecom.*"), word("5g"))


def credited(credit: str) -> Passes:
    """Whether the first paragraph names an agency so."""

    def test(article: Text) -> bool:
        return credit in article.paragraphs[0]

    return test


CHECKS: Mapping[str, Passes] = {
    # Words and phrases
    "korvane trade": both(has(KORVANE), has(TRADE)),
    '"trade talks"': has(phrase("trade talks")),
    "“trade talks” «trade group»": both(has(phrase("trade talks")), has(phrase("trade group"))),
    '"trade talk"': has(phrase("trade talk")),
    '"TRADE TALKS"': has(phrase("trade talks")),
    "no-spy agreement": both(has(phrase("no spy")), has(word("agreement agreements"))),
    '"no spy"': has(phrase("no spy")),
    '"spy"': has(word("spy")),
    '"to have been there"': has(phrase("to have been there")),
    "G-20 U.S. 1,000": both(has(either(word("g20"), phrase("g 20"))), has(word("us")), has(word("1000"))),
    "G20": has(either(word("g20"), phrase("g 20"))),
    '"5G"': has(word("5g")),
    "C++": has(word("c++")),
    "R&D": has(word("r&d")),
    "O'Brien": has(phrase("o brien")),
    '"O’Brien"': has(phrase("o brien")),
    '"sao paulo"': has(phrase("sao paulo")),
    "muller": has(word("muller")),
    "korvane's": has(KORVANE),
    '"korvane\'s"': has(phrase("korvane s")),
    '"re-sign"': has(phrase("re sign")),
    '"resign"': has(word("resign")),
    "e-mail": has(phrase("e mail")),
    '"harbour with"': has(phrase("harbour with")),
    '"trade winds"': has(phrase("trade winds")),
    "phosphorus": has(word("phosphorus")),
    "traders": has(word("trader traders")),
    '"traders"': has(word("traders")),
    "telecom*": has(like("telecom.*")),
    "wom?n": has(like("wom.n")),
    "*phone*": has(like(".*phone.*")),
    "no-sp*": has(before(word("no"), like("sp.*"), 1)),
    "korvaen~": has(KORVANE),
    "korvaan~2": has(KORVANE),
    "balthavn~": has(word("balthaven")),
    "*": anything,
    "\\NOT \\5.40": both(has(word("not")), has(word("5.40"))),
    "sudoku": has(word("sudoku")),
    # Together, either, without
    "korvane AND trade": both(has(KORVANE), has(TRADE)),
    "ferry OR strike": some(has(FERRY), has(STRIKE)),
    "ferry | strike": some(has(FERRY), has(STRIKE)),
    "korvane NOT trade": both(has(KORVANE), without(has(TRADE))),
    "korvane -trade": both(has(KORVANE), without(has(TRADE))),
    'korvane -"trade talks"': both(has(KORVANE), without(has(phrase("trade talks")))),
    "(ferry OR strike) harbour": both(some(has(FERRY), has(STRIKE)), has(HARBOUR)),
    "ferry OR strike harbour": some(has(FERRY), both(has(STRIKE), has(HARBOUR))),
    "korvane -(trade OR masts)": both(has(KORVANE), without(some(has(TRADE), has(MASTS)))),
    # Near each other
    "korvane W/5 masts": has(near(KORVANE, MASTS, 5)),
    "korvane NEAR/5 masts": has(near(KORVANE, MASTS, 5)),
    "korvane NEAR masts": has(near(KORVANE, MASTS, 10)),
    "korvane PRE/5 masts": has(before(KORVANE, MASTS, 5)),
    "masts PRE/5 korvane": has(before(MASTS, KORVANE, 5)),
    "foreign ADJ minister": has(before(word("foreign"), MINISTER, 1)),
    "minister ADJ/3 vestermark": has(before(MINISTER, word("vestermark"), 3)),
    '"korvane masts"~5': has(near(word("korvane"), word("masts"), 6)),
    '"talks trade"~0': has(phrase("talks trade")),
    "korvane W/S masts": same_sentence(KORVANE, MASTS),
    "korvane W/P masts": same_paragraph(KORVANE, MASTS),
    '(trade OR negotiations) W/10 (talk* OR "chief negotiator")': has(
        near(
            either(TRADE, word("negotiation negotiations negotiated negotiating negotiate")),
            either(like("talk.*"), phrase("chief negotiator")),
            10,
        )
    ),
    "(trade AND talks) W/10 korvane": both(has(near(TRADE, KORVANE, 10)), has(near(TALKS, KORVANE, 10))),
    '"trade talks" W/20 korvane': has(near(phrase("trade talks"), KORVANE, 20)),
    "(trade W/2 talks) W/8 brazil": has(near(near(TRADE, TALKS, 2), word("brazil"), 8)),
    "vestermark W/3 minister~": has(near(word("vestermark"), word("minister ministers ministry"), 3)),
    "ATLEAST3(korvane)": mentions(3, KORVANE),
    "ATLEAST6(korvane OR masts)": mentions(6, either(KORVANE, MASTS)),
    'ATLEAST2("trade talks")': mentions(2, phrase("trade talks")),
    # Where in the article
    "headline:korvane": in_headline(KORVANE),
    'headline:("trade talks" brazil)': both(in_headline(phrase("trade talks")), in_headline(word("brazil"))),
    "headline:(ferry OR strike)": in_headline(either(FERRY, STRIKE)),
    "lead:korvane": in_lead(KORVANE),
    "hlead:korvane": some(in_headline(KORVANE), in_lead(KORVANE)),
    "body:korvane": in_body(KORVANE),
    "korvane -lead:korvane": both(has(KORVANE), without(in_lead(KORVANE))),
    "headline:korvane lead:trade": both(in_headline(KORVANE), in_lead(TRADE)),
    "lead:(trade PRE/3 brazil)": in_lead(before(TRADE, word("brazil"), 3)),
    # What the article is
    "section:Technology": field("section", "Technology"),
    "section:technology -5G": both(field("section", "Technology"), without(has(word("5g")))),
    "section:(World OR Business)": field("section", "World", "Business"),
    'source:"Orbit Daily"': field("source", "Orbit Daily"),
    "source:Meridian korvane": both(field("source", "Meridian"), has(KORVANE)),
    'author:"Nadia Ferrant"': field("authors", "Nadia Ferrant"),
    'byline:"ruth achterberg"': field("authors", "Ruth Achterberg"),
    "agency:Meridian": credited("(Meridian)"),
    'entity:"Karen Vestermark"': has(phrase("karen vestermark")),
    'person:"Karen Vestermark"': has(phrase("karen vestermark")),
    "person:Vestermark": has(phrase("karen vestermark")),
    'person:"Callum Rathbone"': has(phrase("callum rathbone")),
    "org:CDPA": has(either(phrase("coastal data protection authority"), word("cdpa"))),
    'org:"Nordic Trade Group"': has(either(phrase("nordic trade group"), word("ntg"))),
    "place:Denmark": has(word("denmark")),
    "lang:en": anything,
    "lang:de": without(anything),
    "words:>500": length(501),
    "words:300..320": length(300, 320),
    "words:<250": length(0, 249),
    # When it was published
    "date:2024": published("2024", "2024"),
    "date:2024-06": published("2024-06", "2024-06"),
    'date:"June 2024"': published("2024-06", "2024-06"),
    "date:2024-06-18": published("2024-06-18", "2024-06-18"),
    "date:2024-06-18..2024-07-16": published("2024-06-18", "2024-07-16"),
    "date:..2023-01": published("0", "2023-01"),
    "since:2024-10": published("2024-10"),
    "until:2023-02": published("0", "2023-02"),
    "after:2024-10": published("2024-11"),
    "before:2023-02": published("0", "2023-01"),
    "korvane since:2024 until:2024-06": both(has(KORVANE), published("2024", "2024-06")),
    "date:7d": published("2024-06-11", "2024-06-18"),
    "date:2024-W25": published("2024-06-17", "2024-06-23"),
    "date:2023-Q4": published("2023-10", "2023-12"),
    "date:yesterday": published("2024-06-18", "2024-06-18"),
    "date:today": published("2024-06-18", "2024-06-18"),
    'date:"last week"': published("2024-06-17", "2024-06-23"),
    'date:"last month"': published("2024-06", "2024-06"),
    'since:"last year"': published("2024"),
    "date:none": undated,
    "date:none -ferry": both(undated, without(has(FERRY))),
    # As a librarian puts it
    "hlead:(telecom* OR 5G) AND (minister W/P korvane) -section:Sport": both(
        some(in_headline(TELECOMS), in_lead(TELECOMS)),
        same_paragraph(MINISTER, KORVANE),
        without(field("section", "Sport")),
    ),
    '"rowe & drummond" OR R&D': some(has(phrase("rowe drummond")), has(word("r&d"))),
    "ATLEAST3(crane*) AND (crane* W/S (terminal* OR port*))": both(
        mentions(3, like("crane.*")), same_sentence(like("crane.*"), either(like("terminal.*"), like("port.*")))
    ),
    'headline:(talks OR pact) brazil since:2023-06 -author:"Ruth Achterberg"': both(
        in_headline(either(TALKS, word("pact pacts"))),
        has(word("brazil")),
        published("2023-06"),
        without(field("authors", "Ruth Achterberg")),
    ),
    "(whale* OR porpoise*) W/12 turbine* words:>300": both(
        has(near(either(like("whale.*"), like("porpoise.*")), like("turbine.*"), 12)), length(301)
    ),
    '(union OR dockers) W/8 (strike OR vote*) source:("Capital Ledger" OR "The Harbour Courier")': both(
        has(near(either(word("union unions"), word("docker dockers")), either(STRIKE, like("vote.*")), 8)),
        field("source", "Capital Ledger", "The Harbour Courier"),
    ),
    "(ferry OR ship*) PRE/4 (aground OR sank OR rocks) date:2024": both(
        has(before(either(FERRY, like("ship.*")), word("aground sank rocks"), 4)), published("2024", "2024")
    ),
    '"middle c" -piano': both(has(phrase("middle c")), without(has(word("piano pianos")))),
}
"""All but those that only a tagger can answer."""
