"""Acts of which there are many alike: what keeps the next one apart, and what does not."""

from __future__ import annotations

import pytest
from mentions import mention

from dragoman.merge.block import keys
from dragoman.merge.cluster import JOIN
from dragoman.merge.compare import Feature, compare
from dragoman.merge.keywords import keywords
from dragoman.merge.lookback import looks_back
from dragoman.merge.profile import profile
from dragoman.merge.record import MentionRecord


def feature(name: str, one: MentionRecord, other: MentionRecord) -> Feature:
    """One feature of a pair, checked to be the same both ways."""
    forth, back = ({f.name: f for f in compare(*pair).features}[name] for pair in ((one, other), (other, one)))
    assert (forth.score, forth.detail) == (back.score, back.detail)
    return forth


def strike(id: str, text: str, trigger: str = "strike", **more) -> MentionRecord:
    told = {"actors": ("Russia",), "place": ("Moscow",)} | more
    return mention(id, text, trigger, "ASSAULT", **told)


TOWER = strike("a#m1", "A Russian strike hit a television tower in Moscow.")


@pytest.mark.parametrize(
    ("other", "score"),
    [
        ("A Russian strike killed 12 people at a market in Moscow.", 0.0),
        ("A Russian strike on a television tower in Moscow killed two engineers.", 1.0),
        ("Officials met after the Russian strike in Moscow.", None),
    ],
    ids=["nothing but who, where and when", "one target", "looked back on"],
)
def test_two_strikes_of_one_day_need_something_particular_in_common(other: str, score: float | None) -> None:
    assert feature("particulars", TOWER, strike("b#m1", other)).score == score


def test_strikes_with_nothing_particular_in_common_are_not_joined() -> None:
    other = strike("b#m1", "A Russian strike killed 12 people at a market in Moscow.")
    assert compare(TOWER, other).score == 0


@pytest.mark.parametrize(
    ("text", "trigger", "back"),
    [
        ("The minister resigned.", "resigned", False),
        ("Her deputy took over following the minister's resignation.", "resignation", True),
        ("The airport reopened a day after soldiers occupied it.", "occupied", True),
        ("Police arrested the man who attacked the mayor.", "attacked", True),
        ("The former president starts his 27-year sentence.", "sentence", True),
        ("Its army attacks the border post.", "attacks", False),
        ("The toll of yesterday's strike rose.", "strike", True),
    ],
)
def test_a_sentence_looks_back_on_what_came_before(text: str, trigger: str, back: bool) -> None:
    assert looks_back(mention("a#m1", text, trigger)) is back


def election(id: str, text: str, published: str) -> MentionRecord:
    return mention(id, text, "elected", "PERSONNEL", recipients=("Hakan Fidan",), published=published)


FIRST = election("a#m1", "Hakan Fidan is elected to his seat in the assembly at Ankara.", "2024-01-01")


def test_what_the_next_day_tells_as_its_news_is_another_act() -> None:
    news = election("b#m1", "Hakan Fidan is elected speaker of the assembly at Ankara.", "2024-01-02")
    known = election("b#m1", "Hakan Fidan, who was elected to his seat in the assembly at Ankara, spoke.",
                     "2024-01-02")  # fmt: skip
    assert compare(FIRST, news).score == 0
    assert compare(FIRST, known).score >= JOIN


def talks(id: str, text: str, trigger: str = "talks", *, actors=("China", "Russia"), **more) -> MentionRecord:
    return mention(id, text, trigger, actors=actors, **more)


def test_each_round_of_a_row_is_its_own() -> None:
    second = talks("a#m1", "China and Russia may hold a second round of talks.", status="possible")
    third = talks("b#m1", "China and Russia may hold a third round of talks.", status="possible")
    days = talks("c#m1", "China and Russia met for a third day of talks on the second day of the week.")
    assert feature("again", second, third).score == 0
    assert feature("again", second, second).score == 1
    assert feature("again", second, days).score is None


def test_one_more_in_the_later_report_is_another() -> None:
    closed = mention("a#m1", "China closed the port of Dalian.", "closed", "COERCE", actors=("China",))
    later = mention("b#m1", "China closed the port of Dalian again.", "closed", "COERCE", actors=("China",),
                    published="2023-06-22")  # fmt: skip
    same_day = mention("c#m1", "China closed the port of Dalian again.", "closed", "COERCE", actors=("China",))
    assert feature("again", closed, later).score == 0
    assert feature("again", closed, same_day).score is None
    assert feature("again", later, later).score is None


def test_one_state_alone_does_not_make_two_talks_one() -> None:
    with_one = talks("a#m1", "Iran says that it is open for talks.", actors=("Iran",), status="possible")
    with_other = talks("b#m1", "Tokyo plans summit talks with Iran on fishing.", actors=("Iran",), status="scheduled")
    both = talks("c#m1", "Iran and Turkey plan talks.", actors=("Iran", "Turkey"), status="scheduled")
    assert compare(with_one, with_other).score == 0
    assert feature("partners", both, both).score == 1


def test_what_is_done_is_not_yet_to_come() -> None:
    held = talks("a#m1", "China and Russia met on grain in Beijing.", "met", place=("Beijing",))
    planned = talks("b#m1", "China and Russia will hold talks on grain in Beijing.", place=("Beijing",),
                    status="scheduled")  # fmt: skip
    eve = talks("c#m1", "China and Russia will hold talks on grain in Beijing.", place=("Beijing",),
                status="scheduled", published="2023-06-18")  # fmt: skip
    assert feature("time", held, planned).score == 0
    assert compare(held, planned).score == 0
    assert compare(held, eve).score >= JOIN


@pytest.mark.parametrize("read_as", ["2025-10-03", "2025-10-03/2025-10-06"])
def test_a_toll_counted_from_a_day_is_not_of_that_day(read_as: str) -> None:
    friday = strike("a#m1", "A Russian strike in Moscow killed 70 people.", published="2025-10-03")
    text = "Russian strikes in Moscow since Friday killed 104 people."
    total = strike("b#m1", text, "strikes", when=read_as, published="2025-10-06")
    window = profile(total).window
    assert window is not None
    assert (str(window), window.firm) == ("2025-10-03 to 2025-10-06", False)
    assert compare(friday, total).score == 0


@pytest.mark.parametrize(
    ("text", "side"), [("The strike on Iran was answered.", "recipients"), ("Iran's strike was answered.", "actors")]
)
def test_one_that_was_read_on_both_sides_is_put_on_the_one_that_the_words_tell(text: str, side: str) -> None:
    both = profile(strike("a#m1", text, actors=("Iran",), recipients=("Iran",), place=()))
    assert [a.name for a in getattr(both, side)] == ["Iran"]
    assert len(both.actors) + len(both.recipients) == 1


def test_words_alone_do_not_make_two_acts_one() -> None:
    text = "A new election to the assembly must be held within 45 days."
    plan = mention("a#m1", text, "election", "PERSONNEL", status="scheduled")
    vague = mention("b#m1", text.replace("new", "speaker's"), "election", "PERSONNEL", status="scheduled")
    dated = [mention(f"{r}#m1", text, "election", "PERSONNEL", when="2024-02-01") for r in "cd"]
    assert compare(plan, vague).score == 0
    assert feature("anchor", *dated).score == 1


def test_one_act_in_a_word_of_the_other_sentence_is_another_but_for_the_toll_of_an_attack() -> None:
    vote = mention("a#m1", "The prime minister lost the vote after his resignation was asked for.", "vote", "PERSONNEL")
    resigned = mention("b#m1", "After the vote, his resignation followed.", "resignation", "PERSONNEL")
    killed = strike("c#m1", "Nine were killed in an attack on a mosque in Moscow.", "killed")
    attack = strike("d#m1", "Moscow mourns after the attack in which nine were killed in a mosque.", "attack")
    assert feature("trigger", vote, resigned).score == 0
    assert feature("trigger", killed, attack).score == pytest.approx(0.6)


def test_a_rare_name_finds_what_is_told_in_other_words() -> None:
    killed = strike("a#m1", "Nine were killed in Vrbanja.", "killed", actors=(), place=("Vrbanja",))
    attack = strike("b#m1", "Mourning was declared after the attack in Vrbanja.", "attack", actors=(), place=())
    common = strike("c#m1", "Mourning was declared after the attack.", "attack", actors=(), place=())
    assert keys(killed) & keys(attack)
    assert not keys(killed) & keys(common)


def tariff(id: str, on: str) -> MentionRecord:
    text = f"The president orders a tariff on {on}."
    return mention(id, text, "tariff", "SANCTION", actors=("United States",), status="scheduled")


def test_acts_on_two_things_are_two() -> None:
    goods, steel = tariff("a#m1", "goods from Canada and Mexico"), tariff("b#m1", "all aluminium and steel imports")
    assert compare(goods, steel).score == 0
    assert feature("objects", goods, steel).score == 0
    assert feature("objects", steel, tariff("c#m1", "foreign steel")).score == 1


def test_a_place_that_is_hit_is_no_object_beside_the_house_that_is_hit_in_it() -> None:
    town = strike("a#m1", "The strike on Moscow killed nine.")
    house = strike("b#m1", "The strike on a tower killed nine in Moscow.")
    assert feature("objects", town, house).score is None


def test_another_visit_comes_between_a_plan_without_a_day_and_a_later_one() -> None:
    def planned(published: str) -> MentionRecord:
        return talks("a#m1", "Qin Gang will visit Moscow over grain.", "visit", actors=("Qin Gang",),
                     place=("Moscow",), status="scheduled", published=published)  # fmt: skip

    held = talks("b#m1", "Qin Gang paid a visit to Moscow over grain.", "visit", actors=("Qin Gang",),
                 place=("Moscow",), published="2023-06-19")  # fmt: skip
    assert compare(planned("2023-06-14"), held).score >= JOIN
    assert compare(planned("2023-05-28"), held).score == 0


def test_hearsay_of_an_attack_is_news_of_its_day() -> None:
    def heard(id: str, text: str, published: str, **more) -> MentionRecord:
        return strike(id, text, "Explosions", actors=(), status="possible", published=published, **more)

    one = heard("a#m1", "Explosions are reported in Moscow.", "2024-01-01")
    other = heard("b#m1", "Explosions hit Moscow, it is alleged.", "2024-01-03", cues=("alleged",))
    feared = heard("c#m1", "Explosions may hit Moscow.", "2024-01-03", cues=("may",))
    assert compare(one, other).score == 0
    assert [str(profile(m).window) for m in (one, other, feared)] == [
        "2023-12-31 to 2024-01-01", "2024-01-02 to 2024-01-03", "2024-01-03 to 2024-03-03",
    ]  # fmt: skip


def test_news_of_a_day_is_not_the_strike_that_another_report_dates_to_its_eve() -> None:
    news = strike("a#m1", "Russian strikes hit towns near Moscow.", "strikes", published="2024-01-02")
    eve = strike("b#m1", "The toll of the Russian strike near a clinic in Moscow is four.", when="2024-01-01",
                 published="2024-01-02")  # fmt: skip
    assert feature("particulars", news, eve).score == 0


def test_calls_that_two_reports_tell_of_their_own_days_are_two() -> None:
    first = talks("a#m1", "Qin Gang spoke today with Hakan Fidan.", "spoke", actors=("Qin Gang", "Hakan Fidan"),
                  when="2023-06-18", published="2023-06-18")  # fmt: skip
    next_day = talks("b#m1", "Qin Gang spoke today with Hakan Fidan.", "spoke", actors=("Qin Gang", "Hakan Fidan"),
                     when="2023-06-19", published="2023-06-19")  # fmt: skip
    late = talks("c#m1", "Qin Gang spoke on Sunday with Hakan Fidan.", "spoke", actors=("Qin Gang", "Hakan Fidan"),
                 when="2023-06-18", published="2023-06-19")  # fmt: skip
    assert compare(first, next_day).score == 0
    assert compare(first, late).score >= JOIN


def test_what_is_said_on_two_occasions_is_two_acts() -> None:
    text = "Antony Blinken reaffirmed the support of the United States for Turkey's borders."

    def told(id: str, rest: str) -> MentionRecord:
        return mention(id, text, "support", "SUPPORT", actors=("Antony Blinken",), recipients=("Turkey",),
                       keywords=keywords(rest + text))  # fmt: skip

    with_oslo = told("a#m1", "A call with Oslo on Svalbard, Bodø and Finnmark. ")
    with_lima = told("b#m1", "A meeting in Lima with Callao, Arequipa and Cusco. ")
    assert feature("occasion", with_oslo, with_lima).score == 0
    assert feature("occasion", with_oslo, told("c#m1", "A call with Oslo on Svalbard and Finnmark. ")).score == 1
    assert compare(with_oslo, with_lima).score == 0


def test_a_calendar_tells_the_meetings_of_its_own_day() -> None:
    def calendar(id: str, published: str) -> MentionRecord:
        text = "Marco Rubio attends meetings and briefings in Washington."
        return talks(id, text, "meetings", actors=("Marco Rubio",), place=("Washington",), status="scheduled",
                     published=published)  # fmt: skip

    one, other = calendar("a#m1", "2023-06-18"), calendar("b#m1", "2023-06-19")
    assert compare(one, other).score == 0
    assert feature("partners", one, calendar("c#m1", "2023-06-18")).score != 0


def test_the_strikes_of_two_nights_are_two() -> None:
    text = "A Russian strike on a tower in Moscow overnight killed three."
    first = strike("a#m1", text, when="2026-04-22/2026-04-23", published="2026-04-23")
    second = strike("b#m1", text, when="2026-04-23/2026-04-24", published="2026-04-24")
    assert feature("time", first, second).score == 0
