#include "cli/schema/schema_search.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "cli/schema/schema_path.hpp"
#include "schema/schema.hpp"
#include "support/letters.hpp"

namespace omnitrack::cli {

namespace {

using schema::ResourceType;
using schema::Shape;

bool has(std::string_view name, std::string_view word) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::search(name.begin(), name.end(), word.begin(), word.end(),
                     [&](char a, char b) { return lower(a) == lower(b); }) != name.end();
}

template <class F>
void for_each_type(F&& f) {
  for (std::uint32_t i = 0; i < schema::type_count(); ++i) f(schema::type(i));
}

// Breadth first, so that each nested type is met by its shortest path, and once only.
class PropertySearch {
 public:
  PropertySearch(std::string_view word, std::string& found) : word_(word), found_(found) {}

  void search(const ResourceType& type) {
    std::set<std::string_view> met;
    std::vector<Place> level{{type.shape(), std::string(type.name())}};
    while (!level.empty()) {
      std::vector<Place> next;
      for (const Place& place : level) look_at(place, met, next);
      level = std::move(next);
    }
  }

 private:
  struct Place {
    Shape shape;
    std::string path;
  };

  void look_at(const Place& place, std::set<std::string_view>& met, std::vector<Place>& next) {
    for (std::uint32_t i = 0; i < place.shape.property_count(); ++i) {
      const schema::Property property = place.shape.property(i);
      const std::string path = place.path + '.' + std::string(property.name());
      if (has(property.name(), word_)) found_ += path + '\n';
      for (const Shape& shape : shapes_in(property.type())) {
        if (met.insert(shape.name()).second) next.push_back({shape, path});
      }
    }
  }

  std::string_view word_;
  std::string& found_;
};

}  // namespace

std::string search_schema(std::string_view word) {
  std::string found;
  for_each_type([&](const ResourceType& type) {
    if (has(type.name(), word)) found.append(type.name()).append("\n");
  });
  PropertySearch properties(word, found);
  for_each_type([&](const ResourceType& type) { properties.search(type); });
  return found;
}

std::string schema_services() {
  std::map<std::string_view, std::size_t> counts;
  for_each_type(
      [&](const ResourceType& type) { ++counts[type.name().substr(0, type.name().rfind("::"))]; });
  std::size_t width = 0;
  for (const auto& [service, count] : counts) width = std::max(width, service.size());
  std::string text;
  for (const auto& [service, count] : counts) {
    const std::string number = std::to_string(count);
    text.append(service).append(width + 6 - service.size() - number.size(), ' ');
    text.append(number).append("\n");
  }
  return text;
}

std::string types_of_service(std::string_view service) {
  const std::string wanted = "::" + support::to_lower(service);
  std::string names;
  for_each_type([&](const ResourceType& type) {
    const std::string_view name = type.name();
    const std::string of = "::" + support::to_lower(name.substr(0, name.rfind("::")));
    if (of.ends_with(wanted)) names.append(name).append("\n");
  });
  return names;
}

std::string schema_types() {
  std::string names;
  for_each_type([&](const ResourceType& type) { names.append(type.name()).append("\n"); });
  return names;
}

}  // namespace omnitrack::cli
