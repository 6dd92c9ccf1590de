#include <algorithm>
#include <array>

#include "meaning/cases.hpp"
#include "meaning/ip_network.hpp"
#include "meaning/known.hpp"
#include "meaning/stack_name.hpp"
#include "omnitrack/codes.hpp"
#include "validate/document/known_keys.hpp"
#include "validate/functions/function_call.hpp"

namespace omnitrack::validate {

using meaning::for_each_case;
using meaning::known_integer;
using meaning::known_text;
using meaning::NameKind;
using meaning::Path;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

// AWS's page names Ref and Fn::FindInMap alone; templates that select a part of the region's name
// are deployed.
constexpr FunctionSet for_names{Function::find_in_map, Function::ref, Function::select,
                                Function::transform};
constexpr FunctionSet for_index{Function::find_in_map, Function::if_,    Function::length,
                                Function::ref,         Function::select, Function::transform};
// With the extensions, what is written out of a loop's values alone is known as well.
constexpr FunctionSet for_extended_index{Function::find_in_map, Function::if_,    Function::length,
                                         Function::ref,         Function::select, Function::sub,
                                         Function::transform};
// A region must be known before any resource is made.
constexpr FunctionSet not_for_zones{Function::get_att, Function::import_value};

void check_join(const Call& call) {
  if (!takes_list(call, 2, 2)) return;
  const auto items = call.argument().items();
  const Path delimiter(call.path, std::size_t{0});
  expect_literal(call, items[0], delimiter, "delimiter");
  const Path values(call.path, 1);
  for_each_case(items[1], values, [&call](const Node& list, const Path& at) {
    expect_list(call, list, at);
    const auto each = list.items();
    for (std::size_t i = 0; i < each.size(); ++i) {
      const Path item(at, i);
      for_each_case(each[i], item, [&call](const Node& value, const Path& place) {
        expect_text(call, value, place, "values");
      });
    }
  });
}

/// How many values a list has that is written out, or split from a text that is.
std::optional<std::uint64_t> known_size(const Node& list) {
  if (list.is(Kind::list)) return list.count;
  if (!list.calls(Function::split) || list.argument().items().size() != 2) return std::nullopt;
  const auto delimiter = known_text(&list.argument().items()[0]);
  const auto text = known_text(&list.argument().items()[1]);
  const bool may_have_others = !text || text->find("${") != std::string_view::npos ||
                               text->find("{{") != std::string_view::npos;
  if (!delimiter || delimiter->empty() || may_have_others) return std::nullopt;
  std::uint64_t size = 1;
  for (std::size_t at = text->find(*delimiter); at != std::string_view::npos;
       at = text->find(*delimiter, at + delimiter->size())) {
    ++size;
  }
  return size;
}

void check_select(const Call& call) {
  if (!takes_list(call, 2, 2)) return;
  const auto items = call.argument().items();
  const Path first(call.path, std::size_t{0});
  const Path second(call.path, 1);
  const Node& index = items[0];
  const FunctionSet possible = call.has_extensions() ? for_extended_index : for_index;
  if (!expect_functions(call, index, first, possible, "index")) return;
  expect_list(call, items[1], second);
  const auto choices = items[1].items();
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (!choices[i].is(Kind::null)) continue;
    report_shape(call, choices[i], Path(second, i), "the values of 'Fn::Select' must not be null");
  }
  if (index.is(Kind::null)) {
    report_shape(call, index, first,
                 "the index of 'Fn::Select' must be a whole number from 0, not null");
  }
  if (!known_text(&index) || call.scope.is_computed(index.text())) return;
  const auto number = known_integer(&index);
  if (!number || *number < 0) {
    report_shape(call, index, first,
                 "the index of 'Fn::Select' must be a whole number from 0, not '" +
                     std::string(index.text()) + "'");
  } else if (const auto size = known_size(items[1]);
             size && static_cast<std::uint64_t>(*number) >= *size) {
    report_range(call, index, first,
                 "'Fn::Select' takes the value at " + std::string(index.text()) + " of a list of " +
                     std::to_string(*size),
                 "the first value is at 0");
  }
}

void check_split(const Call& call) {
  if (!takes_list(call, 2, 2)) return;
  const auto items = call.argument().items();
  const Path delimiter(call.path, std::size_t{0});
  expect_literal(call, items[0], delimiter, "delimiter");
  const Path text(call.path, 1);
  expect_text(call, items[1], text, "second argument");
}

void check_if(const Call& call) {
  if (!takes_list(call, 3, 3)) return;
  const auto items = call.argument().items();
  const Path name(call.path, std::size_t{0});
  if (items[0].is(Kind::string)) {
    check_condition_name(call.context, items[0], name, call.scope);
  } else if (!items[0].calls(Function::transform)) {
    report_shape(
        call, items[0], name,
        "the first argument of 'Fn::If' must be the name of a condition, not " + what_is(items[0]),
        "give the comparison a name in 'Conditions'");
  }
  for (std::size_t branch = 1; branch < 3; ++branch) {
    const Guard guard{
        .condition = items[0].text(), .holds = branch == 1, .outer = call.scope.guard};
    Scope inside = call.scope;
    inside.guard = &guard;
    const Path at(call.path, branch);
    check_value(call.context, items[branch], at, inside);
  }
}

void check_mapping_call(const Call& call) {
  const Node& argument = call.argument();
  if (!takes_list(call, 3, 4)) return;
  const auto items = argument.items();
  for (std::size_t i = 0; i < 3; ++i) {
    const Path at(call.path, i);
    if (!call.has_extensions() && !expect_functions(call, items[i], at, for_names, "names")) {
      return;
    }
    expect_text(call, items[i], at, "names");
  }
  if (items.size() == 4) {
    const Path at(call.path, 3);
    // CloudFormation takes a default without the transform that its pages name, since the summer of
    // 2026: https://github.com/aws-cloudformation/cfn-lint/pull/4628
    if (items[3].find("DefaultValue") == nullptr || items[3].count != 1) {
      report_shape(call, items[3], at,
                   "the fourth argument of 'Fn::FindInMap' must be a map with the one key "
                   "'DefaultValue'");
    }
  }
  check_find_in_map(call.context, argument, call.path, call.scope);
}

/// A number of Fn::Cidr that is written out.
void check_cidr_number(const Call& call, std::size_t place, std::int64_t most,
                       std::string_view what) {
  const Node& value = call.argument().items()[place];
  const Path at(call.path, place);
  expect_text(call, value, at, what);
  if (!known_text(&value) || call.scope.is_computed(value.text())) return;
  const auto number = known_integer(&value);
  if (number && *number >= 1 && *number <= most) return;
  report_range(call, value, at,
               "the " + std::string(what) + " of 'Fn::Cidr' must be from 1 to " +
                   std::to_string(most) + ", not '" + std::string(value.text()) + "'");
}

/// That a block which is written out holds as many networks of the size.
void check_cidr_fits(const Call& call) {
  const auto items = call.argument().items();
  const auto count = known_integer(&items[1]);
  const auto bits = known_integer(&items[2]);
  const auto text = known_text(&items[0]);
  if (!count || !bits || !text || *bits < 1 || *bits > 128) return;
  const auto block = meaning::IpNetwork::parse(*text);
  if (!block) return;
  const auto size = static_cast<std::int64_t>(block->prefix());
  const std::int64_t spare = (block->is_v6() ? 128 : 32) - size - *bits;
  if (spare >= 8 || (spare >= 0 && *count <= std::int64_t{1} << spare)) return;
  report_range(call, items[1], Path(call.path, 1),
               std::string(*text) + " does not hold " + std::to_string(*count) + " networks of " +
                   std::to_string(*bits) + " bits");
}

void check_cidr(const Call& call) {
  if (!takes_list(call, 2, 3)) return;
  const auto items = call.argument().items();
  const Path block(call.path, std::size_t{0});
  expect_text(call, items[0], block, "block");
  check_cidr_number(call, 1, 256, "count");
  if (items.size() != 3) return;
  check_cidr_number(call, 2, 128, "bits");
  check_cidr_fits(call);
}

bool is_literal(const Call& call, const Node& value) {
  return value.is(Kind::string) && !call.scope.is_computed(value.text()) &&
         !meaning::is_dynamic(value);
}

/// `us-east-1`, `us-gov-west-1`: words and a number, joined by dashes.
bool may_be_region(std::string_view text) {
  return text.empty() ||
         (text.find('-') != std::string_view::npos && text.back() >= '0' && text.back() <= '9');
}

void check_zones(const Call& call) {
  const Node& region = call.argument();
  if (is_literal(call, region) && !may_be_region(region.text())) {
    report_range(call, region, call.path, "'" + std::string(region.text()) + "' is not a region",
                 "an empty text stands for the stack's own region");
    return;
  }
  expect_text(call, region, call.path, "region");
  const bool is_resource =
      region.calls(Function::ref) &&
      call.context.names.find(region.argument().text()).kind == NameKind::resource;
  if (is_resource || not_for_zones.has(region.function)) {
    call.context.report.error(codes::OT4304, region, call.path,
                              (is_resource ? std::string("a resource") : what_is(region)) +
                                  " cannot be used in the region of 'Fn::GetAZs'");
  }
}

/// What cannot stand anywhere in Fn::ImportValue; null where all can.
const Node* depends_on_resource(const FunctionContext& context, const Node& value) {
  if (value.calls(Function::get_att) || value.calls(Function::import_value) ||
      value.calls(Function::get_azs)) {
    return &value;
  }
  if (value.calls(Function::ref)) {
    const Node& name = value.argument();
    return context.index.find_resource(name.text()) != nullptr ? &value : nullptr;
  }
  for (const Node& item : value.items()) {
    if (const Node* found = depends_on_resource(context, item)) return found;
  }
  for (const Member& member : value.members()) {
    if (const Node* found = depends_on_resource(context, member.value)) return found;
  }
  return nullptr;
}

void check_import(const Call& call) {
  const Node& name = call.argument();
  expect_text(call, name, call.path, "name");
  if (const Node* inside = depends_on_resource(call.context, name)) {
    call.context.report.error(
        codes::OT4307, *inside, call.path,
        "the name of 'Fn::ImportValue' depends on " +
            (inside->calls(Function::ref)
                 ? "the resource '" + std::string(inside->argument().text()) + "'"
                 : what_is(*inside)),
        "it must be known before any resource is made");
  }
}

/// The value of an argument of Fn::GetStackOutput.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html
void check_stack_output_argument(const Call& call, const Member& argument, const Path& path) {
  const Node& value = argument.value;
  expect_text(call, value, path, "'" + std::string(argument.key()) + "'");
  if (call.node.is_short_form && value.is_short_form) {
    report_shape(call, value, path, "'!GetStackOutput' cannot hold another short form",
                 "write it 'Fn::GetStackOutput'");
  }
  if (!is_literal(call, value)) return;
  const std::string shown = "'" + std::string(value.text()) + "'";
  if (argument.key() == "StackName" && !value.text().starts_with("arn:") &&
      !meaning::is_stack_name(value.text())) {
    report_range(call, value, path, shown + " cannot be the name of a stack",
                 "a name begins with a letter and has only letters, digits and hyphens, at most "
                 "128");
  } else if (argument.key() == "OutputName" && !meaning::is_output_name(value.text())) {
    report_range(call, value, path, shown + " cannot be the name of an output",
                 "it is the output's logical id: letters and digits, at most 255");
  } else if (argument.key() == "Region" && !may_be_region(value.text())) {
    report_range(call, value, path, shown + " is not a region",
                 "leave it out for the stack's own region");
  } else if (argument.key() == "RoleArn" && !value.text().starts_with("arn:")) {
    report_range(call, value, path, shown + " is not the ARN of a role",
                 "it begins with 'arn:aws:iam::' and the account");
  }
}

void check_stack_output(const Call& call) {
  static constexpr std::array<std::string_view, 4> keys{"OutputName", "Region", "RoleArn",
                                                        "StackName"};
  const Node& argument = call.argument();
  if (!argument.is(Kind::map) || argument.is_call()) {
    if (argument.calls(Function::transform)) return;
    report_shape(call, argument, call.path,
                 "'Fn::GetStackOutput' takes a map with 'StackName' and 'OutputName'");
    return;
  }
  for (const std::string_view needed : {keys[0], keys[3]}) {
    if (argument.find(needed) != nullptr) continue;
    report_shape(call, argument, call.path,
                 "'Fn::GetStackOutput' needs '" + std::string(needed) + "'");
  }
  for (const Member& member : argument.members()) {
    const Path at(call.path, member.key());
    if (std::find(keys.begin(), keys.end(), member.key()) != keys.end()) {
      check_stack_output_argument(call, member, at);
      continue;
    }
    call.context.report.error_at_key(
        codes::OT4303, member, at,
        "'Fn::GetStackOutput' has no argument '" + std::string(member.key()) + "'",
        did_you_mean(member.key(), keys));
  }
}

/// The comparisons and combinations of conditions, and the functions of rules.
void check_logic(const Call& call) {
  const Function function = call.node.function;
  if (function == Function::not_) {
    takes_list(call, 1, 1);
    return;
  }
  if (function == Function::and_ || function == Function::or_) {
    takes_list(call, 2, 10);
    return;
  }
  if (!takes_list(call, 2, 2)) return;
  const auto items = call.argument().items();
  const Path first(call.path, std::size_t{0});
  const Path second(call.path, 1);
  if (function == Function::equals) {
    expect_text(call, items[0], first, "values");
    expect_text(call, items[1], second, "values");
  }
  if (function == Function::contains || function == Function::each_member_equals ||
      function == Function::each_member_in) {
    expect_list(call, items[0], first);
  }
  if (function == Function::each_member_in) expect_list(call, items[1], second);
}

void check_json_text(const Call& call) {
  if (!call.argument().is_scalar()) return;
  report_shape(call, call.argument(), call.path, "'Fn::ToJsonString' takes a map or a list");
}

void check_transform(const Call& call) {
  const Node& argument = call.argument();
  if (argument.is(Kind::map) && argument.find("Name") != nullptr) return;
  if (argument.is(Kind::list)) return;  // several, one after another
  report_shape(call, argument, call.path, "'Fn::Transform' takes a map with the macro's 'Name'");
}

}  // namespace

void check_arguments(const FunctionContext& context, const Node& node, const Path& path,
                     const Scope& scope) {
  const Path at(path, node.members().front().key());
  const Call call{context, node, at, scope};
  switch (node.function) {
    case Function::ref:
      check_ref(context, node.argument(), at, scope);
      return;
    case Function::get_att:
      check_get_att(context, node.argument(), at, scope);
      return;
    case Function::sub:
      check_sub(context, node.argument(), at, scope);
      return;
    case Function::if_:
      check_if(call);
      return;
    case Function::join:
      check_join(call);
      break;
    case Function::select:
      check_select(call);
      break;
    case Function::split:
      check_split(call);
      break;
    case Function::find_in_map:
      check_mapping_call(call);
      break;
    case Function::cidr:
      check_cidr(call);
      break;
    case Function::get_azs:
      check_zones(call);
      break;
    case Function::import_value:
      check_import(call);
      break;
    case Function::base64:
      expect_text(call, node.argument(), at, "argument");
      break;
    case Function::length:
      expect_list(call, node.argument(), at);
      break;
    case Function::get_stack_output:
      check_stack_output(call);
      break;
    case Function::and_:
    case Function::contains:
    case Function::each_member_equals:
    case Function::each_member_in:
    case Function::equals:
    case Function::not_:
    case Function::or_:
    case Function::value_of:
    case Function::value_of_all:
      check_logic(call);
      break;
    case Function::to_json_string:
      check_json_text(call);
      break;
    case Function::transform:
      check_transform(call);
      return;  // what the macro is given is its own affair
    default:
      break;
  }
  check_value(context, node.argument(), at, scope);
}

}  // namespace omnitrack::validate
