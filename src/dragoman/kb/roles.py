"""Which office a title names: "Foreign Minister", "Secretary of State" and "top diplomat" are one class.

The same function classifies the titles of the tables when they are built and the words of a report when it is
read, so that both sides meet. A class says what kind of office it is, not whose; a title that names a deputy, a
part of a state or something unknown never gets the class of the head.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.names import fold

#: Classes that one person at a time holds in a state.
EXCLUSIVE = frozenset({
    "head_of_state", "head_of_government", "foreign_minister", "defence_minister", "interior_minister",
    "finance_minister", "party_foreign_chief", "party_leader", "secretary_general", "commission_president",
    "council_president", "eu_foreign_chief", "security_adviser", "supreme_leader",
})
#: Classes whose holders are known by their surname alone to any reader of foreign news.
PROMINENT = frozenset({
    "head_of_state", "head_of_government", "party_leader", "foreign_minister", "defence_minister",
    "secretary_general", "party_foreign_chief", "commission_president", "eu_foreign_chief", "vice_head",
    "crown_prince", "supreme_leader",
})

_LEAD = re.compile(r"^(the|a|an|acting|interim|caretaker|new|outgoing|current|sitting|its|his|her|their|country's) ")
_DEPUTY = re.compile(
    r"\b(deputy|vice|assistant|under|undersecretary|under-secretary|parliamentary|delegate|associate|junior|aide|"
    r"adviser to|advisor to|chief of staff to|cabinet of|wife|spouse|son|state secretary|minister of state)\b"
)
_SPOKES = re.compile(r"\bspokes(man|woman|person|people|persons|men)\b|\bpress secretary\b")
_OPPOSITION = re.compile(r"\bshadow\b|\bopposition (leader|spokes)")
_OF = re.compile(r"^(?:of|for) (?:the )?(.+)$")
#: What may follow "president of" or "prime minister of" without naming a part of a state.
_WHOLE = frozenset({
    "republic", "state", "state council", "council of ministers", "council", "government", "swiss confederation",
    "federation", "union", "presidency", "council of state", "islamic republic", "state affairs commission",
    "cabinet", "people's republic", "nation", "country", "palestinian national authority", "palestinian authority",
    "state of palestine", "united states", "united states of america", "kingdom", "cabinet of ministers",
    "transitional government", "transition", "supreme council of state", "presidential council", "confederation",
})
_HEAD_OF_STATE = re.compile(
    r"^(?:federal |state |constitutional )?(president|presidents|king|queen|emperor|empress|emir|amir|sultan|monarch|"
    r"pope|grand duke|head of state|yang di[-_ ]pertuan agong(?: \(monarch\))?|"
    r"chairman of the presidency)\b ?(.*)$"
)
_HEAD_OF_GOVERNMENT = re.compile(
    r"^(?:federal )?(prime minister|prime ministers|prime ministerial|premier|chancellor|taoiseach|head of government|"
    r"head of the government|pm|chief adviser|chairman of the council of ministers|"
    r"chairman of the cabinet of ministers)\b ?(.*)$"
)
_VICE_HEAD = re.compile(
    r"^(?:first |second |executive )?(?:deputy|vice)[- ]?(?:prime minister|premier|president|presidents|chancellor)"
    r"(?: of the (?:state council|republic|council of ministers))?$|^tanaiste$"
)

#: (pattern in the folded title, class); the first that matches decides. Deputies are taken out before.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"central foreign affairs (commission|office|leading group)|foreign affairs commission office",
         "party_foreign_chief"),
        (r"\b(un|united nations)\b.*\b(ambassador|envoy)\b|\b(ambassador|representative|envoy)\b.* to (the )?"
         r"(un|united nations)\b", "un_ambassador"),
        (r"\bambassador\b|\bcharge d'affaires\b|\bhigh commissioner\b|\bchief of mission\b|\benvoy\b|"
         r"\bpermanent representative\b|\bconsul\b|\bspecial representative\b", "ambassador"),
        (r"\b(eu|european union)\b.*\b(foreign (policy|affairs) chief|top diplomat)|high representative|"
         r"^foreign policy chief$", "eu_foreign_chief"),
        (r"\beuropean commission\b.*\b(president|chief|head)\b|\b(president|head) of (the )?european commission|"
         r"\bcommission (president|chief)", "commission_president"),
        (r"\beuropean council\b.*\b(president|chief)\b|president of (the )?european council", "council_president"),
        (r"\bsecretary[- ]general\b|\b(un|u\.n\.|united nations|nato) chief\b", "secretary_general"),
        (r"\b(top|chief|senior-most) diplomat\b", "top_diplomat"),
        (r"\bforeign (minister|ministers)\b|\b(minister|ministers|secretary) (of|for) (the )?"
         r"([a-z]+ and )?(foreign|external)( and [a-z]+)? (affairs|relations)|\bforeign affairs (minister|secretary)|"
         r"\bexternal affairs minister|\bforeign and (commonwealth|european|development)|"
         r"minister of europe and foreign|"
         r"\binternational relations and cooperation|european and international affairs|"
         r"\bminister of external|\bforeign, commonwealth", "foreign_minister"),
        (r"^(us |u\.s\. |american |united states )?secretary of state( for foreign.*)?$|^foreign secretary$|"
         r"\b(british|uk|philippine|mexican) foreign secretary\b", "foreign_minister"),
        (r"\b(defen[cs]e|war) (minister|ministers|secretary|secretaries|chief)\b|"
         r"\b(minister|secretary) (of|for) (the )?(national |people's )?(defen[cs]e|war|"
         r"armed forces|revolutionary armed forces)\b|"
         r"\bsecretary of state for (defen[cs]e|war)\b|\barmed forces minister|^pentagon chief$", "defence_minister"),
        (r"\b(interior|home|home affairs|internal affairs) (minister|ministers|secretary)\b|\b(minister|secretary|"
         r"secretary of state) (of|for) (the )?(interior|internal affairs|home affairs|home department)\b|"
         r"\bhomeland security (secretary|chief)|secretary of homeland security", "interior_minister"),
        (r"\bchancellor of the exchequer\b|\b(finance|treasury) (minister|ministers|secretary|chief)\b|"
         r"\bminister (of|for) (the )?(economy and )?finance|\bsecretary of (the )?treasury|"
         r"\bsecretary of finance", "finance_minister"),
        (r"\b(commerce|trade) (minister|secretary|representative|chief)\b|\b(minister|secretary) (of|for) "
         r"([a-z]+ and )?(commerce|trade|foreign trade)", "trade_minister"),
        (r"\bgovernor of (the )?.*bank|central bank (governor|chief|head)|chair(man|woman)? of the federal reserve|"
         r"\bfed chair", "central_bank"),
        (r"\b(economy|economic) minister\b|\bminister (of|for) (the )?econom", "economy_minister"),
        (r"\battorney[- ]general\b|\bjustice minister\b|\bminister (of|for) justice\b", "justice_minister"),
        (r"\benergy (minister|secretary)\b|\b(minister|secretary) (of|for) energy", "energy_minister"),
        (r"national security advis[eo]r|\bsecretary of the (supreme )?(national )?(security|national security) "
         r"(and defen[cs]e )?council|\bsecurity council secretary", "security_adviser"),
        (r"\b(director|head|chief)\b.*\b(cia|central intelligence|national intelligence|mossad|mi5|mi6|intelligence|"
         r"security service|shin bet)\b|\b(cia|mossad|mi5|mi6|intelligence|spy|shin bet) (director|chief|head)\b|"
         r"\bintelligence minister\b|minister of (intelligence|state security)", "intelligence_chief"),
        (r"\bchief of (the )?(general|defen[cs]e|army|joint|naval|air|armed forces|staff of the)[a-z ]* ?staff|"
         r"\bchief of (the )?defen[cs]e|\bjoint chiefs\b|\b(army|military|armed forces) (chief|commander)|"
         r"commander-in-chief|\bchief of staff of the", "military_chief"),
        # stands beside a president, who is another person
        (r"^supreme leader\b|^leader of the (islamic )?revolution\b", "supreme_leader"),
        (r"\bspeaker\b|^president of the (senate|national assembly|chamber|house|congress of|council of states)",
         "speaker"),
        (r"\bcrown prince\b", "crown_prince"),
        (r"\bgeneral secretary of the (chinese |ccp|communist|workers')|\bparty (leader|chief|chairman)\b|"
         r"\bgeneral secretary\b|leader of the .* party", "party_leader"),
        (r"\bgovernor\b(?!-general| general)|\bmayor\b|\bchief minister\b|\bfirst minister\b", "subnational"),
    )
)


@lru_cache(maxsize=20_000)
def office_class(title: str, state_names: tuple[str, ...] = ()) -> str | None:
    """The class of the office a title names, or None. `state_names`: folded names that mean the whole state.

    "former" and "ex-" are not looked at: who asks must know whether the office is past.
    """
    text = fold(title).replace(",", " ").replace("  ", " ").strip()
    while match := _LEAD.match(text):
        text = text[match.end() :]
    if _OPPOSITION.search(text):
        return None
    if _SPOKES.search(text):
        return "spokesperson"
    if _VICE_HEAD.match(text):
        return "vice_head"
    if _DEPUTY.search(text):
        return _deputy(text)
    for pattern, name in _RULES:
        if pattern.search(text):
            return name
    for pattern, name in ((_HEAD_OF_STATE, "head_of_state"), (_HEAD_OF_GOVERNMENT, "head_of_government")):
        if match := pattern.match(text):
            return name if _is_whole(match.group(2), state_names) else "subnational"
    return None


def _deputy(text: str) -> str:
    if "diplomat" in text or re.search(r"\bforeign\b|\bsecretary of state$|^deputy secretary of state", text):
        return "deputy_foreign_minister"
    return "deputy"


def _is_whole(rest: str, state_names: tuple[str, ...]) -> bool:
    rest = rest.strip()
    if not rest:
        return True
    match = _OF.match(rest)
    if not match:
        return rest in ("designate", "elect", "-elect")
    of = match.group(1)
    return of in _WHOLE or of in state_names
