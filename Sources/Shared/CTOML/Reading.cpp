#include "CTOML.h"
#include "Library.hpp"

#include <algorithm>
#include <new>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

struct ctoml_document {
    toml::table top;
    std::vector<ctoml_node> nodes;
    ctoml_error error = CTOML_NONE;
    ctoml_place place{1, 1};
    std::string message;
};

namespace {

ctoml_place place_of(const toml::source_position &position) {
    return {position.line, position.column};
}

ctoml_text text_of(std::string_view text) { return {text.data(), text.size()}; }

// The first line with more dots than any has, as in `[a.a.a…]`: toml++ makes a table of each, one
// in another, and comes to grief over a hundred thousand. 0 where there is none.
uint32_t line_of_many_dots(std::string_view text) {
    uint32_t line = 1, dots = 0;
    for (char sign : text) {
        if (sign == '\n') {
            line++;
            dots = 0;
        } else if (sign == '.' && ++dots > CTOML_MOST_DOTS) {
            return line;
        }
    }
    return 0;
}

// Where the sign stands that is the last of `text`.
ctoml_place place_of_last(std::string_view text) {
    ctoml_place place{1, 0};
    // A mark of the byte order may begin it.
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    bool is_new = false;
    for (char sign : text) {
        if (is_new) place = {place.line + 1, 0};
        is_new = sign == '\n';
        if ((static_cast<unsigned char>(sign) & 0xC0) != 0x80) place.column++;
    }
    return place;
}

// How much of `text` was read until an assertion failed; 0 when none did.
size_t length_to_assertion(std::string_view text) {
    std::istringstream stream{std::string(text)};
    try {
        (void)toml::parse(stream);
    } catch (const FailedAssertion &) {
        auto rest = stream.rdbuf()->in_avail();
        return text.size() - (rest > 0 ? static_cast<size_t>(rest) : 0);
    } catch (const toml::parse_error &) {
    }
    return 0;
}

// toml++ does not say where an assertion fails. It does so as soon as it has seen the sign that it
// takes for impossible, so that is the last one of the shortest beginning in which it fails, and
// one of those that were read at once.
ctoml_place place_of_stray(std::string_view text) {
    static const size_t most_at_once = 128;
    size_t with = length_to_assertion(text);
    size_t without = with > most_at_once ? with - most_at_once : 0;
    while (with - without > 1) {
        size_t middle = without + (with - without) / 2;
        (length_to_assertion(text.substr(0, middle)) > 0 ? with : without) = middle;
    }
    return place_of_last(text.substr(0, with));
}

class Walk {
  public:
    explicit Walk(ctoml_document &document) : document(document) {}

    // Whether there was room for all.
    bool visit(const toml::node &node, const toml::key *key, size_t depth) {
        if (document.nodes.size() >= CTOML_MOST_NODES) return false;
        size_t index = document.nodes.size();
        document.nodes.push_back(described(node, key, depth));
        bool is_whole = depth >= CTOML_MOST_DEPTH ? end_at(index) : descend(node, depth);
        document.nodes[index].below = document.nodes.size() - index - 1;
        return is_whole;
    }

  private:
    ctoml_document &document;

    bool end_at(size_t index) {
        document.nodes[index].kind = CTOML_OTHER;
        return true;
    }

    bool descend(const toml::node &node, size_t depth) {
        if (const toml::table *table = node.as_table()) {
            for (const auto &entry : *table) {
                if (!visit(entry.second, &entry.first, depth + 1)) return false;
            }
        } else if (const toml::array *array = node.as_array()) {
            for (const auto &element : *array) {
                if (!visit(element, nullptr, depth + 1)) return false;
            }
        }
        return true;
    }

    static ctoml_node described(
        const toml::node &node, const toml::key *key, size_t depth) {
        ctoml_node result{};
        result.kind = CTOML_OTHER;
        result.place = place_of(node.source().begin);
        if (key) {
            result.key = text_of(key->str());
            result.key_place = place_of(key->source().begin);
        }
        if (const toml::table *table = node.as_table()) {
            result.kind = CTOML_TABLE;
            // One with a header, or in the middle of a key with dots, stands where its name does,
            // which in a list of them is behind the two brackets.
            if (!table->is_inline()) {
                if (key) result.place = result.key_place;
                else if (depth > 0) result.place.column += 2;
            }
        } else if (const toml::array *array = node.as_array()) {
            result.kind = CTOML_ARRAY;
            if (key && array->is_array_of_tables() && !array->get(0)->as_table()->is_inline()) {
                result.place = result.key_place;
            }
        } else if (const auto *string = node.as_string()) {
            result.kind = CTOML_STRING;
            result.string = text_of(string->get());
        } else if (const auto *integer = node.as_integer()) {
            result.kind = CTOML_INTEGER;
            result.integer = integer->get();
        } else if (const auto *boolean = node.as_boolean()) {
            result.kind = CTOML_BOOLEAN;
            result.integer = boolean->get();
        }
        return result;
    }
};

void read(ctoml_document &document, std::string_view text) {
    if (uint32_t line = line_of_many_dots(text)) {
        document.error = CTOML_TOO_DEEP;
        document.place = {line, 1};
        return;
    }
    try {
        document.top = toml::parse(text);
        if (!Walk(document).visit(document.top, nullptr, 0)) document.error = CTOML_TOO_MANY;
    } catch (const toml::parse_error &error) {
        document.error = CTOML_SYNTAX;
        document.place = place_of(error.source().begin);
        document.message = error.description();
    } catch (const FailedAssertion &) {
        document.error = CTOML_STRAY;
        document.place = place_of_stray(text);
    }
    if (document.error != CTOML_NONE) document.nodes.clear();
}

} // namespace

ctoml_document *ctoml_read(const char *bytes, size_t length) {
    ctoml_document *document = nullptr;
    try {
        document = new ctoml_document;
        read(*document, {bytes, length});
        return document;
    } catch (...) {
        delete document;
        return nullptr;
    }
}

void ctoml_free(ctoml_document *document) { delete document; }

ctoml_error ctoml_error_of(
    const ctoml_document *document, ctoml_place *place, ctoml_text *message) {
    *place = document->place;
    *message = text_of(document->message);
    return document->error;
}

const ctoml_node *ctoml_nodes(const ctoml_document *document, size_t *count) {
    *count = document->nodes.size();
    return document->nodes.data();
}
