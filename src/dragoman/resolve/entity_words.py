"""Words that tell what a mention is: titles, kinds of bodies, nouns for groups and sides."""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Nouns that stand before or behind a person's name and say what the person is.
TITLE_NOUNS = _set(
    "president minister premier chancellor secretary king queen emperor empress emir amir sultan prince princess pope "
    "taoiseach leader chief head chairman chairwoman chairperson chair spokesman spokeswoman spokesperson "
    "ambassador "
    "envoy diplomat official representative senator congressman congresswoman lawmaker legislator mp mep deputy "
    "governor mayor general gen gen. lt lt. lieutenant colonel col col. major maj maj. admiral adm adm. captain "
    "capt capt. commander sergeant marshal brigadier brig brig. field judge justice prosecutor attorney lawyer "
    "director commissioner coordinator adviser advisor aide analyst expert economist professor prof prof. dr dr. "
    "activist journalist editor founder ceo executive officer owner negotiator mediator speaker whip treasurer "
    "ayatollah sheikh shaikh mullah imam cardinal archbishop bishop rabbi reverend rev rev. sir lord lady dame baron "
    "baroness mr mr. mrs mrs. ms ms. miss madam prosecutor-general candidate nominee dictator strongman warlord rebel "
    "militant chieftain patriarch premier-designate gov gov. sen sen. rep rep. sgt sgt. counsellor counselor "
    "councillor councilor undersecretary under-secretary vice-president secretary-general pm fm high tsar czar shah "
    "presidents ministers leaders secretaries actor filmmaker singer writer author teacher student player coach "
    "businessman businesswoman tycoon billionaire refugee suspect co-founder cofounder chairman-elect president-elect "
    "organizer organiser member ombudsman superintendent inspector sheriff detective consul attaché attache nuncio "
    "lawmakers historian scholar researcher scientist physicist partner daughter son wife husband brother sister"
)
#: What somebody says or issues, as headlines of releases name it: "Statement by", "Readout of".
SPEECH_NOUNS = _set(
    "statement statements readout readouts remarks speech address toast testimony message letter transcript briefing "
    "interview comment comments communique communiqué declaration release op-ed greetings condolences"
)
#: What befalls somebody: "the Passing of Former Senator Berg".
OCCASIONS = _set("passing death visit election re-election inauguration assassination murder funeral resignation "
                 "nomination confirmation appointment arrest release anniversary conviction detention")
#: Lower-case words that may stand inside a title.
TITLE_INNER = _set(
    "top senior deputy vice former then ex acting interim caretaker outgoing incoming new current sitting prime "
    "foreign "
    "defence defense interior home finance trade commerce economy economic treasury justice energy state national "
    "security special presidential government opposition ruling party military army navy air police media ministry "
    "department affairs external internal policy intelligence spy central bank federal reserve health education "
    "agriculture transport climate human rights refugee de facto supreme crown first lady chief joint staff armed "
    "forces of and house parliament parliamentary senate press public relations political regional provincial supreme "
    "council commission office agency long-time longtime veteran hardline reformist conservative liberal left-wing "
    "right-wing far-right far-left nuclear peace lead main permanent assistant under associate junior minister-level "
    "information communications environment culture labour labor attorney ambassador to for the on in at district "
    "city county mission embassy cabinet coalition exiled rival fellow council's "
    "relief emergency humanitarian "
    "disarmament arms control european asian african middle east north south west atomic aviation space co- elect "
    "designate emeritus general rebel separatist militia guerrilla tribal islamist pro-russian civil society oil "
)
#: Titles, folded, that one state gives: their bearers are its own where no other state is printed.
TITLE_STATES = (
    ("under secretary", "USA"), ("deputy secretary", "USA"), ("assistant secretary", "USA"), ("secretary of", "USA"),
    ("acting assistant secretary", "USA"), ("principal deputy assistant", "USA"), ("special presidential envoy", "USA"),
    ("white house", "USA"), ("u.s. ", "USA"), ("congressman", "USA"), ("congresswoman", "USA"),
    ("treasury secretary", "USA"),
    ("commerce secretary", "USA"), ("foreign secretary", "GBR"), ("home secretary", "GBR"), ("shadow ", "GBR"),
    ("foreign office ", "GBR"), ("fco ", "GBR"), ("fcdo ", "GBR"), ("minister for the middle east", "GBR"),
    ("minister for the americas", "GBR"), ("minister for central asia", "GBR"), ("minister for latin america", "GBR"),
    ("minister for south asia", "GBR"), ("minister for the indo-pacific", "GBR"),
    ("chancellor of the exchequer", "GBR"), ("taoiseach", "IRL"), ("tanaiste", "IRL"), ("lok sabha", "IND"),
)
HONORIFICS = _set(
    "mr mr. mrs mrs. ms ms. miss madam sir lord lady dame dr dr. prof prof. sheikh shaikh"
)
FEMALE_WORDS = _set(
    "mrs mrs. ms ms. miss madam lady dame queen princess empress spokeswoman chairwoman congresswoman baroness "
    "businesswoman woman girl mother wife daughter sister actress she her"
)
MALE_WORDS = _set(
    "mr mr. sir lord king prince emperor emir sultan pope spokesman chairman congressman ayatollah imam cardinal "
    "archbishop bishop baron businessman man boy father husband son brother sheikh mullah he him his"
)
FORMER_WORDS = _set("former ex ex- then late one-time onetime erstwhile then- old")

#: Nouns of bodies that belong to a state and, bare, to the state that is spoken of.
BODY_NOUNS = _set(
    "ministry government military army navy police parliament court senate congress cabinet administration forces "
    "troops force authorities embassy regime junta legislature assembly presidency department agency council "
    "commission guard guards marines airforce soldiers prosecutors treasury judiciary opposition state media "
    "bureau office directorate service services command corps intelligence delegation consulate parties party "
    "government-in-exile leadership lawmakers officials officers envoy envoys diplomats ministers coastguard "
    "border patrol president premier minister"
)
#: Nouns in names of bodies; also abbreviations behind names of firms.
BODY_NAME_NOUNS = BODY_NOUNS | _set(
    "ltd ltd. inc inc. corp corp. co co. llc plc ag sa gmbh airways airlines air company group union federation league "
    "association society organisation organization institute foundation university college school bank fund center "
    "centre committee assembly resolution branch division brigade battalion front movement alliance coalition "
    "network television tv radio times post journal news daily tribune mission tribunal chamber exchange club church "
    "mosque hospital team authority taskforce board corporation systems technologies motors energy petroleum oil gas"
)
#: Bodies that keep a state of their own even when it is not named: the government, the ministry.
STATE_BODIES = _set(
    "government ministry military army navy police parliament cabinet administration authorities regime junta "
    "presidency legislature judiciary treasury senate congress troops soldiers leadership"
)
COUNTRY_NOUNS = _set("country nation kingdom republic state island")
#: Plural nouns for what a group of states, or of people, is called.
STATE_GROUPS = _set(
    "sides side countries nations states governments capitals rivals neighbours neighbors powers parties partners "
    "allies economies superpowers foes adversaries republics members delegations teams"
)
PEOPLE_GROUPS = _set(
    "ministers leaders diplomats presidents officials men women counterparts premiers secretaries envoys negotiators "
    "politicians heads chiefs ambassadors principals participants attendees"
)
#: Plural nouns for what a group of bodies is called.
BODY_GROUPS = _set("companies firms groups organisations organizations bodies agencies unions papers banks blocs")
NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "pair": 2, "duo": 2, "trio": 3,
           "2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "7": 7}

MALE = _set("he him his himself")
FEMALE = _set("she her hers herself")
NEUTER = _set("it its itself")
PLURAL = _set("they them their theirs themselves")
FIRST_SINGULAR = _set("i me my mine myself")
FIRST_PLURAL = _set("we us our ours ourselves")
SECOND = _set("you your yours yourself")
RELATIVE = _set("who whom whose which that")

PRONOUNS = MALE | FEMALE | NEUTER | PLURAL | FIRST_SINGULAR | FIRST_PLURAL | SECOND | RELATIVE

#: Plural nouns that end no person's name.
MANY = _set("persons people citizens nationals residents members individuals entities institutions leaders ministers "
            "officials workers soldiers")
SCRAPS = _set("the a an this that monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow "
              "january february april june july september october november december")

#: Words after which a town is a place, not a government.
PLACE_PREPOSITIONS = _set("in at near from to outside around inside into through via towards toward over above across")
#: Words behind a place name that show that it acts.
NAME_PARTICLES = _set("al el bin ibn bint de da di do dos del der den van von la le ul abu ben ter ten y e du")

#: What governments have and towns have not: "Beijing's reluctance".
POLICY = frozenset((
    "reluctance", "position", "claim", "claims", "stance", "policy", "policies", "decision", "demand", "demands",
    "response", "refusal", "offer", "ambassador", "government", "ties", "relations", "plan", "plans", "support",
    "call", "calls", "military", "envoy", "leaders", "allies", "ally", "proposal", "threat", "threats",
    "warning", "willingness", "foreign",
    "top", "chief", "nuclear", "sanctions", "interests", "concerns", "approach", "efforts", "view", "war",
    "invasion", "statement", "announcement", "commitment", "rejection", "objections", "diplomats", "diplomacy",
))
#: Short names of bodies -> states that have one, and what stands before in its whole name.
SHORT_BODIES = {
    "senate": (("USA", "United States"),), "congress": (("USA", "United States"),),
    "house": (("USA", "US"),), "house of representatives": (("USA", "United States"),),
    "supreme court": (("USA", "United States"),), "parliament": (("GBR", "British"),),
    "house of commons": (("GBR", "British"),), "general assembly": (("IGO", "UN"),), "army": (("USA", "US"),),
    "navy": (("USA", "US"),), "air force": (("USA", "US"),), "state department": (("USA", "US"),),
}
#: Organs of international organisations, which no state has, by their short names.
IGO_ORGANS = frozenset((
    "security council", "human rights council", "economic and social council", "trusteeship council",
    "peacebuilding commission", "international law commission", "human rights committee", "north atlantic council",
    "venice commission", "committee of ministers", "peace and security council", "world health assembly",
    "conference on disarmament", "permanent council", "parliamentary assembly",
    "counter-terrorism committee", "military staff committee",
))
#: First words of names that parties of many states share: the Democratic Party, the Labour Party.
PARTY_WORDS = _set("democratic labour labor republican conservative communist socialist liberal green national "
                   "people's social progressive workers progress reform freedom justice independence unity christian")
#: Words of a report of a match.
SPORT = frozenset((
    "goal", "goals", "match", "striker", "midfielder", "penalty", "coach", "cup", "league", "stadium", "team", "teams",
    "tournament", "scored", "defender", "goalkeeper", "half-time", "halftime", "kick", "player", "players", "season",
))
#: Names that are bodies whatever kind the reader took them for.
ALWAYS_BODIES = frozenset((
    "eu", "european union", "un", "u.n.", "united nations", "nato", "kremlin", "white house", "pentagon", "hamas",
    "hezbollah", "taliban", "asean", "african union", "islamic state", "isis", "isil", "daesh",
))

