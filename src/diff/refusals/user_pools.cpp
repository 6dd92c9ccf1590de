#include <algorithm>
#include <array>

#include "diff/refusals/refusal_check.hpp"
#include "meaning/canonical.hpp"
#include "meaning/known.hpp"
#include "meaning/value_spec.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::diff {

namespace {

using meaning::Case;
using meaning::item_spec;
using meaning::member_spec;
using meaning::property_path;
using meaning::same_meaning;
using meaning::spec_of;
using meaning::ValueSpec;
using tmpl::Kind;
using tmpl::Node;

constexpr std::string_view prefix = "custom:";

/// The name of an attribute, however a custom one is written; empty where it is not known.
std::string_view name_of_attribute(const Node& attribute) {
  if (attribute.is_call()) return {};
  std::string_view name = meaning::known_text(attribute.find("Name")).value_or("");
  if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
  return name;
}

const Node* attribute_of(const Node& schema, std::string_view name) {
  for (const Node& each : schema.items()) {
    if (name_of_attribute(each) == name) return &each;
  }
  return nullptr;
}

bool is_seen(const Case& schema) {
  if (!schema.is_seen || schema.value == nullptr) return schema.is_seen;
  if (!schema.value->is(Kind::list)) return false;
  for (const Node& each : schema.value->items()) {
    if (name_of_attribute(each).empty()) return false;
  }
  return true;
}

/// What holds of an attribute where it is left out.
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SchemaAttributeType.html
struct Trait {
  std::string_view key;
  std::string_view without;
};
constexpr std::array<Trait, 4> traits{{{"AttributeDataType", "String"},
                                       {"DeveloperOnlyAttribute", "false"},
                                       {"Mutable", "true"},
                                       {"Required", "false"}}};

/// Whether an attribute surely changes; nothing is said of what is known later.
bool surely_differs(const Node& before, const Node& after, const ValueSpec& place) {
  for (const Trait& each : traits) {
    const Node* left = meaning::find_value(&before, each.key);
    const Node* right = meaning::find_value(&after, each.key);
    // A standard attribute has a type and a mutability of its own.
    if (left == nullptr || right == nullptr) {
      if (left == right || each.key == "AttributeDataType" || each.key == "Mutable") continue;
      const auto only = meaning::known_boolean(left == nullptr ? right : left);
      if (only && *only != (each.without == "true")) return true;
      continue;
    }
    const auto one = meaning::known_text(left);
    const auto other = meaning::known_text(right);
    if (one && other && !same_meaning(*left, *right, member_spec(place, each.key))) return true;
  }
  for (const std::string_view key : {"StringAttributeConstraints", "NumberAttributeConstraints"}) {
    const Node* left = meaning::find_value(&before, key);
    const Node* right = meaning::find_value(&after, key);
    if (left != nullptr && right != nullptr &&
        !same_meaning(*left, *right, member_spec(place, key))) {
      return true;
    }
  }
  return false;
}

/// Whether one of the two alone says a trait of which a standard attribute has one of its own.
bool is_said_anew(const Node& before, const Node& after) {
  return std::ranges::any_of(std::array{"AttributeDataType", "Mutable"}, [&](const char* key) {
    return (meaning::find_value(&before, key) == nullptr) !=
           (meaning::find_value(&after, key) == nullptr);
  });
}

/// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
class SchemaComparison {
 public:
  SchemaComparison(const RefusalCheck& check, bool is_certain)
      : check_(check),
        is_certain_(is_certain),
        place_(item_spec(spec_of(*check.change.after, "Schema"))) {}

  void compare(const Case& before, const Case& after) {
    static const Node nothing{};
    const Node& old_schema = before.value == nullptr ? nothing : *before.value;
    const Node& new_schema = after.value == nullptr ? nothing : *after.value;
    for (const Node& each : old_schema.items()) {
      const std::string_view name = name_of_attribute(each);
      const Node* now = attribute_of(new_schema, name);
      if (now == nullptr) {
        report(name, "is removed", "leave it in 'Schema'");
      } else if (surely_differs(each, *now, place_)) {
        report(name, "changes", "leave it as it is deployed, and add one of another name");
      } else if (is_said_anew(each, *now)) {
        report(name, "says of itself what it did not say",
               "leave it as it is deployed: the service may take that for a change", false);
      }
    }
    for (const Node& each : new_schema.items()) {
      const std::string_view name = name_of_attribute(each);
      if (attribute_of(old_schema, name) == nullptr &&
          meaning::known_boolean(each.find("Required")) == true) {
        report(name, "is new and required", "set 'Required: false'");
      }
    }
  }

 private:
  void report(std::string_view name, const std::string& does, std::string hint,
              bool is_sure = true) {
    check_.report(codes::OT5102, {.path = property_path("Schema"),
                                  .what = "the attribute '" + std::string(name) + "' " + does +
                                          ", which a user pool that exists refuses",
                                  .hint = std::move(hint),
                                  .is_certain = is_certain_ && is_sure});
  }

  const RefusalCheck& check_;
  bool is_certain_;
  ValueSpec place_;
};

constexpr std::array<std::string_view, 3> fixed{"AliasAttributes", "UsernameAttributes",
                                                "UsernameConfiguration"};

bool same_fixed(const RefusalCheck& check, std::string_view way, const Case& before,
                const Case& after) {
  if (before.value != nullptr && after.value != nullptr) {
    return same_meaning(*before.value, *after.value, spec_of(*check.change.after, way));
  }
  return false;
}

}  // namespace

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-updating.html
void refuse_user_pool_changes(const RefusalCheck& check) {
  if (!check.is_type("AWS::Cognito::UserPool")) return;
  for_each_difference(check, "Schema",
                      [&check](const Case& before, const Case& after, bool is_always) {
                        if (!is_seen(before) || !is_seen(after)) return;
                        SchemaComparison(check, is_always).compare(before, after);
                      });
  for (const std::string_view way : fixed) {
    for_each_difference(check, way, [&](const Case& before, const Case& after, bool is_always) {
      if (same_fixed(check, way, before, after)) return;
      const bool is_known = before.is_seen && after.is_seen &&
                            (before.value == nullptr || !before.value->is_call()) &&
                            (after.value == nullptr || !after.value->is_call());
      check.report(
          codes::OT5102,
          {.path = property_path(way),
           .what = "'" + std::string(way) + "' is set when a user pool is made, and never again",
           .hint = "leave it as it is deployed, or make another pool and move "
                   "the users",
           .is_certain = is_always && is_known});
    });
  }
}

}  // namespace omnitrack::diff
