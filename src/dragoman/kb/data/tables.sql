CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE state (
  code TEXT PRIMARY KEY, qid TEXT, name TEXT NOT NULL, long_name TEXT, iso2 TEXT, cow INTEGER, cameo TEXT,
  capital TEXT, adjective TEXT, continent TEXT, geoname INTEGER, neighbours TEXT, memberships TEXT
) WITHOUT ROWID;
-- kind: name, adjective, capital; one folded name may mean several states
CREATE TABLE state_name (folded TEXT, code TEXT, kind TEXT, name TEXT, PRIMARY KEY (folded, code, kind)) WITHOUT ROWID;
CREATE TABLE metonym (folded TEXT PRIMARY KEY, name TEXT, code TEXT, organ TEXT) WITHOUT ROWID;
CREATE TABLE region (folded TEXT PRIMARY KEY, name TEXT, code TEXT, qid TEXT) WITHOUT ROWID;
CREATE TABLE organisation (key INTEGER PRIMARY KEY, name TEXT, qid TEXT, state TEXT, kind TEXT, aliases TEXT);
CREATE TABLE organisation_name (folded TEXT, key INTEGER, upper INTEGER, PRIMARY KEY (folded, key)) WITHOUT ROWID;
-- names of dated actor dictionaries: only the state of a name is taken from them
CREATE TABLE actor (folded TEXT PRIMARY KEY, code TEXT, role TEXT) WITHOUT ROWID;
CREATE TABLE agent (folded TEXT PRIMARY KEY, role TEXT) WITHOUT ROWID;
-- qid without its Q; gender: f, m or another word; born: the year
CREATE TABLE person (key INTEGER PRIMARY KEY, name TEXT, qid INTEGER, state TEXT, gender TEXT, born INTEGER, aliases TEXT);
CREATE TABLE person_name (folded TEXT, key INTEGER, PRIMARY KEY (folded, key)) WITHOUT ROWID;
-- given names that nine of ten bearers of one gender have
CREATE TABLE given (word TEXT PRIMARY KEY, gender TEXT) WITHOUT ROWID;
CREATE TABLE calling (word TEXT, key INTEGER, PRIMARY KEY (word, key)) WITHOUT ROWID;
-- keys run by state and class, so that the offices of one class in one state are a range of keys
CREATE TABLE office (key INTEGER PRIMARY KEY, state TEXT, class TEXT, title TEXT);
CREATE TABLE office_range (state TEXT, class TEXT, first INTEGER, last INTEGER, PRIMARY KEY (state, class)) WITHOUT ROWID;
-- dates are numbers YYYYMMDD; zeros stand for what is not known
CREATE TABLE spell (
  person INTEGER, office INTEGER, start INTEGER, end INTEGER, last_seen INTEGER, source INTEGER,
  PRIMARY KEY (person, office, start)
) WITHOUT ROWID;
-- who held an office of a class that the program asks for by office
CREATE TABLE seat (office INTEGER, person INTEGER, PRIMARY KEY (office, person)) WITHOUT ROWID;
-- last_seen: the day up to which an open spell of this source can be trusted, where the spell says nothing
CREATE TABLE source (key INTEGER PRIMARY KEY, name TEXT, last_seen INTEGER);
CREATE TABLE trip (
  state TEXT, start INTEGER, key TEXT, end INTEGER, traveller TEXT, title TEXT, town TEXT, met TEXT,
  PRIMARY KEY (state, start, key)
) WITHOUT ROWID;
CREATE TABLE city (
  geoname INTEGER PRIMARY KEY, name TEXT, state TEXT, division TEXT, latitude INTEGER, longitude INTEGER,
  population INTEGER
);
CREATE TABLE city_name (folded TEXT, geoname INTEGER, PRIMARY KEY (folded, geoname)) WITHOUT ROWID;
CREATE TABLE division (code TEXT PRIMARY KEY, folded TEXT, name TEXT, state TEXT, geoname INTEGER) WITHOUT ROWID;
CREATE INDEX division_name ON division (folded);
