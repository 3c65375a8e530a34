"""The label sets of the encoder's heads, in the order of their scores. Training and reading share them."""

from __future__ import annotations

UPOS = tuple("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
XPOS = tuple(
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW GW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ "
    "RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX ``".split()
)
DEPREL = tuple(
    "acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound compound:prt "
    "conj cop csubj csubj:outer csubj:pass dep det det:predet discourse dislocated expl fixed flat goeswith iobj list "
    "mark nmod nmod:desc nmod:poss nmod:unmarked nsubj nsubj:outer nsubj:pass nummod obj obl obl:agent obl:unmarked "
    "orphan parataxis punct reparandum root vocative xcomp".split()
)


def bio(*types: str) -> tuple[str, ...]:
    """O and a B- and I- label for each type."""
    return ("O", *(f"{p}-{t}" for t in types for p in "BI"))


#: names after Universal NER: persons, organisations, places
NAMES = bio("PER", "ORG", "LOC")
#: names after CrossNER politics
POLITICS = bio("politicalparty", "organisation", "election", "politician", "person", "location", "event", "country",
               "misc")
#: names and kinds of the actors in reports annotated for this project
ACTORS = bio("person", "state", "organisation", "place", "group")
TIMEXES = bio("DATE", "TIME", "DURATION", "SET")
#: type of the mention that a word heads (GUM); none where it heads no mention
MENTION = ("none", "person", "place", "organization", "event", "time", "object", "abstract", "animal", "plant",
           "substance")

TYPES = ("none", "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
         "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PERSONNEL")
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release return disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict ban arrest relations expel territory violence weapons",
    "PROTEST": "demo riot strike boycott hunger obstruct",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict ban censor martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "beat torture execute sexual assassinate primitive firearms explosives suicide-attack heavy-weapons "
               "crowd-control aerial unconventional destroy territory",
    "PERSONNEL": "appoint remove elect",
}
#: every mode with its type, "CONSULT/visit"
MODE = tuple(f"{t}/{m}" for t, ms in MODES.items() for m in ms.split())
CONTEXT = tuple(
    "military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic "
    "legal human_rights rights_freedoms repression human_security lgbt religion_ethnicity inequality diplomatic "
    "territory health asylum migration disasters natural_resource environment technology terrorism cbrn cyber "
    "misinformation crime corruption illegal_drugs trafficking".split()
)
STATUS = ("occurred", "ongoing", "scheduled", "expected", "possible", "requested", "conditional", "postponed",
          "cancelled", "negated", "denied", "general")
#: edges from an event's trigger, and (via, addressee) from a statement's cue, to the last word of the filler
ROLE = ("actor", "recipient", "place", "time", "via")
#: what kind of source a statement has
SOURCE = ("named", "unnamed", "state", "organisation", "media", "document", "group")
