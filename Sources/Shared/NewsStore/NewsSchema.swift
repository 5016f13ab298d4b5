import GRDB
import PortalModel

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
                // Documents lie in the order in which they came: an id is a hash, and rows in its
                // order each go to another page. The index keeps in which column a word stands,
                // which is all that is ever asked of it, no lengths, which only ranks need, and
                // beginnings of two letters, since longer ones are found without.
                // `alias` is what an article under another id would share with it, and 0 for one
                // that has no link.
                try database.execute(
                    sql: """
                        ALTER TABLE document RENAME TO scattered;
                        CREATE TABLE document (
                          number INTEGER PRIMARY KEY,
                          article INTEGER NOT NULL UNIQUE,
                          body TEXT NOT NULL,
                          is_page INTEGER NOT NULL DEFAULT 0,
                          page_problem TEXT
                        );
                        INSERT INTO document (article, body, is_page, page_problem)
                          SELECT article, body, is_page, page_problem FROM scattered;
                        DROP TABLE scattered;
                        DROP TABLE search;
                        CREATE VIRTUAL TABLE search USING fts5 (
                          title, body, content='', columnsize=0, detail=column, prefix='2',
                          tokenize='unicode61 remove_diacritics 2'
                        );
                        INSERT INTO search (search, rank) VALUES ('automerge', 16);
                        ALTER TABLE article ADD COLUMN alias INTEGER NOT NULL DEFAULT 0;
                        CREATE INDEX article_alias ON article (alias) WHERE alias <> 0;
                        CREATE INDEX article_source ON article (source, published);
                        """)
                try fillIn(database)
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
            { database in
                // Reports that tell one story: `story` is the smallest article id among them. One
                // of them leads it on each page; the others follow it and are not listed there.
                // `story_key` finds candidates (see StoryJoining/README.md); `day` is the day of
                // delivery. An article of the smallest number in it marks a key as overfull.
                try database.execute(
                    sql: """
                        ALTER TABLE article ADD COLUMN story INTEGER;
                        ALTER TABLE article ADD COLUMN outlets INTEGER NOT NULL DEFAULT 1;
                        ALTER TABLE article ADD COLUMN follows_section INTEGER NOT NULL DEFAULT 0;
                        ALTER TABLE article ADD COLUMN follows_edition INTEGER NOT NULL DEFAULT 0;
                        DROP INDEX article_section;
                        CREATE INDEX article_section
                          ON article (section, follows_section, published DESC, id);
                        DROP INDEX article_edition;
                        CREATE INDEX article_edition
                          ON article (edition, follows_edition, published DESC, id);
                        CREATE INDEX article_story ON article (story) WHERE story IS NOT NULL;
                        CREATE TABLE story_key (
                          key INTEGER NOT NULL,
                          article INTEGER NOT NULL,
                          day INTEGER NOT NULL,
                          PRIMARY KEY (key, article)
                        ) WITHOUT ROWID;
                        CREATE TABLE story_day (
                          day INTEGER PRIMARY KEY
                        );
                        CREATE TABLE story_link (
                          one INTEGER NOT NULL,
                          other INTEGER NOT NULL,
                          strength REAL NOT NULL,
                          PRIMARY KEY (one, other)
                        ) WITHOUT ROWID;
                        CREATE INDEX story_link_other ON story_link (other);
                        """)
            },
            { database in
                // What articles were before they were changed, and the text of a page that a new
                // text of the feed took the place of, until the page is read again.
                try database.execute(
                    sql: """
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
                        """)
            },
            { database in
                // What pages tell of their articles, and whether the feed told when one appeared.
                try database.execute(
                    sql: """
                        ALTER TABLE article ADD COLUMN is_dated INTEGER NOT NULL DEFAULT 1;
                        ALTER TABLE document ADD COLUMN page_byline TEXT;
                        ALTER TABLE document ADD COLUMN page_published INTEGER;
                        ALTER TABLE document ADD COLUMN language TEXT;
                        """)
            },
            { database in
                // What is joined no longer depends on how articles are spread over transactions:
                // `moment` is the round in which an article came, in seconds, and `shared_keys`
                // tells of two reports how many keys nominated them, some of which may yet become
                // overfull. Rows reach the index in rising order, so that more of them fit into
                // its memory; a segment is merged with others later and more seldom.
                try database.execute(
                    sql: """
                        ALTER TABLE story_key RENAME COLUMN day TO moment;
                        UPDATE story_key SET moment = moment * 86400;
                        ALTER TABLE story_link ADD COLUMN shared_keys INTEGER NOT NULL DEFAULT 12;
                        INSERT INTO search (search, rank) VALUES ('hashsize', 4194304);
                        INSERT INTO search (search, rank) VALUES ('crisismerge', 64);
                        -- See FeedMemory.
                        CREATE TABLE feed_memory (
                          source INTEGER PRIMARY KEY,
                          context INTEGER NOT NULL,
                          items BLOB NOT NULL
                        );
                        """)
            },
            { database in
                // The newest articles have an index of their own; see SearchIndex. Those that are
                // here stay in the one they are in.
                try database.execute(
                    sql: """
                        CREATE VIRTUAL TABLE search_newest USING fts5 (
                          title, body, content='', columnsize=0, detail=column, prefix='2',
                          tokenize='unicode61 remove_diacritics 2'
                        );
                        INSERT INTO search_newest (search_newest, rank) VALUES ('automerge', 16);
                        INSERT INTO search_newest (search_newest, rank)
                          VALUES ('hashsize', 4194304);
                        INSERT INTO search_newest (search_newest, rank) VALUES ('crisismerge', 64);
                        CREATE TABLE search_border (row INTEGER NOT NULL);
                        INSERT INTO search_border
                          SELECT ifnull(max(indexed) + 1, -9223372036854775808) FROM article;
                        """)
            },
            { database in
                // What decides where a headline stands on a front page (`FrontScore`), when an
                // article was first delivered, and how often and when it was changed since.
                try database.execute(
                    sql: """
                        ALTER TABLE article ADD COLUMN score INTEGER NOT NULL DEFAULT 0;
                        ALTER TABLE article ADD COLUMN demotion INTEGER NOT NULL DEFAULT 0;
                        ALTER TABLE article ADD COLUMN series INTEGER NOT NULL DEFAULT 0;
                        ALTER TABLE article ADD COLUMN arrived INTEGER NOT NULL DEFAULT 0;
                        ALTER TABLE article ADD COLUMN revisions INTEGER NOT NULL DEFAULT 0;
                        ALTER TABLE article ADD COLUMN revised INTEGER;
                        UPDATE article SET (revisions, revised) = (
                          SELECT count(*), max(until) FROM revision
                          WHERE revision.article = article.id
                        ) WHERE id IN (SELECT article FROM revision);
                        CREATE INDEX article_series ON article (series, published)
                          WHERE series <> 0;
                        """)
                try FrontScore.fillIn(database)
                try database.execute(
                    sql: """
                        CREATE INDEX article_front
                          ON article (edition, follows_edition, score DESC, id)
                        """)
            },
            { database in
                // The words of what is indexed; see Vocabulary.
                try database.execute(
                    sql: """
                        CREATE TABLE vocabulary (
                          number INTEGER PRIMARY KEY,
                          words BLOB NOT NULL
                        )
                        """)
                try fillInVocabulary(database)
            },
            { database in
                // What the reader muted: `muted` is the rule that an article goes by, and lists
                // are read from indices without what has one. `version` is another number with
                // each change of the rules.
                try database.execute(
                    sql: """
                        ALTER TABLE article ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;
                        DROP INDEX article_section;
                        CREATE INDEX article_section
                          ON article (section, follows_section, published DESC, id)
                          WHERE muted = 0;
                        DROP INDEX article_edition;
                        CREATE INDEX article_edition
                          ON article (edition, follows_edition, published DESC, id)
                          WHERE muted = 0;
                        DROP INDEX article_front;
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
                        """)
            },
            { database in
                // What a list has is counted without a look at each article: SQLite asks an index
                // of what is not muted for that once more.
                try database.execute(
                    sql: """
                        DROP INDEX article_section;
                        CREATE INDEX article_section
                          ON article (section, follows_section, published DESC, id, muted)
                          WHERE muted = 0;
                        DROP INDEX article_edition;
                        CREATE INDEX article_edition
                          ON article (edition, follows_edition, published DESC, id, muted)
                          WHERE muted = 0;
                        """)
            },
            { database in
                // Two indices take turns for the newest articles; see SearchTables. Those that are
                // in the one there was stay in it.
                try database.execute(
                    sql: """
                        CREATE VIRTUAL TABLE search_newest_b USING fts5 (
                          title, body, content='', columnsize=0, detail=column, prefix='2',
                          tokenize='unicode61 remove_diacritics 2'
                        );
                        INSERT INTO search_newest_b (search_newest_b, rank)
                          VALUES ('automerge', 16);
                        INSERT INTO search_newest_b (search_newest_b, rank)
                          VALUES ('hashsize', 4194304);
                        INSERT INTO search_newest_b (search_newest_b, rank)
                          VALUES ('crisismerge', 64);
                        ALTER TABLE search_border ADD COLUMN middle INTEGER NOT NULL DEFAULT 0;
                        ALTER TABLE search_border ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
                        UPDATE search_border SET
                          turn = EXISTS (SELECT 1 FROM article),
                          middle = (
                            SELECT ifnull(max(indexed) + 1, -9223372036854775808) FROM article
                          );
                        """)
            },
        ], schema: -4_746_271_571_104_396_959)

    /// Gives the articles of the first version what the second has: a duplicate key, and a place in
    /// the new index.
    private static func fillIn(_ database: Database) throws {
        let articles = try database.cachedStatement(
            sql: """
                SELECT article.id, article.source, article.title, article.link, article.indexed,
                       document.body
                FROM article JOIN document ON document.article = article.id
                """)
        try articles.forEachRow([]) { row in
            let title = try row.text(2)
            let link = try row.optional(3) { try row.text($0) }
            let key = DuplicateKey(source: try row.number(1), link: link, title: title)
            try database.execute(
                sql: "UPDATE article SET alias = ? WHERE id = ?",
                arguments: [key.rawValue, try row.number(0)])
            try database.execute(
                sql: "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)",
                arguments: [
                    try row.number(4), title, Document(stored: try row.text(5)).searchText,
                ])
        }
    }

    /// Gathers the words of the newest articles of a file of a version before that.
    private static func fillInVocabulary(_ database: Database) throws {
        let articles = try database.cachedStatement(
            sql: """
                SELECT article.title, document.body
                FROM article JOIN document ON document.article = article.id
                ORDER BY article.indexed DESC LIMIT ?
                """)
        var words = Vocabulary.Gathering()
        try articles.forEachRow([SearchIndex.newestCount]) { row in
            let text = Document(stored: try row.text(1)).searchText
            words.add(Vocabulary.Words(of: [try row.text(0), text]))
        }
        try words.store(database)
    }

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
            },
            { database in
                // As what an article was read: how often it had been changed, and how many outlets
                // told its story; NULL where that was not noted.
                try database.execute(
                    sql: """
                        ALTER TABLE read ADD COLUMN revisions INTEGER;
                        ALTER TABLE read ADD COLUMN outlets INTEGER;
                        """)
            },
            { database in
                // Those of an article that was let go of stay, in case it is saved again.
                try database.execute(
                    sql: """
                        CREATE TABLE label (
                          name TEXT NOT NULL,
                          article INTEGER NOT NULL,
                          position INTEGER NOT NULL,
                          PRIMARY KEY (name, article)
                        ) WITHOUT ROWID;
                        CREATE INDEX label_article ON label (article, position);
                        """)
            },
            { database in
                // Whether it is known when a saved article appeared.
                try database.execute(
                    sql: "ALTER TABLE saved ADD COLUMN is_dated INTEGER NOT NULL DEFAULT 1")
            },
        ], schema: -3_970_541_619_265_623_980)
}
