#include "graph/model/kinds.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "meaning/known.hpp"

namespace omnitrack::graph {

namespace {

using schema::Family;
using schema::Picture;

// `AWS::Lambda` of `AWS::Lambda::Function`.
std::string_view service_of(std::string_view type) { return type.substr(0, type.rfind("::")); }

// `nat gateway` of `NatGateway`; words in capitals stay as they are.
std::string spaced(std::string_view name) {
  std::string words;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto is_upper = [&](std::size_t at) {
      return at < name.size() && name[at] >= 'A' && name[at] <= 'Z';
    };
    const bool begins = is_upper(i) && i != 0 && (!is_upper(i - 1) || !is_upper(i + 1)) &&
                        !(i + 1 == name.size() && is_upper(i - 1));
    if (begins) words += ' ';
    const bool is_last = i + 1 == name.size();
    const bool is_in_capitals = is_upper(i + 1) || (is_last && i != 0 && is_upper(i - 1));
    words += is_upper(i) && !is_in_capitals
                 ? static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])))
                 : name[i];
  }
  return words;
}

// Whether a word is no name of a service, and none with capitals in it.
bool is_plain_word(std::string_view word, std::string_view type) {
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  if (word.size() < 2 || !std::ranges::all_of(word.substr(1), is_lower)) return false;
  const auto service = schema::fact_of<Picture>(service_of(type));
  const std::string_view name = service ? service->name : std::string_view();
  constexpr std::array<std::string_view, 4> names{"Classic", "Elastic", "Fargate", "Kafka"};
  return name.substr(0, name.find(' ')) != word && std::ranges::find(names, word) == names.end();
}

}  // namespace

std::string kind_of(std::string_view type) {
  const auto picture = schema::fact_of<Picture>(type);
  if (picture && !picture->name.empty()) return std::string(picture->name);
  const std::size_t colons = type.rfind("::");
  if (colons == std::string_view::npos) return type.empty() ? "resource" : std::string(type);
  if (type.starts_with("Custom::")) return "Custom resource";
  const std::string_view service_name = service_of(type);
  const auto service = schema::fact_of<Picture>(service_name);
  std::string words(service && !service->name.empty()
                        ? service->name
                        : service_name.substr(service_name.rfind(':') + 1));
  return words + ' ' + spaced(type.substr(colons + 2));
}

std::string kind_of(const tmpl::ResourceEntry& resource) {
  const auto picture = schema::fact_of<Picture>(resource.type_name);
  for (std::uint32_t i = 0; picture && i < picture->names.size(); ++i) {
    const std::string_view naming = picture->names[i];
    const std::string_view test = naming.substr(0, naming.find('>'));
    const std::size_t equals = test.find('=');
    const tmpl::Node* value = resource.properties == nullptr
                                  ? nullptr
                                  : resource.properties->find(test.substr(0, equals));
    const std::string_view wanted = test.substr(equals + 1);
    const auto text = meaning::known_text(value);
    const bool holds = value == nullptr ? wanted.empty() : text && *text == wanted;
    if (holds) return std::string(naming.substr(test.size() + 1));
  }
  return kind_of(resource.type_name);
}

std::string plural_of(std::string_view kind, std::string_view type) {
  std::string words(kind);
  if (is_plain_word(kind.substr(0, kind.find(' ')), type)) {
    words[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(words[0])));
  }
  if (words.ends_with("ss")) return words + "es";
  if (words.ends_with('s')) return words;
  if (words.ends_with('y') && words.size() > 1 &&
      std::string_view("aeiou").find(words[words.size() - 2]) == std::string_view::npos) {
    words.pop_back();
    return words + "ies";
  }
  return words + 's';
}

Family family_of(std::string_view type) {
  const auto picture = schema::fact_of<Picture>(type);
  if (picture && picture->family != Family::of_service) return picture->family;
  const auto service = schema::fact_of<Picture>(service_of(type));
  if (service && service->family != Family::of_service) return service->family;
  return type.starts_with("Custom::") ? Family::delivery : Family::other;
}

std::string_view icon_of(std::string_view type) {
  const auto picture = schema::fact_of<Picture>(type);
  return picture && !picture->icon.empty() ? picture->icon : name_of(family_of(type));
}

std::string_view name_of(Family family) {
  constexpr std::array<std::string_view, 19> names{
      "other",     "compute",  "container", "storage",  "database", "cache",    "network",
      "edge",      "api",      "messaging", "workflow", "identity", "security", "monitoring",
      "analytics", "delivery", "ai",        "config",   "other"};
  return names[static_cast<std::size_t>(family)];
}

}  // namespace omnitrack::graph
