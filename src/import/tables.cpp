#include "import/tables.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "import/construct_props.hpp"
#include "omnitrack/characters.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Kind;
using Enumerator = std::pair<std::string_view, std::string_view>;

constexpr std::array<Enumerator, 3> attribute_types{Enumerator{"S", ""},
                                                    Enumerator{"N", "AttributeType::number"},
                                                    Enumerator{"B", "AttributeType::binary"}};
constexpr std::array<Enumerator, 4> stream_views{
    Enumerator{"KEYS_ONLY", "StreamView::keys_only"},
    Enumerator{"NEW_IMAGE", "StreamView::new_image"},
    Enumerator{"OLD_IMAGE", "StreamView::old_image"},
    Enumerator{"NEW_AND_OLD_IMAGES", "StreamView::new_and_old_images"}};
constexpr std::size_t longest_attribute = 255;
constexpr std::size_t shortest_table = 3;
constexpr std::size_t longest_table = 255;
constexpr std::int64_t most_units = 1'000'000'000;

template <std::size_t N>
std::optional<std::string_view> enumerator(const tmpl::Node& value,
                                           const std::array<Enumerator, N>& all) {
  const auto found = std::ranges::find(all, value.text(), &Enumerator::first);
  return found == all.end() || !value.is(Kind::string) ? std::nullopt
                                                       : std::optional(found->second);
}

// The one value of a map that has this key alone; null where it has others.
const tmpl::Node* only_value(const tmpl::Node* map, std::string_view key) {
  return map != nullptr && has_only(*map, {key}) ? map->find(key) : nullptr;
}

/// A key of a table, as it is declared.
struct Key {
  std::string_view name;
  std::string_view type;  ///< the enumerator; empty for a text, which is the default
};

// The key at a place of the schema, whose attribute is defined at the same place.
std::optional<Key> key_at(const tmpl::Node& properties, std::size_t place, std::string_view type) {
  const tmpl::Node& part = properties.find("KeySchema")->items()[place];
  const tmpl::Node& attribute = properties.find("AttributeDefinitions")->items()[place];
  const tmpl::Node* name = part.find("AttributeName");
  const tmpl::Node* data_type = attribute.find("AttributeType");
  const bool is_plain = has_only(part, {"AttributeName", "KeyType"}) &&
                        has_only(attribute, {"AttributeName", "AttributeType"}) &&
                        is_text(part.find("KeyType"), type) && name != nullptr &&
                        name->is(Kind::string) && !name->text().empty() &&
                        name->text().size() <= longest_attribute && data_type != nullptr &&
                        is_text(attribute.find("AttributeName"), name->text());
  const auto declared = is_plain ? enumerator(*data_type, attribute_types) : std::nullopt;
  return declared ? std::optional(Key{name->text(), *declared}) : std::nullopt;
}

std::optional<Key> sort_key(const tmpl::Node& properties) {
  return properties.find("KeySchema")->count == 2 ? key_at(properties, 1, "RANGE") : std::nullopt;
}

bool are_keys_plain(const tmpl::Node& properties) {
  const tmpl::Node* schema = properties.find("KeySchema");
  const tmpl::Node* attributes = properties.find("AttributeDefinitions");
  const bool are_lists = schema != nullptr && schema->is(Kind::list) && attributes != nullptr &&
                         attributes->is(Kind::list) && schema->count == attributes->count &&
                         (schema->count == 1 || schema->count == 2);
  return are_lists && key_at(properties, 0, "HASH") &&
         (schema->count == 1 || sort_key(properties).has_value());
}

// Each property is left out, or as the construct writes it.
bool are_options_plain(const tmpl::Node& properties) {
  const tmpl::Node* protection = properties.find("DeletionProtectionEnabled");
  const tmpl::Node* recovery = properties.find("PointInTimeRecoverySpecification");
  const tmpl::Node* is_on = only_value(recovery, "PointInTimeRecoveryEnabled");
  const tmpl::Node* stream = properties.find("StreamSpecification");
  const tmpl::Node* view = only_value(stream, "StreamViewType");
  const tmpl::Node* name = properties.find("TableName");
  const bool is_name_plain = name == nullptr ||
                             (name->is_call() && !name->calls(tmpl::Function::condition)) ||
                             (name->is(Kind::string) && name->text().size() >= shortest_table &&
                              name->text().size() <= longest_table &&
                              detail::has_only_letters_digits_and("_-.", name->text()));
  return is_name_plain &&
         (protection == nullptr ||
          (protection->is(Kind::boolean) && protection->text() == "true")) &&
         (recovery == nullptr || (is_on != nullptr && is_on->is(Kind::boolean))) &&
         (stream == nullptr || (view != nullptr && enumerator(*view, stream_views)));
}

// The attribute with the second at which an item expires, where that is in force.
const tmpl::Node* expiry(const tmpl::Node& properties) {
  const tmpl::Node* given = properties.find("TimeToLiveSpecification");
  if (given == nullptr || !has_only(*given, {"AttributeName", "Enabled"})) return nullptr;
  const tmpl::Node* is_on = given->find("Enabled");
  const tmpl::Node* name = given->find("AttributeName");
  const bool is_plain = is_on != nullptr && is_on->is(Kind::boolean) && is_on->text() == "true" &&
                        name != nullptr && name->is(Kind::string) && !name->text().empty() &&
                        name->text().size() <= longest_attribute;
  return is_plain ? name : nullptr;
}

Code code_of(const Key& key) {
  std::vector<Code> members{text_literal(key.name)};
  if (!key.type.empty()) members.push_back(token(std::string(key.type)));
  return braces({}, std::move(members));
}

}  // namespace

namespace {

// Whether it is paid for by request, or by a throughput that the construct writes.
bool is_billing_plain(const tmpl::Node& properties) {
  const tmpl::Node* mode = properties.find("BillingMode");
  const tmpl::Node* throughput = properties.find("ProvisionedThroughput");
  if (is_text(mode, "PAY_PER_REQUEST")) return throughput == nullptr;
  if ((mode != nullptr && !is_text(mode, "PROVISIONED")) || throughput == nullptr) return false;
  const auto is_units = [](const tmpl::Node* units) {
    return units != nullptr && (is_later(*units) || is_number(*units, 1, most_units));
  };
  return has_only(*throughput, {"ReadCapacityUnits", "WriteCapacityUnits"}) &&
         is_units(throughput->find("ReadCapacityUnits")) &&
         is_units(throughput->find("WriteCapacityUnits"));
}

Code billing(const Element& element, const tmpl::Node& throughput, Values& values) {
  const MemberNames& names = *element.type->props.find("ProvisionedThroughput");
  const StructNames& members = element.type->structure(names.type);
  const auto capacity = [&](std::string_view key) {
    return call("Capacity::fixed",
                {values.forced_property(*throughput.find(key), *members.find(key))});
  };
  return call("TableBilling::provisioned",
              {capacity("ReadCapacityUnits"), capacity("WriteCapacityUnits")});
}

}  // namespace

bool is_plain_table(const tmpl::ResourceEntry& resource, const Element* /*linked*/) {
  if (resource.properties == nullptr) return false;
  const tmpl::Node& properties = *resource.properties;
  return has_only(properties,
                  {"AttributeDefinitions", "BillingMode", "DeletionProtectionEnabled",
                   "KinesisStreamSpecification", "KeySchema", "PointInTimeRecoverySpecification",
                   "ProvisionedThroughput", "SSESpecification", "StreamSpecification", "TableName",
                   "Tags", "TimeToLiveSpecification"}) &&
         is_billing_plain(properties) && are_keys_plain(properties) &&
         are_options_plain(properties) &&
         (properties.find("TimeToLiveSpecification") == nullptr || expiry(properties) != nullptr);
}

Code table_props(const Element& element, Plan& /*plan*/, Values& values, Comments& comments) {
  const tmpl::Node& properties = *element.resource->properties;
  ConstructProps props(element, values, comments);
  const auto add = [&](std::string_view property, std::string_view member, Code code) {
    if (properties.find(property) != nullptr) props.take_comments(property);
    props.add(member, std::move(code));
  };
  const auto add_token = [&](std::string_view property, std::string_view member,
                             std::string_view text) {
    add(property, member, token(std::string(text)));
  };
  add("KeySchema", ".partition_key = ", code_of(*key_at(properties, 0, "HASH")));
  if (const tmpl::Node* throughput = properties.find("ProvisionedThroughput")) {
    add("ProvisionedThroughput", ".billing = ", billing(element, *throughput, values));
  }
  const bool is_protected = properties.find("DeletionProtectionEnabled") != nullptr;
  add_token("DeletionProtectionEnabled",
            ".deletion_protection = ", is_protected ? "true" : "false");
  const tmpl::Node* is_on =
      only_value(properties.find("PointInTimeRecoverySpecification"), "PointInTimeRecoveryEnabled");
  add_token("PointInTimeRecoverySpecification",
            ".point_in_time_recovery = ", is_on == nullptr ? "{}" : is_on->text());
  props.removal_policy();
  if (const std::optional<Key> key = sort_key(properties)) {
    props.add(".sort_key = ", code_of(*key));
  }
  if (const tmpl::Node* view =
          only_value(properties.find("StreamSpecification"), "StreamViewType")) {
    add_token("StreamSpecification", ".stream = ", *enumerator(*view, stream_views));
  }
  if (const tmpl::Node* name = properties.find("TableName")) {
    const MemberNames& names = *element.type->props.find("TableName");
    add("TableName", ".table_name = ", props.checked_text(*name, names));
  }
  if (const tmpl::Node* name = expiry(properties)) {
    add("TimeToLiveSpecification", ".ttl_attribute = ", text_literal(name->text()));
  }
  return props.take("TableProps");
}

std::vector<Code> table_calls(const Element& element, Values& /*values*/) {
  if (element.resource->properties->find("BillingMode") != nullptr) return {};
  return {token("resource().props.billing_mode = {}")};
}

std::vector<std::string_view> late_of_table(const tmpl::Node& /*properties*/) {
  return {"KinesisStreamSpecification", "SSESpecification", "Tags"};
}

}  // namespace omnitrack::importing
