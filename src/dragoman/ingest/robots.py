"""robots.txt after RFC 9309: groups, longest match, `*` and `$`; and the crawl delay that many sites add."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

_LARGEST = 500 * 1024  #: bytes that a crawler must read at least (RFC 9309, 2.5); what follows is not read
_LONGEST_RULE = 2_000


@dataclass(frozen=True, slots=True)
class Rule:
    """One Allow or Disallow line."""

    pattern: str
    allow: bool


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site allows one crawler."""

    rules: tuple[Rule, ...] = ()
    delay: float | None = None  #: seconds between requests that the site asks for
    forbids_all: bool = False

    def allows(self, url: str) -> bool:
        """Whether `url` may be fetched: the longest matching rule decides, Allow before Disallow at equal length."""
        if self.forbids_all:
            return False
        parts = urlsplit(url)
        path = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        if path == "/robots.txt":
            return True
        best = max(
            (r for r in self.rules if matches(r.pattern, path)), key=lambda r: (len(r.pattern), r.allow), default=None
        )
        return best is None or best.allow


EVERYTHING = Robots()
NOTHING = Robots(forbids_all=True)


def parse_robots(text: str, agent: str) -> Robots:
    """The rules of `text` for the product token `agent` (compared without case), or those for `*`."""
    groups: dict[str, list[Rule]] = {}
    delays: dict[str, float] = {}
    current: list[str] = []
    in_rules = True
    for line in text[:_LARGEST].splitlines():
        name, colon, value = line.split("#", 1)[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon:
            continue
        if name == "user-agent":
            current = [] if in_rules else current
            in_rules = False
            token = re.match(r"[\w*-]*", value)
            current.append((token[0] if token else "").lower())
            groups.setdefault(current[-1], [])
            continue
        in_rules = True
        for agent_name in current:
            if name in ("allow", "disallow") and value:
                groups[agent_name].append(Rule(_normal(value[:_LONGEST_RULE]), name == "allow"))
            elif name == "crawl-delay" and re.fullmatch(r"\d{1,6}(?:\.\d+)?", value):
                delays[agent_name] = float(value)
    chosen = agent.lower() if agent.lower() in groups else "*"
    return Robots(tuple(groups.get(chosen, ())), delays.get(chosen))


def matches(pattern: str, path: str) -> bool:
    """Whether a rule's pattern matches the beginning of `path`. Linear: each piece between stars is found once."""
    anchored = pattern.endswith("$")
    pieces = (pattern[:-1] if anchored else pattern).split("*")
    if not path.startswith(pieces[0]):
        return False
    position = len(pieces[0])
    if len(pieces) == 1:
        return not anchored or position == len(path)
    for piece in pieces[1:-1]:
        found = path.find(piece, position)
        if found < 0:
            return False
        position = found + len(piece)
    last = pieces[-1]
    if anchored:
        return len(path) - len(last) >= position and path.endswith(last)
    return path.find(last, position) >= 0


def _normal(path: str) -> str:
    """Percent-encoding in one form, so that "/caf%C3%A9" and "/café" are the same."""
    return quote(unquote(path, errors="replace"), safe="/?&=+$*:;,@!'()~-._%")
