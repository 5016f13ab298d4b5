#include "CTOML.h"
#include "Library.hpp"

#include <cstdlib>
#include <cstring>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

struct ctoml_writer {
    toml::table top;
    // The tables and arrays that have begun; an end too many leaves the top.
    std::vector<toml::node *> open;
};

namespace {

std::string_view view(const ctoml_text *text) { return {text->bytes, text->length}; }

// Adds a value to what was begun last, and gives where it is now.
template <typename Value>
toml::node *add(ctoml_writer &writer, const ctoml_text *key, Value value) {
    toml::node *place = writer.open.back();
    if (toml::table *table = place->as_table()) {
        if (!key) return nullptr;
        return &table->insert_or_assign(view(key), std::move(value)).first->second;
    }
    toml::array *array = place->as_array();
    array->push_back(std::move(value));
    return &array->back();
}

// Runs `work`, which may lack memory; then the writer is told to be of no use any more.
template <typename Work>
void writing(ctoml_writer *writer, Work work) {
    if (!writer || writer->open.empty()) return;
    try {
        work();
    } catch (...) {
        writer->open.clear();
    }
}

} // namespace

ctoml_writer *ctoml_begin(void) {
    try {
        auto *writer = new ctoml_writer;
        writer->open.push_back(&writer->top);
        return writer;
    } catch (...) {
        return nullptr;
    }
}

void ctoml_begin_table(ctoml_writer *writer, const ctoml_text *key, bool on_one_line) {
    writing(writer, [&] {
        toml::node *node = add(*writer, key, toml::table{});
        if (!node) return;
        node->as_table()->is_inline(on_one_line);
        writer->open.push_back(node);
    });
}

void ctoml_begin_array(ctoml_writer *writer, const ctoml_text *key) {
    writing(writer, [&] {
        if (toml::node *node = add(*writer, key, toml::array{})) writer->open.push_back(node);
    });
}

void ctoml_end(ctoml_writer *writer) {
    if (writer && writer->open.size() > 1) writer->open.pop_back();
}

void ctoml_add_string(ctoml_writer *writer, const ctoml_text *key, const ctoml_text *value) {
    writing(writer, [&] { add(*writer, key, std::string(view(value))); });
}

void ctoml_add_integer(ctoml_writer *writer, const ctoml_text *key, int64_t value) {
    writing(writer, [&] { add(*writer, key, value); });
}

void ctoml_add_boolean(ctoml_writer *writer, const ctoml_text *key, bool value) {
    writing(writer, [&] { add(*writer, key, value); });
}

char *ctoml_finish(ctoml_writer *writer, size_t *length) {
    if (!writer) return nullptr;
    char *result = nullptr;
    writing(writer, [&] {
        std::ostringstream stream;
        stream << toml::toml_formatter(
            writer->top,
            toml::format_flags::allow_unicode_strings | toml::format_flags::indent_array_elements);
        std::string text = stream.str();
        result = static_cast<char *>(std::malloc(text.size() + 1));
        if (!result) return;
        std::memcpy(result, text.data(), text.size());
        *length = text.size();
    });
    delete writer;
    return result;
}
