#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "validate/context.hpp"

namespace omnitrack::validate {

/// A count beyond its limit, for a message: `201 entries, of at most 200`.
std::string of_at_most(std::size_t count, std::size_t most, std::string_view what);

/// The size of a description; of one that is written out, nothing else is known.
void check_description_size(const Context& context, const tmpl::Node& description,
                            const meaning::Path& path, std::size_t most_bytes,
                            FindingCode<Severity::error> code);

}  // namespace omnitrack::validate
