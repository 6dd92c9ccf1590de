#include "validate/values/last_of_type.hpp"

#include <algorithm>

namespace omnitrack::validate {

using schema::Rule;
using tmpl::Node;

namespace {

// Adds the names in a map that a rule looks at; false where it looks at more than names.
bool add_ruled(Rule rule, std::vector<std::string_view>& names) {
  switch (rule.keyword()) {
    case Rule::Keyword::no_others:
    case Rule::Keyword::limits:
      return false;
    case Rule::Keyword::all_of:
    case Rule::Keyword::any_of:
    case Rule::Keyword::one_of:
    case Rule::Keyword::not_:
    case Rule::Keyword::if_then_else:
      for (std::uint32_t i = 0; i < rule.rule_count(); ++i) {
        if (!add_ruled(rule.rule(i), names)) return false;
      }
      return true;
    case Rule::Keyword::required:
    case Rule::Keyword::required_xor:
    case Rule::Keyword::required_or:
    case Rule::Keyword::dependent_required:
    case Rule::Keyword::dependent_excluded:
    case Rule::Keyword::properties:
      for (std::uint32_t i = 0; i < rule.name_count(); ++i) names.push_back(rule.name(i));
      return true;
    default:
      return true;  // of a map it says nothing, or asks for a map
  }
}

std::optional<std::vector<std::string_view>> ruled_names(schema::Shape shape) {
  std::vector<std::string_view> names;
  for (std::uint32_t i = 0; i < shape.rule_count(); ++i) {
    if (!add_ruled(shape.rule(i), names)) return std::nullopt;
  }
  return names;
}

}  // namespace

bool LastOfType::rules_see_the_same(Last& last, const Node& map, MemberBits same,
                                    schema::Shape shape) {
  if (last.found.map == nullptr || shape.rule_count() == 0) return false;
  if (!has_same_keys(map, *last.found.map)) return false;
  const auto members = map.members();
  for (std::size_t i = 0; i < members.size(); ++i) {
    if ((same & bit_of_member(i)) != 0) continue;
    if (!last.ruled) last.ruled = ruled_names(shape);
    if (!*last.ruled || std::ranges::find(**last.ruled, members[i].key()) != (*last.ruled)->end()) {
      return false;
    }
  }
  return true;
}

}  // namespace omnitrack::validate
