#include "import/buckets.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "import/construct_props.hpp"
#include "omnitrack/characters.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Function;
using tmpl::Kind;

constexpr std::size_t shortest_bucket = 3;
constexpr std::size_t longest_bucket = 63;

constexpr std::array<Words, 3> ownerships{
    Words{"BucketOwnerEnforced", ""},
    Words{"BucketOwnerPreferred", "ObjectOwnership::bucket_owner_preferred"},
    Words{"ObjectWriter", "ObjectOwnership::object_writer"}};
constexpr std::array<Words, 4> access_blocks{
    Words{"BlockPublicAcls", ".block_acls = "}, Words{"BlockPublicPolicy", ".block_policy = "},
    Words{"IgnorePublicAcls", ".ignore_acls = "},
    Words{"RestrictPublicBuckets", ".restrict_buckets = "}};

// What props of the construct take.
constexpr std::string_view taken_by_props[] = {"BucketEncryption",
                                               "BucketName",
                                               "OwnershipControls",
                                               "PublicAccessBlockConfiguration",
                                               "Tags",
                                               "VersioningConfiguration",
                                               "WebsiteConfiguration"};

bool is_name_word(char c) { return detail::is_lower(c) || detail::is_digit(c); }

bool has_bucket_characters(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return is_name_word(c) || c == '-' || c == '.'; });
}

// The one item of a list that is the one member of a map.
const tmpl::Node* item_alone(const tmpl::Node* map, std::string_view key) {
  if (map == nullptr || !has_only(*map, {key})) return nullptr;
  const tmpl::Node* list = map->find(key);
  return list != nullptr && list->is(Kind::list) && list->count == 1 ? &list->items()[0] : nullptr;
}

// What is not said in the name of a bucket is known to have the characters of one.
bool is_later_name(const tmpl::Node& value) {
  if (!is_later(value)) return false;
  if (value.calls(Function::sub) && value.argument().is(Kind::string)) {
    std::string said(value.argument().text());
    for (std::size_t at = said.find("${"); at != std::string::npos; at = said.find("${", at)) {
      const std::size_t end = said.find('}', at);
      if (end == std::string::npos) return false;
      said.replace(at, end - at + 1, "0");
    }
    return !said.empty() && has_bucket_characters(said) && is_name_word(said.front()) &&
           is_name_word(said.back());
  }
  return value.calls(Function::ref) || value.calls(Function::import_value) ||
         value.calls(Function::find_in_map);
}

bool is_name_of_bucket(const tmpl::Node& value) {
  return is_later_name(value) || (value.is(Kind::string) && is_bucket_name(value.text()));
}

// By the keys of S3, as the construct does by default.
bool is_by_s3(const tmpl::Node* encryption) {
  const tmpl::Node* rule = item_alone(encryption, "ServerSideEncryptionConfiguration");
  if (rule == nullptr || !has_only(*rule, {"ServerSideEncryptionByDefault"})) return false;
  const tmpl::Node* how = rule->find("ServerSideEncryptionByDefault");
  return how != nullptr && has_only(*how, {"SSEAlgorithm"}) &&
         is_text(how->find("SSEAlgorithm"), "AES256");
}

bool is_whole_block(const tmpl::Node* block) {
  if (block == nullptr || !block->is(Kind::map) || block->count != access_blocks.size())
    return false;
  return std::ranges::all_of(access_blocks, [&](const Words& each) {
    const tmpl::Node* value = block->find(each.first);
    return value != nullptr && value->is(Kind::boolean);
  });
}

// The enumerator of who owns objects; nothing where it is not said by one.
std::optional<std::string_view> ownership(const tmpl::Node* controls) {
  const tmpl::Node* rule = item_alone(controls, "Rules");
  const tmpl::Node* owner = rule != nullptr && has_only(*rule, {"ObjectOwnership"})
                                ? rule->find("ObjectOwnership")
                                : nullptr;
  if (owner == nullptr || !owner->is(Kind::string)) return std::nullopt;
  const auto found = std::ranges::find(ownerships, owner->text(), &Words::first);
  return found == ownerships.end() ? std::nullopt : std::optional(found->second);
}

bool is_versioned(const tmpl::Node* versioning) {
  return versioning != nullptr && has_only(*versioning, {"Status"}) &&
         is_text(versioning->find("Status"), "Enabled");
}

// Whether a prop takes a property as it is; what it cannot say is set on the resource.
bool is_taken(std::string_view property, const tmpl::Node& value) {
  if (property == "BucketEncryption") return is_by_s3(&value);
  if (property == "BucketName") return is_name_of_bucket(value);
  if (property == "OwnershipControls") return ownership(&value).has_value();
  if (property == "PublicAccessBlockConfiguration") return is_whole_block(&value);
  if (property == "VersioningConfiguration") return is_versioned(&value);
  return std::ranges::find(taken_by_props, property) != std::end(taken_by_props);
}

Code block(const tmpl::Node* given) {
  if (!is_whole_block(given)) return braces({}, {token(".specified = false")});
  std::vector<Code> members;
  for (const Words& each : access_blocks) {
    if (is_true(given->find(each.first))) continue;
    members.push_back(token(std::string(each.second) + "false"));
  }
  return braces({}, std::move(members));
}

}  // namespace

bool is_bucket_name(std::string_view text) {
  const bool is_reserved = text.starts_with("xn--") || text.starts_with("sthree-") ||
                           text.starts_with("amzn-s3-demo-") || text.ends_with("-s3alias") ||
                           text.find("--") != std::string_view::npos ||
                           text.find('.') != std::string_view::npos;
  return text.size() >= shortest_bucket && text.size() <= longest_bucket && !is_reserved &&
         has_bucket_characters(text) && is_name_word(text.front()) && is_name_word(text.back());
}

bool is_bucket(const tmpl::ResourceEntry& resource, const Element* /*linked*/) {
  const tmpl::Node* properties = resource.properties;
  return properties == nullptr || (properties->is(Kind::map) && !properties->is_call());
}

Code bucket_props(const Element& element, Plan& /*plan*/, Values& values, Comments& comments) {
  static const tmpl::Node nothing = [] {
    tmpl::Node map;
    map.kind = Kind::map;
    return map;
  }();
  const tmpl::Node* given = element.resource->properties;
  const tmpl::Node& properties = given == nullptr ? nothing : *given;
  ConstructProps props(element, values, comments);
  const auto taken_value = [&](std::string_view property) -> const tmpl::Node* {
    const tmpl::Node* value = properties.find(property);
    if (value == nullptr || !is_taken(property, *value)) return nullptr;
    props.take_comments(property);
    return value;
  };
  if (const tmpl::Node* name = taken_value("BucketName")) {
    props.add(".bucket_name = ",
              props.checked_text(*name, *element.type->props.find("BucketName")));
  }
  if (taken_value("BucketEncryption") == nullptr) {
    props.add(".encryption = ", token("BucketEncryption::unspecified()"));
  }
  props.add(".enforce_tls = ", token("false"));
  const std::optional<std::string_view> owner = ownership(taken_value("OwnershipControls"));
  if (!owner) {
    props.add(".object_ownership = ", token("{}"));
  } else if (!owner->empty()) {
    props.add(".object_ownership = ", token(std::string(*owner)));
  }
  Code said = block(taken_value("PublicAccessBlockConfiguration"));
  if (!said.items.empty()) props.add(".public_access = ", std::move(said));
  props.removal_policy();
  if (given != nullptr) props.value("Tags", ".tags = ");
  if (taken_value("VersioningConfiguration") != nullptr) {
    props.add(".versioning = ", token("true"));
  }
  if (given != nullptr) props.value("WebsiteConfiguration", ".website = ");
  return props.take("BucketProps");
}

std::vector<std::string_view> late_of_bucket(const tmpl::Node& properties) {
  std::vector<std::string_view> late;
  for (const tmpl::Member& each : properties.members()) {
    if (!is_taken(each.key(), each.value)) late.push_back(each.key());
  }
  return late;
}

}  // namespace omnitrack::importing
