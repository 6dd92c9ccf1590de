#include <algorithm>
#include <map>
#include <optional>

#include "meaning/stack_name.hpp"
#include "omnitrack/codes.hpp"
#include "validate/together/call_walk.hpp"
#include "validate/together/together.hpp"

namespace omnitrack::validate {

using meaning::Path;
using meaning::stack_of_file;
using tmpl::Index;
using tmpl::Member;
using tmpl::Node;

namespace {

/// The templates by the stacks that they are named after; null where two are named alike.
using TemplatesByStack = std::map<std::string_view, const Index*>;

TemplatesByStack templates_by_stack(std::span<const Index* const> app) {
  TemplatesByStack templates;
  for (const Index* each : app) {
    const auto [found, is_new] = templates.emplace(stack_of_file(each->source().file()), each);
    if (!is_new) found->second = nullptr;
  }
  return templates;
}

bool may_have_output(const Index& index, std::string_view name) {
  return index.may_have_unseen() || std::ranges::any_of(index.outputs(), [&](const Member& each) {
           return each.key() == name || tmpl::is_loop_key(each.key());
         });
}

std::optional<std::string> sure_text(const Node* value, const Index& index) {
  if (value == nullptr) return std::nullopt;
  auto text = meaning::export_name(*value, index, stack_of_file(index.source().file()));
  return text && text->is_certain ? std::optional(std::move(text->text)) : std::nullopt;
}

void check_output_read(const Node& call, const Path& path, const Index& reader,
                       const TemplatesByStack& templates, Findings& findings) {
  const auto stack = sure_text(call.argument().find("StackName"), reader);
  const auto output = sure_text(call.argument().find("OutputName"), reader);
  if (!stack || !output) return;
  const auto found = templates.find(*stack);
  if (found == templates.end() || found->second == nullptr) return;
  const Index& read = *found->second;
  if (may_have_output(read, *output)) return;
  std::vector<std::string_view> names;
  for (const Member& each : read.outputs()) names.push_back(each.key());
  Reporter(reader.source(), findings)
      .warning(codes::OT4711, call, path,
               "'" + read.source().file() + "' has no output '" + *output + "'",
               did_you_mean(*output, names));
}

}  // namespace

void check_outputs_read(std::span<const Index* const> app, Findings& findings) {
  const TemplatesByStack templates = templates_by_stack(app);
  for (const Index* index : app) {
    for_each_call_of(tmpl::Function::get_stack_output, *index,
                     [&](const Node& call, const Path& path, bool is_conditional) {
                       if (is_conditional) return;
                       check_output_read(call, path, *index, templates, findings);
                     });
  }
}

}  // namespace omnitrack::validate
