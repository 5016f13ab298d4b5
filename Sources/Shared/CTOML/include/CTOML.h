#ifndef CTOML_H
#define CTOML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// TOML 1.0 through toml++, as plain C functions. Nothing is thrown across: what toml++ throws, or
// would end the process over, is an error with a place.

// A place as editors count it: line and column from 1, columns in Unicode scalars.
struct ctoml_place {
    uint32_t line, column;
};

enum ctoml_kind {
    CTOML_TABLE,
    CTOML_ARRAY,
    CTOML_STRING,
    CTOML_INTEGER,
    CTOML_BOOLEAN,
    CTOML_OTHER, // dates and fractions
};

// UTF-8 that lives as long as its document. It may hold U+0000.
struct ctoml_text {
    const char *bytes;
    size_t length;
};

// A value. One in an array has no key.
struct ctoml_node {
    enum ctoml_kind kind;
    // How many nodes after it lie in it, those in them included.
    size_t below;
    struct ctoml_text key, string;
    int64_t integer;
    struct ctoml_place key_place, place;
};

typedef struct ctoml_document ctoml_document;

enum ctoml_error {
    CTOML_NONE,
    CTOML_SYNTAX,   // toml++ says what
    CTOML_STRAY,    // a sign that cannot stand where it does
    CTOML_TOO_DEEP, // a line with more keys after one another than any file has
    CTOML_TOO_MANY, // more values than ctoml_most_nodes
};

enum { CTOML_MOST_NODES = 100000, CTOML_MOST_DOTS = 500, CTOML_MOST_DEPTH = 16 };

// Reads a document, in time that is linear in its length but for the logarithm of a sorted table.
// NULL where there is no memory for it.
ctoml_document *ctoml_read(const char *bytes, size_t length);
void ctoml_free(ctoml_document *document);

// Why there are no nodes; the place, and what toml++ says, which is empty but for CTOML_SYNTAX.
enum ctoml_error ctoml_error_of(
    const ctoml_document *document, struct ctoml_place *place, struct ctoml_text *message);

// The values in the order in which they contain one another, the top first; what lies deeper than
// CTOML_MOST_DEPTH is CTOML_OTHER.
const struct ctoml_node *ctoml_nodes(const ctoml_document *document, size_t *count);

// A document in the making. Of the functions below one that gets a NULL does nothing; keys are NULL
// in arrays.
typedef struct ctoml_writer ctoml_writer;

ctoml_writer *ctoml_begin(void);
void ctoml_begin_table(ctoml_writer *writer, const struct ctoml_text *key, bool on_one_line);
void ctoml_begin_array(ctoml_writer *writer, const struct ctoml_text *key);
// Ends the table or array that was begun last.
void ctoml_end(ctoml_writer *writer);
void ctoml_add_string(
    ctoml_writer *writer, const struct ctoml_text *key, const struct ctoml_text *value);
void ctoml_add_integer(ctoml_writer *writer, const struct ctoml_text *key, int64_t value);
void ctoml_add_boolean(ctoml_writer *writer, const struct ctoml_text *key, bool value);
// The text of it, for free(); NULL where there is no memory. The writer is gone after it.
char *ctoml_finish(ctoml_writer *writer, size_t *length);

#ifdef __cplusplus
}
#endif

#endif
