#include <cstdint>
#include <optional>

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

/// For how many days new objects are locked; nothing where that is not known.
std::optional<std::int64_t> locked_days(const tmpl::Index& index, const Case& one) {
  if (one.value == nullptr) return one.is_seen ? std::optional<std::int64_t>(0) : std::nullopt;
  constexpr std::int64_t days_of_year = 365;
  const Case days = only_case(cases_below(index, one.value, "Days"));
  const Case years = only_case(cases_below(index, one.value, "Years"));
  if (years.value == nullptr && years.is_seen) return meaning::known_integer(days.value);
  const auto known = meaning::known_integer(years.value);
  return known ? std::optional(*known * days_of_year) : std::nullopt;
}

std::string in_days(const std::optional<std::int64_t>& days) {
  return days ? std::to_string(*days) + " days" : "a time that is known at deployment only";
}

}  // namespace

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
void find_shorter_object_lock(const LossCheck& check) {
  if (check.change.type_name != "AWS::S3::Bucket") return;
  constexpr std::string_view way = "ObjectLockConfiguration/Rule/DefaultRetention";
  for_each_pair(check.before(way), check.after(way),
                [&](const Case& old_case, const Case& new_case, bool is_always) {
                  // That no object is locked any more is a protection that goes.
                  if (new_case.value == nullptr || same_case(old_case, new_case)) return;
                  const auto before = locked_days(*check.diff.before, old_case);
                  const auto after = locked_days(*check.diff.after, new_case);
                  if (before == 0 || (before && after && *after >= *before)) return;
                  check.report(property_path(way),
                               "the lock of new objects after " + in_days(after) + ", kept for " +
                                   in_days(before) + " until now",
                               "leave 'DefaultRetention' as it is deployed",
                               is_always && before && after);
                });
}

}  // namespace omnitrack::diff
