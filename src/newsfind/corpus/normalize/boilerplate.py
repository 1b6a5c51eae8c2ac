"""Lines of a text that are no part of the article: ad codes, advertisements, share lines, newsletter boxes.

Rules hold for whole paragraphs only, and only for short ones, so that a sentence that mentions a newsletter stays.
"""

from __future__ import annotations

import re

# {mosads}, {{ad}}, [caption id=..]..[/caption], [embed]..[/embed], [gallery ids=..], <!--nextpage-->, %%ad%%
_SHORTCODE = re.compile(
    r"\[(?P<pair>embed|gallery|video|audio|playlist|youtube|twitter|tweet|instagram)\b[^\]\n]{0,300}\].{0,500}?\[/(?P=pair)\]"
    r"|\[/?(?:caption|embed|gallery|video|audio|playlist|youtube|twitter|tweet|instagram|facebook|vc_\w+|et_pb_\w+|"
    r"ad|ads|adrotate|contact-form|newsletter|related|pullquote|sc|wp_\w+|fusion_\w+)\b[^\]\n]{0,500}\]"
    r"|\{\{?[a-z][a-z0-9_-]{2,30}(?:[ :=][^{}\n]{0,60})?\}?\}"
    r"|<!--.{0,500}?-->|%%[a-z_-]{2,30}%%",
    re.S,
)
_CAPTION = re.compile(r"\[caption\b[^\]\n]{0,500}\].{0,1000}?\[/caption\]", re.S | re.I)

_WHOLE = re.compile(
    r"""(?:
    (?:paid\s+)?advertis(?:e)?ments?|advertising|anzeige|werbung|publicit[eé]|publicidad|pubblicit[aà]|sponsored(?:\s+content)?
    |(?:story|article|text)\s+continues\s+(?:below|after)(?:\s+\w+){0,3}
    |continue\s+reading(?:\s+below|\s+the\s+main\s+story)?
    |(?:scroll\s+down|skip)\s+(?:to|for)\s+.{0,60}|skip\s+advertisement
    |(?:please\s+)?share\s+(?:this|on|via|the)\b.{0,60}|share|tweet|pin\s+it|e-?mail|print|whatsapp|facebook|twitter|linkedin
    |(?:e-?mail|print|copy)(?:\s+(?:this|link|article|story))*
    |(?:read|see|watch|listen|learn)\s+(?:more|also|next)|more\s+(?:on|from|about)\s+(?:this|the|our)\b.{0,60}
    |(?:read\s+more|see\s+also|also\s+read|read\s+also|read\s+next|related(?:\s+(?:stor(?:y|ies)|articles?|content|links?|coverage))?
        |recommended|more\s+(?:stories|coverage|from\s+\w+)|most\s+(?:read|popular)|trending(?:\s+now)?|you\s+(?:may|might)\s+also\s+like
        |don['’]t\s+miss|editors?['’]?\s+(?:picks?|choice))\s*(?:[:»>→].{0,160})?
    |(?:read|watch|see|listen|related|more|mehr|lesen\s+sie\s+(?:auch|mehr)|lire\s+aussi|leggi\s+anche|lea\s+tambi[eé]n)\s*:\s.{0,160}
    |(?:click|tap)\s+here\b.{0,120}
    |(?:sign|signing)\s+up\s+(?:for|to|here|now)\b.{0,140}
    |subscribe\s+(?:to|now|today|here|for)\b.{0,140}|subscribe|subscribed?
    |get\s+(?:the|our|your|all)\b.{0,80}\b(?:newsletters?|inbox|alerts?|app)\b.{0,60}
    |(?:follow|like|join)\s+(?:us|\w+\s+\w+|@\w+|him|her|them|the\s+author)\s+on\s+(?:twitter|facebook|instagram|x|linkedin|youtube|telegram|whatsapp)\b.{0,80}
    |(?:our|download\s+(?:the|our))\s+(?:free\s+)?apps?\b.{0,80}
    |(?:all\s+rights\s+reserved|copyright\s+(?:©|\(c\)|20\d\d|19\d\d)|(?:©|\(c\))\s*(?:copyright\s*)?(?:19|20)\d\d)(?:\b.{0,160})?
    |(?:have\s+a\s+(?:news\s+)?tip|got\s+a\s+tip|contact\s+us\s+at|send\s+(?:your\s+)?(?:tips|feedback))\b.{0,140}
    |(?:view|show|post|leave|add|load|hide|read|see)\s+(?:all\s+|a\s+|the\s+|\(?\d+\)?\s+)?comments?(?:\s*\(\d+\))?|comments?(?:\s*\(?\d+\)?)?|\d+\s+comments?
    |(?:we\s+use|this\s+(?:site|website)\s+uses)\s+cookies\b.{0,200}|accept\s+(?:all\s+)?cookies
    |(?:enable|please\s+enable)\s+javascript\b.{0,120}
    |loading\s*(?:\.\.\.|…)?|back\s+to\s+top|top\s+of\s+page|close|menu|search|next|previous|image|video|photos?|gallery
    |(?:image|photo|picture)\s+(?:caption|credits?|source|copyright)\b.{0,120}|media\s+caption\b.{0,160}
    |[*•·\-–—_=~\#.\s]{1,80}
    )\s*[.!:»>→]*""",
    re.I | re.X,
)
_LONGEST = 260


def strip_shortcodes(text: str) -> tuple[str, list[str]]:
    """The text without codes of a publishing system, and what was taken out; a word glued to a code stays."""
    if "{" not in text and "[" not in text and "<!--" not in text and "%%" not in text:
        return text, []
    removed: list[str] = []

    def take(match: re.Match[str]) -> str:
        removed.append(match.group())
        return ""

    return _SHORTCODE.sub(take, _CAPTION.sub(take, text)), removed


def is_boilerplate(paragraph: str) -> bool:
    """Whether a whole paragraph is page furniture."""
    return len(paragraph) <= _LONGEST and _WHOLE.fullmatch(paragraph) is not None
