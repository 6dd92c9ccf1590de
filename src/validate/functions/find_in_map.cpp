#include <algorithm>
#include <span>
#include <vector>

#include "meaning/known.hpp"
#include "meaning/mappings.hpp"
#include "omnitrack/codes.hpp"
#include "support/quoted.hpp"
#include "validate/functions/functions.hpp"

namespace omnitrack::validate {

using meaning::allowed_values;
using meaning::look_up;
using meaning::LookUp;
using meaning::may_have_more;
using meaning::Path;
using support::quoted;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

std::vector<std::string_view> keys_of(const Node& map) {
  std::vector<std::string_view> keys;
  for (const Member& each : map.members()) keys.push_back(each.key());
  return keys;
}

/// A call of Fn::FindInMap whose mapping is known.
struct MapCall {
  const FunctionContext& context;
  const Path& path;
  const Scope& scope;
  const LookUp& found;
  std::span<const Node> arguments;

  [[nodiscard]] const Member& mapping() const { return *found.mapping; }
  /// Whether a key is known, and not made by a loop.
  [[nodiscard]] bool is_known(const std::optional<std::string_view>& key) const {
    return key && !scope.is_computed(*key);
  }
};

/// Whether all keys of a map are seen.
bool is_closed(const Node& map) {
  return map.is(Kind::map) && !map.is_call() && !may_have_more(map);
}

/// Whether any value below a mapping's keys has a second key, or may have it.
bool any_has(const Member& mapping, std::string_view second) {
  return std::ranges::any_of(mapping.value.members(), [second](const Member& each) {
    return each.value.find(second) != nullptr || !is_closed(each.value);
  });
}

void report_missing(const MapCall& call, std::size_t place, std::string_view key,
                    std::string message, const Node& map) {
  const Node& argument = call.arguments[place];
  const Path at(call.path, place);
  call.context.report.report(when_evaluated(call.scope, codes::OT4317), argument.begin,
                             argument.end, at, std::move(message), did_you_mean(key, keys_of(map)));
}

/// A parameter none of whose values is a key of a map.
void check_allowed_values(const MapCall& call, std::size_t place, const std::string& where,
                          const Node& map) {
  const Node& key = call.arguments[place];
  const Node* allowed = allowed_values(call.context.index, key);
  if (allowed == nullptr || allowed->items().empty() ||
      std::ranges::any_of(allowed->items(),
                          [&map](const Node& each) { return map.find(each.text()) != nullptr; })) {
    return;
  }
  const Path at(call.path, place);
  call.context.report.warning(codes::OT4318, key, at,
                              where + " has no key for any allowed value of the parameter " +
                                  quoted(key.argument().text()));
}

void check_second_key_of(const MapCall& call, const Node& row) {
  if (!is_closed(row)) return;
  const std::string where =
      quoted(*call.found.first) + " of the mapping " + quoted(call.mapping().key());
  const auto& second = call.found.second;
  if (!call.is_known(second)) {
    check_allowed_values(call, 2, where, row);
  } else if (call.found.value == nullptr) {
    report_missing(call, 2, *second, where + " has no key " + quoted(*second), row);
  }
}

void check_second_key_of_any(const MapCall& call) {
  const auto& second = call.found.second;
  const auto members = call.mapping().value.members();
  if (!call.is_known(second) || members.empty() || any_has(call.mapping(), *second)) return;
  report_missing(
      call, 2, *second,
      "no key of the mapping " + quoted(call.mapping().key()) + " has " + quoted(*second),
      members.front().value);
}

void check_keys(const MapCall& call) {
  const LookUp& found = call.found;
  const std::string where = "the mapping " + quoted(call.mapping().key());
  if (!call.is_known(found.first)) {
    check_allowed_values(call, 1, where, call.mapping().value);
    check_second_key_of_any(call);
  } else if (found.row == nullptr) {
    report_missing(call, 1, *found.first, where + " has no key " + quoted(*found.first),
                   call.mapping().value);
  } else {
    check_second_key_of(call, *found.row);
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
  const LookUp found = look_up(context.index, argument);
  if (found.mapping == nullptr) {
    const Path at(path, std::size_t{0});
    context.report.error(codes::OT4316, name, at, "no mapping is named " + quoted(name.text()),
                         context.names.hint_for_mapping(name.text()));
  } else if (is_closed(found.mapping->value)) {
    check_keys({context, path, scope, found, items});
  }
}

}  // namespace omnitrack::validate
