#include "validate/functions/functions.hpp"

#include "omnitrack/codes.hpp"

namespace omnitrack::validate {

using meaning::NameKind;
using meaning::Names;
using meaning::Path;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

constexpr FunctionSet of_conditions{Function::and_, Function::equals, Function::not_,
                                    Function::or_};
constexpr FunctionSet of_rules{Function::contains,       Function::each_member_equals,
                               Function::each_member_in, Function::ref_all,
                               Function::value_of,       Function::value_of_all};
// What is known before any resource is made.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html
constexpr FunctionSet not_in_conditions{
    Function::base64, Function::cidr,         Function::get_att,         Function::get_azs,
    Function::if_,    Function::import_value, Function::get_stack_output};
constexpr FunctionSet of_extensions{Function::length, Function::to_json_string};

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-rules.html
bool may_stand_in_rules(Function function) {
  return of_rules.has(function) || of_conditions.has(function) || function == Function::ref ||
         function == Function::transform;
}

void report_in_rules(const FunctionContext& context, const Node& call, const Path& path) {
  context.report.error(
      codes::OT4301, call, path,
      "'" + std::string(tmpl::name_of(call.function)) + "' cannot be used in 'Rules'",
      "rules know parameters only: by Ref and the functions of rules");
}

/// Whether a call may stand where it stands; reports it otherwise.
bool may_stand(const FunctionContext& context, const Node& call, const Path& path,
               const Scope& scope) {
  const Function function = call.function;
  const auto name = [function] { return "'" + std::string(tmpl::name_of(function)) + "'"; };
  if (of_extensions.has(function)) return check_has_extensions(context, name(), call, path);
  if (scope.call_site == CallSite::rule) {
    if (may_stand_in_rules(function)) return true;
    report_in_rules(context, call, path);
    return false;
  }
  if (of_rules.has(function)) {
    context.report.error(codes::OT4301, call, path, name() + " can be used only in 'Rules'");
    return false;
  }
  if (scope.call_site == CallSite::value && of_conditions.has(function)) {
    context.report.error(codes::OT4301, call, path, name() + " can be used only in 'Conditions'",
                         "give the comparison a name there and use it by 'Fn::If'");
    return false;
  }
  if (scope.call_site == CallSite::condition && not_in_conditions.has(function)) {
    context.report.error(codes::OT4301, call, path, name() + " cannot be used in 'Conditions'",
                         "conditions know parameters and mappings only");
    return false;
  }
  return true;
}

void report_unknown(const FunctionContext& context, const Member& call, const Path& path) {
  static constexpr std::string_view known[] = {
      "Fn::And",       "Fn::Base64",       "Fn::Cidr",
      "Fn::Equals",    "Fn::FindInMap",    "Fn::ForEach",
      "Fn::GetAZs",    "Fn::GetAtt",       "Fn::GetStackOutput",
      "Fn::If",        "Fn::ImportValue",  "Fn::Join",
      "Fn::Length",    "Fn::Not",          "Fn::Or",
      "Fn::Select",    "Fn::Split",        "Fn::Sub",
      "Fn::Transform", "Fn::ToJsonString", "Ref"};
  if (context.index.has_own_macro()) return;
  const std::string_view key = call.key();
  std::string hint = key == "Fn::Ref"         ? "it is written 'Ref'"
                     : key == "Fn::Condition" ? "it is written 'Condition'"
                                              : did_you_mean(key, known);
  context.report.error_at_key(codes::OT4300, call, path,
                              "no function is named '" + std::string(key) + "'", std::move(hint));
}

/// Whether a key that stands beside others is meant as a call.
bool is_meant_as_call(const FunctionContext& context, const Member& member) {
  const std::string_view key = member.key();
  if (key == "Ref") {
    if (!member.value.is(Kind::string)) return false;
    const NameKind kind = context.names.find(member.value.text()).kind;
    return kind != NameKind::unknown && kind != NameKind::unseen;
  }
  return key.starts_with("Fn::") && key != "Fn::Transform" && !tmpl::is_loop_key(key);
}

void check_members(const FunctionContext& context, const Node& map, const Path& path,
                   const Scope& scope) {
  for (const Member& member : map.members()) {
    const Path at(path, member.key());
    if (map.has_function_key && tmpl::is_loop_key(member.key())) {
      if (!check_loop(context, member, at, scope)) continue;
      const auto items = member.value.items();
      const Loop loop{.identifier = items[0].text(), .outer = scope.loop};
      Scope inside = scope;
      inside.loop = &loop;
      const Path collection(at, 1);
      check_value(context, items[1], collection, scope);
      const Path body(at, 2);
      check_members(context, items[2], body, inside);
      continue;
    }
    if (map.count > 1 && is_meant_as_call(context, member)) {
      if (!context.index.has_own_macro()) {
        context.report.error_at_key(
            codes::OT4302, member, at,
            "'" + std::string(member.key()) + "' stands beside other keys, so it is not called",
            "a function must be the only key of its map");
      }
      continue;
    }
    check_value(context, member.value, at, scope);
  }
}

/// Visits the members of a section, and of the loops in it, that `check` is for.
template <typename Check>
void check_entries(const FunctionContext& context, const Node& section, const Path& path,
                   const Scope& scope, const Check& check) {
  for (const Member& member : section.members()) {
    const Path at(path, member.key());
    if (tmpl::is_loop_key(member.key())) {
      if (!check_loop(context, member, at, scope)) continue;
      const auto items = member.value.items();
      const Path collection(at, 1);
      check_value(context, items[1], collection, scope);
      const Loop loop{.identifier = items[0].text(), .outer = scope.loop};
      Scope inside = scope;
      inside.loop = &loop;
      const Path body(at, 2);
      check_entries(context, items[2], body, inside, check);
    } else if (member.key() != "Fn::Transform") {
      check(member, at, scope);
    }
  }
}

/// The condition that a resource or an output has; checks its name.
const Node* own_condition(const FunctionContext& context, const Node& entry, const Path& path,
                          const Scope& scope) {
  const Node* condition = entry.find("Condition");
  if (condition == nullptr || !condition->is(Kind::string)) return nullptr;
  const Path at(path, "Condition");
  check_condition_name(context, *condition, at, scope);
  return condition;
}

void check_resource(const FunctionContext& context, const Member& resource, const Path& path,
                    const Scope& outer) {
  Scope scope = outer;
  scope.user = context.index.find_resource(resource.key());
  Guard guard;
  if (const Node* condition = own_condition(context, resource.value, path, scope)) {
    guard.condition = condition->text();
    scope.guard = &guard;
  }
  for (const Member& part : resource.value.members()) {
    const std::string_view key = part.key();
    const Path at(path, key);
    if (key == "DependsOn") {
      check_depends_on(context, part.value, at, scope);
    } else if (key == "Properties" || key == "Metadata" || key == "CreationPolicy" ||
               key == "UpdatePolicy" ||
               (context.index.uses_language_extensions() &&
                (key == "DeletionPolicy" || key == "UpdateReplacePolicy"))) {
      check_value(context, part.value, at, scope);
    }
  }
}

void check_output(const FunctionContext& context, const Member& output, const Path& path,
                  const Scope& outer) {
  Scope scope = outer;
  Guard guard;
  if (const Node* condition = own_condition(context, output.value, path, scope)) {
    guard.condition = condition->text();
    scope.guard = &guard;
  }
  for (const Member& part : output.value.members()) {
    if (part.key() != "Value" && part.key() != "Export") continue;
    const Path at(path, part.key());
    check_value(context, part.value, at, scope);
  }
}

void check_section(const FunctionContext& context, std::string_view name, const Scope& scope,
                   void (*check)(const FunctionContext&, const Member&, const Path&,
                                 const Scope&)) {
  const Node* section = context.index.section(name);
  if (section == nullptr) return;
  const Path root;
  const Path path(root, name);
  check_entries(context, *section, path, scope,
                [&context, check](const Member& member, const Path& at, const Scope& inside) {
                  check(context, member, at, inside);
                });
}

void check_entry(const FunctionContext& context, const Member& entry, const Path& path,
                 const Scope& scope) {
  check_value(context, entry.value, path, scope);
}

}  // namespace

bool Scope::is_loop_variable(std::string_view name) const {
  for (const Loop* each = loop; each != nullptr; each = each->outer) {
    if (each->identifier == name) return true;
  }
  return false;
}

bool Scope::is_computed(std::string_view text) const {
  return loop != nullptr && (text.find("${") != std::string_view::npos ||
                             text.find("&{") != std::string_view::npos || is_loop_variable(text));
}

void check_value(const FunctionContext& context, const Node& value, const Path& path,
                 const Scope& scope) {
  switch (value.kind) {
    case Kind::string:
      check_plain_text(context, value, path, scope);
      check_written_call(context, value, path, scope);
      return;
    case Kind::list: {
      const auto items = value.items();
      for (std::size_t i = 0; i < items.size(); ++i) {
        const Path at(path, i);
        check_value(context, items[i], at, scope);
      }
      return;
    }
    case Kind::map:
      break;
    default:
      return;
  }
  switch (value.function) {
    case Function::condition:
      // A map with the one key `Condition` is data wherever no condition is expected.
      if (scope.call_site == CallSite::condition) {
        const Path at(path, "Condition");
        check_condition_name(context, value.argument(), at, scope);
        return;
      }
      if (scope.call_site == CallSite::rule) return report_in_rules(context, value, path);
      check_members(context, value, path, scope);
      return;
    case Function::none:
    case Function::for_each:
      check_members(context, value, path, scope);
      return;
    case Function::unknown: {
      const Path at(path, value.members().front().key());
      report_unknown(context, value.members().front(), at);
      return;
    }
    default:
      if (may_stand(context, value, path, scope)) check_arguments(context, value, path, scope);
  }
}

void check_functions(const Context& context) {
  const Names names(context.index, context.made);
  std::unordered_map<std::string, bool> guard_results;
  const FunctionContext functions{context.index, context.report, names, guard_results};
  check_section(functions, "Conditions", {.call_site = CallSite::condition}, check_entry);
  check_section(functions, "Rules", {.call_site = CallSite::rule}, check_entry);
  check_section(functions, "Resources", {}, check_resource);
  check_section(functions, "Outputs", {}, check_output);
  if (context.index.uses_sam()) check_section(functions, "Globals", {}, check_entry);
  check_section(functions, "Hooks", {}, check_entry);
  check_unused(context);
}

}  // namespace omnitrack::validate
