#include "cli/schema/schema_json.hpp"

#include <cmath>

#include "cli/list/constructs.hpp"
#include "cli/schema/schema_words.hpp"
#include "support/json_writer.hpp"

namespace omnitrack::cli {

namespace {

using schema::Property;
using schema::Shape;

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

class SchemaJson {
 public:
  SchemaJson(const SchemaTarget& target, support::JsonWriter& json)
      : target_(target), documentation_(target.type), json_(json) {}

  void write() {
    json_.begin_object();
    json_.member("format_version", "1.0");
    json_.member("origin", schema::origin());
    json_.member("type", target_.type.name());
    json_.member_if_any("path", target_.path);
    if (target_.attribute) {
      json_.plain_key("attribute");
      attribute(*target_.attribute);
    } else if (target_.property) {
      property();
    } else {
      type();
    }
    json_.end_object();
  }

 private:
  void flag(std::string_view name, bool is_set) {
    if (is_set) json_.member(name, true);
  }
  void number(std::string_view name, const std::optional<std::uint64_t>& value) {
    if (value) json_.member(name, *value);
  }
  // A whole number is written as one.
  void number(std::string_view name, const std::optional<double>& value) {
    if (!value) return;
    const double whole = std::trunc(*value);
    if (whole == *value && std::abs(whole) < 9e15) {
      json_.member(name, static_cast<std::int64_t>(whole));
    } else {
      json_.plain_key(name);
      json_.number(*value);
    }
  }

  // A list of `count` items, which `write` writes by their places.
  template <class Write>
  void list(std::string_view name, std::uint32_t count, const Write& write) {
    json_.plain_key(name);
    json_.begin_list();
    for (std::uint32_t i = 0; i < count; ++i) {
      json_.begin_item();
      write(i);
    }
    json_.end_list();
  }
  template <class Write>
  void list_if_any(std::string_view name, std::uint32_t count, const Write& write) {
    if (count != 0) list(name, count, write);
  }

  void limits(std::string_view name, const schema::Limits& limits) {
    if (!limits) return;
    json_.plain_key(name);
    json_.begin_object();
    list_if_any("enum", limits.enum_count(),
                [&](std::uint32_t i) { json_.string(limits.enum_value(i)); });
    flag("enum_ignores_case", limits.enum_ignores_case());
    json_.member_if_any("enum_as_of", limits.enum_as_of());
    if (limits.pattern()) json_.member("pattern", limits.pattern()->text());
    json_.member_if_any("format", limits.format());
    number("min_length", limits.min_length());
    number("max_length", limits.max_length());
    number("minimum", limits.minimum());
    number("maximum", limits.maximum());
    number("exclusive_minimum", limits.exclusive_minimum());
    number("exclusive_maximum", limits.exclusive_maximum());
    number("multiple_of", limits.multiple_of());
    number("min_items", limits.min_items());
    number("max_items", limits.max_items());
    flag("unique_items", limits.unique_items());
    number("min_properties", limits.min_properties());
    number("max_properties", limits.max_properties());
    json_.end_object();
  }

  template <class Related>
  void relations(const Related& related) {
    list_if_any("relations", related.relation_count(), [&](std::uint32_t i) {
      const schema::Relation relation = related.relation(i);
      json_.begin_object();
      json_.member("type", relation.type);
      json_.member("attribute", relation.attribute);
      json_.end_object();
    });
  }

  void property(const Property& property, std::string_view definition) {
    json_.begin_object();
    json_.member("name", property.name());
    json_.member("type", property.type().text());
    json_.member("required", property.is_required());
    json_.member("update", update_of(property));
    flag("read_only", property.is_read_only());
    flag("write_only", property.is_write_only());
    flag("deprecated", property.is_deprecated());
    json_.member_if_any("default", property.default_text());
    limits("limits", property.limits());
    limits("item_limits", property.item_limits());
    relations(property);
    json_.member_if_any("documentation", documentation_.of_property(definition, property.name()));
    json_.end_object();
  }

  void attribute(const schema::Attribute& attribute) {
    json_.begin_object();
    json_.member("name", attribute.name());
    json_.member("type", attribute.type().text());
    relations(attribute);
    json_.member_if_any("documentation", documentation_.of_attribute(attribute.name()));
    json_.end_object();
  }

  void shape(const Shape& shape, std::string_view definition) {
    list("properties", shape.property_count(),
         [&](std::uint32_t i) { property(shape.property(i), definition); });
    list_if_any("together", shape.rule_count(),
                [&](std::uint32_t i) { json_.string(rule_in_words(shape.rule(i))); });
  }

  void definition(const Shape& definition) {
    json_.key(definition.name());
    json_.begin_object();
    json_.member_if_any("documentation", documentation_.of_definition(definition.name()));
    shape(definition, definition.name());
    json_.end_object();
  }

  void type() {
    const schema::ResourceType& type = target_.type;
    json_.member_if_any("documentation", documentation_.of_type());
    list("identifier", type.identifier_count(),
         [&](std::uint32_t i) { json_.string(type.identifier(i)); });
    json_.member_if_any("ref", type.ref());
    json_.member_if_any("arn", type.arn());
    if (!type.tags().empty()) {
      json_.plain_key("tags");
      json_.begin_object();
      json_.member("property", type.tags());
      json_.member("format", tag_format_of(type));
      json_.end_object();
    }
    if (const auto makers = makers_of(type.name()); !makers.empty()) {
      json_.list("constructs", makers, [&](const ConstructEntry* maker) {
        json_.begin_object();
        json_.member("construct", maker->name);
        json_.member("header", maker->header);
        json_.end_object();
      });
    }
    if (const auto adders = adders_of(type.name()); !adders.empty()) {
      json_.list("constructs_through", adders, [&](const ConstructEntry* adder) {
        json_.begin_object();
        json_.member("construct", adder->name);
        json_.member("header", adder->header);
        json_.list("through", adder->through, [&](std::string_view each) { json_.string(each); });
        json_.end_object();
      });
    }
    flag("stateful", type.is_stateful());
    flag("deprecated", type.is_deprecated());
    json_.member_if_any("transform", type.transform());
    list_if_any("also_replaces", type.also_replaces_count(),
                [&](std::uint32_t i) { json_.string(type.also_replaces(i)); });
    shape(type.shape(), "");
    list("attributes", type.attribute_count(),
         [&](std::uint32_t i) { attribute(type.attribute(i)); });
    json_.plain_key("definitions");
    json_.begin_object();
    for (std::uint32_t i = 0; i < type.definition_count(); ++i) definition(type.definition(i));
    json_.end_object();
  }

  void property() {
    json_.plain_key("property");
    property(*target_.property, target_.definition);
    json_.plain_key("definitions");
    json_.begin_object();
    for (const Shape& each : shapes_in(target_.property->type())) definition(each);
    json_.end_object();
  }

  const SchemaTarget& target_;
  schema::Documentation documentation_;
  support::JsonWriter& json_;
};

}  // namespace

std::string schema_json(const SchemaTarget& target) {
  return support::json_text(support::JsonLayout::wide,
                            [&](support::JsonWriter& json) { SchemaJson(target, json).write(); });
}

}  // namespace omnitrack::cli
