#include "validate/values/property_values.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <unordered_set>

#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "validate/functions/function_results.hpp"
#include "validate/values/combination_words.hpp"
#include "validate/values/parameter_values.hpp"
#include "validate/values/reference_kinds.hpp"
#include "validate/values/tags.hpp"
#include "validate/values/value_problem.hpp"

namespace omnitrack::validate {

using meaning::is_no_value;
using meaning::may_be_rewritten;
using meaning::Path;
using meaning::surely_same;
using meaning::written_text;
using schema::Accepts;
using schema::Limits;
using schema::Type;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

// Where `aws cloudformation package` replaces a path of this machine by an object.
struct PackagedProperty {
  std::string_view type;
  std::string_view property;
};
constexpr std::array<PackagedProperty, 7> packaged_properties{{
    {"AWS::ApiGateway::RestApi", "BodyS3Location"},
    {"AWS::ApiGatewayV2::Api", "BodyS3Location"},
    {"AWS::CodeCommit::Repository", "S3"},
    {"AWS::ElasticBeanstalk::ApplicationVersion", "SourceBundle"},
    {"AWS::Lambda::Function", "Code"},
    {"AWS::Lambda::LayerVersion", "Content"},
    {"AWS::StepFunctions::StateMachine", "DefinitionS3Location"},
}};

bool is_packaged(const PropertyScope& scope, const Path& path) {
  return std::any_of(packaged_properties.begin(), packaged_properties.end(),
                     [&](const PackagedProperty& each) {
                       return each.type == scope.resource.type_name && each.property == path.key();
                     });
}

void report_null(const PropertyScope& scope, const Node& node, const Path& path) {
  if (scope.context.index.may_have_unseen()) return;
  scope.context.report.error(codes::OT4237, node, path,
                             "null is given, which CloudFormation refuses",
                             "leave the property out, or give {\"Ref\": \"AWS::NoValue\"}");
}

// What may be anything must still hold no null.
void check_anything(const PropertyScope& scope, const Node& node, const Path& path) {
  if (may_be_rewritten(node)) return;
  if (node.is(Kind::null)) report_null(scope, node, path);
  if (node.is(Kind::list)) {
    const auto items = node.items();
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (items[i].is_scalar() && !items[i].is(Kind::null)) continue;
      const Path item(path, i);
      check_anything(scope, items[i], item);
    }
  }
  for (const Member& member : node.members()) {
    if (member.value.is_scalar() && !member.value.is(Kind::null)) continue;
    const Path below(path, member.key());
    check_anything(scope, member.value, below);
  }
}

void report_type(const PropertyScope& scope, const Node& node, Type type, const Path& path) {
  std::string hint;
  if (type.accepts() & Accepts::list) {
    hint =
        node.is_call() ? "write it as the one item of a list" : "write it as a list, even of one";
  }
  scope.context.report.error(codes::OT4222, node, path,
                             in_words(node) + " is given, " + in_words(type) + " is expected",
                             std::move(hint));
}

// What to do where a value is wrong only as YAML reads it: OFF as a boolean, 010 as 8.
std::string hint_of_reading(const PropertyScope& scope, const Node& node,
                            const Expected& expected) {
  const std::string_view written = scope.context.index.source().written(node);
  const bool is_read_otherwise = node.is_plain && !node.is(Kind::string) && written != node.text();
  if (!is_read_otherwise || written.empty()) return {};
  Node quoted = node;
  quoted.kind = Kind::string;
  quoted.is_plain = false;
  quoted.characters = written.data();
  quoted.count = static_cast<std::uint32_t>(written.size());
  if (node.is(Kind::number) && find_problem(quoted, expected.type, expected.limits)) return {};
  return "YAML reads " + std::string(written) + " as " + std::string(node.text()) +
         "; put it in quotes: '" + std::string(written) + "'";
}

void report_problem(const PropertyScope& scope, const Node& node, const Path& path,
                    ValueProblem problem) {
  Reporter& report = scope.context.report;
  if (problem.is_warning) {
    report.warning(problem.code, node, path, std::move(problem.message), std::move(problem.hint));
  } else {
    report.error(problem.code, node, path, std::move(problem.message), std::move(problem.hint));
  }
}

void check_scalar(const PropertyScope& scope, const Node& node, const Expected& expected,
                  const Path& path) {
  const std::uint16_t accepts = expected.type.accepts();
  if (takes_scalars(accepts)) {
    if (auto problem = find_problem(node, expected.type, expected.limits)) {
      if (auto hint = hint_of_reading(scope, node, expected); !hint.empty()) {
        problem->hint = std::move(hint);
      }
      report_problem(scope, node, path, std::move(*problem));
    } else if (expected.property.relation_count() != 0) {
      check_identifier(scope, node, expected.property, path);
    }
    return;
  }
  if (is_dynamic(node)) return;
  if (node.is(Kind::string) && is_packaged(scope, path)) {
    if (scope.context.index.uses_sam()) return;
    scope.context.report.warning(codes::OT4243, node, path,
                                 quoted_in_brief(node.text()) +
                                     " is a path on this machine, which only "
                                     "'aws cloudformation package' can replace");
    return;
  }
  report_type(scope, node, expected.type, path);
}

void check_unique(const PropertyScope& scope, const Node& list, const Path& path) {
  const auto items = list.items();
  const auto report = [&](std::size_t index) {
    const Path item(path, index);
    scope.context.report.error(codes::OT4229, items[index], item,
                               "the item is already in the list, where each may appear only once");
  };
  constexpr std::size_t few = 16;
  if (items.size() > few) {
    std::unordered_set<std::string> seen;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (surely_same(items[i], items[i]) && !seen.insert(written_text(items[i])).second) {
        report(i);
      }
    }
    return;
  }
  for (std::size_t i = 1; i < items.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!surely_same(items[j], items[i])) continue;
      report(i);
      break;
    }
  }
}

// How many items a list will have, as far as it is known.
struct ItemCount {
  std::size_t least = 0;
  std::size_t most = 0;
};

ItemCount count_items(const Node& list) {
  ItemCount count;
  for (const Node& item : list.items()) {
    if (is_no_value(item)) continue;
    switch (item.function) {
      case Function::if_:
        ++count.most;
        break;
      case Function::for_each:
      case Function::transform:
      case Function::unknown:
        return {0, std::numeric_limits<std::size_t>::max()};
      default:
        ++count.least;
        ++count.most;
    }
  }
  return count;
}

// What is counted: one of it, and several.
struct Counted {
  std::string_view one;
  std::string_view many;
};

void check_size(const PropertyScope& scope, FindingCode<Severity::error> code, ItemCount count,
                std::optional<std::uint64_t> least, std::optional<std::uint64_t> most, Counted what,
                Span at, const Path& path) {
  if (count.most < least.value_or(0)) {
    scope.error(code, at, path,
                "it has " + counted(count.most, what.one, what.many) + ", at least " +
                    counted(*least, "is needed", "are needed"));
  } else if (count.least > most.value_or(std::numeric_limits<std::uint64_t>::max())) {
    scope.error(code, at, path,
                "it has " + counted(count.least, what.one, what.many) + ", at most " +
                    counted(*most, "is allowed", "are allowed"));
  }
}

void check_list(const PropertyScope& scope, const Node& node, const Expected& expected, Span at,
                const Path& path) {
  const std::uint16_t accepts = expected.type.accepts();
  if (!(accepts & Accepts::list)) {
    if (accepts & Accepts::json) {
      check_anything(scope, node, path);
    } else {
      report_type(scope, node, expected.type, path);
    }
    return;
  }
  const auto items = node.items();
  const Expected each{expected.type.item(), expected.item_limits, expected.property,
                      Limits(nullptr)};
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Path item(path, i);
    check_value(scope, items[i], each, span_of(items[i]), item);
  }
  if (!expected.limits) return;
  check_size(scope, codes::OT4228, count_items(node), expected.limits.min_items(),
             expected.limits.max_items(), {"item", "items"}, at, path);
  if (expected.limits.unique_items() && items.size() > 1) check_unique(scope, node, path);
}

void check_map(const PropertyScope& scope, const Node& node, const Expected& expected, Span at,
               const Path& path) {
  if (may_be_rewritten(node)) return;
  const Type type = expected.type;
  const std::uint16_t accepts = type.accepts();
  if (accepts & Accepts::json || type.shape_count() > 1) {
    check_anything(scope, node, path);
  } else if (accepts & Accepts::object) {
    check_shape(scope, type.shape(0), node, at, path);
  } else if (accepts & Accepts::tag) {
    check_tag(scope, node, at, path);
  } else if (accepts & Accepts::map) {
    ItemCount count{0, 0};
    const Expected each{type.map_value(), Limits(nullptr), expected.property, Limits(nullptr)};
    for (const Member& member : node.members()) {
      if (member.key().starts_with("Fn::")) {
        count = {0, std::numeric_limits<std::size_t>::max()};
        break;
      }
      const Path below(path, member.key());
      check_value(scope, member.value, each, scope.span_of_key(member), below);
      if (!is_no_value(member.value)) ++count.most;
      if (!member.value.is_call()) ++count.least;
    }
    if (!expected.limits) return;
    check_size(scope, codes::OT4230, count, expected.limits.min_properties(),
               expected.limits.max_properties(), {"entry", "entries"}, at, path);
  } else {
    report_type(scope, node, type, path);
  }
}

void check_result(const PropertyScope& scope, const Node& call, Type type, const Path& path) {
  const std::uint16_t accepts = type.accepts();
  if (accepts & Accepts::json) return;
  const std::string name(name_of(call.function));
  switch (result_of(scope.context.index, call)) {
    case Result::unknown:
      return;
    case Result::list:
      if (accepts & Accepts::list) return;
      scope.context.report.error(
          codes::OT4239, call, path,
          name + " gives a list here, " + in_words(type) + " is expected",
          takes_scalars(accepts) ? "Fn::Select takes one item, Fn::Join all" : "");
      return;
    case Result::one:
      if (takes_scalars(accepts) || is_packaged(scope, path)) return;
      scope.context.report.error(
          codes::OT4239, call, path,
          name + " gives one value here, " + in_words(type) + " is expected",
          accepts & Accepts::list ? "put it into a list, or split it by Fn::Split" : "");
  }
}

void check_call(const PropertyScope& scope, const Node& call, const Expected& expected,
                const Path& path) {
  if (call.calls(Function::if_)) {
    const auto branches = call.argument().items();
    if (branches.size() != 3 || !branches[0].is(Kind::string)) return;
    const Path below(path, name_of(Function::if_));
    for (std::size_t i = 1; i < 3; ++i) {
      const Path branch(below, i);
      check_value(scope, branches[i], expected, span_of(branches[i]), branch);
    }
    return;
  }
  if (is_no_value(call)) return;
  if (call.calls(Function::sub) && call.argument().is(Kind::string) &&
      call.argument().text().find("${") == std::string_view::npos) {
    const Path below(path, name_of(Function::sub));
    check_scalar(scope, call.argument(), expected, below);
    return;
  }
  check_result(scope, call, expected.type, path);
  const meaning::Name name = meaning::sole_name(call);
  if (name.text.empty()) return;
  check_reference_kind(scope, name, call, expected, path);
  if (name.attribute.empty()) check_parameter_values(scope, name.text, expected, path);
}

}  // namespace

void check_value(const PropertyScope& scope, const Node& node, const Expected& expected, Span at,
                 const Path& path) {
  switch (node.kind) {
    case Kind::null:
      report_null(scope, node, path);
      return;
    case Kind::list:
      check_list(scope, node, expected, at, path);
      return;
    case Kind::map:
      if (node.is_call() && !node.calls(Function::condition)) {
        check_call(scope, node, expected, path);
      } else {
        check_map(scope, node, expected, at, path);
      }
      return;
    default:
      check_scalar(scope, node, expected, path);
  }
}

}  // namespace omnitrack::validate
