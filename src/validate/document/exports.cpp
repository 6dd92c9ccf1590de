#include "validate/document/exports.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "meaning/condition_logic.hpp"
#include "meaning/exports.hpp"
#include "meaning/known.hpp"
#include "meaning/references.hpp"
#include "omnitrack/codes.hpp"
#include "validate/document/known_keys.hpp"

namespace omnitrack::validate {

namespace {

using meaning::Assumption;
using meaning::known_text;
using meaning::Path;
using meaning::surely_same;
using meaning::written_text;
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
    context.report.error(
        codes::OT4467, at, path,
        "the name of an export may have only letters, digits, ':' and '-', unlike '" +
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
  if (context.index.find_resource(name) == nullptr) return;
  refuse(context, at, path, "the resource '" + std::string(name) + '\'');
}

void check_dependencies(const Context& context, const Node& value, const Path& path) {
  for (std::size_t i = 0; i < value.items().size(); ++i) {
    check_dependencies(context, value.items()[i], Path(path, i));
  }
  if (!value.is(Kind::map)) return;
  if (value.calls(Function::import_value) || value.calls(Function::get_azs) ||
      value.calls(Function::get_stack_output)) {
    refuse(context, value, path, what_is(value));
    return;
  }
  meaning::for_each_name(value, [&](const meaning::Name& name) {
    if (name.of == meaning::Name::Of::entry) refuse_resource(context, name.text, value, path);
  });
  for (const Member& member : value.members()) {
    check_dependencies(context, member.value, Path(path, member.key()));
  }
}

void report_twice(const Context& context, const meaning::Export& later,
                  const meaning::Export& earlier) {
  const Path top;
  const Path section(top, "Outputs");
  const Path output(section, later.output->key());
  const Path exported(output, "Export");
  context.report.error(
      codes::OT4468, *later.name, Path(exported, "Name"),
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
  std::unordered_map<std::string, std::vector<meaning::Export>> by_name;
  for (const meaning::Export& one : meaning::exports_of(context.index)) {
    if (!surely_same(*one.name, *one.name)) continue;
    std::vector<meaning::Export>& same = by_name[written_text(*one.name)];
    const auto earlier = std::find_if(same.begin(), same.end(), [&](const meaning::Export& other) {
      const std::array<Assumption, 1> of_one{{{one.condition()}}};
      const std::array<Assumption, 1> of_other{{{other.condition()}}};
      return meaning::always_meet(context.index, of_one, of_other);
    });
    if (earlier != same.end()) report_twice(context, one, *earlier);
    same.push_back(one);
  }
}

}  // namespace omnitrack::validate
