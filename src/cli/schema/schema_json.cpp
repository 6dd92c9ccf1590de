#include "cli/schema/schema_json.hpp"

#include <cmath>

#include <nlohmann/json.hpp>

#include "cli/schema/schema_words.hpp"

namespace omnitrack::cli {

namespace {

using schema::Property;
using schema::Shape;
using Json = nlohmann::ordered_json;

void set(Json& json, const char* name, const std::optional<std::uint64_t>& value) {
  if (value) json[name] = *value;
}

// A whole number is written as one.
void set(Json& json, const char* name, const std::optional<double>& value) {
  if (!value) return;
  const double whole = std::trunc(*value);
  if (whole == *value && std::abs(whole) < 9e15) {
    json[name] = static_cast<std::int64_t>(whole);
  } else {
    json[name] = *value;
  }
}

void set_text(Json& json, const char* name, std::string_view text) {
  if (!text.empty()) json[name] = text;
}

void set_flag(Json& json, const char* name, bool flag) {
  if (flag) json[name] = true;
}

Json as_json(const schema::Limits& limits) {
  Json json = Json::object();
  if (!limits) return json;
  for (std::uint32_t i = 0; i < limits.enum_count(); ++i) {
    json["enum"].push_back(limits.enum_value(i));
  }
  set_flag(json, "enum_ignores_case", limits.enum_ignores_case());
  if (limits.pattern()) json["pattern"] = limits.pattern()->text();
  set_text(json, "format", limits.format());
  set(json, "min_length", limits.min_length());
  set(json, "max_length", limits.max_length());
  set(json, "minimum", limits.minimum());
  set(json, "maximum", limits.maximum());
  set(json, "exclusive_minimum", limits.exclusive_minimum());
  set(json, "exclusive_maximum", limits.exclusive_maximum());
  set(json, "multiple_of", limits.multiple_of());
  set(json, "min_items", limits.min_items());
  set(json, "max_items", limits.max_items());
  set_flag(json, "unique_items", limits.unique_items());
  set(json, "min_properties", limits.min_properties());
  set(json, "max_properties", limits.max_properties());
  return json;
}

void set_limits(Json& json, const char* name, const schema::Limits& limits) {
  Json value = as_json(limits);
  if (!value.empty()) json[name] = std::move(value);
}

template <class Related>
void set_relations(Json& json, const Related& related) {
  for (std::uint32_t i = 0; i < related.relation_count(); ++i) {
    const schema::Relation relation = related.relation(i);
    json["relations"].push_back(Json{{"type", relation.type}, {"attribute", relation.attribute}});
  }
}

std::string_view update_of(const Property& property) {
  switch (property.update()) {
    case schema::Update::in_place:
      return "in place";
    case schema::Update::may_replace:
      return "may replace";
    case schema::Update::replaces:
      return "replaces";
  }
  return {};
}

std::string_view tag_format_of(const schema::ResourceType& type) {
  switch (type.tag_format()) {
    case schema::TagFormat::none:
      return {};
    case schema::TagFormat::standard:
      return "standard";
    case schema::TagFormat::asg:
      return "asg";
    case schema::TagFormat::map:
      return "map";
  }
  return {};
}

Json as_json(const Property& property, std::string_view sentence) {
  Json json{{"name", property.name()},
            {"type", property.type().text()},
            {"required", property.is_required()},
            {"update", update_of(property)}};
  set_flag(json, "read_only", property.is_read_only());
  set_flag(json, "write_only", property.is_write_only());
  set_flag(json, "deprecated", property.is_deprecated());
  set_text(json, "default", property.default_text());
  set_limits(json, "limits", property.limits());
  set_limits(json, "item_limits", property.item_limits());
  set_relations(json, property);
  set_text(json, "documentation", sentence);
  return json;
}

Json as_json(const schema::Attribute& attribute, std::string_view sentence) {
  Json json{{"name", attribute.name()}, {"type", attribute.type().text()}};
  set_relations(json, attribute);
  set_text(json, "documentation", sentence);
  return json;
}

void set_shape(Json& json, const Shape& shape, std::string_view definition,
               const schema::Documentation& documentation) {
  json["properties"] = Json::array();
  for (std::uint32_t i = 0; i < shape.property_count(); ++i) {
    const Property property = shape.property(i);
    json["properties"].push_back(
        as_json(property, documentation.of_property(definition, property.name())));
  }
  for (std::uint32_t i = 0; i < shape.rule_count(); ++i) {
    json["together"].push_back(rule_in_words(shape.rule(i)));
  }
}

Json definition_as_json(const Shape& shape, const schema::Documentation& documentation) {
  Json json = Json::object();
  set_text(json, "documentation", documentation.of_definition(shape.name()));
  set_shape(json, shape, shape.name(), documentation);
  return json;
}

void set_type(Json& json, const schema::ResourceType& type,
              const schema::Documentation& documentation) {
  set_text(json, "documentation", documentation.of_type());
  json["identifier"] = Json::array();
  for (std::uint32_t i = 0; i < type.identifier_count(); ++i) {
    json["identifier"].push_back(type.identifier(i));
  }
  set_text(json, "ref", type.ref());
  set_text(json, "arn", type.arn());
  if (!type.tags().empty()) {
    json["tags"] = Json{{"property", type.tags()}, {"format", tag_format_of(type)}};
  }
  set_flag(json, "stateful", type.is_stateful());
  set_flag(json, "deprecated", type.is_deprecated());
  set_text(json, "transform", type.transform());
  for (std::uint32_t i = 0; i < type.also_replaces_count(); ++i) {
    json["also_replaces"].push_back(type.also_replaces(i));
  }
  set_shape(json, type.shape(), "", documentation);
  json["attributes"] = Json::array();
  for (std::uint32_t i = 0; i < type.attribute_count(); ++i) {
    const schema::Attribute attribute = type.attribute(i);
    json["attributes"].push_back(as_json(attribute, documentation.of_attribute(attribute.name())));
  }
  json["definitions"] = Json::object();
  for (std::uint32_t i = 0; i < type.definition_count(); ++i) {
    const Shape shape = type.definition(i);
    json["definitions"][std::string(shape.name())] = definition_as_json(shape, documentation);
  }
}

void set_property(Json& json, const SchemaTarget& target,
                  const schema::Documentation& documentation) {
  const Property& property = *target.property;
  json["property"] =
      as_json(property, documentation.of_property(target.definition, property.name()));
  json["definitions"] = Json::object();
  for (const Shape& shape : shapes_in(property.type())) {
    json["definitions"][std::string(shape.name())] = definition_as_json(shape, documentation);
  }
}

}  // namespace

std::string schema_json(const SchemaTarget& target) {
  const schema::Documentation documentation(target.type);
  Json json{{"format_version", "1.0"}, {"origin", schema::origin()}, {"type", target.type.name()}};
  set_text(json, "path", target.path);
  if (target.attribute) {
    json["attribute"] =
        as_json(*target.attribute, documentation.of_attribute(target.attribute->name()));
  } else if (target.property) {
    set_property(json, target, documentation);
  } else {
    set_type(json, target.type, documentation);
  }
  return json.dump(2) + '\n';
}

}  // namespace omnitrack::cli
