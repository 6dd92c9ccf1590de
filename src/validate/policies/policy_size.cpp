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

}  // namespace

std::size_t minimal_policy_size(const Node& value) {
  switch (value.kind) {
    case Kind::list: {
      std::size_t size = 1;
      for (const Node& item : value.items()) {
        if (!item.is_call()) size += minimal_policy_size(item) + 1;
      }
      return std::max<std::size_t>(size, 2);
    }
    case Kind::map: {
      std::size_t size = 1;
      for (const Member& member : value.members()) {
        if (member.value.is_call()) continue;  // it may turn out to be nothing
        size += member.key().size() + 4 + minimal_policy_size(member.value);
      }
      return std::max<std::size_t>(size, 2);
    }
    case Kind::string:
      return size_without_blanks(value.text()) + 2;
    default:
      return value.text().size();
  }
}

void check_policy_sizes(const Context& context, const tmpl::ResourceEntry& resource,
                        const schema::PolicyPlace& place, const Path& path) {
  if (place.maximum_size == 0) return;
  // An unconditional item alone counts: those in a branch may all be left out.
  std::size_t size = 0;
  const Node* last = nullptr;
  const auto add = [&](const Node& document) {
    if (document.is_call()) return;
    size += document.is(Kind::string) ? size_without_blanks(document.text())
                                      : minimal_policy_size(document);
    last = &document;
  };
  const std::size_t star = place.path.find('*');
  const std::string_view first_step = place.path.substr(0, place.path.find('/'));
  const Node* start = resource.properties->find(first_step);
  if (start == nullptr) return;
  if (star == std::string_view::npos) {
    add(*start);
  } else {
    for (const Node& item : start->items()) {
      const Node* document =
          place.path.ends_with('*') ? &item : item.find(place.path.substr(star + 2));
      if (document != nullptr && document->is(Kind::map)) add(*document);
    }
  }
  if (last == nullptr) return;
  const Path at(path, first_step);
  const std::string has = std::string(place_name(policy_rules(place).kind)) + " has at least " +
                          std::to_string(size) + " characters without blanks, more than ";
  if (size > place.maximum_size) {
    context.report.error(codes::OT4527, *last, at,
                         has + "the " + std::to_string(place.maximum_size) + " allowed",
                         "split it, or say more with wildcards");
  } else if (place.rules == schema::PolicyPlace::Kind::trust && size > usual_trust_quota) {
    context.report.warning(
        codes::OT4528, *last, at,
        has + "the " + std::to_string(usual_trust_quota) + " that an account has at first",
        "ask for a higher quota, or shorten it");
  }
}

}  // namespace omnitrack::validate
