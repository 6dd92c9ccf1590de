#include <algorithm>
#include <string>

#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "validate/context.hpp"
#include "validate/document/known_keys.hpp"

namespace omnitrack::validate {

namespace {

using meaning::may_have_more;
using meaning::Path;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/mappings-section-structure.html

bool is_key(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return c == '.' || c == '-' || is_alphanumeric({&c, 1});
  });
}

// Tells a call where only what is written out can stand, and returns whether it is one.
bool is_call_here(const Context& context, const Node& value, const Path& path) {
  if (!value.is_call() || value.calls(tmpl::Function::condition)) return false;
  if (!value.calls(tmpl::Function::transform) && !context.index.uses_language_extensions()) {
    context.report.error(codes::OT4433, value, path,
                         "a mapping cannot have " + what_is(value) + " in it",
                         "mappings are written out; choose among their values by Fn::FindInMap");
  }
  return true;
}

void check_attribute(const Context& context, const Member& attribute, const Path& path) {
  const Node& value = attribute.value;
  if (is_call_here(context, value, path)) return;
  if (!context.index.uses_language_extensions() && !is_alphanumeric(attribute.key())) {
    context.report.error_at_key(codes::OT4434, attribute, path,
                                "the attribute '" + std::string(attribute.key()) +
                                    "' has characters other than letters and digits");
  }
  if (value.is(Kind::map)) {
    context.report.error(codes::OT4432, value, path,
                         "a mapped value must be text or a list of texts, not " + what_is(value));
    return;
  }
  for (std::size_t i = 0; i < value.items().size(); ++i) {
    is_call_here(context, value.items()[i], Path(path, i));
  }
}

void check_key(const Context& context, const Member& key, const Path& path) {
  if (is_call_here(context, key.value, path)) return;
  if (!context.index.uses_language_extensions() && !is_key(key.key())) {
    context.report.error_at_key(
        codes::OT4434, key, path,
        "the key '" + std::string(key.key()) +
            "' has characters other than letters, digits, dots and hyphens");
  }
  if (!may_be(key.value, Wants::map)) {
    context.report.error(
        codes::OT4431, key.value, path,
        "a key of a mapping must be a map of attributes, not " + what_is(key.value));
    return;
  }
  if (key.value.is(Kind::map) && key.value.members().empty()) {
    context.report.error(codes::OT4431, key.value, path, "the key has no attributes");
  }
  for (const Member& attribute : key.value.members()) {
    check_attribute(context, attribute, Path(path, attribute.key()));
  }
}

void check_mapping(const Context& context, const Member& mapping, const Path& path) {
  const Node& value = mapping.value;
  if (!may_be(value, Wants::map)) {
    context.report.error(codes::OT4430, value, path,
                         "a mapping must be a map, not " + what_is(value));
    return;
  }
  if (value.is(Kind::map) && value.members().empty()) {
    context.report.error(codes::OT4430, value, path, "the mapping has no keys");
  }
  if (is_call_here(context, value, path) || may_have_more(value)) return;
  for (const Member& key : value.members()) check_key(context, key, Path(path, key.key()));
}

}  // namespace

void check_mappings(const Context& context) {
  if (context.index.has_own_macro()) return;
  const Path top;
  const Path section(top, "Mappings");
  for (const Member& mapping : context.index.mappings()) {
    if (mapping.key() == "Fn::Transform") continue;
    check_mapping(context, mapping, Path(section, mapping.key()));
  }
}

}  // namespace omnitrack::validate
