#ifndef CTOML_LIBRARY_HPP
#define CTOML_LIBRARY_HPP

// toml++ with its assertions as exceptions: those of 3.3 and 3.4 fail over slips of the pen such as
// `[é]` and `a = [}`, and would end the process, or lead anywhere in a build without them.
struct FailedAssertion {};
#undef NDEBUG
#define TOML_ASSERT(condition) ((condition) ? void() : throw FailedAssertion())
#define TOML_MAX_NESTED_VALUES 64
#define TOML_ENABLE_WINDOWS_COMPAT 0
#include <toml++/toml.h>

#endif
