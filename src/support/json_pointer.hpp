#pragma once

#include <string>
#include <string_view>

namespace omnitrack::support {

// A step of a JSON pointer (RFC 6901), in which `~1` stands for `/` and `~0` for `~`.

/// Appends a key as a step.
void append_pointer_step(std::string_view key, std::string& pointer);

/// The key that a step stands for.
std::string key_of_pointer_step(std::string_view step);

}  // namespace omnitrack::support
