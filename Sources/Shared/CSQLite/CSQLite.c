#include "CSQLite.h"

#include <limits.h>
#include <sqlite3.h>
#include <time.h>

/// Operations of SQLite's machine between two looks at the clock: well under a millisecond.
#define OPERATIONS 20000

static _Thread_local long long end = LLONG_MAX;

static long long processor_milliseconds(void) {
    struct timespec time;
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) != 0) return 0;
    return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

static int is_over(void *unused) {
    (void)unused;
    return processor_milliseconds() >= end;
}

void sqlite_guard(struct sqlite3 *database, int length) {
    // Options that a version of SQLite does not know are passed over by it.
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, (int *)0);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, (int *)0);
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, length);
    sqlite3_limit(database, SQLITE_LIMIT_EXPR_DEPTH, 100);
    sqlite3_limit(database, SQLITE_LIMIT_COLUMN, 100);
    sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(database, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
    sqlite3_progress_handler(database, OPERATIONS, is_over, (void *)0);
}

void sqlite_guard_begin(int milliseconds) { end = processor_milliseconds() + milliseconds; }

int sqlite_keep_journal(struct sqlite3 *database) {
    int keeps = 1;
    return sqlite3_file_control(database, "main", SQLITE_FCNTL_PERSIST_WAL, &keeps);
}
