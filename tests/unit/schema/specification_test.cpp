#include <sstream>

#include <gtest/gtest.h>

#include "data.hpp"
#include "limits_json.hpp"
#include "rule_json.hpp"
#include "schema/schema.hpp"

// What the accessors tell is written as JSON again and compared with the data.

namespace omnitrack::schema {
namespace {

template <class Related>
void set_relations(Json& target, Related related) {
  for (std::uint32_t i = 0; i < related.relation_count(); ++i) {
    target["relations"].push_back({related.relation(i).type, related.relation(i).attribute});
  }
}

Json property_of(Property property) {
  Json found = limits_of(property.limits());
  found["type"] = property.type().text();
  set_if(found, "required", property.is_required());
  set_if(found, "deprecated", property.is_deprecated());
  set_if(found, "readOnly", property.is_read_only());
  set_if(found, "writeOnly", property.is_write_only());
  set_if(found, "unordered", property.is_unordered());
  set_if(found, "default", property.default_text());
  if (property.update() == Update::replaces) found["update"] = "replaces";
  if (property.update() == Update::may_replace) found["update"] = "may replace";
  if (const Json items = limits_of(property.item_limits()); !items.empty()) found["items"] = items;
  set_relations(found, property);
  return found;
}

// Enumerated numbers are kept as text.
void spell_enum(Json& facts) {
  if (!facts.contains("enum")) return;
  for (Json& value : facts["enum"]) {
    if (!value.is_string()) value = value.dump();
  }
}

void expect_rules(Shape shape, const OrderedJson& rules) {
  ASSERT_EQ(shape.rule_count(), rules.size());
  for (std::uint32_t i = 0; i < shape.rule_count(); ++i) {
    OrderedJson fragment = rules[i];
    EXPECT_EQ(shape.rule(i).about(), fragment.value("about", ""));
    EXPECT_EQ(shape.rule(i).is_warning(), fragment.value("warning", false));
    const bool is_written = fragment.contains("about");
    for (const char* note : {"about", "source", "warning"}) fragment.erase(note);
    Json expected = apart(fragment);
    if (is_written && !(expected.size() == 1 && expected.contains("allOf"))) {
      expected = {{"allOf", Json::array({expected})}};
    }
    EXPECT_EQ(rule_of(shape.rule(i)), expected);
  }
}

void expect_shape(Shape shape, const OrderedJson& data, const Documentation& docs) {
  const OrderedJson& properties = data["properties"];
  EXPECT_EQ(shape.property_count(), properties.size());
  EXPECT_EQ(docs.of_definition(shape.name()), data["doc"].get<std::string>());
  std::uint32_t required = 0;
  std::string_view previous;
  for (std::uint32_t i = 0; i < shape.property_count(); ++i) {
    EXPECT_LT(previous, shape.property(i).name());
    previous = shape.property(i).name();
  }
  for (const auto& [name, facts] : properties.items()) {
    const auto found = shape.find(name);
    ASSERT_TRUE(found.has_value()) << name;
    EXPECT_EQ(found->name(), name);
    Json expected = facts;
    for (const char* note : {"doc", "documented"}) expected.erase(note);
    spell_enum(expected);
    if (expected.contains("items")) spell_enum(expected["items"]);
    EXPECT_EQ(property_of(*found), expected) << name;
    EXPECT_EQ(docs.of_property(shape.name(), name), facts.value("doc", "")) << name;
    required += found->is_required() ? 1 : 0;
    EXPECT_FALSE(shape.find(name + "x")) << name;
  }
  EXPECT_EQ(shape.required_count(), required);
  expect_rules(shape, data.value("rules", OrderedJson::array()));
}

void expect_attributes(ResourceType type, const OrderedJson& data, const Documentation& docs) {
  ASSERT_EQ(type.attribute_count(), data.size());
  std::uint32_t index = 0;
  for (const auto& [name, facts] : data.items()) {
    EXPECT_EQ(type.attribute(index++).name(), name);
    const auto found = type.find_attribute(name);
    ASSERT_TRUE(found.has_value()) << name;
    EXPECT_EQ(found->type().text(), facts["type"].get<std::string>()) << name;
    Json relations = Json::object();
    set_relations(relations, *found);
    EXPECT_EQ(relations.value("relations", Json::array()),
              Json(facts.value("relations", OrderedJson::array())));
    EXPECT_EQ(docs.of_attribute(name), facts.value("doc", "")) << name;
  }
}

std::vector<std::string> split(std::string text, char separator) {
  std::vector<std::string> parts;
  for (std::istringstream in(text); std::getline(in, text, separator);) parts.push_back(text);
  return parts;
}

void expect_facts(ResourceType type, const OrderedJson& data) {
  std::vector<std::string_view> identifiers;
  for (std::uint32_t i = 0; i < type.identifier_count(); ++i) {
    identifiers.push_back(type.identifier(i));
  }
  EXPECT_EQ(Json(identifiers), Json(data.value("primaryIdentifier", OrderedJson::array())));
  EXPECT_EQ(Json(split(std::string(type.ref()), '|')),
            Json(data.value("ref", OrderedJson::array())));
  Json ref_parts = Json::array();
  for (std::uint32_t i = 0; i < type.ref_part_count(); ++i) ref_parts.push_back(type.ref_part(i));
  EXPECT_EQ(ref_parts, type.ref().empty() ? Json(identifiers) : Json(data["ref"]));
  EXPECT_EQ(type.arn(), data.value("arn", ""));
  EXPECT_EQ(type.transform(), data.value("transform", ""));
  EXPECT_EQ(type.is_stateful(), data.value("stateful", false));
  constexpr const char* formats[] = {"", "standard", "asg", "map"};
  const Json tags = data.value("tags", OrderedJson{"", ""});
  EXPECT_EQ(type.tags(), tags[0].get<std::string>());
  EXPECT_EQ(formats[static_cast<int>(type.tag_format())], tags[1].get<std::string>());
  constexpr const char* lifecycles[] = {"", "maintenance", "sunset", "shutdown"};
  const Json lifecycle = data.value("lifecycle", OrderedJson{"", ""});
  EXPECT_EQ(lifecycles[static_cast<int>(type.lifecycle())], lifecycle[0].get<std::string>());
  EXPECT_EQ(type.lifecycle_date(), lifecycle[1].get<std::string>());
  EXPECT_EQ(type.is_deprecated(), data.contains("lifecycle"));
  EXPECT_EQ(type.also_replaces_count(), data.value("alsoReplaces", OrderedJson::array()).size());
}

TEST(Specification, TellsWhatTheDataSays) {
  ASSERT_EQ(type_count(), all_resources().size());
  std::uint32_t index = 0;
  for (const auto& [name, data] : all_resources()) {
    SCOPED_TRACE(name);
    const auto found = find_type(name);
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->name(), name);
    EXPECT_TRUE(*found == type(index++));
    const Documentation docs(*found);
    expect_facts(*found, data);
    expect_attributes(*found, data["attributes"], docs);
    EXPECT_EQ(docs.of_type(), data["doc"].get<std::string>());
    expect_shape(found->shape(), data, docs);
    ASSERT_EQ(found->definition_count(), data["definitions"].size());
    std::uint32_t definition = 0;
    for (const auto& [nested, record] : data["definitions"].items()) {
      SCOPED_TRACE(nested);
      EXPECT_EQ(found->definition(definition).name(), nested);
      expect_shape(found->definition(definition++), record, docs);
    }
  }
}

TEST(Specification, KnowsNoTypeOfAnotherName) {
  EXPECT_FALSE(find_type(""));
  EXPECT_FALSE(find_type("AWS::S3::Buckets"));
  EXPECT_FALSE(find_type("aws::s3::bucket"));
  EXPECT_FALSE(find_type("Custom::Thing"));
}

TEST(Specification, SaysWhereItComesFrom) {
  EXPECT_NE(origin().find("aws-service-spec"), std::string_view::npos);
}

}  // namespace
}  // namespace omnitrack::schema
