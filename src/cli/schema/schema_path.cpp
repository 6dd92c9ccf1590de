#include "cli/schema/schema_path.hpp"

#include <algorithm>

#include "cli/failure.hpp"
#include "cli/page/wording.hpp"
#include "omnitrack/characters.hpp"

namespace omnitrack::cli {

namespace {

using schema::Accepts;
using schema::Property;
using schema::ResourceType;
using schema::Shape;

std::string_view take_step(std::string_view& rest) {
  const std::size_t dot = std::min(rest.find('.'), rest.size());
  const std::string_view step = rest.substr(0, dot);
  rest.remove_prefix(std::min(dot + 1, rest.size()));
  return step;
}

std::string letters_of(std::string_view text) {
  std::string letters;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') {
      letters += static_cast<char>(c - 'A' + 'a');
    } else if (detail::is_letter_or_digit(c)) {
      letters += c;
    }
  }
  return letters;
}

// Types whose name is the wrong one but for case and signs, or ends in it: `s3 bucket`, `Bucket`.
std::vector<std::string_view> types_that_end_in(std::string_view wrong) {
  const std::string letters = letters_of(wrong);
  std::vector<std::string_view> names;
  for (std::uint32_t i = 0; !letters.empty() && i < schema::type_count(); ++i) {
    const std::string_view name = schema::type(i).name();
    if (letters_of(name).ends_with(letters)) names.push_back(name);
  }
  return names;
}

// The rest of a wrong path may be a part of the type's name too: `s3.bucket`.
std::string hint_for_type(std::string_view wrong, std::string_view whole) {
  constexpr std::size_t max_named = 5;
  std::vector<std::string_view> ends = types_that_end_in(whole);
  if (ends.empty()) ends = types_that_end_in(wrong);
  std::stable_sort(ends.begin(), ends.end(),
                   [](std::string_view a, std::string_view b) { return a.size() < b.size(); });
  if (ends.size() > max_named) ends.resize(max_named);
  if (!ends.empty()) return "did you mean " + listed(ends) + "?";
  const std::string near = did_you_mean(wrong, schema::type_names());
  return near.empty() ? "schema --search WORD finds types and properties" : near;
}

struct Step {
  Shape shape;
  Property property;
};

std::optional<Step> find_step(const std::vector<Shape>& shapes, std::string_view name) {
  for (const Shape& shape : shapes) {
    if (const std::optional<Property> property = shape.find(name)) return Step{shape, *property};
  }
  return std::nullopt;
}

[[noreturn]] void no_property(const std::string& where, const std::vector<Shape>& shapes,
                              std::string_view wrong) {
  std::vector<std::string_view> names;
  for (const Shape& shape : shapes) {
    for (std::uint32_t i = 0; i < shape.property_count(); ++i) {
      names.push_back(shape.property(i).name());
    }
  }
  const std::string named(wrong);
  if (names.empty()) throw Failure(where + " has no properties, so no '" + named + "'");
  std::string hint = did_you_mean(wrong, names);
  if (hint.empty()) hint = "it has " + listed(names, " and ");
  throw Failure(where + " has no property '" + named + "'", hint);
}

}  // namespace

std::vector<Shape> shapes_in(const schema::Type& type) {
  std::vector<Shape> shapes;
  for (std::uint32_t i = 0; i < type.shape_count(); ++i) shapes.push_back(type.shape(i));
  const auto append = [&shapes](const schema::Type& inner) {
    const std::vector<Shape> more = shapes_in(inner);
    shapes.insert(shapes.end(), more.begin(), more.end());
  };
  if (type.accepts() & Accepts::list) append(type.item());
  if (type.accepts() & Accepts::map) append(type.map_value());
  return shapes;
}

SchemaTarget find_target(std::string_view path) {
  std::string_view rest = path;
  const std::string_view name = take_step(rest);
  const std::optional<ResourceType> type = schema::find_type(name);
  if (!type)
    throw Failure("there is no type '" + std::string(name) + "'", hint_for_type(name, path));
  SchemaTarget target{
      .type = *type, .path = std::string(rest), .definition = {}, .property = {}, .attribute = {}};
  const std::string_view below = rest;
  std::string where(name);
  std::vector<Shape> shapes{type->shape()};
  while (!rest.empty()) {
    const std::string_view wanted = take_step(rest);
    const std::optional<Step> step = find_step(shapes, wanted);
    if (!step) {
      target.attribute = type->find_attribute(below);
      if (target.attribute) {
        target.property.reset();
        return target;
      }
      no_property(where, shapes, wanted);
    }
    target.property = step->property;
    target.definition = step->shape.name();
    shapes = shapes_in(step->property.type());
    where.append(".").append(wanted);
  }
  return target;
}

}  // namespace omnitrack::cli
