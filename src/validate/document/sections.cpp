#include <algorithm>
#include <array>
#include <string>

#include "omnitrack/codes.hpp"
#include "validate/context.hpp"
#include "validate/document/known_keys.hpp"
#include "validate/document/structure.hpp"

namespace omnitrack::validate {

namespace {

using meaning::Path;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

constexpr std::string_view format_version = "2010-09-09";

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
// and, for Globals, https://docs.aws.amazon.com/serverless-application-model/latest/
// developerguide/sam-specification-template-anatomy.html
constexpr std::array<std::string_view, 12> sections{"AWSTemplateFormatVersion",
                                                    "Conditions",
                                                    "Description",
                                                    "Globals",
                                                    "Hooks",
                                                    "Mappings",
                                                    "Metadata",
                                                    "Outputs",
                                                    "Parameters",
                                                    "Resources",
                                                    "Rules",
                                                    "Transform"};

bool is_text_section(std::string_view name) {
  return name == "AWSTemplateFormatVersion" || name == "Description" || name == "Transform";
}

void check_format_version(const Context& context, const Node& value, const Path& path) {
  if (value.is(Kind::null) || (value.is_scalar() && value.text() == format_version)) return;
  context.report.error(codes::OT4014, value, path,
                       "the format's version must be '2010-09-09', not " + what_is(value));
}

void check_description_is_text(const Context& context, const Node& value, const Path& path) {
  if (value.is_scalar()) return;
  context.report.error(codes::OT4015, value, path,
                       "the template's description must be text, not " + what_is(value),
                       "write the text out");
}

void check_hooks(const Context& context, const Node& hooks, const Path& path) {
  static constexpr std::array<KnownKey, 2> keys{
      {{"Properties", Wants::map}, {"Type", Wants::text}}};
  static constexpr KnownShape shape{.owner = "a hook",
                                    .keys = keys,
                                    .unknown_key = as_error(codes::OT4022),
                                    .wrong_value = as_error(codes::OT4022)};
  for (const Member& hook : hooks.members()) {
    const Path at(path, hook.key());
    if (check_shape(context, shape, hook.value, at) && hook.value.find("Type") == nullptr) {
      context.report.error_at_key(codes::OT4022, hook, at, "the hook has no Type");
    }
  }
}

void check_section(const Context& context, const Member& section, const Path& path) {
  const std::string_view name = section.key();
  const Node& value = section.value;
  if (name == "Transform") {
    check_transform_section(context, value, path);
  } else if (name == "AWSTemplateFormatVersion") {
    check_format_version(context, value, path);
  } else if (name == "Description") {
    check_description_is_text(context, value, path);
  } else if (!may_be(value, Wants::map)) {
    context.report.error(
        codes::OT4012, value, path,
        "the section " + std::string(name) + " must be a map, not " + what_is(value));
  } else if (name == "Metadata") {
    check_template_metadata(context, value, path);
  } else if (name == "Hooks") {
    check_hooks(context, value, path);
  } else if (name == "Globals" && !context.index.uses_sam() && !context.index.has_own_macro()) {
    context.report.error_at_key(
        codes::OT4017, section, path,
        "the section Globals belongs to SAM, which the template does not use",
        "add 'Transform: AWS::Serverless-2016-10-31'");
  }
}

void check_unknown_section(const Context& context, const Member& section, const Path& path) {
  if (context.index.has_own_macro()) return;
  std::string hint = did_you_mean(section.key(), sections);
  if (section.key().starts_with("\u00A0")) {
    hint = "no-break spaces begin the line: indent it by plain ones";
  } else if (hint.empty() && section.value.find("Type") != nullptr) {
    hint = "a resource belongs under Resources";
  }
  context.report.error_at_key(codes::OT4011, section, path,
                              "a template has no section '" + std::string(section.key()) + "'",
                              std::move(hint));
}

// Whether there is a section whose name is Resources but for a slip of the hand.
bool has_misspelt_resources(const Node& root) {
  return std::any_of(root.members().begin(), root.members().end(), [](const Member& section) {
    return std::find(sections.begin(), sections.end(), section.key()) == sections.end() &&
           did_you_mean(section.key(), sections) == "did you mean 'Resources'?";
  });
}

void check_resources_exist(const Context& context, const Node& root) {
  if (context.index.may_have_unseen()) return;
  const Path top;
  const Path path(top, "Resources");
  const Node* resources = root.find("Resources");
  if (resources == nullptr) {
    if (has_misspelt_resources(root)) return;
    context.report.report(as_error(codes::OT4013), root.begin, root.begin, path,
                          "the template has no Resources", "every template needs at least one");
  } else if (resources->is(Kind::map) && resources->members().empty()) {
    context.report.error(codes::OT4013, *resources, path, "the section Resources is empty",
                         "every template needs at least one resource");
  }
}

}  // namespace

void check_sections(const Context& context) {
  const Node& root = context.index.source().root();
  const Path top;
  if (!root.is(Kind::map)) {
    // Where the text itself could not be read there is no root, and that has been reported.
    if (!root.is(Kind::null)) {
      context.report.error(codes::OT4010, root, top,
                           "a template must be a map, not " + what_is(root));
    }
    return;
  }
  for (const Member& section : root.members()) {
    if (section.key() == "Fn::Transform") continue;
    const Path path(top, section.key());
    if (std::find(sections.begin(), sections.end(), section.key()) == sections.end()) {
      check_unknown_section(context, section, path);
    } else {
      check_section(context, section, path);
      if (!is_text_section(section.key())) check_names(context, section, path);
    }
  }
  check_resources_exist(context, root);
  check_nulls(context);
}

}  // namespace omnitrack::validate
