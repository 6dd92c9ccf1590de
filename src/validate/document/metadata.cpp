#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "validate/document/known_keys.hpp"
#include "validate/document/structure.hpp"

namespace omnitrack::validate {

namespace {

using meaning::known_text;
using meaning::Path;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/
// aws-resource-cloudformation-interface.html

KnownShape interface_shape(std::string_view owner, std::span<const KnownKey> keys) {
  return {.owner = owner,
          .keys = keys,
          .unknown_key = as_warning(codes::OT4024),
          .wrong_value = as_warning(codes::OT4024)};
}

bool may_exist(const Context& context, std::string_view name) {
  return context.index.may_have_unseen() || context.index.find_parameter(name) != nullptr;
}

std::string no_parameter(std::string_view name) {
  return "the template has no parameter '" + std::string(name) + '\'';
}

std::string nearest_parameter(const Context& context, std::string_view name) {
  std::vector<std::string_view> names;
  for (const tmpl::ParameterEntry& each : context.index.parameters()) names.push_back(each.name);
  return did_you_mean(name, names);
}

void check_label(const Context& context, const Node& label, const Path& path) {
  static constexpr std::array<KnownKey, 1> keys{{{"default", Wants::text}}};
  check_shape(context, interface_shape("a label", keys), label, path);
}

void check_group(const Context& context, const Node& group, const Path& path) {
  static constexpr std::array<KnownKey, 2> keys{{{"Label"}, {"Parameters", Wants::list}}};
  if (!check_shape(context, interface_shape("a group of parameters", keys), group, path)) return;
  if (const Node* label = group.find("Label")) check_label(context, *label, Path(path, "Label"));
  const Node* parameters = group.find("Parameters");
  if (parameters == nullptr) return;
  const Path list(path, "Parameters");
  for (std::size_t i = 0; i < parameters->items().size(); ++i) {
    const Node& name = parameters->items()[i];
    if (!name.is_scalar() || may_exist(context, name.text())) continue;
    context.report.warning(codes::OT4023, name, Path(list, i), no_parameter(name.text()),
                           nearest_parameter(context, name.text()));
  }
}

void check_interface(const Context& context, const Node& value, const Path& path) {
  static constexpr std::array<KnownKey, 2> keys{
      {{"ParameterGroups", Wants::list}, {"ParameterLabels", Wants::map}}};
  if (!check_shape(context, interface_shape("the interface", keys), value, path)) return;
  if (const Node* groups = value.find("ParameterGroups")) {
    const Path list(path, "ParameterGroups");
    for (std::size_t i = 0; i < groups->items().size(); ++i) {
      check_group(context, groups->items()[i], Path(list, i));
    }
  }
  const Node* labels = value.find("ParameterLabels");
  if (labels == nullptr || !is_seen_map(*labels)) return;
  const Path map(path, "ParameterLabels");
  for (const Member& label : labels->members()) {
    const Path at(map, label.key());
    if (!may_exist(context, label.key())) {
      context.report.warning_at_key(codes::OT4023, label, at, no_parameter(label.key()),
                                    nearest_parameter(context, label.key()));
    }
    check_label(context, label.value, at);
  }
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-init.html
constexpr std::array<KnownKey, 7> config_keys{{{"commands", Wants::map},
                                               {"files", Wants::map},
                                               {"groups", Wants::map},
                                               {"packages", Wants::map},
                                               {"services", Wants::map},
                                               {"sources", Wants::map},
                                               {"users", Wants::map}}};

void warn(const Context& context, const Node& at, const Path& path, std::string message,
          std::string hint = {}) {
  context.report.warning(codes::OT4025, at, path, std::move(message), std::move(hint));
}

// An item of a config set: a config's name, or `{"ConfigSet": NAME}`.
void check_set_item(const Context& context, const Node& init, const Node& item, const Path& path) {
  if (item.is(Kind::string)) {
    if (init.find(item.text()) != nullptr || !known_text(&item)) return;
    std::vector<std::string_view> names;
    for (const Member& config : init.members()) {
      if (config.key() != "configSets") names.push_back(config.key());
    }
    warn(context, item, path, "there is no config '" + std::string(item.text()) + '\'',
         did_you_mean(item.text(), names));
  } else if (item.is(Kind::list)) {
    warn(context, item, path, "a config's name must be text, not " + what_is(item));
  }
}

void check_config_sets(const Context& context, const Node& init, const Node& sets,
                       const Path& path) {
  if (!may_be(sets, Wants::map)) {
    warn(context, sets, path, "'configSets' must be a map, not " + what_is(sets));
    return;
  }
  if (!is_seen_map(sets)) return;
  for (const Member& set : sets.members()) {
    const Path at(path, set.key());
    const auto items = set.value.items();
    for (std::size_t i = 0; i < items.size(); ++i) {
      check_set_item(context, init, items[i], Path(at, i));
    }
  }
}

void check_init(const Context& context, const Node& init, const Path& path) {
  if (!may_be(init, Wants::map)) {
    warn(context, init, path, "'AWS::CloudFormation::Init' must be a map, not " + what_is(init));
    return;
  }
  if (!is_seen_map(init)) return;
  for (const Member& config : init.members()) {
    const Path at(path, config.key());
    if (config.key() == "configSets") {
      check_config_sets(context, init, config.value, at);
      continue;
    }
    static constexpr KnownShape shape{.owner = "a config of cfn-init",
                                      .keys = config_keys,
                                      .unknown_key = as_warning(codes::OT4025),
                                      .wrong_value = as_warning(codes::OT4025)};
    check_shape(context, shape, config.value, at);
  }
}

}  // namespace

void check_template_metadata(const Context& context, const Node& metadata, const Path& path) {
  constexpr std::string_view key = "AWS::CloudFormation::Interface";
  const Node* interface = metadata.find(key);
  if (interface != nullptr) check_interface(context, *interface, Path(path, key));
}

void check_resource_metadata(const Context& context, const Node& metadata, const Path& path) {
  constexpr std::string_view key = "AWS::CloudFormation::Init";
  const Node* init = metadata.find(key);
  if (init != nullptr) check_init(context, *init, Path(path, key));
}

}  // namespace omnitrack::validate
