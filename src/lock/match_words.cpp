#include "lock/match_words.hpp"

#include <cmath>

namespace omnitrack::lock {

std::string identity_words(const tmpl::ResourceEntry& resource) {
  std::string words = "the same ";
  for (std::uint32_t i = 0; i < resource.type->identifier_count(); ++i) {
    const std::string_view name = resource.type->identifier(i);
    words.append(i == 0 ? "" : " and ").append(name);
    const tmpl::Node* value = resource.properties->find(name);
    if (value->is_scalar()) words.append(" '").append(value->text()).append("'");
  }
  return words;
}

std::string fixed_words(std::span<const std::string_view> names) {
  if (names.empty()) return "the same properties that cannot change";
  std::string words = "the same ";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i != 0) words += i + 1 == names.size() ? " and " : ", ";
    words += names[i];
  }
  return words;
}

std::string evidence_words(const Evidence& evidence) {
  const auto percent = [](double share) { return std::to_string(std::lround(share * 100)) + "%"; };
  std::string words = percent(evidence.properties) + " of its properties, ";
  const std::size_t links = evidence.links_agree + evidence.links_differ;
  if (links != 0) {
    words += std::to_string(evidence.links_agree) + " of " + std::to_string(links);
    words += " connections, ";
  }
  return words + percent(evidence.names) + " of its name";
}

}  // namespace omnitrack::lock
