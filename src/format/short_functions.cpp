#include "format/short_functions.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "format/scalar_text.hpp"
#include "template/yaml_scalar.hpp"

namespace omnitrack::format {

namespace {

// Those whose page gives a short form, `Fn::Transform` apart, which may have siblings.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> short_forms{{
    {"Ref", "!Ref"},
    {"Fn::And", "!And"},
    {"Fn::Base64", "!Base64"},
    {"Fn::Cidr", "!Cidr"},
    {"Fn::Equals", "!Equals"},
    {"Fn::FindInMap", "!FindInMap"},
    {"Fn::GetAtt", "!GetAtt"},
    {"Fn::GetAZs", "!GetAZs"},
    {"Fn::If", "!If"},
    {"Fn::ImportValue", "!ImportValue"},
    {"Fn::Join", "!Join"},
    {"Fn::Not", "!Not"},
    {"Fn::Or", "!Or"},
    {"Fn::Select", "!Select"},
    {"Fn::Split", "!Split"},
    {"Fn::Sub", "!Sub"},
}};

std::string_view short_form_of(std::string_view key) {
  const auto found = std::ranges::find(short_forms, key, [](const auto& row) { return row.first; });
  return found == short_forms.end() ? std::string_view() : found->second;
}

bool is_text(const Value& value) {
  if (!value.is_scalar() || value.has_properties()) return false;
  return value.style != Style::plain ||
         tmpl::kind_of_plain_scalar(value.text) == tmpl::Kind::string;
}

// A map or another call must stay below the whole name, as a value has one tag only.
bool can_follow_tag(const Value& argument) {
  if (argument.has_properties()) return false;
  return argument.shape == Shape::list || is_text(argument);
}

// There is no line any more for a comment above the key, and one alone for two at its end.
bool can_keep_comments(const Value& call) {
  const Entry& only = call.entries.front();
  const Value& argument = only.value;
  if (!only.before.empty() || !call.trailing.empty()) return false;
  if (!call.head_comment.empty() && !argument.head_comment.empty()) return false;
  if (argument.is_collection()) return true;
  const int ends = static_cast<int>(!call.head_comment.empty()) +
                   static_cast<int>(!call.line_comment.empty()) +
                   static_cast<int>(!argument.head_comment.empty()) +
                   static_cast<int>(!argument.line_comment.empty());
  return ends <= 1;
}

void become_argument(Value& call, std::string_view tag) {
  Value argument = std::move(call.entries.front().value);
  argument.tag = tag;
  argument.begin = call.begin;
  if (argument.head_comment.empty()) argument.head_comment = std::move(call.head_comment);
  if (argument.line_comment.empty()) {
    argument.line_comment = std::move(call.line_comment);
  } else if (!call.line_comment.empty()) {
    argument.trailing.push_back({.text = std::move(call.line_comment)});
  }
  call = std::move(argument);
}

void shorten_call(Value& value) {
  if (value.shape != Shape::map || value.has_properties() || value.entries.size() != 1) return;
  const Value& key = value.entries.front().key;
  if (!key.is_scalar() || key.has_properties()) return;
  const std::string_view tag = short_form_of(key.text);
  if (tag.empty() || !can_follow_tag(value.entries.front().value) || !can_keep_comments(value)) {
    return;
  }
  become_argument(value, tag);
}

bool is_name(const Value& value) {
  return is_text(value) && value.lines.empty() && value.text.find('\n') == std::string::npos &&
         !value.text.empty();
}

// `!GetAtt [Resource, Attribute]` is `!GetAtt Resource.Attribute`, unless the resource's name,
// which ends at the first point there, has one itself.
void join_attribute(Value& value) {
  if (value.tag != "!GetAtt" || value.shape != Shape::list || value.entries.size() != 2) return;
  std::vector<std::string> comments;
  const auto gather = [&](const std::string& comment) {
    if (!comment.empty()) comments.push_back(comment);
  };
  for (const Entry& part : value.entries) {
    if (!part.before.empty() || !is_name(part.value)) return;
    gather(part.value.line_comment);
  }
  gather(value.head_comment);
  gather(value.line_comment);
  if (!value.trailing.empty() || comments.size() > 1) return;
  const std::string& resource = value.entries[0].value.text;
  if (resource.find('.') != std::string::npos) return;
  value.text = resource + '.' + value.entries[1].value.text;
  value.style = Style::single_quoted;
  value.shape = Shape::scalar;
  value.is_flow = false;
  value.entries.clear();
  value.head_comment.clear();
  value.line_comment = comments.empty() ? std::string() : comments.front();
}

// `Condition` is a function where a condition is expected, and a property of many maps elsewhere.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html
void shorten_conditions(Value& value) {
  constexpr std::array<std::string_view, 3> takes_conditions{"!And", "!Not", "!Or"};
  if (std::ranges::find(takes_conditions, value.tag) == takes_conditions.end()) return;
  for (Entry& entry : value.entries) {
    Value& call = entry.value;
    if (call.shape != Shape::map || call.has_properties() || call.entries.size() != 1) continue;
    const Entry& only = call.entries.front();
    if (only.key.text != "Condition" || !is_name(only.value)) continue;
    if (can_keep_comments(call)) become_argument(call, "!Condition");
  }
}

}  // namespace

void shorten(Value& value) {
  shorten_call(value);
  shorten_conditions(value);
  join_attribute(value);
}

}  // namespace omnitrack::format
