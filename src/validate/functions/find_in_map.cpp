#include <algorithm>
#include <vector>

#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "support/quoted.hpp"
#include "validate/functions/functions.hpp"

namespace omnitrack::validate {

using meaning::may_have_more;
using meaning::Path;
using support::quoted;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

std::vector<std::string_view> keys_of(const Node& map) {
  std::vector<std::string_view> keys;
  for (const Member& each : map.members()) keys.push_back(each.key());
  return keys;
}

/// The values that a key surely is one of: itself, or the allowed values of a parameter; empty
/// where that is not known.
std::vector<std::string_view> possible_values(const FunctionContext& context, const Node& key) {
  if (!key.calls(Function::ref)) return {};
  const tmpl::ParameterEntry* parameter = context.index.find_parameter(key.argument().text());
  const Node* allowed =
      parameter == nullptr ? nullptr : parameter->member->value.find("AllowedValues");
  std::vector<std::string_view> values;
  if (allowed == nullptr) return values;
  for (const Node& each : allowed->items()) values.push_back(each.text());
  return values;
}

/// A call of Fn::FindInMap whose mapping is known.
struct Lookup {
  const FunctionContext& context;
  const Path& path;
  const Scope& scope;
  const Member& mapping;
};

/// Whether all keys of a map are seen.
bool is_closed(const Node& map) {
  return map.is(Kind::map) && !map.is_call() && !may_have_more(map);
}

/// Whether any value below a mapping's keys has a second key, or may have it.
bool any_has(const Lookup& lookup, std::string_view second) {
  const auto members = lookup.mapping.value.members();
  return std::any_of(members.begin(), members.end(), [second](const Member& each) {
    return each.value.find(second) != nullptr || !is_closed(each.value);
  });
}

void report_missing(const Lookup& lookup, const Node& key, std::size_t place, std::string message,
                    const Node& map) {
  const Path at(lookup.path, place);
  lookup.context.report.report(when_evaluated(lookup.scope, codes::OT4317), key.begin, key.end, at,
                               std::move(message), did_you_mean(key.text(), keys_of(map)));
}

/// A parameter none of whose values is a key of a map.
void check_values(const Lookup& lookup, const Node& key, std::size_t place,
                  const std::string& where, const Node& map) {
  const auto values = possible_values(lookup.context, key);
  if (values.empty() || std::any_of(values.begin(), values.end(), [&map](std::string_view each) {
        return map.find(each) != nullptr;
      })) {
    return;
  }
  const Path at(lookup.path, place);
  lookup.context.report.warning(codes::OT4318, key, at,
                                where + " has no key for any allowed value of the parameter " +
                                    quoted(key.argument().text()));
}

/// A key that is written out.
bool is_literal(const Lookup& lookup, const Node& key) {
  return key.is_scalar() && !key.is(Kind::null) && !lookup.scope.is_computed(key.text());
}

void check_second_key(const Lookup& lookup, const Node& first, const Node& second) {
  if (is_literal(lookup, first)) {
    const Node* map = lookup.mapping.value.find(first.text());
    if (map == nullptr || !is_closed(*map)) return;
    const std::string where =
        quoted(first.text()) + " of the mapping " + quoted(lookup.mapping.key());
    if (!is_literal(lookup, second)) {
      check_values(lookup, second, 2, where, *map);
    } else if (map->find(second.text()) == nullptr) {
      report_missing(lookup, second, 2, where + " has no key " + quoted(second.text()), *map);
    }
  } else if (is_literal(lookup, second) && !any_has(lookup, second.text())) {
    const auto members = lookup.mapping.value.members();
    if (members.empty()) return;
    report_missing(
        lookup, second, 2,
        "no key of the mapping " + quoted(lookup.mapping.key()) + " has " + quoted(second.text()),
        members.front().value);
  }
}

}  // namespace

void check_find_in_map(const FunctionContext& context, const Node& argument, const Path& path,
                       const Scope& scope) {
  const auto items = argument.items();
  const Node& name = items[0];
  // With a default nothing needs to be there.
  if (items.size() == 4 || !name.is_scalar() || scope.is_computed(name.text()) ||
      context.index.may_have_unseen()) {
    return;
  }
  const Member* mapping = context.index.find_mapping(name.text());
  if (mapping == nullptr) {
    const Path at(path, std::size_t{0});
    context.report.error(codes::OT4316, name, at, "no mapping is named " + quoted(name.text()),
                         context.names.hint_for_mapping(name.text()));
    return;
  }
  if (!is_closed(mapping->value)) return;
  const Lookup lookup{context, path, scope, *mapping};
  const std::string where = "the mapping " + quoted(mapping->key());
  if (!is_literal(lookup, items[1])) {
    check_values(lookup, items[1], 1, where, mapping->value);
  } else if (mapping->value.find(items[1].text()) == nullptr) {
    report_missing(lookup, items[1], 1, where + " has no key " + quoted(items[1].text()),
                   mapping->value);
    return;
  }
  check_second_key(lookup, items[1], items[2]);
}

}  // namespace omnitrack::validate
