#include <array>
#include <string>

#include "meaning/cases.hpp"
#include "omnitrack/codes.hpp"
#include "validate/context.hpp"
#include "validate/document/exports.hpp"
#include "validate/document/known_keys.hpp"
#include "validate/document/sizes.hpp"
#include "validate/functions/function_results.hpp"

namespace omnitrack::validate {

namespace {

using meaning::for_each_case;
using meaning::Path;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

constexpr std::size_t most_output_description_bytes = 1024;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html

void check_output_value(const Context& context, const Node& value, const Path& path) {
  for_each_case(value, path, [&context](const Node& one, const Path& at) {
    if (one.is_call() && result_of(context.index, one) == Result::list) {
      context.report.error(codes::OT4463, one, at,
                           "an output must be text, not " + what_is(one) + ", which gives a list",
                           "join the items: Fn::Join with a delimiter");
    } else if (!may_be(one, Wants::text)) {
      context.report.error(codes::OT4463, one, at, "an output must be text, not " + what_is(one),
                           one.is(Kind::list) ? "join the items: Fn::Join with a delimiter" : "");
    }
  });
}

// What stands for itself is not computed.
void check_is_written_out(const Context& context, const Node& output, std::string_view key,
                          const Path& path) {
  const Node* value = output.find(key);
  if (value == nullptr || !value->is_call()) return;
  context.report.error(codes::OT4460, *value, Path(path, key),
                       '\'' + std::string(key) + "' must be text, not " + what_is(*value),
                       "write the text out");
}

void check_output(const Context& context, const Member& output, const Path& path) {
  static constexpr std::array<KnownKey, 4> keys{{{"Condition", Wants::text},
                                                 {"Description", Wants::text},
                                                 {"Export", Wants::map},
                                                 {"Value"}}};
  static constexpr KnownShape shape{.owner = "an output",
                                    .keys = keys,
                                    .unknown_key = as_error(codes::OT4461),
                                    .wrong_value = as_error(codes::OT4460)};
  if (!check_shape(context, shape, output.value, path)) return;
  check_is_written_out(context, output.value, "Condition", path);
  check_is_written_out(context, output.value, "Description", path);
  const Node* value = output.value.find("Value");
  if (value == nullptr) {
    context.report.error_at_key(codes::OT4462, output, path, "the output has no Value");
  } else {
    check_output_value(context, *value, Path(path, "Value"));
  }
  const Node* description = output.value.find("Description");
  if (description != nullptr) {
    check_description_size(context, *description, Path(path, "Description"),
                           most_output_description_bytes, codes::OT4464);
  }
  const Node* exported = output.value.find("Export");
  if (exported != nullptr) check_export(context, *exported, Path(path, "Export"));
}

}  // namespace

void check_outputs(const Context& context) {
  if (context.index.has_own_macro()) return;
  const Path top;
  const Path section(top, "Outputs");
  for (const Member& output : context.index.outputs()) {
    if (output.key().starts_with("Fn::")) continue;
    check_output(context, output, Path(section, output.key()));
  }
  check_export_names(context);
}

}  // namespace omnitrack::validate
