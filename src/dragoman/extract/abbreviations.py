"""Which full stops do not end a sentence: the abbreviations of English wire copy, without their stop.

Kept by what may follow them, because that decides: "Gen. Milley" never ends a sentence,
"in the U.S. The" does, "No. 5" does not but "said no. Five" does.
"""

from __future__ import annotations

#: Always followed by the name or thing they belong to.
TITLES = frozenset(
    "Mr Mrs Ms Messrs Dr Gen Lt Col Maj Capt Sgt Cpl Pvt Sen Sens Rep Reps Gov Govs Pres Prof Rev Hon Adm Cmdr"
    " Brig Amb Fr Sr St Ste Mt Ft Msgr Supt Det Insp Comdr Cmd Atty Asst Assoc Dep Min Sec vs v cf viz e.g i.e ca"
    " approx Lt.Col Maj.Gen Brig.Gen Ave Blvd Rd Hwy Ph.D".split()
)

#: Followed by a number when they are abbreviations ("Sept. 3", "No. 5"), a word otherwise.
BEFORE_NUMBERS = frozenset(
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec No Nos no nos Art Arts Sec Secs Ch Fig Figs p pp Vol vol"
    " par para pt Pt Op".split()
)

#: May end a sentence; the next word tells.
OPEN = frozenset(
    "Inc Corp Co Cos Ltd Bros Jr Sr Plc PLC LLC S.A N.V A.G GmbH Bhd Univ Dept Assn Ala Ariz Ark Calif Colo Conn"
    " Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo"
    " est al Ph Bldg Esq sq".split()
)

#: Parts of federal states, written behind a town and a comma ("Albany, N.Y."): whatever follows begins a sentence, but
#: for a day or a body of that part.
REGIONS = frozenset("D.C N.Y N.J N.C S.C N.D S.D N.H N.M R.I W.Va B.C N.S N.B P.E.I N.S.W".split())
OF_REGIONS = frozenset(
    "National Circuit Court Superior District Supreme Mayor Police Metropolitan Council Department Attorney Bar Law"
    " Legislature Senate Assembly State University".split()
)

#: Capitalised words that begin sentences and seldom stand in names.
STARTERS = frozenset(
    "The A An He She It They We I You In On At But And Or So Yet This That These Those There Here His Her Its"
    " Their Our My After Before When While As If For From By With Without However Some Many Most Both Each Every"
    " Several All Few Such Since Although Though Because Despite During Under Over Between Among Against Until"
    " Unless Once Where What Who Why How Which Nor Not No Yes Also Still Then Thus Now Meanwhile Earlier Later"
    " Last Next Another Other Others One Two Three Four Five Six Seven Eight Nine Ten Asked Speaking Mr Mrs Ms"
    " According Following Officials Police Critics Analysts Experts Neither Either Instead Moreover Nevertheless"
    " Even Only Just More Less Much Is Are Was Were Will Would Can Could Do Does Did Have Has Had To Of Sources"
    " Diplomats Nobody Everyone Someone Nothing".split()
)

#: After "a.m." or "p.m." these belong to the time.
CLOCK_TAILS = frozenset(
    "EST EDT ET CST CDT CT MST MDT PST PDT PT GMT UTC BST CET CEST IST JST KST Eastern Central Pacific Moscow"
    " Beijing Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun Jan Feb March"
    " April May June July Aug Sept Oct Nov Dec January February August September October December local".split()
)

#: Verbs that tie a quotation's "?" or "!" to its speaker: “Will he go?” Smith asked.
SAYING = frozenset(
    "said says asked asks told tells added adds wrote writes replied replies shouted cried demanded wondered"
    " declared answered responded tweeted chanted insisted exclaimed warned recalled continued noted explained"
    " quipped".split()
)
