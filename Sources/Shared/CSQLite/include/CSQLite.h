#ifndef PORTAAL_CSQLITE_H
#define PORTAAL_CSQLITE_H

struct sqlite3;

/// Prepares a connection for a file that anybody may have written: nothing in it runs by itself
/// (triggers, views, functions of its schema), its schema and shadow tables are not written past
/// SQLite, a value of more than `length` bytes is SQLITE_TOOBIG, and a statement ends with
/// SQLITE_INTERRUPT once the time that `sqlite_guard_begin` gave it is over.
void sqlite_guard(struct sqlite3 *database, int length);

/// Gives the statements that this thread runs from now on so many milliseconds of processor time
/// together. What waits for a lock or a disk takes none.
void sqlite_guard_begin(int milliseconds);

/// Has the files of a write-ahead log stay when this connection is the last one to be closed: whoever
/// may only read the database cannot make them. Returns SQLite's code.
int sqlite_keep_journal(struct sqlite3 *database);

#endif
