#include "validate/values/identifier_kinds.hpp"

#include <algorithm>

namespace omnitrack::validate {

using schema::facts_of;
using schema::Identifier;
using schema::Relation;

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || is_digit(c); }

bool has(const Identifiers& identifiers, const Identifier& wanted) {
  return std::ranges::find(identifiers, wanted.words, &Identifier::words) != identifiers.end();
}

bool is_called(const Identifier& identifier, std::string_view attribute) {
  for (std::uint32_t i = 0; i < identifier.attributes.size(); ++i) {
    if (identifier.attributes[i] == attribute) return true;
  }
  return false;
}

/// Whether a property that takes an identifier may take something else too.
bool may_take_others(const Identifier& identifier, std::string_view resource_type,
                     std::string_view property) {
  return property.find(identifier.within) == std::string_view::npos ||
         (!identifier.except_of.empty() && resource_type.starts_with(identifier.except_of));
}

/// Takes what is before the next colon off a text.
std::string_view take_part(std::string_view& text) {
  const std::size_t colon = text.find(':');
  const std::string_view part = text.substr(0, colon);
  text.remove_prefix(colon == std::string_view::npos ? text.size() : colon + 1);
  return part;
}

/// Whether a text may be `arn:partition:service:region:account:resource`, of the service and with
/// the begin of a resource that `wanted` has, as in `iam:role/`.
bool may_be_arn(std::string_view text, std::string_view wanted) {
  take_part(text);
  take_part(text);
  const std::string_view service = take_part(wanted);
  if (take_part(text) != service) return false;
  take_part(text);
  const std::string_view account = take_part(text);
  return account.size() == 12 && std::ranges::all_of(account, is_digit) && text.starts_with(wanted);
}

bool may_be(std::string_view text, const Identifier& identifier) {
  const std::string_view prefix = identifier.prefix;
  if (!identifier.or_begins.empty() && text.starts_with(identifier.or_begins)) return true;
  if (!text.starts_with(prefix)) return false;
  if (!identifier.arn.empty()) return may_be_arn(text, identifier.arn);
  if (!prefix.ends_with('-')) return true;
  const std::string_view number = text.substr(prefix.size());
  return (number.size() == 8 || number.size() == 17) &&
         std::ranges::all_of(number, is_lower_or_digit);
}

}  // namespace

bool add_identifier(Identifiers& identifiers, Relation relation) {
  for (const Identifier& each : facts_of<Identifier>(relation.type)) {
    if (!is_called(each, relation.attribute)) continue;
    if (!has(identifiers, each)) identifiers.push_back(each);
    return true;
  }
  return false;
}

Identifiers identifiers_of_parameter(std::string_view type) {
  Identifiers identifiers;
  const std::size_t last = type.rfind("::");
  if (last == std::string_view::npos) return identifiers;
  for (const Identifier& each : facts_of<Identifier>(type.substr(0, last))) {
    if (each.parameter == type) identifiers.push_back(each);
  }
  return identifiers;
}

Identifiers identifiers_taken(std::string_view resource_type, schema::Property property) {
  Identifiers identifiers;
  for (std::uint32_t i = 0; i < property.relation_count(); ++i) {
    if (!add_identifier(identifiers, property.relation(i))) return {};
  }
  const bool may_be_others = std::ranges::any_of(identifiers, [&](const Identifier& each) {
    return may_take_others(each, resource_type, property.name());
  });
  if (may_be_others) return {};
  std::ranges::sort(identifiers, {}, &Identifier::words);
  return identifiers;
}

bool share_any(const Identifiers& left, const Identifiers& right) {
  return std::ranges::any_of(left, [&right](const Identifier& each) { return has(right, each); });
}

std::string identifiers_in_words(const Identifiers& identifiers) {
  std::string words;
  for (const Identifier& each : identifiers) {
    if (!words.empty()) words += " or ";
    words += each.words;
  }
  return words;
}

bool may_identify(std::string_view text, const Identifiers& identifiers) {
  return text.empty() || std::ranges::any_of(identifiers, [text](const Identifier& each) {
           return may_be(text, each);
         });
}

}  // namespace omnitrack::validate
