import GRDB

extension DatabaseKind {
    /// news.db: what the courier delivered. It can be thrown away.
    static let news = DatabaseKind(
        applicationID: 0x504E_5753,
        migrations: [
            { database in
                // Sections and sources as they stood in the configuration of the last delivery.
                // `indexed` is an article's row in `search`: the publication time in its upper
                // bits, so that the index gives the newest hits first without sorting them.
                try database.execute(
                    sql: """
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
                        );
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
                        );
                        CREATE INDEX article_section
                          ON article (section, published DESC, id);
                        CREATE INDEX article_edition
                          ON article (edition, published DESC, id);
                        CREATE UNIQUE INDEX article_indexed ON article (indexed);
                        CREATE TABLE document (
                          article INTEGER PRIMARY KEY,
                          body TEXT NOT NULL,
                          is_page INTEGER NOT NULL DEFAULT 0,
                          page_problem TEXT
                        );
                        CREATE VIRTUAL TABLE search USING fts5 (
                          title, body, content='', prefix='1 2',
                          tokenize='unicode61 remove_diacritics 2'
                        );
                        -- Many small deliveries: merging their segments early is work done twice.
                        INSERT INTO search (search, rank) VALUES ('automerge', 16);
                        """)
            },
            { database in
                // What is decided from next time when a source is asked. The hours and days are
                // bits, the lowest for hour 0 and for Sunday.
                try database.execute(
                    sql: """
                        ALTER TABLE source ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
                        ALTER TABLE source ADD COLUMN poll_interval INTEGER NOT NULL DEFAULT 0;
                        ALTER TABLE source ADD COLUMN skip_hours INTEGER NOT NULL DEFAULT 0;
                        ALTER TABLE source ADD COLUMN skip_days INTEGER NOT NULL DEFAULT 0;
                        ALTER TABLE source ADD COLUMN moved TEXT;
                        """)
            },
        ])

    /// reader.db: the reader's own. It is precious.
    static let reader = DatabaseKind(
        applicationID: 0x5052_4452,
        migrations: [
            { database in
                try database.execute(
                    sql: """
                        CREATE TABLE setting (
                          name TEXT PRIMARY KEY,
                          value TEXT NOT NULL
                        ) WITHOUT ROWID;
                        CREATE TABLE read (
                          article INTEGER PRIMARY KEY,
                          moment INTEGER NOT NULL
                        );
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
                        );
                        CREATE TABLE position (
                          article INTEGER PRIMARY KEY,
                          block INTEGER NOT NULL,
                          moment INTEGER NOT NULL
                        );
                        """)
            }
        ])
}
