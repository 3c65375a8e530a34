"""What time expressions mean: each row is a sentence, the day it was written on, and what is found in it."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.extract.timexes import find

MONDAY = "2023-06-19"
FRIDAY = "2024-03-08"


def read(text: str, day: str | None) -> list[tuple[str, str, str | None]]:
    """(words, kind, value) of what is found."""
    found = find(text, dct=date.fromisoformat(day) if day else None)
    return [(t.span.of(text), t.kind, t.value) for t in found]


def value_of(text: str, day: str | None, words: str) -> str | None:
    """Value of the expression that holds the words."""
    return next(value for found, _, value in read(text, day) if words in found)


@pytest.mark.parametrize(("text", "day", "words", "value"), [
    ("The ministers met on 19 June 2023 in Ankara.", None, "19 June 2023", "2023-06-19"),
    ("The treaty of Sept. 3, 1998 is void.", None, "Sept. 3, 1998", "1998-09-03"),
    ("It was signed on 2011-04-05.", None, "2011-04-05", "2011-04-05"),
    ("It was signed on 26/05/1995.", None, "26/05/1995", "1995-05-26"),
    ("They met on Monday, June 19.", MONDAY, "Monday, June 19", "2023-06-19"),
    ("He resigned in early March 2022.", None, "early March 2022", "2022-03"),
    ("She was minister in the 1990s.", None, "the 1990s", "199"),
    ("Trade grew in the 19th century.", None, "19th century", "18"),
    ("Exports fell in the third quarter of 2021.", None, "third quarter of 2021", "2021-Q3"),
    ("Exports rose in the second half of 2020.", None, "second half of 2020", "2020-H2"),
    ("They left in the summer of 2019.", None, "summer of 2019", "2019-SU"),
    ("The budget for fiscal year 2022 passed.", None, "fiscal year 2022", "2022"),
    ("Output fell in Q3 2023.", None, "Q3 2023", "2023-Q3"),
    ("The July-September 2021 figures are out.", None, "July-September 2021", "2021-Q3"),
    ("Spending rose in FY2022.", None, "FY2022", "2022"),
    ("Printed 12 April 2024, Friday.", None, "12 April 2024, Friday", "2024-04-12"),
    ("Darius sailed in 490 BC.", None, "490 BC", "BC0490"),
    ("Darius sailed in 490 BC. The following year he fell ill.", None, "The following year", "BC0489"),
    ("It was built in the 5th century BC. The following year it fell.", None, "The following year", None),
    ("He governed in 1915-17.", None, "17", "1917"),
    ("The revolt of 499-493 BC failed.", None, "499", "BC0499"),
    ("Turnout fell in the 2014-15 season.", None, "15", "2015"),
    ("Borders shut on Good Friday 2024.", None, "Good Friday 2024", "2024-03-29"),
    ("They struck on Christmas Eve 2021.", None, "Christmas Eve 2021", "2021-12-24"),
    ("Aid doubled after the Sept. 11 attacks.", None, "Sept. 11", "2001-09-11"),
])
def test_absolute_dates_need_no_reference(text: str, day: str | None, words: str, value: str) -> None:
    assert value_of(text, day, words) == value


@pytest.mark.parametrize(("text", "day", "words", "value"), [
    ("He arrived on Friday, officials said.", FRIDAY, "Friday", "2024-03-08"),
    ("He arrived on Thursday.", FRIDAY, "Thursday", "2024-03-07"),
    ("The envoy will travel to Doha on Monday.", FRIDAY, "Monday", "2024-03-11"),
    ("They met last Friday.", FRIDAY, "last Friday", "2024-03-01"),
    ("Talks resume next Friday.", FRIDAY, "next Friday", "2024-03-15"),
    ("The court is to rule on Friday.", "2024-03-06", "Friday", "2024-03-08"),
    ("The truce had been due to expire Saturday.", "2024-03-06", "Saturday", "2024-03-02"),
    ("He could not be reached on Saturday.", "2024-03-06", "Saturday", "2024-03-02"),
    ("Troops may have crossed on Saturday.", "2024-03-06", "Saturday", "2024-03-02"),
    ("The envoy flew to Doha to lead the talks on Saturday.", "2024-03-06", "Saturday", "2024-03-02"),
    ("On May 3 the assembly sat, and on Saturday it rose.", "2024-05-08", "Saturday", "2024-05-04"),
    ("The cabinet agreed to meet Saturday.", "2024-03-06", "Saturday", "2024-03-09"),
    ("Oslo said its offer was extended until Saturday.", "2024-03-06", "Saturday", "2024-03-09"),
    ("The vote was put off to Saturday.", "2024-03-06", "Saturday", "2024-03-09"),
    ("The ministers asked him to reply by Saturday.", "2024-03-06", "Saturday", "2024-03-09"),
    ("They failed to reply by Saturday.", "2024-03-06", "Saturday", "2024-03-02"),
    ("The court gave him until Saturday to reply.", "2024-03-06", "Saturday", "2024-03-09"),
    ("The vote is on Saturday.", "2024-03-06", "Saturday", "2024-03-09"),
    ("By Saturday the town had fallen.", "2024-03-06", "Saturday", "2024-03-02"),
    ("The two sides meet Saturday in Lima.", "2024-03-06", "Saturday", "2024-03-09"),
    ("The court will hear the men held since Saturday.", "2024-03-06", "Saturday", "2024-03-02"),
    ("The talks begun on Saturday will last a month.", "2024-03-06", "Saturday", "2024-03-02"),
    ("The panel will look into Saturday's clashes.", "2024-03-06", "Saturday", "2024-03-02"),
    ("He will skip Saturday's summit.", "2024-03-06", "Saturday", "2024-03-09"),
    ("On Saturday, he announced plans to step down.", "2024-03-06", "Saturday", "2024-03-02"),
    ("Both sides agreed to the plan on Saturday.", "2024-03-06", "Saturday", "2024-03-02"),
])
def test_weekdays_follow_the_tense(text: str, day: str, words: str, value: str) -> None:
    assert value_of(text, day, words) == value


@pytest.mark.parametrize(("text", "day", "words", "value"), [
    ("They spoke yesterday.", MONDAY, "yesterday", "2023-06-18"),
    ("The visit begins next week.", MONDAY, "next week", "2023-W26"),
    ("It passed last month.", "2023-01-10", "last month", "2022-12"),
    ("It was agreed two years ago.", MONDAY, "two years ago", "2021"),
    ("It was agreed ten days ago.", MONDAY, "ten days ago", "2023-06-09"),
    ("It was agreed two decades ago.", MONDAY, "two decades ago", "2003"),
    ("It ended in June last year.", MONDAY, "June last year", "2022-06"),
    ("The summit is in the spring of next year.", MONDAY, "spring of next year", "2024-SP"),
    ("They met early this morning.", MONDAY, "this morning", "2023-06-19TMO"),
    ("Shelling was heard last night.", MONDAY, "last night", "2023-06-18TNI"),
    ("He landed at 10:30 p.m. on Sunday.", MONDAY, "10:30 p.m.", "2023-06-18T22:30"),
    ("Troops left on Friday evening.", MONDAY, "Friday evening", "2023-06-16TEV"),
    ("They spoke the day before yesterday.", MONDAY, "day before yesterday", "2023-06-17"),
    ("He was seen on the 15th.", MONDAY, "the 15th", "2023-06-15"),
    ("The flotilla sailed at 0300 GMT.", MONDAY, "0300", "2023-06-19T03:00Z"),
    ("Briefing reporters late on Sunday, officials were calm.", MONDAY, "late on Sunday", "2023-06-18"),
    ("The visit was postponed in February.", MONDAY, "February", "2023-02"),
    ("They will hold the vote in November.", MONDAY, "November", "2023-11"),
    ("He was freed on Thanksgiving Day.", "1999-12-02", "Thanksgiving Day", "1999-11-25"),
    ("Talks open after Easter.", "2024-03-08", "Easter", "2024-03-31"),
    ("She left before last Christmas.", MONDAY, "last Christmas", "2022-12-25"),
    ("It was agreed on New Year’s Eve.", "2024-01-03", "New Year’s Eve", "2023-12-31"),
    ("The costly February battles went on.", MONDAY, "February", "2023-02"),
    ("A March agreement was torn up.", MONDAY, "March", "2023-03"),
    ("The spring offensive failed.", MONDAY, "spring", "2023-SP"),
    ("The dividend is payable Jan. 2.", "2023-11-02", "Jan. 2", "2024-01-02"),
    ("Both agreed to buy the port in January.", "2023-11-02", "January", "2024-01"),
    ("The port closed after an overnight drone attack.", MONDAY, "overnight", "2023-06-18TNI"),
    ("Shots were heard in the early hours of Friday.", MONDAY, "early hours of Friday", "2023-06-16TMO"),
    ("Shots were heard in the early morning hours.", MONDAY, "early morning hours", "2023-06-19TMO"),
    ("The trial is to begin at 10:30 the following day.", MONDAY, "10:30", "2023-06-20T10:30"),
    ("Talks resumed at 9 in the morning.", MONDAY, "9 in the morning", "2023-06-19T09:00"),
    ("Talks ended at ten o'clock at night on Friday.", MONDAY, "ten o'clock", "2023-06-16T22:00"),
    ("He was seen in the week of June 5.", MONDAY, "the week of June 5", "2023-W23"),
    ("The border was shut in Easter week.", MONDAY, "Easter week", "2023-W14"),
    ("They will speak on Human Rights Day.", "2023-11-20", "Human Rights Day", "2023-12-10"),
    ("Arrivals fell from the same month last year.", MONDAY, "same month last year", "2022"),
])
def test_relative_dates_hang_on_the_report(text: str, day: str, words: str, value: str) -> None:
    assert value_of(text, day, words) == value
    assert value_of(text, None, words) is None


@pytest.mark.parametrize(("text", "words", "kind", "value"), [
    ("They held more than 7-1/2 hours of talks.", "7-1/2 hours", "DURATION", "PT7H30M"),
    ("It is the first visit in five years.", "five years", "DURATION", "P5Y"),
    ("A 10-year pact was signed.", "10-year", "DURATION", "P10Y"),
    ("They waited two and a half years.", "two and a half years", "DURATION", "P2Y6M"),
    ("It took a few days.", "few days", "DURATION", "PXD"),
    ("Fighting lasted three consecutive weeks.", "three consecutive weeks", "DURATION", "P3W"),
    ("He spoke for half an hour.", "half an hour", "DURATION", "PT30M"),
    ("Protests are held every Friday.", "every Friday", "SET", "XXXX-WXX-5"),
    ("The council meets each month.", "each month", "SET", "P1M"),
    ("They speak twice a week.", "twice a week", "SET", "P1W"),
    ("The two might one day clash.", "one day", "DATE", "FUTURE_REF"),
    ("It lasted half a century.", "half a century", "DURATION", "P50Y"),
    ("The blockade lasted two decades.", "two decades", "DURATION", "P20Y"),
    ("In the days before the vote, shops closed.", "the days", "DURATION", "PXD"),
    ("Ties will improve in the coming years.", "coming years", "DURATION", "PXY"),
    ("Prayers are on Fridays.", "Fridays", "SET", "XXXX-WXX-5"),
    ("Convoys leave daily.", "daily", "SET", "P1D"),
    ("Convoys leave every day.", "every day", "SET", "P1D"),
    ("The current talks have stalled.", "current", "DATE", "PRESENT_REF"),
    ("The recent truce held.", "recent", "DATE", "PAST_REF"),
    ("It may pay in the long term.", "the long term", "DATE", "FUTURE_REF"),
    ("They waited for weeks or months.", "weeks or months", "DURATION", "PXW"),
    ("It costs $3 million a year.", "a year", "SET", "P1Y"),
    ("Ties have worsened in recent years.", "recent years", "DATE", "PAST_REF"),
    ("More meetings are likely in coming months.", "coming months", "DATE", "FUTURE_REF"),
])
def test_durations_sets_and_vague_references(text: str, words: str, kind: str, value: str) -> None:
    assert (kind, value) in [(k, v) for found, k, v in read(text, MONDAY) if words in found]


@pytest.mark.parametrize("text", [
    "Rights groups may protest as troops march past the palace.",
    "About 2000 soldiers crossed, and 1500 people fled.",
    "It cost $1998 and flight 1234 was late.",
    "Prices may fall; spring water is scarce.",
    "The second largest party won 3:2 in the shootout.",
    "The minister, 51 years old, heads a 40-year-old party.",
    "April Ryan asked the question.",
    "Three-quarters of the food is imported.",
    "Who bears the long-term costs is open.",
    "It is the most recent of many.",
    "He thanked April for the help.",
    "They boarded the overnight train.",
    "She won gold at the Winter Olympics.",
    "They met on the 20th floor.",
    "Human Rights Day is a day of the United Nations.",
])
def test_words_and_numbers_that_are_no_times_are_left_alone(text: str) -> None:
    assert read(text, MONDAY) == []


@pytest.mark.parametrize(("text", "values"), [
    ("The envoys met on 3 May 2021. The following day they signed.", ["2021-05-03", "2021-05-04"]),
    ("It began on 3 May 2021. Two days later it was over.", ["2021-05-03", "2021-05-05"]),
    ("Talks failed in 2019. That year trade fell.", ["2019", "2019"]),
    ("Talks began on 3 May 2021. At 10:30 a.m. they broke off.", ["2021-05-03", "2021-05-03T10:30"]),
    ("Talks began on 3 May 2021. They failed. At 10:30 a.m. he spoke.", ["2021-05-03", "2023-07-01T10:30"]),
    ("Talks began on 3 May 2021 and went on at 10:30 the following day.", ["2021-05-03", "2021-05-04T10:30"]),
    ("Arrivals rose in May 2023 from the same month a year ago.", ["2023-05", "2022-05"]),
    ("Sales fell in May 2023 from the same period of the previous year.", ["2023-05", "2022-05"]),
    ("The talks ran from June 18-19, 2023.", ["2023-06-18", "2023-06-19"]),
    ("The talks ran on 18-19 June 2023.", ["2023-06-18", "2023-06-19"]),
    ("It lasted from July to September 2020.", ["2020-07", "2020-09"]),
    ("Fighting went on from January to March and died down.", ["2023-01", "2023-03"]),
])
def test_dates_hang_on_one_another(text: str, values: list[str]) -> None:
    assert [value for _, _, value in read(text, "2023-07-01")] == values


def test_the_second_and_final_day_is_the_day_of_its_sentence() -> None:
    text = "He met the minister on Monday, the second and final day of a visit. The third day was quiet."
    assert [value for _, _, value in read(text, MONDAY)] == ["2023-06-19", "2023-06-19", None]


def test_earlier_and_later_cut_the_interval_at_the_report() -> None:
    earlier, = find("They met earlier this week.", dct=date(2023, 6, 22))
    later, = find("They will meet later this year.", dct=date(2023, 6, 22))
    assert (earlier.when.earliest, earlier.when.latest) == (date(2023, 6, 19), date(2023, 6, 22))
    assert (later.when.earliest, later.when.latest) == (date(2023, 6, 22), date(2023, 12, 31))
    assert earlier.when.edtf == "2023-06-19/2023-06-22"


def test_a_night_lasts_into_the_day_after() -> None:
    night, = find("Two towns were shelled overnight.", dct=date(2023, 6, 19))
    assert (night.value, night.when.edtf) == ("2023-06-18TNI", "2023-06-18/2023-06-19")


def test_stretches_end_or_start_on_the_report() -> None:
    past, = find("Over the past two months it rained.", dct=date(2023, 6, 19))
    ahead, = find("In the next two weeks it will rain.", dct=date(2023, 6, 19))
    assert (past.when.earliest, past.when.latest) == (date(2023, 4, 19), date(2023, 6, 19))
    assert (ahead.when.earliest, ahead.when.latest) == (date(2023, 6, 19), date(2023, 7, 3))
    hours, = find("In the past 36 hours it rained.", dct=date(2023, 6, 19))
    assert (hours.value, hours.when.edtf) == ("PT36H", "2023-06-17/2023-06-19")
    range_, = find("It will rain in the next two to three weeks.", dct=date(2023, 6, 19))
    assert (range_.value, range_.when.edtf) == ("P2W", "2023-06-19/2023-07-10")


def test_in_a_history_months_hang_on_the_last_year_told() -> None:
    text = (
        "The war began in 1911. In May 1912 the north fell. On 3 July 1912 came a truce, and in 1913 it was broken. "
        "In April the king fled. On 5 June 1914 he died. By 1915 it was over. In 1916 and 1917 trade came back. "
        "In October 1918 a republic was named, and by December it had a parliament."
    )
    values = [value for _, _, value in read(text, MONDAY)]
    assert values[4] == "1913-04"
    assert values[-1] == "1918-12"


def test_spans_are_the_words_themselves_whatever_is_around_them() -> None:
    text = "«Déjà» – on 3 May 2021 (Monday), the çelebi’s “five years” ended; Łódź, Sept. 3."
    for each in find(text, dct=date(2023, 6, 19)):
        assert text[each.span.start : each.span.end] == each.span.of(text)
        assert each.span.of(text).strip() == each.span.of(text)
    assert [t.span.of(text) for t in find(text)] == ["3 May 2021", "Monday", "five years", "Sept. 3"]


def test_the_day_the_program_runs_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    import datetime

    class Frozen(datetime.date):
        @classmethod
        def today(cls) -> datetime.date:
            raise AssertionError("the program asked what day it is")

    monkeypatch.setattr(datetime, "date", Frozen)
    assert value_of("It ended in June, and in '98 and '05 too.", MONDAY, "June") == "2023-06"
    assert value_of("It ended in '98.", None, "'98") == "1998"


def test_marking_times_does_not_depend_on_the_reference() -> None:
    text = "They met on Monday, two days later, last week, in May and at 10:30 a.m. on Sunday."
    with_day = [(t.id, t.span, t.kind) for t in find(text, dct=date(2023, 6, 19))]
    assert with_day == [(t.id, t.span, t.kind) for t in find(text)]


@pytest.mark.parametrize(("text", "words", "value", "days"), [
    ("He resigned three days after the summit of June 3.", "three days", "P3D", "2023-06-06"),
    ("Two weeks before the vote on May 14 she left.", "Two weeks", "P2W", "2023-04-24/2023-04-30"),
    ("A day after Friday's talks in Ankara, the two sides met again.", "A day", "P1D", "2023-06-17"),
    ("He left five years after the war began in 1998.", "five years", "P5Y", "2003"),
    ("They met a year after the Sept. 11 attacks.", "a year", "P1Y", "2002"),
    ("Two days after the attack, he spoke on Friday.", "Two days", "P2D", None),
    ("Two days after the talks he said Friday that it failed.", "Two days", "P2D", None),
    ("He resigned three days after the war that began in 1998.", "three days", "P3D", None),
    ("Ice fell 9000 years before June 3, 2024.", "9000 years", "P9000Y", None),
    ("Ice fell 9000 years after June 3, 2024.", "9000 years", "P9000Y", None),
    ("Ice fell 900000 days before June 3, 2024.", "900000 days", "P900000D", None),
    ("Ice fell 900 years before June 3, 2024.", "900 years", "P900Y", "1124"),
])
def test_a_length_counted_from_a_date_has_days(text: str, words: str, value: str, days: str | None) -> None:
    found = next(t for t in find(text, dct=date.fromisoformat(MONDAY)) if t.span.of(text) == words)
    assert (found.kind, found.value, found.when.edtf) == ("DURATION", value, days)


@pytest.mark.parametrize(("text", "words", "value", "days"), [
    ("They met in the last week of March.", "the last week of March", "P1W", "2023-03-25/2023-03-31"),
    ("It ended in the last two weeks of May 2021.", "the last two weeks of May 2021", "P2W", "2021-05-18/2021-05-31"),
    ("Trade fell in the first nine months of 2021.", "the first nine months of 2021", "P9M", "2021-01-01/2021-09-30"),
    ("He left in the second week of May.", "the second week of May", "P1W", "2023-05-08/2023-05-14"),
])
def test_a_stretch_of_a_month_or_year_has_days(text: str, words: str, value: str, days: str) -> None:
    found, = find(text, dct=date.fromisoformat(MONDAY))
    assert (found.span.of(text), found.kind, found.value, found.when.edtf) == (words, "DURATION", value, days)


@pytest.mark.parametrize(("text", "days"), [
    ("They agreed to reopen both embassies within two months.", "2023-06-19/2023-08-19"),
    ("The army will withdraw within a week.", "2023-06-19/2023-06-26"),
    ("The minister will decide within 36 hours.", "2023-06-19/2023-06-21"),
    ("The town was taken within two weeks.", None),
])
def test_within_a_length_lies_ahead_where_it_is_to_come(text: str, days: str | None) -> None:
    found, = find(text, dct=date.fromisoformat(MONDAY))
    assert (found.kind, found.when.edtf) == ("DURATION", days)
