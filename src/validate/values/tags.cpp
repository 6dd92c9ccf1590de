#include "validate/values/tags.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>

#include "meaning/cases.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "validate/functions/function_results.hpp"
#include "validate/values/value_problem.hpp"

namespace omnitrack::validate {

using meaning::for_each_case;
using meaning::is_no_value;
using meaning::known_text;
using meaning::Path;
using schema::Limits;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

constexpr std::array<std::string_view, 2> tag_parts{"Key", "Value"};

void check_key(const PropertyScope& scope, std::string_view key, Span at, const Path& path) {
  constexpr std::size_t most = 128;
  if (key.starts_with("aws:")) {
    scope.error(codes::OT4241, at, path,
                "the tag's key " + quoted_in_brief(key) + " begins with 'aws:'",
                "AWS keeps these keys for itself");
  } else if (key.empty() || (key.size() > most && count_characters(key) > most)) {
    scope.error(codes::OT4241, at, path,
                "the tag's key has " + std::to_string(count_characters(key)) +
                    " characters, 1 to 128 are allowed");
  }
}

void check_text(const PropertyScope& scope, const Node& value, Span at, const Path& path) {
  constexpr std::size_t most = 256;
  const auto text = known_text(&value);
  if (!text || text->size() <= most || count_characters(*text) <= most) return;
  scope.error(codes::OT4241, at, path,
              "the tag's value has " + std::to_string(count_characters(*text)) +
                  " characters, at most 256 are allowed");
}

void check_listed_tags(const PropertyScope& scope, const Node& list, const Path& path) {
  const auto items = list.items();
  std::unordered_set<std::string_view> keys;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Node* key_node = items[i].find("Key");
    const auto key = known_text(key_node);
    const Path item(path, i);
    if (const Node* value = items[i].find("Value")) {
      const Path value_path(item, "Value");
      check_text(scope, *value, span_of(*value), value_path);
    }
    if (!key) continue;
    const Path key_path(item, "Key");
    check_key(scope, *key, span_of(*key_node), key_path);
    if (!keys.insert(*key).second) {
      scope.error(codes::OT4242, span_of(*key_node), key_path,
                  "the tag's key " + quoted_in_brief(*key) + " is already that of an earlier tag");
    }
  }
}

// What is surely there, of a list or a map of tags.
std::size_t count_tags(const Node& tags) {
  const auto is_sure = [](const Node& tag) { return !tag.is_call(); };
  return tags.is(Kind::list) ? std::ranges::count_if(tags.items(), is_sure) : tags.members().size();
}

}  // namespace

void check_tag(const PropertyScope& scope, const Node& tag, Span at, const Path& path) {
  bool has_key = false;
  for (const Member& member : tag.members()) {
    const Path below(path, member.key());
    if (member.key() != "Key" && member.key() != "Value") {
      if (member.key().starts_with("Fn::") || scope.context.index.may_have_unseen()) return;
      scope.error(codes::OT4220, scope.span_of_key(member), below,
                  "a tag has no property '" + std::string(member.key()) + '\'',
                  did_you_mean(member.key(), tag_parts));
      continue;
    }
    if (is_no_value(member.value)) continue;
    has_key = has_key || member.key() == "Key";
    if (member.value.is(Kind::null)) {
      scope.error(codes::OT4237, span_of(member.value), below,
                  "null is given, which CloudFormation refuses", "give a text, '' if need be");
    } else if (member.value.is(Kind::list) ||
               (member.value.is(Kind::map) && !member.value.is_call())) {
      scope.error(codes::OT4222, span_of(member.value), below,
                  in_words(member.value) + " is given, text is expected");
    } else if (member.value.is_call() &&
               result_of(scope.context.index, member.value) == Result::list) {
      scope.error(
          codes::OT4239, span_of(member.value), below,
          std::string(name_of(member.value.function)) + " gives a list here, text is expected",
          "Fn::Select takes one item, Fn::Join all");
    }
  }
  if (!has_key) {
    scope.error(codes::OT4221, at, path, "the required property 'Key' is missing", "it is text");
  }
}

void check_tags(const PropertyScope& scope, const Node& properties, const Path& path) {
  const std::string_view name = scope.resource.type->tags();
  const Node* tags = properties.find(name);
  if (tags == nullptr) return;
  const Path tags_path(path, name);
  // A limit of the type's own is told with all others.
  const auto property = scope.resource.type->shape().find(name);
  const Limits limits = property ? property->limits() : Limits(nullptr);
  const bool is_limited = limits && (limits.max_items() || limits.max_properties());
  for_each_case(*tags, tags_path, [&](const Node& value, const Path& value_path) {
    const std::size_t count = value.is_call() || is_limited ? 0 : count_tags(value);
    constexpr std::size_t most = 50;
    if (count > most) {
      scope.error(codes::OT4241, span_of(value), value_path,
                  "it has " + std::to_string(count) + " tags, at most 50 are allowed");
    }
    if (value.is(Kind::list)) {
      check_listed_tags(scope, value, value_path);
      return;
    }
    if (!value.is(Kind::map) || value.is_call()) return;
    for (const Member& member : value.members()) {
      if (member.key().starts_with("Fn::")) continue;
      const Path below(value_path, member.key());
      check_key(scope, member.key(), scope.span_of_key(member), below);
      check_text(scope, member.value, span_of(member.value), below);
    }
  });
}

}  // namespace omnitrack::validate
