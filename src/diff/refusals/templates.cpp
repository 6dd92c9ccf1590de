#include <algorithm>

#include "diff/refusals/refusal_check.hpp"
#include "meaning/asset_parameters.hpp"
#include "meaning/given_template.hpp"
#include "meaning/known.hpp"
#include "meaning/no_echo.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::diff {

namespace {

/// Whether the allowed values are those of a list's items.
bool is_list(const tmpl::Node& parameter) {
  const auto type = meaning::known_text(parameter.find("Type"));
  return type && (*type == "CommaDelimitedList" || type->find("List<") != std::string_view::npos);
}

/// Whether a parameter of the new template has a value that is known.
bool is_given(const StackDiff& diff, std::string_view parameter) {
  const tmpl::ParameterEntry* found = diff.after->find_parameter(parameter);
  return found != nullptr && found->member->value.find(meaning::given_key) != nullptr;
}

bool is_allowed(const tmpl::Node& parameter, std::string_view value) {
  const tmpl::Node* allowed = parameter.find("AllowedValues");
  if (allowed == nullptr || !allowed->is(tmpl::Kind::list)) return true;
  return std::ranges::any_of(allowed->items(), [value](const tmpl::Node& each) {
    const auto text = meaning::known_text(&each);
    return !text || *text == value;
  });
}

/// Whether a number lies between two limits, of which either may be absent.
bool lies_between(const tmpl::Node& parameter, std::string_view least, std::int64_t number,
                  std::string_view most) {
  const auto from = meaning::known_integer(parameter.find(least));
  const auto to = meaning::known_integer(parameter.find(most));
  return (!from || number >= *from) && (!to || number <= *to);
}

/// Whether a text has a length, and a number a value, that is allowed. A length is that of ASCII.
bool is_in_limits(const tmpl::Node& parameter, const tmpl::Node& value) {
  const auto number = meaning::known_integer(&value);
  const auto length = static_cast<std::int64_t>(value.text().size());
  return lies_between(parameter, "MinLength", length, "MaxLength") &&
         (!number || lies_between(parameter, "MinValue", *number, "MaxValue"));
}

/// A stack that exists keeps the value that it has, which mostly is the default.
void check_old_default(const EntryChange& parameter, std::size_t stack,
                       std::vector<Refusal>& refusals) {
  if (meaning::is_no_echo(*parameter.before) || is_list(*parameter.after)) return;
  const tmpl::Node* otherwise = parameter.before->find("Default");
  const auto value = meaning::known_text(otherwise);
  if (!value) return;
  if (is_allowed(*parameter.after, *value) && is_in_limits(*parameter.after, *otherwise)) return;
  report_refusal(
      refusals, as_info(codes::OT5113), stack, parameter.name, {},
      {.what = "its default until now, '" + std::string(*value) + "', is no longer allowed",
       .hint = "give another value with the deployment"});
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
void check_parameters(const StackDiff& diff, std::size_t stack, std::vector<Refusal>& refusals) {
  for (const EntryChange& each : diff.entries) {
    if (each.section != Section::parameters || each.after == nullptr) continue;
    if (is_given(diff, each.name)) continue;
    if (each.before != nullptr) {
      check_old_default(each, stack, refusals);
      continue;
    }
    if (each.after->find("Default") != nullptr || meaning::is_asset_parameter(each.name)) continue;
    report_refusal(refusals, as_info(codes::OT5113), stack, each.name, {},
                   {.what = "the parameter is new and has no default",
                    .hint = "give a value with the deployment, or a 'Default'"});
  }
}

/// Where values are given, a new stack needs one for each parameter without a default.
void check_new_stack(const StackDiff& diff, std::size_t stack, std::vector<Refusal>& refusals) {
  const auto parameters = diff.after->parameters();
  const bool has_any = std::ranges::any_of(
      parameters, [&](const tmpl::ParameterEntry& each) { return is_given(diff, each.name); });
  for (const tmpl::ParameterEntry& each : parameters) {
    if (!has_any || is_given(diff, each.name) || meaning::is_asset_parameter(each.name)) continue;
    if (each.member->value.find("Default") != nullptr) continue;
    report_refusal(refusals, as_info(codes::OT5113), stack, each.name, {},
                   {.what = "the stack is new, and the parameter has no default and no value here",
                    .hint = "give a value with the deployment, or a 'Default'"});
  }
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html
void check_emptiness(const StackDiff& diff, std::size_t stack, std::vector<Refusal>& refusals) {
  const tmpl::Index& after = *diff.after;
  const bool has_any =
      !after.resources().empty() || !after.loops().empty() || after.may_have_unseen();
  if (has_any || diff.before->resources().empty()) return;
  report_refusal(
      refusals, as_error(codes::OT5114), stack, {}, {},
      {.what = "no resource is left in the template", .hint = "delete the stack instead"});
}

}  // namespace

void refuse_templates(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals) {
  for (std::size_t stack = 0; stack < diffs.size(); ++stack) {
    if (diffs[stack].after == nullptr) continue;
    const bool is_new = diffs[stack].before == nullptr;
    if (diffs[stack].part_of.empty()) {
      (is_new ? check_new_stack : check_parameters)(diffs[stack], stack, refusals);
    }
    if (is_new) continue;
    check_emptiness(diffs[stack], stack, refusals);
  }
}

}  // namespace omnitrack::diff
