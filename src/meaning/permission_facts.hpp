#pragma once

#include <string_view>
#include <vector>

#include "template/model.hpp"

namespace omnitrack::meaning {

/// What src/schema/permissions has under a name in one of its parts, such as `targets`; null where
/// it has nothing.
const tmpl::Node* permission_fact(std::string_view part, std::string_view name);

/// The text of a fact; empty where there is none.
std::string_view fact_text(const tmpl::Node* facts, std::string_view name);

/// The words of a text, which blanks separate.
std::vector<std::string_view> words_of(std::string_view text);

}  // namespace omnitrack::meaning
