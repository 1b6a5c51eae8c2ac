"""Explanations -> the lines that `search --explain` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsfind.index.explanation import FormCount, LeafScore, PartExplanation, ScoreExplanation
from newsfind.query.printing import format_query, title
from newsfind.results.render import harmless
from newsfind.ui.wording import counted

_MOST_FORMS = 8


def part_lines(parts: Sequence[PartExplanation]) -> Iterator[str]:
    """The tree, a node a line: what it is, how many articles it would find alone, which words it stands for."""
    for part in parts:
        remark = "" if part.articles is None else f"  {counted(part.articles, 'article')}"
        forms = "; then ".join(_forms(one) for one in part.forms if _worth_saying(one, part))
        yield harmless(f"{'  ' * part.depth}{title(part.query)}{remark}" + (f": {forms}" if forms else ""))


def _worth_saying(forms: Sequence[FormCount], part: PartExplanation) -> bool:
    return len(part.forms) > 1 or len(forms) > 1 or bool(forms and forms[0].form not in format_query(part.query))


def _forms(forms: Sequence[FormCount]) -> str:
    """`trade 16, trading 2, and 3 more`."""
    if not forms:
        return "none"
    shown = ", ".join(f"{form.form} {form.articles:,}" for form in forms[:_MOST_FORMS])
    return shown if len(forms) <= _MOST_FORMS else f"{shown}, and {len(forms) - _MOST_FORMS:,} more"


def score_line(number: int, score: ScoreExplanation) -> str:
    """A hit's score: what each leaf gives, and what the sum is multiplied with."""
    leaves = " + ".join(_leaf(leaf) for leaf in score.leaves if leaf.score) or "0"
    factors = f" × {1 + score.exact + score.near:.3g} ({_lifts(score)})" if score.exact or score.near else ""
    factors += f" × {score.recency:.3g} (recent)" if score.recency != 1 else ""
    return harmless(f"{number}. {score.score:.3f} = ({leaves}){factors}")


def _leaf(leaf: LeafScore) -> str:
    return (
        f"{leaf.score:.3f} {format_query(leaf.query)} [weight {leaf.frequency}, in {counted(leaf.matching, 'article')}]"
    )


def _lifts(score: ScoreExplanation) -> str:
    lifts = ((score.exact, "as typed"), (score.near, "near each other"))
    return ", ".join(f"{what} +{lift:.2f}" for lift, what in lifts if lift)
