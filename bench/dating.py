"""How well reports are dated: the true date hidden, then a false masthead planted in the same text.

    python -m bench.dating [--every N] [--show N]

Read from `$DRAGOMAN_SHARED/data/news` (else `../shared`). Four settings:
 hidden   no date is given: exact day, right interval (the true day lies in the answer), how wide it is;
 true     the true date is printed at the head: it must be kept;
 planted  a false date is printed there (1 month to 6 years off, drawn from a fixed seed): caught when rejected.
          The text gives evidence against it when its clues weigh for the true day at least one good clue (1.0) more
          than for the false one; "any hint" is any weight more. Shares of texts, and shares caught among them, are
          printed, and where only the weekdays could have told;
 certain  the true date in the address, a false one in the masthead: how often "certain" is said of a wrong day,
          over all four settings (false certainty).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from dragoman.edtf import when_of
from dragoman.model import Candidate, Dating, Report
from dragoman.resolve.dating import decide
from dragoman.resolve.dating_clues import freshest, text_clues
from dragoman.resolve.dating_facts import Facts
from dragoman.resolve.dating_judge import STALE_DAYS
from dragoman.resolve.dating_people import people_clues
from dragoman.resolve.dating_weigh import support

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))
SETS = {
    "state-gov": "state-gov-2021-2022/state_releases.jsonl.gz",
    "white-house": "white-house-2021-2022/white_house.jsonl.gz",
    "wikinews": "wikinews/articles.jsonl.gz",
}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SEED = 20230619
#: as much as one good clue: a full date told as past, a person in the lead with an office
GOOD_CLUE = 1.0
_NEAREST, _FARTHEST = 30, 6 * 365


@dataclass(frozen=True, slots=True)
class Article:
    """A text and the day on which it was published."""

    id: str
    text: str
    day: date


def read(name: str, every: int = 1) -> Iterator[Article]:
    """Articles of a set, each `every`-th."""
    with gzip.open(SHARED / "data" / "news" / SETS[name], "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            record = json.loads(line)
            if number % every == 0 and record.get("date") and len(record["text"]) > 200:
                yield Article(record["id"], record["text"], _local_day(record["date"]))


def _local_day(stamp: str) -> date:
    """The day in Washington: stamps with a time are in UTC, and those offices work until their evening."""
    moment = datetime.fromisoformat(stamp)
    return (moment - timedelta(hours=4)).date() if len(stamp) > 10 else moment.date()


def masthead(day: date) -> str:
    """A line as papers print it above a report."""
    return f"| {day.day} {day:%B} {day.year}, {_WEEKDAYS[day.weekday()]} |\n\n"


def false_day(true: date, rnd: random.Random) -> date:
    """Another day, one month to six years away on either side."""
    return true + timedelta(rnd.choice((-1, 1)) * rnd.randint(_NEAREST, _FARTHEST))


def evidence_against(text: str, true: date, false: date, facts: Facts) -> float:
    """Weight of the clues for the true day over those for the false one."""
    clues = (*text_clues(text), *people_clues(text, facts))
    return support(clues, true, true) - support(clues, false, false)


def weekday_tells(text: str, true: date, false: date) -> bool:
    """Whether only the freshest weekday is suspicious of the false day."""
    at_false, at_true = freshest(text, false), freshest(text, true)
    return bool(at_false and at_true and at_false[0] >= STALE_DAYS > at_true[0])


def score(name: str, facts: Facts, *, every: int = 1, show: int = 0) -> dict[str, float]:
    """Shares (per cent) for one set."""
    rnd = random.Random(_SEED)
    count = exact = inside = answered = kept = evidence = caught = caught_any = wrong_certain = said = weekday = (
        hinted
    ) = caught_hinted = within = 0
    right_after = false_alarms = 0
    widths: list[int] = []
    for article in read(name, every):
        count += 1
        hidden = decide(Report(article.id, article.text), facts)
        if hidden and (hidden.when.earliest or hidden.when.latest):
            answered += 1
            held = _holds(hidden, article.day)
            inside += held
            within += held or any(_holds(hidden, article.day + timedelta(step)) for step in (-1, 1))
            exact += hidden.when.is_day and hidden.when.earliest == article.day
            if hidden.when.earliest and hidden.when.latest:
                widths.append((hidden.when.latest - hidden.when.earliest).days + 1)
            if not held and show:
                show -= 1
                print(f"  {article.id} {article.day}: {hidden.when.edtf} {hidden.rule[:200]}")
        true = decide(Report(article.id, masthead(article.day) + article.text), facts)
        kept += true is not None and true.when.earliest == article.day
        false_alarms += true is not None and true.confidence == "doubtful"
        false = false_day(article.day, rnd)
        planted = decide(Report(article.id, masthead(false) + article.text), facts)
        rejected = planted is None or any(
            c.origin == "masthead" and c.verdict == "rejected" for c in planted.candidates
        )
        caught_any += rejected
        weight = evidence_against(article.text, article.day, false, facts)
        if weight > 0:
            hinted += 1
            caught_hinted += rejected
        if weight >= GOOD_CLUE:
            evidence += 1
            caught += rejected
            right_after += planted is not None and _holds(planted, article.day)
        elif weekday_tells(article.text, article.day, false):
            weekday += 1
        hint = Candidate(when_of(article.day, article.day), "url", None)
        both = decide(Report(article.id, masthead(false) + article.text, hints=(hint,)), facts)
        for each in (hidden, true, planted, both):
            if each and each.confidence == "certain":
                said += 1
                wrong_certain += not _holds(each, article.day)

    def share(part: int, whole: int) -> float:
        return round(100 * part / whole, 1) if whole else 0.0

    return {
        "texts": count,
        "answered": share(answered, count),
        "exact_day": share(exact, count),
        "right_interval": share(inside, answered),
        "right_give_or_take_a_day": share(within, answered),
        "median_days": statistics.median(widths) if widths else 0,
        "true_kept": share(kept, count),
        "true_doubted": share(false_alarms, count),
        "with_any_hint": share(hinted, count),
        "caught_with_hint": share(caught_hinted, hinted),
        "with_evidence": share(evidence, count),
        "caught_of_these": share(caught, evidence),
        "right_after": share(right_after, evidence),
        "caught_of_all": share(caught_any, count),
        "only_weekday": share(weekday, count),
        "false_certainty": share(wrong_certain, 4 * count),
        "said_certain": said,
    }


def _holds(dating: Dating, day: date) -> bool:
    """Whether the day lies in the answer, and the answer is one."""
    first, last = dating.when.earliest, dating.when.latest
    return (first is not None or last is not None) and (first is None or first <= day) and (last is None or day <= last)


def main() -> None:
    from dragoman.kb import facts

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1, help="take each N-th text")
    parser.add_argument("--show", type=int, default=0, help="print N wrong intervals")
    options = parser.parse_args()
    known = facts()
    for name in SETS:
        result = score(name, known, every=1 if name == "wikinews" else options.every, show=options.show)
        print(name, *(f"{key}={value}" for key, value in result.items()))


if __name__ == "__main__":
    main()
