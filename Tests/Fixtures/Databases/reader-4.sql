-- A reader.db as version 4 of its schema had it. Written for the tests: see UpgradeTests.
PRAGMA application_id = 1347568722;
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE read (
  article INTEGER PRIMARY KEY,
  moment INTEGER NOT NULL
, revisions INTEGER, outlets INTEGER);
CREATE TABLE saved (
  article INTEGER PRIMARY KEY,
  moment INTEGER NOT NULL,
  section INTEGER NOT NULL,
  section_name TEXT NOT NULL,
  source TEXT NOT NULL,
  published INTEGER NOT NULL,
  updated INTEGER,
  title TEXT NOT NULL,
  teaser TEXT NOT NULL,
  authors TEXT NOT NULL,
  link TEXT,
  body TEXT NOT NULL
, is_dated INTEGER NOT NULL DEFAULT 1);
CREATE TABLE position (
  article INTEGER PRIMARY KEY,
  block INTEGER NOT NULL,
  moment INTEGER NOT NULL
);
CREATE TABLE label (
  name TEXT NOT NULL,
  article INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (name, article)
) WITHOUT ROWID;
CREATE INDEX label_article ON label (article, position);
INSERT INTO setting (name, value)
  VALUES ('webmail', 'delta');
INSERT INTO setting (name, value)
  VALUES ('theme', 'papier');
INSERT INTO setting (name, value)
  VALUES ('measure', '60');
INSERT INTO read (article, moment, revisions, outlets)
  VALUES (101, 1799999700, 1, 2);
INSERT INTO read (article, moment)
  VALUES (102, 1799999800);
INSERT INTO saved (article, moment, section, section_name, source, published, updated, title, teaser, authors, link, body)
  VALUES (103, 1799999900, 0, 'Zeeland', 'Zeekrant', 1799998200, NULL, 'Mosselen zijn dit jaar groot', 'Een goed jaar.', '', NULL, 'pDe mosselen zijn groot.');
INSERT INTO position (article, block, moment)
  VALUES (102, 2, 1799999850);
INSERT INTO label (name, article, position)
  VALUES ('natuur', 103, 0);
PRAGMA user_version = 4;
