#include "diff/losses/loss_check.hpp"
#include "meaning/known.hpp"

namespace omnitrack::diff {

using meaning::Case;
using meaning::cases_below;
using meaning::for_each_pair;
using meaning::only_case;
using meaning::property_path;
using meaning::same_case;

namespace {

/// By which attribute items expire.
struct TimeToLive {
  bool is_known = true;
  std::string attribute = {};  ///< empty where nothing expires
};

TimeToLive time_to_live_of(const tmpl::Index& index, const Case& one) {
  if (one.value == nullptr) return {.is_known = one.is_seen};
  const Case enabled = only_case(cases_below(index, one.value, "Enabled"));
  const Case attribute = only_case(cases_below(index, one.value, "AttributeName"));
  if (enabled.value != nullptr && meaning::known_boolean(enabled.value) == false) return {};
  const auto name = meaning::known_text(attribute.value);
  if (!name || !meaning::known_boolean(enabled.value)) return {.is_known = false};
  return {.attribute = std::string(*name)};
}

}  // namespace

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
void find_time_to_live(const LossCheck& check) {
  if (check.change.type_name != "AWS::DynamoDB::Table" &&
      check.change.type_name != "AWS::DynamoDB::GlobalTable") {
    return;
  }
  constexpr std::string_view way = "TimeToLiveSpecification";
  for_each_pair(check.before(way), check.after(way),
                [&check](const Case& old_case, const Case& new_case, bool is_always) {
                  if (same_case(old_case, new_case)) return;
                  const TimeToLive before = time_to_live_of(*check.diff.before, old_case);
                  const TimeToLive after = time_to_live_of(*check.diff.after, new_case);
                  if (after.is_known && after.attribute.empty()) return;
                  if (before.is_known && after.is_known && before.attribute == after.attribute) {
                    return;
                  }
                  const std::string by = after.is_known
                                             ? "'" + after.attribute + "'"
                                             : std::string("the attribute of 'AttributeName'");
                  check.report(property_path("TimeToLiveSpecification"),
                               "items whose time in " + by + " has passed",
                               "leave 'TimeToLiveSpecification' as it is deployed",
                               is_always && before.is_known && after.is_known);
                });
}

}  // namespace omnitrack::diff
