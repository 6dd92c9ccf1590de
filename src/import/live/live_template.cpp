#include "import/live/live_template.hpp"

#include <algorithm>
#include <set>

#include "omnitrack/characters.hpp"
#include "support/json_writer.hpp"

namespace omnitrack::importing {

namespace {

using support::JsonLayout;
using support::JsonWriter;

std::string_view kind_of(const LiveResource& resource) {
  const std::string_view type = resource.type.name();
  return type.substr(type.rfind(':') + 1);
}

// `GroupName` is that of a security group, `Name` that of anything.
bool is_name_of(std::string_view property, std::string_view kind) {
  constexpr std::string_view end = "Name";
  return property.ends_with(end) &&
         kind.ends_with(property.substr(0, property.size() - end.size()));
}

// `ParentId` says where a path of an API is, and `PathPart` what it is.
bool is_id_of_another(std::string_view property) {
  return property.ends_with("Id") || property.ends_with("Arn");
}

std::string name_of(const LiveResource& resource) {
  const schema::ResourceType type = resource.type;
  for (const JsonMember& each : resource.properties.members) {
    if (each.value.is_text() && is_name_of(each.key, kind_of(resource))) return each.value.text;
  }
  std::string_view of_another;
  for (std::uint32_t i = 0; i < type.naming_count(); ++i) {
    const Json* name = resource.properties.find(type.naming(i));
    if (name == nullptr || !name->is_text()) continue;
    if (!is_id_of_another(type.naming(i))) return name->text;
    if (of_another.empty()) of_another = name->text;
  }
  if (const Json* tags = resource.properties.find(type.tags())) {
    if (const Json* name = tags->find("Name"); name != nullptr && name->is_text())
      return name->text;
    for (const Json& each : tags->items) {
      const Json* key = each.find("Key");
      const Json* value = each.find("Value");
      if (key != nullptr && value != nullptr && key->text == "Name") return value->text;
    }
  }
  return std::string(of_another);
}

// `orders-dlq` as `OrdersDlq`.
std::string camel_case(std::string_view name) {
  std::string id;
  bool is_begin = true;
  for (const char c : name) {
    if (!detail::is_letter_or_digit(c)) {
      is_begin = true;
      continue;
    }
    id += is_begin && detail::is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
    is_begin = false;
  }
  return id;
}

}  // namespace

void name_resources(std::vector<LiveResource>& resources) {
  constexpr std::size_t longest = 200;
  std::set<std::string> taken;
  for (LiveResource& each : resources) {
    std::string id = camel_case(name_of(each)).substr(0, longest);
    if (id.empty()) id = kind_of(each);
    if (taken.contains(id) && !id.ends_with(kind_of(each))) id += kind_of(each);
    const std::string stem = id;
    for (int i = 2; !taken.insert(id).second; ++i) id = stem + std::to_string(i);
    each.logical_id = id;
  }
}

std::optional<std::string> identifying_text(const LiveResource& resource, std::string_view name) {
  if (const Json* property = resource.properties.find(name); property != nullptr) {
    if (property->is_scalar() && !property->text.empty()) return property->text;
  }
  const auto attribute = resource.attributes.find(name);
  if (attribute == resource.attributes.end() || attribute->second.empty()) return std::nullopt;
  return attribute->second;
}

std::string identifier_of(const LiveResource& resource) {
  std::string all;
  for (std::uint32_t i = 0; i < resource.type.identifier_count(); ++i) {
    all += (i == 0 ? "" : "|") +
           identifying_text(resource, resource.type.identifier(i)).value_or(std::string());
  }
  return all;
}

std::string live_template(const LiveStack& stack) {
  return support::json_text(JsonLayout::wide, [&](JsonWriter& json) {
    json.begin_object();
    json.member("AWSTemplateFormatVersion", "2010-09-09");
    if (!stack.parameters.empty()) {
      json.plain_key("Parameters");
      json.begin_object();
      for (const LiveParameter& each : stack.parameters) {
        json.plain_key(each.name);
        json.begin_object();
        json.member("Type", "String");
        if (each.is_secret) json.member("NoEcho", true);
        json.end_object();
      }
      json.end_object();
    }
    json.plain_key("Resources");
    json.begin_object();
    for (const LiveResource& each : stack.resources) {
      json.plain_key(each.logical_id);
      json.begin_object();
      json.member("Type", each.type.name());
      json.member("DeletionPolicy", "Retain");
      json.member("UpdateReplacePolicy", "Retain");
      if (!each.properties.members.empty()) {
        json.plain_key("Properties");
        write_json(each.properties, json);
      }
      json.end_object();
    }
    json.end_object();
    json.end_object();
  });
}

std::string resources_to_import(const std::vector<LiveResource>& resources) {
  return support::json_text(JsonLayout::wide, [&](JsonWriter& json) {
    json.begin_list();
    for (const LiveResource& each : resources) {
      json.begin_item();
      json.begin_object();
      json.member("ResourceType", each.type.name());
      json.member("LogicalResourceId", each.logical_id);
      json.plain_key("ResourceIdentifier");
      json.begin_object();
      for (std::uint32_t i = 0; i < each.type.identifier_count(); ++i) {
        const std::string_view name = each.type.identifier(i);
        json.member(name, identifying_text(each, name).value_or(std::string()));
      }
      json.end_object();
      json.end_object();
    }
    json.end_list();
  });
}

}  // namespace omnitrack::importing
