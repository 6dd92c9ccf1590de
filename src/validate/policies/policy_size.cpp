#include <algorithm>

#include "omnitrack/codes.hpp"
#include "schema/facts.hpp"
#include "validate/policies/policy.hpp"

namespace omnitrack::validate {

using meaning::Path;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

/// The quota of a role's trust policy, which AWS raises to twice that when asked.
constexpr std::size_t usual_trust_quota = 2048;

std::size_t size_without_blanks(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
    const bool continues_character = (c & 0xC0) == 0x80;
    return c != ' ' && c != '\n' && c != '\t' && c != '\r' && !continues_character;
  }));
}

std::string_view place_name(PolicyKind kind) {
  return kind == PolicyKind::trust ? "the trust policy" : "the policy";
}

std::size_t minimal_size(const Node& value) {
  switch (value.kind) {
    case Kind::list: {
      std::size_t size = 1;
      for (const Node& item : value.items()) {
        if (!item.is_call()) size += minimal_size(item) + 1;
      }
      return std::max<std::size_t>(size, 2);
    }
    case Kind::map: {
      std::size_t size = 1;
      for (const Member& member : value.members()) {
        if (member.value.is_call()) continue;  // it may turn out to be nothing
        size += member.key().size() + 4 + minimal_size(member.value);
      }
      return std::max<std::size_t>(size, 2);
    }
    case Kind::string:
      return size_without_blanks(value.text()) + 2;
    default:
      return value.text().size();
  }
}

}  // namespace

std::size_t minimal_policy_size(const Node& document) {
  if (document.is_call()) return 0;
  if (!document.is(Kind::string)) return minimal_size(document);
  const auto text = meaning::known_text(&document);
  return text ? size_without_blanks(*text) : 0;
}

void check_policy_size(const Context& context, const tmpl::ResourceEntry& resource,
                       const schema::PolicyPlace& place, const Path& properties) {
  if (place.maximum_size == 0) return;
  const Node* document = resource.properties->find(place.path);
  if (document == nullptr) return;
  const std::size_t size = minimal_policy_size(*document);
  const Path at(properties, place.path);
  const std::string has = std::string(place_name(policy_rules(place).kind)) + " has at least " +
                          std::to_string(size) + " characters without blanks, more than ";
  if (size > place.maximum_size) {
    context.report.error(codes::OT4527, *document, at,
                         has + "the " + std::to_string(place.maximum_size) + " allowed",
                         policy_size_hint);
  } else if (place.rules == schema::PolicyPlace::Kind::trust && size > usual_trust_quota) {
    context.report.warning(
        codes::OT4528, *document, at,
        has + "the " + std::to_string(usual_trust_quota) + " that an account has at first",
        "ask for a higher quota, or shorten it");
  }
}

}  // namespace omnitrack::validate
