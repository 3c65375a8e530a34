"""The title around a name: before it ("Chinese Foreign Minister Qin Gang") or behind (", China's president,")."""

from __future__ import annotations

import re

from dragoman.kb import Base, office_class
from dragoman.names import fold
from dragoman.resolve import entity_words as words
from dragoman.resolve.entity_page import Page, Title

#: A title is no longer than this; "Director of the Office of the Central Foreign Affairs Commission" has ten words.
LONGEST = 14
_DASHES = frozenset(("-", "–", "—", "--"))
_GLUE = frozenset((".", "'", "’", "-", "–", "'s", "’s", "&"))
_EDGE = frozenset(
    ("the", "a", "an", "of", "and", "for", "to", "on", "in", "at", "'s", "’s", "-", "–", "'", "’", "&", ".", ",")
)
#: A body with the name of so large a town in it belongs to the town's state.
_LARGE = 200_000
#: Names of so many words are not parts of longer names of other bodies.
_UNMISTAKABLE = 3
_RULING = frozenset(("head_of_state", "head_of_government", "supreme_leader"))
#: The British Foreign Office has such ministers, and others have: France's is "for Europe and Foreign Affairs".
_FOR_A_PART = re.compile(r"minister for (?:africa|asia|europe)(?!\w)(?! and (?:foreign|european) affairs)")
_FOREIGN_OFFICE = re.compile(r"\b(?:FCDO|FCO|(?<!Federal )(?<!German )Foreign Office|Foreign (?:&|and) Commonwealth"
                             r"|Foreign, Commonwealth)\b")
_LOOSE = frozenset(("to", "for", "in", "at", "on", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
                    "sunday", "today", "yesterday"))
_MEMBERS = frozenset(("allies", "members", "forces", "troops", "countries", "states", "nations", "partners"))
_BACKED = frozenset(("backed", "aligned", "allied", "funded", "supported", "sponsored", "occupied", "brokered",
                     "mediated", "born", "made", "built"))
_FORMAL = frozenset(("mr", "mr.", "mrs", "mrs.", "ms", "ms."))
#: "Special Envoy on Norland Ada Berg": the state behind them is part of the title.
_OVER = frozenset(("of", "on", "to", "for"))
_BELONGING = frozenset(("of", "for", "at"))
#: Prepositions behind what somebody issued, and words before them among which that is looked for.
_OF_SPEECH = frozenset(("of", "by", "from", "on", "with", "to"))
_SPEECH_REACH = 3
_LOOSE_JOINTS = _OF_SPEECH | {"for", "and", "in", "at"}
_AFTER_PLACE = frozenset(("to", "for", "in", "at", "on"))


def name_start(page: Page, base: Base, first: int, last: int) -> int:
    """The first word of the bare name in a mention [first, last) of a person: what is before it is title."""
    if last - first > 1 and page.low[page.hyphened_from(first)] in words.TITLE_NOUNS and page.forms[first - 1] == "-":
        first += 1  # "Chairman-in-[Office Ada Berg]"
    at = last
    while at > first:
        low, form = page.low[at - 1], page.forms[at - 1]
        is_title = form.islower() or low in _FORMAL or not _has_name_before(page, base, first, at - 1)
        if low in words.TITLE_NOUNS and is_title:
            break
        if low in words.TITLE_INNER and not form[:1].isupper() and low not in words.NAME_PARTICLES:
            break
        if low == "of" or (low in ("’s", "'s") and at != last):
            break
        at -= 1
    # "Secretary of State Ann Lee", "President of France Emmanuel Macron": what follows "of" is title
    after_title = at > 0 and (page.low[at - 1] in ("of", "for", "and", "on") or at > first)
    while at < last - 1 and (page.low[at] in _EDGE or (after_title and (
            page.low[at] in words.TITLE_INNER or (page.low[at - 1] in _OVER and base.states_by_name(page.low[at]))))):
        at += 1
    if at >= last or page.low[at] in _EDGE:
        return last
    is_office = at > 0 and page.low[at - 1] == "of" and page.low[at] in words.TITLE_INNER  # "Secretary of State"
    return last if is_office and at == last - 1 else at


def _has_name_before(page: Page, base: Base, first: int, at: int) -> bool:
    """Sheikh is a name in "Hassan Sheikh Mohamud": a word that is no title and no state stands before it."""
    low = page.low[at - 1] if at > first else ""
    return bool(low) and page.is_upper_start(at - 1) and low not in words.TITLE_NOUNS and (
        low not in words.TITLE_INNER) and not base.states_by_name(low) and low not in _EDGE


def title_of(page: Page, base: Base, start: int, last: int) -> Title:
    """The title of the person whose bare name is words [start, last); an empty one where there is none.

    1. Words straight before the name. 2. An apposition behind it, between commas. 3. One before it and a comma.
    A bare "Secretary" is of the USA where one of that name is on the day: other states have secretaries, too.
    """
    title = _title_of(page, base, start, last)
    if title.state is None and fold(title.words) == "secretary" and _is_us_secretary(page, base, start, last):
        title.state, title.is_home = "USA", True
    return title


def _is_us_secretary(page: Page, base: Base, start: int, last: int) -> bool:
    """Whether a secretary of the federal government is called by the last word of a name on the day of the report."""
    day = page.day
    while last > start + 1 and page.low[last - 1] in ("'s", "’s", "'", "’"):
        last -= 1
    if day is None or last <= start:
        return False
    return any(s.state == "USA" and s.office.startswith("Secretary of") and s.office_class != "other" and s.covers(day)
               for p in base.officials("USA", page.low[last - 1]) for s in base.spells(p))


def _title_of(page: Page, base: Base, start: int, last: int) -> Title:
    low, _ = page.sentence_bounds(start)
    before = _left(page, start, low)
    title = read_title(page, base, before, start)
    if title.words:
        return title
    behind = _behind(page, last)
    if behind:
        apposed = read_title(page, base, *behind)
        if apposed.words:
            return apposed
    of_another = last < len(page.words) and page.low[last] == "of"  # "ministers of A of Poland, B of Hungary"
    if start - 1 > low and page.forms[start - 1] == "," and not of_another:
        apposed = read_title(page, base, _left(page, start - 1, low), start - 1)
        if apposed.words and page.low[apposed.first - 1 if apposed.first > low else low] not in (",",):
            return apposed
    return title


def _left(page: Page, start: int, low: int) -> int:
    """The first word of the run before `start` that could be a title."""
    at = start
    while at > low and start - at < LONGEST:
        word, form = page.low[at - 1], page.forms[at - 1]
        if form == ")" and at - 3 > low and page.forms[at - 3] == "(" and page.forms[at - 2].isupper():
            at -= 3  # "United Nations (UN) relief coordinator Ada Berg"
            continue
        if at < start and (joined := page.hyphened_from(at)) < at:
            at = max(low, joined)  # "Aix-en-Provence Mayor"
            continue
        if form in _DASHES and at < len(page.words) and page.words[at].start > page.words[at - 1].end:
            break  # "BEIJING - Chinese President": a dateline, not the hyphen of "Vice-President"
        if not (form in _GLUE or word in words.TITLE_NOUNS or word in words.TITLE_INNER or form[:1].isupper()):
            break
        if word == "at" and page.low[at] != "large":
            break  # "Minister Ada Berg at the Palace of Peace": no title of "Peace"
        if word in ("and", "&") and at - 2 >= low and page.low[at - 2] not in words.TITLE_NOUNS and (
                page.low[at - 2] not in words.TITLE_INNER):
            break  # "Vikram Misri and Chinese Foreign Minister": what is before "and" is somebody else
        if word in _OF_SPEECH and _is_speech(page, low, at - 1):
            break  # "Statement of President Berg": what he issued is no part of his title
        if word in _LOOSE_JOINTS and _is_person(page, at - 2):
            break  # "Press Secretary Ada Berg on President Dahl's call": two persons
        at -= 1
    noun = next((i for i in range(at, start) if page.low[i] in words.TITLE_NOUNS), at)
    for i in range(noun - 1, at - 1, -1):
        if page.low[i] in _LOOSE:
            return i + 1  # "on Monday US Secretary of State": no title begins before a preposition
    return at


def _is_speech(page: Page, low: int, at: int) -> bool:
    """Whether the preposition at `at` joins to a text or speech: "Joint Statement of", "Remarks as Delivered by"."""
    if page.low[at] == "of" and at > low and page.low[at - 1] in words.OCCASIONS:
        return True  # "the Passing of Former Senator Berg"
    return any(page.low[i] in words.SPEECH_NOUNS for i in range(max(low, at - _SPEECH_REACH), at)) and not any(
        page.low[i] in words.TITLE_NOUNS for i in range(max(low, at - _SPEECH_REACH), at))


def _is_person(page: Page, i: int) -> bool:
    """Whether a word ends the name of a person, as the reader of names took it."""
    is_none = page.low[i] in words.TITLE_NOUNS or page.low[i] in words.TITLE_INNER or page.low[i - 1] == "the"
    return i > 0 and page.words[i].end in page.person_ends and not is_none


def _behind(page: Page, last: int) -> tuple[int, int] | None:
    """[first, end) of an apposition that begins with a comma at `last`."""
    if last + 1 >= len(page.words) or page.forms[last] != ",":
        return None
    _, high = page.sentence_bounds(last)
    end = last + 1
    while end < high and page.forms[end] not in (",", ";", ".", "(", "—") and end - last <= LONGEST:
        end += 1
    first = last + 1
    # a clause is no apposition: a verb or a relative pronoun begins it
    if page.low[first] in ("who", "which", "whose", "said", "and", "but", "speaking", "in", "on", "as"):
        return None
    stop = first
    while stop < end and (
        page.low[stop] in words.TITLE_NOUNS or page.low[stop] in words.TITLE_INNER or page.forms[stop] in _GLUE
        or page.forms[stop][:1].isupper() or page.low[stop] in ("a", "an", "his", "her", "its")
    ):
        stop += 1
    if stop < end and any(page.low[i] in words.TITLE_NOUNS and page.low[i + 1] in _BELONGING
                          for i in range(first, stop - 1)):
        clause = (i for i in range(stop, end) if page.words[i].upos in ("VERB", "AUX"))
        return first, next(clause, end)  # "head of the UN disaster relief operation"
    return (first, stop) if stop == end or page.low[stop] in ("who", "which", "said", "told") else None


def read_title(page: Page, base: Base, first: int, last: int) -> Title:
    """What words [first, last) say as a title; empty where they hold no title noun."""
    while first < last and page.low[first] in _EDGE and page.low[first] not in ("the",):
        first += 1
    while last > first and page.low[last - 1] in _EDGE:
        last -= 1
    nouns = [i for i in range(first, last) if page.low[i] in words.TITLE_NOUNS]
    if not nouns:
        return Title()
    # "Qin Gang met Foreign Minister ...": what is before the last lower-case verb is not reached by the walk, but a
    # capitalised name before the title is: "China Wang Yi" cannot be told, so a second name ends at the state
    state, used = state_in(page, base, first, last)
    if state and page.low[nouns[-1]].endswith("s") and _names_another(page, base, used, last, state):
        state = None  # "the French and German foreign ministers, A and B"
    low = [page.low[i] for i in range(first, last)]
    kept = [i for i in range(first, last) if i not in used]
    while kept and page.low[kept[0]] in _EDGE:
        kept.pop(0)
    while kept and page.low[kept[-1]] in _EDGE:
        kept.pop()
    text = _spaced(page, kept)
    gender = next((g for w in low for g in _gender(w)), None)
    if all(w in words.HONORIFICS or w == "." for w in low):
        return Title(gender=gender, first=first)
    names = tuple(n for n, kind in base.names_of(state) if kind == "name") if state else ()
    bare = text  # "Madam Speaker", "Mr. President": an office to whom the speaker turns
    while " " in bare and bare.partition(" ")[0].lower() in words.HONORIFICS:
        bare = bare.partition(" ")[2]
    office = office_class(bare, names) or office_class(text, names) or office_class(page.phrase(first, last), names)
    is_home = False
    if state is None:
        folded = fold(text)
        state = next((code for words_of, code in words.TITLE_STATES if folded.startswith(words_of)), None)
        if state is None and _FOR_A_PART.match(folded) and _FOREIGN_OFFICE.search(page.text):
            state = "GBR"
        is_home = state is not None
    return Title(text, state, office, any(w in words.FORMER_WORDS for w in low), gender, first, is_home)


def _names_another(page: Page, base: Base, used: frozenset[int], last: int, state: str) -> bool:
    after = max(used, default=-1) + 1
    return bool(used) and page.low[after] in ("and", ",", "&") and (
        state_in(page, base, after, last)[0] not in (None, state))


def _gender(word: str) -> list[str]:
    return ["female"] if word in words.FEMALE_WORDS else ["male"] if word in words.MALE_WORDS else []


def _spaced(page: Page, kept: list[int]) -> str:
    out = ""
    for n, i in enumerate(kept):
        glued = n and kept[n - 1] == i - 1 and page.words[i - 1].end == page.words[i].start
        out += ("" if glued or not out else " ") + page.forms[i]
    return out


def state_in(page: Page, base: Base, first: int, last: int) -> tuple[str | None, frozenset[int]]:
    """ISO-3 (or "IGO") of the first state, body or region named in words [first, last), and the words that name it.

    What follows "to", "for" or "in" is passed over: the US ambassador to China is American.
    """
    passed = False
    for i in range(first, last):
        if page.low[i] in _AFTER_PLACE:
            passed = True
        elif page.low[i] == "of" or page.forms[i] == ",":
            passed = False
        if passed:
            continue
        longest = base.longest_name(page.low[i]) if page.is_upper_start(i) else 0
        if not longest:
            continue
        sizes = list(range(min(longest, last - i), 0, -1))
        for named, size in [(f, s) for f in (_state_named, _body_named) for s in sizes]:
            found = named(page, base, page.phrase(i, i + size))
            if found and named is _body_named and _is_shared(page, base, i, size, found[0]):
                found = None
            if found and named is _body_named and size < _UNMISTAKABLE and (
                    (i > first and _is_longer_name(page, base, i - 1))
                    or (i + size < last and _is_longer_name(page, base, i + size))):
                found = None  # the Social Democratic Party is not the Democratic Party
            if found and i + size + 1 < last and page.low[i + size] == "-" and page.low[i + size + 1] in _BACKED:
                found = None  # Rwandan-backed rebels are not Rwandan
            if found:
                code, is_state = found
                used = set(range(i, i + size)) if is_state else set()
                if is_state and i + size < last and page.low[i + size] in ("'s", "’s"):
                    used.add(i + size)
                if is_state and i > first and page.low[i - 1] == "the" and i > first + 1 and page.low[i - 2] == "of":
                    used |= {i - 1, i - 2}
                elif is_state and i > first and page.low[i - 1] == "of":
                    used.add(i - 1)
                return code, frozenset(used)
    return None, frozenset()


def _is_shared(page: Page, base: Base, first: int, size: int, code: str) -> bool:
    """Many states have a Democratic Party: one of whose state the report says nothing is not meant."""
    if size < 2 or page.low[first + size - 1] != "party" or page.low[first] not in words.PARTY_WORDS:
        return False
    return not any(page.is_upper_start(i) and any(s.code == code for s in base.states_by_name(low))
                   for i, low in enumerate(page.low)) and not (code == "USA" and "U.S." in page.text)


def _is_longer_name(page: Page, base: Base, i: int) -> bool:
    low = page.low[i]
    if low == "national" and page.is_upper_start(i):
        return True  # the National Security Council is one state's
    if i == page.sentence_bounds(i)[0] or low in _MEMBERS:
        return False
    return page.is_upper_start(i) and low not in words.TITLE_NOUNS and low not in words.TITLE_INNER and (
        not base.states_by_name(low))


def _state_named(page: Page, base: Base, text: str) -> tuple[str, bool] | None:
    folded = fold(text)
    states = base.states_by_name(folded)
    if len(states) > 1 and (usual := usual_state(page, folded)):
        return usual, True
    return (states[0].code, True) if len(states) == 1 and (len(folded) > 2 or text.isupper()) else None


def usual_state(page: Page, folded: str) -> str | None:
    """Which of two states of one name papers mean by it: Congo is Kinshasa's, unless Brazzaville is named."""
    return "COD" if folded in ("congo", "congolese") and "brazzaville" not in page.low else None


def _body_named(page: Page, base: Base, text: str) -> tuple[str, bool] | None:
    """(code, False) of a body, building, region or capital."""
    folded = fold(text)
    for organisation in base.organisations(text):
        if organisation.state:
            return organisation.state, False
    if folded in base.metonyms and folded not in ("government house", "national palace", "state house"):
        return base.metonyms[folded].state, False
    region = base.regions.get(folded)
    if region and region[1]:
        return region[1], False
    capital = base.capital_of(folded)
    return (capital.code, False) if capital else None


def state_of_bearer(page: Page, base: Base, first: int, last: int) -> str | None:
    """The state of "Trump administration", "Asad regime", "Stuttgart court": of the leader or town in the name."""
    for i in range(first, last - 1):
        if not page.is_upper_start(i) or page.low[i] in words.TITLE_NOUNS or page.low[i] in words.BODY_NAME_NOUNS:
            continue
        if page.low[last - 1] in ("administration", "government", "regime", "cabinet"):
            people = base.called(page.low[i])
            day = page.day
            ruling = {p.state for p in people if day and any(
                s.covers(day) and s.office_class in _RULING for s in base.spells(p))}
            states = ruling or {p.state for p in people}
            if len(states) == 1:
                return states.pop()
        region = base.regions.get(page.low[i])
        if region is not None and region[1] and page.low[last - 1] in words.BODY_NAME_NOUNS | {"appeal", "appeals"}:
            return region[1]
        cities = base.cities(page.forms[i])
        if cities and cities[0].population >= _LARGE and not any(
                c.state != cities[0].state and c.population * 5 > cities[0].population for c in cities[1:]):
            return cities[0].state
    return None
