#include <algorithm>
#include <array>
#include <string>

#include "omnitrack/codes.hpp"
#include "validate/document/known_keys.hpp"
#include "validate/document/structure.hpp"

namespace omnitrack::validate {

namespace {

using meaning::Path;
using tmpl::Kind;
using tmpl::Node;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-reference.html
constexpr std::array<std::string_view, 7> macros{
    "AWS::CodeDeployBlueGreen",       "AWS::Include",        "AWS::LanguageExtensions",
    "AWS::SecretsManager-2020-07-23", "AWS::ServiceCatalog", "AWS::SecretsManager-2024-09-16",
    "AWS::Serverless-2016-10-31"};

void check_name(const Context& context, const Node& name, const Path& path) {
  if (name.is(Kind::null)) return;
  if (!name.is(Kind::string)) {
    context.report.error(codes::OT4016, name, path,
                         "the name of a macro must be text, not " + what_is(name));
  } else if (name.text().starts_with("AWS::") &&
             std::find(macros.begin(), macros.end(), name.text()) == macros.end()) {
    context.report.warning(codes::OT4020, name, path,
                           "AWS has no macro '" + std::string(name.text()) + "' that is known here",
                           did_you_mean(name.text(), macros));
  }
}

void check_macro(const Context& context, const Node& macro, const Path& path) {
  if (!macro.is(Kind::map)) {
    check_name(context, macro, path);
    return;
  }
  static constexpr std::array<KnownKey, 2> keys{{{"Name"}, {"Parameters", Wants::map}}};
  static constexpr KnownShape shape{.owner = "a macro's call",
                                    .keys = keys,
                                    .unknown_key = as_error(codes::OT4016),
                                    .wrong_value = as_error(codes::OT4016)};
  check_shape(context, shape, macro, path);
  const Node* name = macro.find("Name");
  if (name == nullptr) {
    context.report.error(codes::OT4016, macro, path, "the macro's call has no Name");
    return;
  }
  check_name(context, *name, Path(path, "Name"));
}

}  // namespace

void check_transform_section(const Context& context, const Node& value, const Path& path) {
  if (!value.is(Kind::list)) {
    check_macro(context, value, path);
    return;
  }
  for (std::size_t i = 0; i < value.items().size(); ++i) {
    check_macro(context, value.items()[i], Path(path, i));
  }
}

}  // namespace omnitrack::validate
