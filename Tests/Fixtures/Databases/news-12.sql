-- A news.db as version 12 of its schema had it. Written for the tests: see UpgradeTests.
PRAGMA application_id = 1347311443;
CREATE TABLE section (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  edition INTEGER NOT NULL,
  position INTEGER NOT NULL
);
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  section INTEGER NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  position INTEGER NOT NULL,
  etag TEXT,
  last_modified TEXT,
  checked INTEGER,
  delivered INTEGER,
  next_poll INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL DEFAULT 0,
  problem TEXT
, failures INTEGER NOT NULL DEFAULT 0, poll_interval INTEGER NOT NULL DEFAULT 0, skip_hours INTEGER NOT NULL DEFAULT 0, skip_days INTEGER NOT NULL DEFAULT 0, moved TEXT);
CREATE TABLE article (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL,
  section INTEGER NOT NULL,
  edition INTEGER NOT NULL,
  published INTEGER NOT NULL,
  updated INTEGER,
  title TEXT NOT NULL,
  teaser TEXT NOT NULL,
  authors TEXT NOT NULL,
  link TEXT,
  digest INTEGER NOT NULL,
  indexed INTEGER NOT NULL
, alias INTEGER NOT NULL DEFAULT 0, story INTEGER, outlets INTEGER NOT NULL DEFAULT 1, follows_section INTEGER NOT NULL DEFAULT 0, follows_edition INTEGER NOT NULL DEFAULT 0, is_dated INTEGER NOT NULL DEFAULT 1, score INTEGER NOT NULL DEFAULT 0, demotion INTEGER NOT NULL DEFAULT 0, series INTEGER NOT NULL DEFAULT 0, arrived INTEGER NOT NULL DEFAULT 0, revisions INTEGER NOT NULL DEFAULT 0, revised INTEGER, muted INTEGER NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX article_indexed ON article (indexed);
CREATE TABLE document (
  number INTEGER PRIMARY KEY,
  article INTEGER NOT NULL UNIQUE,
  body TEXT NOT NULL,
  is_page INTEGER NOT NULL DEFAULT 0,
  page_problem TEXT
, page_byline TEXT, page_published INTEGER, language TEXT);
CREATE VIRTUAL TABLE search USING fts5 (
  title, body, content='', columnsize=0, detail=column, prefix='2',
  tokenize='unicode61 remove_diacritics 2'
);
CREATE INDEX article_alias ON article (alias) WHERE alias <> 0;
CREATE INDEX article_source ON article (source, published);
CREATE INDEX article_section
  ON article (section, follows_section, published DESC, id, muted)
  WHERE muted = 0;
CREATE INDEX article_edition
  ON article (edition, follows_edition, published DESC, id, muted)
  WHERE muted = 0;
CREATE INDEX article_story ON article (story) WHERE story IS NOT NULL;
CREATE TABLE story_key (
  key INTEGER NOT NULL,
  article INTEGER NOT NULL,
  moment INTEGER NOT NULL,
  PRIMARY KEY (key, article)
) WITHOUT ROWID;
CREATE TABLE story_day (
  day INTEGER PRIMARY KEY
);
CREATE TABLE story_link (
  one INTEGER NOT NULL,
  other INTEGER NOT NULL,
  strength REAL NOT NULL, shared_keys INTEGER NOT NULL DEFAULT 12,
  PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX story_link_other ON story_link (other);
CREATE TABLE vocabulary (
  number INTEGER PRIMARY KEY,
  words BLOB NOT NULL
);
CREATE TABLE revision (
  article INTEGER NOT NULL,
  is_page INTEGER NOT NULL,
  number INTEGER NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (article, is_page, number)
);
CREATE TABLE former_page (
  article INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE TABLE feed_memory (
  source INTEGER PRIMARY KEY,
  context INTEGER NOT NULL,
  items BLOB NOT NULL
);
CREATE VIRTUAL TABLE search_newest USING fts5 (
  title, body, content='', columnsize=0, detail=column, prefix='2',
  tokenize='unicode61 remove_diacritics 2'
);
CREATE TABLE search_border (row INTEGER NOT NULL);
CREATE INDEX article_series ON article (series, published)
  WHERE series <> 0;
CREATE INDEX article_front
  ON article (edition, follows_edition, score DESC, id)
  WHERE muted = 0;
CREATE INDEX article_muted_section
  ON article (section, published DESC, id) WHERE muted <> 0;
CREATE INDEX article_muted_edition
  ON article (edition, published DESC, id) WHERE muted <> 0;
CREATE TABLE mute_rule (
  id INTEGER PRIMARY KEY,
  rule TEXT NOT NULL
);
CREATE TABLE mute_version (version INTEGER NOT NULL);
INSERT INTO mute_version VALUES (0);
INSERT INTO section (id, name, edition, position)
  VALUES (0, 'Zeeland', 0, 0);
INSERT INTO source (id, section, name, address, position, etag, checked, delivered, next_poll, failures, poll_interval)
  VALUES (7, 0, 'Zeekrant', 'https://nos.example/rss', 0, '"a"', 1799999940, 1799999940, 1800003600, 2, 900);
INSERT INTO article (id, source, section, edition, published, updated, title, teaser, authors, link, digest, indexed, alias, story, outlets, is_dated)
  VALUES (101, 7, 0, 0, 1799999400, NULL, 'Dijk bij Veere is hersteld', 'Het water kan weer komen.', 'Jan Zee', 'https://nos.example/dijk', 1111, 1887436170854400, 0, 101, 2, 1);
INSERT INTO document (article, body, is_page)
  VALUES (101, 'pDe dijk bij Veere is ' || char(31) || '0' || char(30) || 'hersteld.', 0);
INSERT INTO search (rowid, title, body)
  VALUES (1887436170854400, 'Dijk bij Veere is hersteld', 'De dijk bij Veere is hersteld.');
INSERT INTO article (id, source, section, edition, published, updated, title, teaser, authors, link, digest, indexed, alias, story, outlets, follows_section, follows_edition, is_dated)
  VALUES (102, 7, 0, 0, 1799998800, 1799999100, 'Brug bij Goes gaat later open', 'De brug blijft dicht.', '', 'https://nos.example/brug', 1122, 1887435541708801, 0, 101, 2, 1, 1, 1);
INSERT INTO document (article, body, is_page, page_byline, page_published, language)
  VALUES (102, 'pDe brug bij Goes blijft nog een week dicht.' || char(10) || 'hWaarom' || char(10) || 'pEr moet een lager komen.', 1, 'Piet Brug', 1799998740, 'nl');
INSERT INTO search (rowid, title, body)
  VALUES (1887435541708801, 'Brug bij Goes gaat later open', 'De brug bij Goes blijft nog een week dicht. Waarom Er moet een lager komen.');
INSERT INTO article (id, source, section, edition, published, updated, title, teaser, authors, link, digest, indexed, alias, is_dated)
  VALUES (103, 7, 0, 0, 1799998200, NULL, 'Mosselen zijn dit jaar groot', 'Een goed jaar.', '', NULL, 1133, 1887434912563202, 0, 1);
INSERT INTO document (article, body, is_page)
  VALUES (103, 'pDe mosselen zijn groot.', 0);
INSERT INTO search (rowid, title, body)
  VALUES (1887434912563202, 'Mosselen zijn dit jaar groot', 'De mosselen zijn groot.');
INSERT INTO story_key (key, article, moment)
  VALUES (42, 101, 1799999400);
INSERT INTO story_key (key, article, moment)
  VALUES (42, 102, 1799999400);
INSERT INTO story_day (day)
  VALUES (20833);
INSERT INTO story_link (one, other, strength, shared_keys)
  VALUES (101, 102, 0.75, 3);
INSERT INTO revision (article, is_page, number, since, until, title, body)
  VALUES (103, 0, 1, 1799991000, 1799998200, 'Mosselen zijn dit jaar klein', 'pDe mosselen zijn klein.');
INSERT INTO feed_memory (source, context, items)
  VALUES (7, 1, X'');
INSERT INTO search (search, rank) VALUES ('automerge', 16);
INSERT INTO search (search, rank) VALUES ('crisismerge', 64);
INSERT INTO search (search, rank) VALUES ('hashsize', 4194304);
INSERT INTO search_newest (search_newest, rank) VALUES ('automerge', 16);
INSERT INTO search_newest (search_newest, rank) VALUES ('crisismerge', 64);
INSERT INTO search_newest (search_newest, rank) VALUES ('hashsize', 4194304);
INSERT INTO search_border (row)
  VALUES (1887436170854401);
INSERT INTO vocabulary (number, words)
  VALUES (0, X'0A64696A6B0A76656572650A6865727374656C640A627275670A676F65730A676161740A6C617465720A6F70656E0A626C696A66740A7765656B0A64696368740A776161726F6D0A6D6F65740A6C616765720A6B6F6D656E0A6D6F7373656C656E0A7A696A6E0A6A6161720A67726F6F740A');
PRAGMA user_version = 12;
