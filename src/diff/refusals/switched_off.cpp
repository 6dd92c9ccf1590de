
#include "diff/refusals/refusal_check.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "schema/facts.hpp"

namespace omnitrack::diff {

using meaning::Case;
using meaning::only_value;
using meaning::property_path;

namespace {

using schema::OneWay;

/// A value, or what a list of one item holds.
const tmpl::Node* only_item(const tmpl::Node* value) {
  const bool is_list =
      value != nullptr && value->is(tmpl::Kind::list) && value->items().size() == 1;
  return is_list ? value->items().data() : value;
}

void check_one_way(const RefusalCheck& check, const OneWay& one_way) {
  for_each_difference(
      check, one_way.path, [&](const Case& before, const Case& after, bool is_always) {
        if (meaning::known_text(only_item(before.value)) != one_way.from) return;
        const auto text = meaning::known_text(only_item(after.value));
        const bool is_left_out = after.value == nullptr && after.is_seen;
        if (!is_left_out && text != one_way.to) return;
        check.report(codes::OT5120, {.path = property_path(one_way.path),
                                     .what = "'" + std::string(one_way.path) + "' is '" +
                                             std::string(one_way.from) + "' and cannot become '" +
                                             std::string(one_way.to) + "' again",
                                     .hint = "leave it at '" + std::string(one_way.from) + "'",
                                     .is_certain = is_always && !is_left_out});
      });
}

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
void check_locked_bucket(const RefusalCheck& check) {
  if (!check.is_type("AWS::S3::Bucket")) return;
  const tmpl::Node* locked =
      only_value(*check.diff.before, *check.change.before, "ObjectLockEnabled");
  if (meaning::known_boolean(locked) != true) return;
  for_each_difference(check, "VersioningConfiguration/Status",
                      [&check](const Case&, const Case& after, bool is_always) {
                        if (meaning::known_text(after.value) != "Suspended") return;
                        check.report(
                            codes::OT5120,
                            {.path = property_path("VersioningConfiguration/Status"),
                             .what = "a bucket with object lock cannot suspend its versioning",
                             .hint = "leave it 'Enabled'",
                             .is_certain = is_always});
                      });
}

}  // namespace

void refuse_switching_off(const RefusalCheck& check) {
  for (const OneWay& each : schema::facts_of<OneWay>(check.change.type_name)) {
    check_one_way(check, each);
  }
  check_locked_bucket(check);
}

}  // namespace omnitrack::diff
