"""Sentences of our own with names from the lists: sport, business, headlines, which the labelled texts lack."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from newsfind.corpus.entities.builtin.lexicon import Lexicon
from training.entities import wordlists
from training.entities.gold import Sample, Span

TIMES = 40  # each template is filled
SEED = 3
CODES = {"K": "ORG", "P": "PER", "F": "PER", "N": "PER", "O": "ORG", "T": "ORG", "L": "LOC", "C": "LOC", "X": "LOC"}
TEMPLATES = """
{T} won {d}-{d} at home against {T} and stay top.
The {T} have released {P} after one season.
{P} joined {T} from {T} for a fee that neither club gave.
{T} coach {P} blamed the referee.
{P}, the {T} captain, will miss the game in {L}.
{T} and {T} meet in the semifinal on Sunday.
{l}'s {P} finished third, behind {P} of {L}.
Shares of {O} fell {d} percent in {L} trading.
{O} said on Tuesday that it would buy {O} for {d} billion dollars.
{O} and {O} are in talks about a merger, {O} reported.
Analysts at {O} cut their forecast for {O}.
{P}, chief executive of {O}, told {O} that demand in {L} was weak.
{P} left {O} in May to join {O} in {L}.
{O}'s plant in {L} will close, a spokeswoman for {O} said.
{O} recalled cars sold in {L} and {L}.
A lawyer for {O} said {P} had done nothing wrong.
The {O} did not reply to questions from {O}.
According to {O}, users of {O} could not log in for hours.
{O}, {O} and {O} all raised prices.
The {O} warned that the economy of {L} would shrink.
{O} hired {P} as head of research.
The deal between {O} and the government in {L} was signed by {P}.
{l} and {L} signed the treaty, but {L} did not.
Mr. {p} said he would return to {L} in April.
{P} told the {O} that {p} had known of it since March.
"We are ready," {P} said in {L}. {p} did not give a date.
{p} declined to comment. {p}'s lawyer, {P}, did not return calls.
{P}, {d}, of {L}, was charged with theft.
{P} ({O}) won the debate, viewers thought.
{l} ({O}) - Police fired on protesters on Friday, witnesses said.
Born in {L}, {P} studied at {O} before moving to {L}.
{P} and his wife, {P}, live in {L}.
{O} Names {P} as New Chief
{P} to Leave {O} After Dispute
{O} Sues {O} Over Patents
{p} Says {L} Must Pay More
{l} Votes to Ban Plastic Bags
{C}-{C} talks resumed on Monday.
The {C}-{C} border stayed shut, and {C}'s army was on alert.
A {L}-based company with offices in {L} bought the {L}-listed rival of {O}.
The {p}-{p} meeting in {L} lasted an hour.
Queen {f} received {P} at the palace.
Pope {f} will visit {L} and {L} next year.
King {f} of {C} opened parliament.
{X} - Shares rose for a third day as {O} cut its rates.
{X} ({O}) - The {O} said on Friday that {P} would step down.
{X}, {L} - Thousands marched through the city.
The {O} in {L} and the {O} sent food to {L}.
{P} of the {O} and {P} of {O} shared the prize.
Premier {P} met President {P} of {C} in {L}.
President {p} and Premier {p} spoke by telephone, {O} said.
King {f} and Crown Prince {f} left {C} for {L}.
Finance Minister {N} said the budget of {C} was ready.
{N} was arrested in {L}, and {N} fled to {C}.
Sheikh {N} owns half of {O}.
Rebels loyal to {N} hold {L} and {L}.
{N} scored twice for {T} against {T}.
Chancellor of the Exchequer {P} raised taxes.
{X}, March {d} - {K} said it agreed to buy {K}.
{X}, March {d} - {K} said its {K} unit will pay {d} dollars a share.
{X}, Oct {d} ({O}) - The {O} said {K} had broken no rule.
{X} (AP) _ {P} and {P} were to meet in {L} on Monday.
{X} _ President {p} of {C} said he would not resign.
{X} - {P}, who leads {O}, flew to {L}.
{K} said {P}, its chairman, will retire.
{K}, based in {L}, named {P} president.
{K} and {K} ended merger talks.
Shares of {K} rose after {K} raised its stake.
{K} reported a net loss of {d} mln dlrs.
The stake was held by {K}, {K} and {K}.
Analyst {P} of {K} expects oil prices to fall.
{P} of {K} said demand from {C} was strong.
A spokesman for {K} in {L} declined to comment.
{K} sold its {L} plant to {K} for {d} mln dlrs.
{K} UNIT TO SELL PLANT IN {L}
{K} SEES LOWER PROFIT
{K} SETS QUARTERLY DIVIDEND
{K} TO BUY {K}
{L} BANKS CUT RATES AS {O} WAITS
{P} NAMED CHAIRMAN OF {K}
What We Know About the Fire in {L}
{T} Beat {T} in Overtime
Storm Heads for {L} as Thousands Flee
Why the Next Recession May Be Different
How to Cook the Perfect Egg
""".strip().split("\n")
FORMS = [
    "Inc", "Inc.", "Corp", "Corp.", "Co", "Co.", "Ltd", "Ltd.", "Plc", "plc", "LLC", "AG", "SA", "NV", "Co Inc",
    "Co Ltd",
]  # fmt: skip
COMPANIES = (
    """
{p} {w}|{p} {w}|{p} and {p}|{p} & {p}|{p}, {p} and {p}|{p} and Co|{p} & Co|{P} and Co|{p}|{L} {w}|{L} {w} {w}|{C} {w}
First {L} {w}|First {w}|United {w}|American {w}|General {w}|National {w}|{L} {w} and {w}|{p} Brothers|{A} {w}|{A}
{w} {w}|{w} of {L}|Bank of {L}
""".strip()
    .replace("\n", "|")
    .split("|")
)
PARTICLES = ["bin ", "al-", "el-", "de ", "de la ", "del ", "van ", "van der ", "von ", "da ", "di ", "du ", "ibn "]
_SLOT = re.compile(r"\{(\w)\}")
_HEADLINE_CAPITALS = 0.15
_WRITTEN_LARGE = re.compile(r"\b[A-Z]{2,} [A-Z]{2,}")


def templates(lexicon: Lexicon) -> list[Sample]:
    """Each template filled with names by chance, and some of them in capitals."""
    chance = random.Random(SEED)
    names = _Names(lexicon, chance)
    return [_filled(template, names, chance) for template in TEMPLATES for _ in range(TIMES)]


class _Names:
    """Draws a name for a slot.

    P full name, p last name, f first name, N name with a particle, O organisation, K company, T team, L place (l where
    it begins a sentence), C country, X place in capitals.
    """

    def __init__(self, lexicon: Lexicon, chance: random.Random) -> None:
        listed = {kind: _listed(lexicon, kind) for kind in "FNLCS"}
        self._first, self._last = listed["F"], listed["N"]
        phrases = sorted(" ".join(phrase).title() for phrase, kind in lexicon.phrases.items() if kind == "L")
        self._places: Sequence[Sequence[str]] = (listed["C"], listed["L"], phrases)
        short = [name.upper() if len(name) < len("bbbb") else name.title() for name in wordlists.ORGANISATIONS]
        self._bodies: Sequence[Sequence[str]] = (short, wordlists.BODIES)
        self._clubs = wordlists.CLUBS
        self._chance = chance

    def draw(self, slot: str) -> str:
        pick = self._chance.choice
        if slot == "d":
            return str(self._chance.randint(2, 60))
        if slot in {"p", "f"}:
            return pick(self._last if slot == "p" else self._first)
        if slot == "P":
            middle = pick(["", "", "", "", f"{pick('ABCDEFGHJKLMRSTW')}. "])
            return f"{pick(self._first)} {middle}{pick(self._last)}"
        if slot == "N":
            return f"{pick(self._first)} {pick(PARTICLES)}{pick(self._last)}"
        if slot == "T":
            club = pick(self._clubs)
            return club if self._chance.random() < 0.6 else club.rpartition(" ")[2]
        if slot == "O":
            return pick(pick(self._bodies))
        if slot == "K":
            return self._company()
        if slot == "C":
            return pick(self._places[0])
        place = pick(pick(self._places))
        return place.upper() if slot == "X" else place

    def _company(self) -> str:
        pick = self._chance.choice
        made = _SLOT.sub(lambda slot: self._part(slot[1]), pick(COMPANIES))
        bare = any(word in made for word in (*wordlists.TRADES, " and ", "Bank"))
        return made if bare and self._chance.random() < 0.4 else f"{made} {pick(FORMS)}"

    def _part(self, slot: str) -> str:
        if slot == "w":
            return self._chance.choice(wordlists.TRADES)
        if slot == "A":
            return "".join(self._chance.sample("ABCDEFGHIKLMNOPRSTUVW", self._chance.choice((2, 3, 3, 4))))
        return self.draw(slot)


def _listed(lexicon: Lexicon, kind: str) -> list[str]:
    """Words that are on this list and are seldom anything else."""
    return sorted(
        word.title()
        for word, entry in lexicon.entries.items()
        if entry.kinds.strip("M") == kind and entry.case in {0, 5}
    )


def _filled(template: str, names: _Names, chance: random.Random) -> Sample:
    text, at = "", 0
    spans: list[Span] = []
    for slot in _SLOT.finditer(template):
        text += template[at : slot.start()]
        name = names.draw(slot[1])
        if slot[1] != "d":
            spans.append((len(text), len(text) + len(name), CODES[slot[1].upper()]))
        text += name
        at = slot.end()
    text += template[at:]
    shouted = text.upper() if chance.random() < _HEADLINE_CAPITALS or _WRITTEN_LARGE.search(template) else text
    return Sample(shouted if len(shouted) == len(text) else text, tuple(spans))
