"""The daily series of a pair as a picture: what happened above, what was only announced or thought possible below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.errors import BadQuestion, MissingExtra
from dragoman.views.series import HAPPENED, DyadDay, days_between

FORMATS = (".png", ".svg", ".pdf")

# Colour-blind safe (Okabe and Ito): blues for cooperation, reds for conflict; hatching tells them apart in grey.
_QUADS = (
    ("material_cooperation", "material cooperation", "#0072B2", ""),
    ("verbal_cooperation", "verbal cooperation", "#56B4E9", "//"),
    ("verbal_conflict", "verbal conflict", "#E69F00", "\\\\"),
    ("material_conflict", "material conflict", "#D55E00", ""),
)
_STATUSES = ("scheduled", "expected", "possible", "requested", "conditional", "postponed", "cancelled", "negated",
             "denied", "general")  # fmt: skip
_STATUS_COLOURS = ("#009E73", "#56B4E9", "#CC79A7", "#E69F00", "#F0E442", "#0072B2", "#999999", "#555555", "#D55E00",
                   "#BBBBBB")  # fmt: skip
_LONG = 120  #: more days than this are drawn by week, so that bars stay visible


def plot(rows: Sequence[DyadDay], path: Path, *, pair: tuple[str, str]) -> None:
    """Draw the series of one pair to a file; the ending of its name says the format.

    Raises:
        BadQuestion: an ending that is not drawn, or nothing to draw.
        MissingExtra: matplotlib is not installed.
    """
    if path.suffix.lower() not in FORMATS:
        raise BadQuestion(str(path), "is no picture that can be drawn", f"end its name in {', '.join(FORMATS)}")
    if not rows:
        raise BadQuestion(" ".join(pair), "no dated event between the two, so nothing to draw", "try another pair")
    try:
        import matplotlib

        matplotlib.use("Agg")
        from matplotlib import pyplot
    except ImportError as error:
        raise MissingExtra("plot", "matplotlib is not installed", "pip install 'dragoman[plot]'") from error
    # Fixed ids and no date in the file: the same series gives the same bytes.
    with matplotlib.rc_context({"svg.hashsalt": "dragoman", "font.size": 9, "svg.fonttype": "none"}):
        figure, axes = pyplot.subplots(3, 1, figsize=(9, 7), sharex=True, height_ratios=(3, 2, 2))
        _happened(axes[0], rows)
        _not_happened(axes[1], rows)
        _intensity(axes[2], rows)
        title = f"{pair[0]} and {pair[1]}: events told in the reports, by day; duplicates counted once"
        axes[0].set_title(title, pad=22)
        _days_axis(axes[2].xaxis)
        for each in axes:
            each.spines[["top", "right"]].set_visible(False)
            each.grid(axis="y", alpha=0.25)
            each.set_axisbelow(True)
        figure.align_ylabels()
        figure.tight_layout()
        metadata = {"Date": None} if path.suffix.lower() == ".svg" else {}
        figure.savefig(path, dpi=150, metadata=metadata if path.suffix.lower() != ".pdf" else {"CreationDate": None})
        pyplot.close(figure)


def _days_axis(axis: Any) -> None:
    import matplotlib.dates as dates

    kinds: Any = dates  # matplotlib's date classes carry no types
    locator = kinds.AutoDateLocator(maxticks=9)
    axis.set_major_locator(locator)
    axis.set_major_formatter(kinds.ConciseDateFormatter(locator))


def _happened(axis: Any, rows: Sequence[DyadDay]) -> None:
    """Events that happened, by quad: cooperation up, conflict down."""
    days, width = _bins(rows)
    up, down = [0] * len(days), [0] * len(days)
    for name, label, colour, hatch in _QUADS:
        conflict = name.endswith("conflict")
        heights = _sums(rows, days, width, _quad_of(name))
        signed = [-h if conflict else h for h in heights]
        bottom = down if conflict else up
        axis.bar(days, signed, width, bottom=bottom, color=colour, hatch=hatch, label=label, edgecolor="white", lw=0.3,
                 align="edge")  # fmt: skip
        bottom[:] = [b + h for b, h in zip(bottom, signed, strict=True)]
    axis.axhline(0, color="black", lw=0.6)
    axis.set_ylabel("happened\n(conflict below)")
    axis.yaxis.get_major_locator().set_params(integer=True)
    axis.yaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    _legend(axis, 4)


def _legend(axis: Any, columns: int) -> None:
    """Above the bars, never on them."""
    axis.legend(fontsize=7, ncols=columns, frameon=False, loc="lower left", bbox_to_anchor=(0, 0.98), borderaxespad=0.2)


def _not_happened(axis: Any, rows: Sequence[DyadDay]) -> None:
    """What was announced, possible, denied: never counted above."""
    days, width = _bins(rows)
    bottom = [0] * len(days)
    for status, colour in zip(_STATUSES, _STATUS_COLOURS, strict=True):
        heights = _sums(rows, days, width, _events_of(status))
        if any(heights):
            axis.bar(days, heights, width, bottom=bottom, color=colour, label=status, edgecolor="white", lw=0.3,
                     align="edge")  # fmt: skip
            bottom = [b + h for b, h in zip(bottom, heights, strict=True)]
    axis.set_ylabel("did not happen,\nor not yet")
    axis.yaxis.get_major_locator().set_params(integer=True)
    if any(bottom):
        _legend(axis, 6)


def _intensity(axis: Any, rows: Sequence[DyadDay]) -> None:
    """Mean score of what happened on each day on which something did."""
    by_day: dict[date, list[tuple[float, int]]] = defaultdict(list)
    for row in rows:
        if row.status in HAPPENED and row.intensity is not None:
            by_day[row.day].append((row.intensity, row.events))
    days = sorted(by_day)
    means = [sum(v * n for v, n in by_day[d]) / sum(n for _, n in by_day[d]) for d in days]
    axis.axhline(0, color="black", lw=0.6)
    axis.plot(days, means, marker="o", ms=3, lw=0.8, color="#333333")
    axis.set_ylim(-10.5, 10.5)
    axis.set_ylabel("intensity of\nwhat happened")


def _quad_of(name: str) -> Callable[[DyadDay], int]:
    return lambda row: getattr(row, name) if row.status in HAPPENED else 0


def _events_of(status: str) -> Callable[[DyadDay], int]:
    return lambda row: row.events if row.status == status else 0


def _bins(rows: Sequence[DyadDay]) -> tuple[list[date], int]:
    """First days of the bars and their width in days."""
    days = days_between(rows)
    width = 7 if len(days) > _LONG else 1
    return list(days[::width]), width


def _sums(rows: Sequence[DyadDay], days: Sequence[date], width: int, count: Callable[[DyadDay], int]) -> list[int]:
    """Counts per bar."""
    sums = [0] * len(days)
    for row in rows:
        sums[(row.day - days[0]).days // width] += count(row)
    return sums
