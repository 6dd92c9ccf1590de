#include "validate/document/exports.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "omnitrack/codes.hpp"
#include "template/sub_text.hpp"
#include "validate/condition_logic.hpp"
#include "validate/document/known_keys.hpp"
#include "validate/functions/function_results.hpp"
#include "validate/known.hpp"

namespace omnitrack::validate {

namespace {

using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
constexpr std::size_t most_characters = 255;

bool has_characters_of_exports(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return c == ':' || c == '-' || is_alphanumeric({&c, 1});
  });
}

void check_text(const Context& context, std::string_view name, const Node& at, const Path& path) {
  if (!has_characters_of_exports(name)) {
    context.report.error(codes::OT4467, at, path,
                         "the name of an export has letters, digits, ':' and '-' alone, unlike '" +
                             std::string(name) + '\'',
                         "a hyphen is the usual divider");
  } else if (name.size() > most_characters) {
    context.report.error(
        codes::OT4467, at, path,
        "the name has " + std::to_string(name.size()) + " characters, of at most 255");
  }
}

void refuse(const Context& context, const Node& at, const Path& path, const std::string& what) {
  context.report.error(codes::OT4466, at, path, "the name of an export cannot depend on " + what,
                       "make it of parameters, pseudo parameters and text");
}

void refuse_resource(const Context& context, std::string_view name, const Node& at,
                     const Path& path) {
  const std::string_view id = name.substr(0, name.find('.'));
  if (context.index.find_resource(id) == nullptr) return;
  refuse(context, at, path, "the resource '" + std::string(id) + '\'');
}

void check_dependencies(const Context& context, const Node& value, const Path& path) {
  for (std::size_t i = 0; i < value.items().size(); ++i) {
    check_dependencies(context, value.items()[i], Path(path, i));
  }
  if (!value.is(Kind::map)) return;
  if (value.calls(Function::import_value) || value.calls(Function::get_azs)) {
    refuse(context, value, path, what_is(value));
    return;
  }
  if (value.calls(Function::ref) || value.calls(Function::get_att)) {
    refuse_resource(context, reference_in(value).name, value, path);
    return;
  }
  if (value.calls(Function::sub)) {
    const Node& argument = value.argument();
    const Node* own = argument.items().size() == 2 ? &argument.items()[1] : nullptr;
    tmpl::SubVariables variables(own == nullptr ? argument.text() : argument.items()[0].text());
    while (const auto variable = variables.next()) {
      if (own != nullptr && own->find(variable->name) != nullptr) continue;
      refuse_resource(context, variable->name, value, path);
    }
  }
  for (const Member& member : value.members()) {
    check_dependencies(context, member.value, Path(path, member.key()));
  }
}

// An output that exports something, by the text of its condition and of its name.
struct Exporter {
  const Member* output;
  std::string_view condition;
};

void report_twice(const Context& context, const Exporter& later, const Exporter& earlier) {
  const Path top;
  const Path section(top, "Outputs");
  const Path output(section, later.output->key());
  const Path exported(output, "Export");
  const Node& name = *later.output->value.find("Export")->find("Name");
  context.report.error(
      codes::OT4468, name, Path(exported, "Name"),
      "the output '" + std::string(earlier.output->key()) + "' exports the same name");
}

}  // namespace

void check_export(const Context& context, const Node& exported, const Path& path) {
  static constexpr std::array<KnownKey, 1> keys{{{"Name"}}};
  static constexpr KnownShape shape{.owner = "an export",
                                    .keys = keys,
                                    .unknown_key = as_error(codes::OT4461),
                                    .wrong_value = as_error(codes::OT4465)};
  if (!check_shape(context, shape, exported, path)) return;
  const Path at(path, "Name");
  const Node* name = exported.find("Name");
  if (name == nullptr) {
    context.report.error(codes::OT4465, exported, path, "the export has no Name");
  } else if (!may_be(*name, Wants::text)) {
    context.report.error(codes::OT4465, *name, at,
                         "the name of an export must be text, not " + what_is(*name));
  } else {
    check_dependencies(context, *name, at);
    if (const auto text = known_text(name)) check_text(context, *text, *name, at);
  }
}

void check_export_names(const Context& context) {
  std::unordered_map<std::string, std::vector<Exporter>> by_name;
  for (const Member& output : context.index.outputs()) {
    const Node* exported = output.value.find("Export");
    const Node* name = exported == nullptr ? nullptr : exported->find("Name");
    if (name == nullptr || !surely_same(*name, *name)) continue;
    const Node* condition = output.value.find("Condition");
    const Exporter one{&output, condition == nullptr ? std::string_view{} : condition->text()};
    std::vector<Exporter>& same = by_name[canonical_text(*name)];
    const auto earlier = std::find_if(same.begin(), same.end(), [&](const Exporter& other) {
      const std::array<Assumption, 2> both{{{one.condition}, {other.condition}}};
      return can_hold_together(context.index, both);
    });
    if (earlier != same.end()) report_twice(context, one, *earlier);
    same.push_back(one);
  }
}

}  // namespace omnitrack::validate
