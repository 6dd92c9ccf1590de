#include <algorithm>

#include "diff/refusals/refusal_check.hpp"
#include "meaning/known.hpp"
#include "meaning/references.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::diff {

namespace {

bool is_custom(std::string_view type) {
  return type.starts_with("Custom::") || type == "AWS::CloudFormation::CustomResource";
}

/// Whether two texts, or two resources, are behind it.
bool are_surely_two(const Change& change) {
  if (change.before == nullptr || change.after == nullptr) return false;
  if (meaning::known_text(change.before) && meaning::known_text(change.after)) return true;
  const std::string_view before = meaning::referred_id(*change.before);
  const std::string_view after = meaning::referred_id(*change.after);
  return change.before->calls(tmpl::Function::get_att) &&
         change.after->calls(tmpl::Function::get_att) && before != after;
}

}  // namespace

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
void refuse_another_provider(const RefusalCheck& check) {
  if (!is_custom(check.change.type_name)) return;
  constexpr std::string_view path = "/Properties/ServiceToken";
  const auto found = std::ranges::find_if(
      check.change.changes, [path](const Change& each) { return each.path.starts_with(path); });
  if (found == check.change.changes.end()) return;
  const bool is_sure = found->is_consequence() ? found->is_certain : are_surely_two(*found);
  check.report(codes::OT5105,
               {.path = std::string(path),
                .what = "'ServiceToken' is set when it is made, and an update of it is "
                        "refused",
                .hint = "keep the function or the topic behind it; or give the resource "
                        "another logical id, so that the old one is deleted by its own",
                .is_certain = is_sure});
}

}  // namespace omnitrack::diff
