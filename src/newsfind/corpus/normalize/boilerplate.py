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
    (?:(?:paid\s+)?advertis(?:e)?ments?\s*)+(?:\s+continue\s+reading\b.{0,40})?|ad|advertising|anzeige|werbung|publicit[eé]|publicidad|pubblicit[aà]|sponsored(?:\s+content)?
    |(?:story|article|text)\s+contin(?:ues|ued)(?:\s+(?:below|after)(?:\s+\w+){0,3})?
    |continue\s+reading(?:\s+below|\s+the\s+main\s+story)?
    |(?:scroll\s+down|skip)\s+(?:to|for)\s+.{0,60}|skip\s+advertisement
    |(?:please\s+)?share\s+(?:this|on|via|the)\b.{0,60}|share|tweet|pin\s+it|e-?mail|print|whatsapp|facebook|twitter|linkedin
    |(?:e-?mail|print|copy)(?:\s+(?:this|link|article|story))*
    |(?:read|see|watch|listen|learn)\s+(?:more|also|next)|more\s+(?:on|from|about)\s+(?:this|the|our)\b.{0,60}
    |(?:read\s+more|see\s+also|also\s+(?:see|read|on)|read\s+also|read\s+next|related(?:\s+(?:stor(?:y|ies)|articles?|content|links?|coverage))?
        |(?:full|special|complete|more|our)\s+coverage|see\s+related|recommended|more\s+(?:stories|coverage|from\s+\w+)|most\s+(?:read|popular)|trending(?:\s+now)?|you\s+(?:may|might)\s+also\s+like
        |don['’]t\s+miss|editors?['’]?\s+(?:picks?|choice))\s*(?:[:»>→].{0,160})?
    |(?:read|watch|see|listen|related|more|mehr|lesen\s+sie\s+(?:auch|mehr)|lire\s+aussi|leggi\s+anche|lea\s+tambi[eé]n)\s*:\s.{0,160}
    |(?:click|tap)\s+(?:here|for\s+more)\b.{0,120}|(?:read|see|find)\s+(?:much\s+)?more\b.{0,80}\bhere|(?:don['’]t|can['’]t)\s+see\s+the\b.{0,60}
    |if\s+you\s+can(?:['’]t|not)\s+see\s+(?:this|the)\b.{0,80}|(?:follow|find)\b.{0,60}\bcoverage\s+(?:at|on)\s+https?:\S+.{0,80}
    |(?:click|tap|get|download|stay|try)\b.{0,60}\bapps?|get\b.{0,40}\bon\s+the\s+go\b.{0,40}|join\s+the\s+(?:conversation|discussion|debate)
    |(?:sign|signing)\s+up\s+(?:for|to|here|now)\b.{0,140}
    |subscribe\s+(?:to|on|now|today|here|for)\b.{0,140}|subscribed?|unsubscribe|view\s+(?:this\s+(?:e-?mail|newsletter)\s+)?in\s+(?:your\s+)?browser
    |get\s+(?:the|our|your|all)\b.{0,80}\b(?:newsletters?|inbox|alerts?|app)\b.{0,60}
    |(?:follow|like|join)\s+(?:us|\w+\s+\w+|@\w+|him|her|them|the\s+author)\s+on\s+(?:twitter|facebook|instagram|x|linkedin|youtube|telegram|whatsapp)\b.{0,80}
    |(?:our|download\s+(?:the|our))\s+(?:free\s+)?apps?\b.{0,80}
    |(?:all\s+rights\s+reserved|copyright\s+(?:©|\(c\)|20\d\d|19\d\d)|(?:©|\(c\))\s*(?:copyright\s*)?(?:19|20)\d\d).{0,160}
    |(?:have\s+a\s+(?:news\s+)?(?:tip|question)|got\s+a\s+(?:tip|question)|contact\s+us\s+at|send\s+(?:us\s+)?(?:your\s+)?(?:a\s+)?(?:letters?|questions?|comments?|tips?|feedback))\b.{0,140}
    |(?:let\s+us\s+know\s+what\s+you\b|tell\s+us\s+(?:what|more)\b|share\s+your\s+story\b).{0,140}
    |(?:view|show|post|leave|add|load|hide|read|see)\s+(?:all\s+|a\s+|the\s+|\(?\d+\)?\s+)?comments?(?:\s*\(\d+\))?|comments?(?:\s*\(?\d+\)?)?|\d+\s+comments?
    |(?:we\s+use|this\s+(?:site|website)\s+uses)\s+cookies\b.{0,200}|accept\s+(?:all\s+)?cookies
    |(?:enable|please\s+enable)\s+javascript\b.{0,120}
    |enlarge\s+this\s+image\b.{0,160}|(?:toggle|hide)\s+caption\b.{0,120}|\(?slide\s?show\)?\s*\(\d+\s+images?\)
    |\d+\s+(?:minutes?|hours?|days?|weeks?|months?|years?)\s+ago|(?:-\s*)?follow\s+(?:the\s+\w+\s+on\s+twitter:?\s*)?@\w+.{0,60}|newsletter\s+sign-?\s?up
    |content\s+created\s+by\b.{0,60}\bis\s+available\s+without\s+charge\b.{0,200}|(?:more|watch|urgent|photos?|videos?|listen)\s*:
    |analysis\s*/\s*opinion\s*:?|you\s?tube
    |this\s+article\s+is\s+more\s+than\s+\d+\s+\w+\s+old|thank\s+you\s+for\s+signing\s+up\b.{0,140}|\*{0,2}want\b.{0,60}\binbox\b.{0,60}
    |visit\b.{0,40}\bhomepage\s+for\s+more\b.{0,40}|\(\s*(?:photos?|full|videos?|related|watch|read|quiz|cartoons?|also\s+on|see\s+(?:more|also)|sign\s+up|click)\b[^()]{0,120}\)
    |loading\s*(?:\.\.\.|…)?|back\s+to\s+top|top\s+of\s+page|close|menu|search|[«‹<]?\s*(?:next|prev(?:ious)?)(?:\s+image\s+\d+\s+of\s+\d+)?|image|video|photos?|gallery
    |\[(?:image|photo|video|embed|embedded\s+content)\]|/{0,2}\s*[-–—]+>|<!\s*[-–—]*|link\s+copied|image\s+\d+\s+of\s+\d+
    |(?:image|photo|picture)\s+(?:caption|credits?|source|copyright)\b.{0,120}|media\s+caption\b.{0,160}
    |(?:lesen\s+sie\s+(?:auch|jetzt|mehr|hier|dazu)|lest\s+auch|auch\s+interessant|das\s+könnte\s+(?:dich|sie|euch)|mehr\s+(?:zum\s+thema|themen|dazu)
        |weitere\s+(?:beiträge|artikel|informationen|themen|links|infos)|ähnliche\s+(?:beiträge|artikel|themen)|neueste\s+(?:artikel|beiträge)
        |zum\s+weiterlesen|weiterlesen|lust\s+auf\s+mehr|das\s+thema\s+könnte|zurück\s+zur|hier\s+geht\s+es\s+zu|auch\s+auf\s+\w+\.\w+
        |le\s+puede\s+interesar|lea\s+(?:también|además|aquí|más)|lee\s+(?:también|además)|te\s+puede\s+interesar|también\s+te\s+puede|mire\s+también
        |¡?mira\s+lo\s+que|vea\s+(?:también|además)|à\s+lire\s+aussi|lire\s+(?:aussi|également)|vous\s+aimerez\s+aussi|voir\s+aussi
        |leggi\s+(?:anche|pure)|czytaj\s+(?:też|także|więcej)|zobacz\s+(?:też|także|również)|leia\s+(?:também|mais)|veja\s+(?:também|mais)
        |lees\s+ook|läs\s+(?:också|mer)|les\s+også)\b.{0,200}
    |[-–—*\s]*(?:anzeige|werbung|publicidad|publicité|reklama)\b[-–—*\s]*
    |\(?\*{0,2}\s*(?:anzeige|werbung)\b.{0,20}(?:enthält|affiliate).{0,120}
    |(?:foto|fotos|photos?|bild|bilder|titelbild|beitragsbild|image|images|pictures?|crédits?\s+photos?|crédits?|credits?|bildquelle|bildnachweis|fotocredit
        |fotografía|photograph|grafik|quelle)\s*(?::|©|\bvia\b|\bby\b|\bvon\b).{0,140}|bild\s+anzeigen|beitragsbild|image\s+illustrative
    |(?:kontakt|pressekontakt|ansprechpartner|contact|press\s+contact|media\s+contact|tags?|(?:this\s+\w+\s+(?:is\s+|was\s+)?)?tagged(?:\s+(?:under|with|as|in))?|schlagwörter|stichworte|themen|topics|categor(?:y|ies)|kategorien?
        |etiquetas|temas|filed\s+under|posted\s+in)\s*:.{0,160}
    |(?:follow|folge|folgen\s+sie|síguenos|sigue|suivez)\b.{0,80}\b(?:twitter|facebook|instagram|telegram|youtube|whatsapp)\b.{0,80}
    |submit\s+your\s+letter\b.{0,120}|we\s+want\s+to\s+hear\s+(?:from\s+you|what\s+you\s+think)\b.{0,120}|if\s+you\s+enjoyed\s+(?:reading\s+)?this\b.{0,140}
    |do\s+you\s+want\s+to\s+be\s+informed\b.{0,140}|share\s+your\s+thoughts\b.{0,120}|möchten\s+sie\s+den\s+artikel\s+teilen.{0,60}
    |(?:melde|melden\s+sie|abonniere|abonnieren\s+sie|jetzt)\b.{0,60}\b(?:newsletter|abonnieren|anmelden)\b.{0,100}
    |wird\s+geladen\b.{0,20}|kommentar(?:e)?\s+(?:verfassen|schreiben|geschlossen)|kommentieren|kommentare\s+geschlossen
    |(?:teilen|drucken|merken|share|imprimir|compartir|partager|imprimer|condividi|rezept\s+drucken|drukuj)
    |(?:diese|this)\s+website\s+(?:verwendet|uses)\b.{0,160}
    |[*•·\-–—_=~\#.\s]{1,80}
    )\s*[.!:»>→]*""",
    re.I | re.X,
)
# A call to subscribe or a house's notice, wherever it stands in a short paragraph.
_CALL = re.compile(
    r"""\bcanal\s+de\s+(?:telegram|youtube|whatsapp)\b|\bdownload\s+(?:the|our)\s+(?:\w+\s+){0,4}app\b|\bplease\s+subscribe\b
    |\balready\s+a\s+subscriber\b|\bfirst-time\s+subscribers\b
    |\bnewsletter\b.{0,60}\b(?:abonnieren|anmelden|bestellen|subscribe|sign\s+up|inscri\w+|suscr\w+|iscriviti)\b
    |\b(?:sign\s+up|subscribe|newsletters?|delivered)\b.{0,120}\b(?:in(?:to)?|to)\s+your\s+inbox\b
    |\byour\s+inbox\b.{0,80}\b(?:sign\s+up|subscribe)\b
    |\b(?:subscribe\s+to|sign\s+up\s+(?:for|to|here))\b.{0,60}\bnewsletters?\b
    |\b(?:opinions|views)\s+expressed\s+(?:in|by|here|on|are)\b.{0,100}\b(?:solely|(?:their|his|her)\s+own|those\s+of\s+the|not\s+(?:necessarily\s+)?(?:reflect|represent|those))\b
    |\bif\s+you\s+enjoyed\s+this\s+(?:article|story|post)\b|\bthank\s+you\s+for\s+supporting\s+our\s+journalism\b
    |^this\s+is\s+a\s+rush\s+transcript\b""",
    re.I | re.X,
)
# What only the forms and players of a page say, whatever the wording around it.
_FORM = re.compile(
    r"""\bby\s+signing\s+up\b.{0,60}\byou\s+agree\b|\bverify\s+you['’]re\s+not\s+a\s+robot\b|\binvalid\s+e-?mail\s+address\b
    |\benter\s+a\s+valid\s+e-?mail\b|\be-?mail\s+\(required\)|\bprotected\s+by\s+recaptcha\b|\bmanage\s+your\s+newsletter\s+subscriptions\b
    |\bhide\s+caption\s+\d+\s+of\s+\d+|\breplay\s+more\s+videos\b|\bmedia\s+playback\s+is\s+(?:un|not\s+)supported\b
    |\bmessage\s+has\s+been\s+sent\s+successfully\b|\btranscripts?\s+are\s+created\s+on\s+a\s+rush\s+deadline\b
    |\bif\s+you\s+enjoyed\s+this\s+(?:article|story|post),\s+we\b""",
    re.I | re.X,
)
# One of these is in whatever the two patterns above find; to look for them is twenty times cheaper.
_SIGNS = (
    " app", "canal", "caption", "deadline", "enjoyed", "expressed", "inbox", "journalism", "newsletter", "playback",
    "recaptcha", "replay", "required", "robot", "signing", "subscri", "suscr", "inscri", "iscriv", "abonn",
    "successfully", "transcript", "valid",
)  # fmt: skip
_LONGEST = 260
_LONGEST_FORM = 700


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
    """Whether a whole paragraph is page furniture.

    >>> is_boilerplate("Read more: Ferry runs again"), is_boilerplate("Read more about it, he said, and then decide.")
    (True, False)
    """
    size = len(paragraph)
    if size > _LONGEST_FORM:
        return False
    lower = paragraph.lower()
    signed = any(sign in lower for sign in _SIGNS)
    if signed and _FORM.search(paragraph) is not None:
        return True
    if size > _LONGEST:
        return False
    return (signed and _CALL.search(paragraph) is not None) or _WHOLE.fullmatch(paragraph) is not None
