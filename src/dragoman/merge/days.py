"""Whether the days of two mentions agree: told by the reports or, failing that, near the days of the reports."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.merge.fit import Fit
from dragoman.merge.keywords import likeness
from dragoman.merge.lookback import looks_back
from dragoman.merge.profile import Profile
from dragoman.merge.stem import root

# The next day can be a time zone or a report's slip; more days apart is another event.
_NEXT_DAY_SCORE = 0.4
_NIGHT = timedelta(days=1)
_SHORT = 3  #: a visit, or the days before a report; wider windows say little by overlapping
_SHORT_SCORE = 0.7
# News without a day, in reports of one day; reports of the next day tell it again only when they tell the same story
# (cosine of keywords): on current events read in March and April 2025, pairs below were two strikes of one campaign.
_NEWS_SCORE = 0.7
_NEXT_NEWS_SCORE = 0.3
_ONE_STORY = 0.5
# Acts that come in rows: what papers of the next day tell as news, without a day, is the next strike. Of the merged
# pairs of this kind on the days read (bench/tables/merge_verdicts.tsv), three in four were wrong.
IN_ROWS = frozenset({"ASSAULT", "MOBILIZE"})
# News of such an act, without a day, can be of the eve of its report, but is mostly of the day itself: an attack that
# another report dates to the eve is another one unless much else agrees.
_EVE_SCORE = 0.2
# Wide spans (a plan without a day) say as much as the reports are near each other: days between them, score. A plan
# that somebody fixed can be told of a week before, one that is held once (an election) or whose day a report tells
# a month before: other visits, halts and talks of the same sides come between. What nobody fixed (may, urged, would)
# and talks that go on and on are said of many a thing within a week.
_PLAN_SCORES = ((1, 0.6), (3, 0.5), (7, 0.4))
_FAR_PLAN_SCORES = (*_PLAN_SCORES, (30, 0.25))
_LOOSE_SCORES = ((1, 0.6), (3, 0.4))
_FAR_SCORE = 0.1
_FIXED = frozenset({"scheduled", "expected", "postponed", "cancelled"})
_FACT = frozenset({"occurred", "ongoing"})
_TO_COME = frozenset({"scheduled", "expected"})
_ON_AND_ON = frozenset(map(root, "talks negotiations dialogue".split()))


def time(a: Profile, b: Profile) -> Fit:
    """Their days agree: told by the reports or, failing that, near the days of the reports."""
    left, right = a.window, b.window
    if left is None or right is None:
        return Fit(None, "one of them cannot be dated", str(left or ""), str(right or ""))
    if _is_yet_to_come(a, b) or _is_yet_to_come(b, a):
        return Fit(0.0, "done by the one report, yet to come by the other, which is no older", str(left), str(right))
    gap = left.gap(right)
    kind = "told" if left.firm and right.firm else "likely"
    widest = max((w.latest - w.earliest).days for w in (left, right))
    if gap > 1 or (gap == 1 and (widest > _SHORT or kind == "likely")):
        return Fit(0.0, f"the {kind} days are {gap} days apart", str(left), str(right))
    if left.latest != right.latest and _is_of_its_report(a) and _is_of_its_report(b):
        return Fit(0.0, "each report tells it of its own day", str(left), str(right))
    if gap == 1:
        return Fit(_NEXT_DAY_SCORE, f"the {kind} days are next to each other", str(left), str(right))
    apart = days_between_reports(a, b)
    if widest <= _SHORT:
        if left.firm or right.firm:
            if on_the_eve(a, b) or on_the_eve(b, a):
                return Fit(_EVE_SCORE, "one is news of the day after", str(left), str(right))
            score = 1.0 if widest <= 1 and kind == "told" else _SHORT_SCORE
            return Fit(score, f"the {kind} days overlap", str(left), str(right))
        again = apart == 1 and _can_be_told_again(a, b)
        score = _NEWS_SCORE if not apart else _NEXT_NEWS_SCORE if again else 0.0
        return Fit(score, f"both are news without a day, in reports {_days_apart(apart)}", str(left), str(right))
    score = next((s for days, s in _reach(a, b) if apart is not None and apart <= days), _FAR_SCORE)
    return Fit(score, f"wide spans of {kind} days overlap, in reports {_days_apart(apart)}", str(left), str(right))


def _can_be_told_again(a: Profile, b: Profile) -> bool:
    """Whether reports of two days in a row, which name no day, can tell one event."""
    if {p.record.status for p in (a, b)} == {"occurred"}:
        then = max((a, b), key=lambda p: (p.record.published or date.min, p.record.id))
        if _come_in_rows(a, b) or not looks_back(then.record):
            return False
    return likeness(a.record.keywords, b.record.keywords) >= _ONE_STORY


def _is_yet_to_come(fact: Profile, plan: Profile) -> bool:
    """Whether what one report tells as done is still a plan, without a day, in one that is no older.

    A report of the same day may have been printed before it was done: then both tell it in one word, as a rule.
    """
    done, told, window = fact.record.published, plan.record.published, plan.window
    if fact.record.status != "occurred" or plan.record.status not in _TO_COME or done is None or told is None:
        return False
    return (window is None or not window.firm) and (told > done or (told == done and fact.root != plan.root))


def _is_of_its_report(p: Profile) -> bool:
    """Whether a report says that it happened on the day of the report ("spoke today"), or in the night before."""
    window = p.window
    if window is None or not window.firm or window.latest != p.record.published:
        return False
    return window.latest - window.earliest <= _NIGHT


def on_the_eve(dated: Profile, news: Profile) -> bool:
    """Whether one is dated to the day before the other's report, which tells it as news without a day."""
    when, other, published = dated.window, news.window, news.record.published
    if when is None or other is None or published is None or not when.firm or other.firm:
        return False
    return when.latest < published and news.record.status == "occurred" and _come_in_rows(dated, news)


def _come_in_rows(a: Profile, b: Profile) -> bool:
    return {a.record.type, b.record.type} <= IN_ROWS


def days_between_reports(a: Profile, b: Profile) -> int | None:
    """Days between the two reports; None when one of them has no day."""
    if a.record.published is None or b.record.published is None:
        return None
    return abs((a.record.published - b.record.published).days)


def _reach(a: Profile, b: Profile) -> tuple[tuple[int, float], ...]:
    statuses = {a.record.status, b.record.status}
    goes_on = a.root in _ON_AND_ON or b.root in _ON_AND_ON
    fixed = statuses & _FIXED and statuses <= _FIXED | _FACT
    if not fixed or goes_on:
        return _LOOSE_SCORES
    is_far = a.record.type == b.record.type == "PERSONNEL" or any(p.window and p.window.firm for p in (a, b))
    return _FAR_PLAN_SCORES if is_far else _PLAN_SCORES


def _days_apart(days: int | None) -> str:
    return "of unknown days" if days is None else "of one day" if days == 0 else f"{days} days apart"
