"""Words that tell what kind of source a statement has, and under what condition it speaks."""

from __future__ import annotations

import re

#: The words by which reports say that a source would not be named.
ANONYMITY = re.compile(
    r"""
    (?:(?:speaking|spoke|briefing|talking|briefed\s\w+)\s)?(?:on|under)\s(?:the\s)?condition\s(?:of\s(?:strict\s)?anonymity|(?:that\s)?(?:he|she|they|it)\s(?:was\s|were\s|be\s)?not\s(?:be\s)?(?:named|identified))(?:\s(?:because|in\sorder\sto|to\s(?:discuss|speak|describe))[^.,;”"]*)?
  | (?:who|and)?\s?(?:asked|requested|wished|wanted|preferred|insisted)
    \s(?:not\sto\sbe|to\sremain|to\sstay|on)
    \s(?:named|identified|quoted(?:\sby\sname)?|unnamed|anonymous|anonymity)(?:\sbecause[^.,;”"]*)?
  | (?:requested|requesting|citing)\sanonymity(?:\s(?:because|to)[^.,;”"]*)?
  | (?:who\s)?(?:declined|refused|declining|refusing)
    \sto\s(?:be\s(?:named|identified|quoted(?:\sby\sname)?)|give\s(?:his|her|their)\snames?)
  | (?:who\s)?(?:was|were|is|are)\snot\sauthori[sz]ed\sto\s(?:speak|talk|comment|brief|discuss)[^.,;”"]*
  | not\sauthori[sz]ed\sto\s(?:speak|talk|comment)\s(?:publicly|to\sthe\s(?:media|press))
  | (?:who\s)?(?:spoke|speaking|talking)\sanonymously
  | could\snot\sbe\s(?:named|identified)(?:\s(?:because|under|for)[^.,;”"]*)?
    """,
    re.VERBOSE | re.IGNORECASE,
)

#: One of these stands in all of them: a quick look, where the long pattern tries its luck at every letter.
ANONYMITY_WORD = re.compile(r"anonym|condition|identified|quoted|named|names?\b|authori[sz]ed", re.IGNORECASE)

#: Nouns for persons who stay unnamed ("two officials", "a source close to the talks").
UNNAMED = frozenset(
    "official officials source sources diplomat diplomats aide aides adviser advisers advisor advisors spokesman "
    "spokeswoman "
    "spokesperson spokespeople spokesmen person people insider insiders negotiator negotiators envoy envoys delegate "
    "delegates "
    "officer officers commander witness executive lawyer staffer staffers participant participants".split())
#: Nouns for groups whose members speak with one voice.
GROUPS = frozenset(
    "analysts experts critics residents observers economists witnesses activists protesters opponents supporters "
    "scholars "
    "historians lawmakers politicians voters villagers neighbours neighbors locals campaigners demonstrators "
    "families relatives "
    "survivors students workers farmers traders investors pundits commentators academics researchers leaders "
    "opposition rebels "
    "investigators prosecutors police authorities rescuers doctors medics".split())
#: Outlets and words for them.
MEDIA = frozenset(
    "media newspaper newspapers daily tabloid television tv radio broadcaster agency newswire magazine website "
    "reuters afp ap "
    "xinhua tass interfax ria bloomberg cnn bbc nbc cbs abc fox npr anadolu kyodo yonhap kcna irna isna mehr fars "
    "tasnim "
    "al-jazeera jazeera guardian times post journal tribune herald globe politico axios press reporters journalists "
    "gazette".split())
DOCUMENTS = frozenset(
    "report statement document documents communique communiqué study survey poll readout letter memo resolution "
    "text transcript law treaty agreement filing filings indictment court-documents data figures statistics video "
    "footage "
    "editorial article book paper papers records notice advisory release declaration decree order bill draft "
    "intelligence".split())
#: Nouns for bodies that are no state's, unless the encoder sees something else in them than a state.
COMPANIES = frozenset("company companies firm corporation airline manufacturer bank party union charity foundation "
                      "association".split())
#: Verbs whose object is the one spoken to.
TELLING = frozenset("told tell tells telling informed inform informs assured assure assures reminded reminds "
                    "notified briefed "
                    "advised warned warns urged asked".split())
#: Words before a colon behind which someone's own words follow.
SAYING = frozenset("said says saying say added adds stated states commented comments remarked remarks declared "
                   "declares wrote writes read reads replied answered told tweeted continued concluded".split())
#: Words of a sentence that announces the text of a statement ("The following statement was released by ...:").
ANNOUNCING = frozenset("released issued text follows".split())
#: Those whose subject, or whose doer behind "by", is the origin.
RELEASING = frozenset("released issued published".split())
#: Verbs whose subject is not the origin of what follows: things seem so to the writer.
SEEMING = frozenset("appear appears appeared seem seems seemed look looks looked".split())
#: Labels of a transcript that name nobody.
ASKING = frozenset("question questions moderator reporter interviewer operator participant staff".split())
