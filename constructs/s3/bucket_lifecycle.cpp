#include <algorithm>
#include <iterator>

#include "bucket_state.hpp"
#include <omnitrack/codes.hpp>

namespace omnitrack {

namespace l1 = cfn::s3::bucket;
using s3::is_outside;
using s3::text_or_nothing;

namespace {

constexpr std::int64_t no_limit = INT64_MAX;

// The storage classes in the order in which objects can be moved from one to a later one.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
constexpr StorageClass waterfall[] = {
    StorageClass::standard_ia, StorageClass::intelligent_tiering,
    StorageClass::onezone_ia,  StorageClass::glacier_ir,
    StorageClass::glacier,     StorageClass::deep_archive,
};

// The place in the order; none where the class is not known now.
Optional<std::size_t> rank_of(const Value<StorageClass>& storage_class) {
  const auto found =
      std::find_if(std::begin(waterfall), std::end(waterfall), [&](StorageClass each) {
        return Value<StorageClass>(each).literal_text() == storage_class.literal_text();
      });
  if (found == std::end(waterfall)) return {};
  return static_cast<std::size_t>(found - std::begin(waterfall));
}

Optional<std::int64_t> known(const Value<std::int64_t>& days) {
  if (days.node().kind != NodeKind::integer) return {};
  return days.node().integer;
}

bool is_infrequent(StorageClass storage_class) {
  return storage_class == StorageClass::standard_ia || storage_class == StorageClass::onezone_ia;
}

bool has_scope_beyond_prefix(const LifecycleRule& rule) {
  return rule.tags.is_set() || rule.object_size_greater_than.is_set() ||
         rule.object_size_less_than.is_set();
}

std::string described(const LifecycleRule& rule) {
  return rule.id.empty() ? "a lifecycle rule" : "the lifecycle rule '" + std::string(rule.id) + "'";
}

}  // namespace

void Bucket::check_order(std::string_view who, const StorageTransition& before,
                         const StorageTransition& after) const {
  const auto from = rank_of(before.storage_class);
  const auto to = rank_of(after.storage_class);
  const std::string from_name(before.storage_class.literal_text());
  const std::string to_name(after.storage_class.literal_text());
  if (from && to &&
      (*to <= *from || (waterfall[*from] == StorageClass::onezone_ia &&
                        waterfall[*to] == StorageClass::glacier_ir))) {
    error(codes::OT2405,
          std::string(who).append(" from ").append(from_name).append(" to ").append(to_name).append(
              ", which S3 cannot"),
          "objects move on in this order: STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA, "
          "GLACIER_IR (not after ONEZONE_IA), GLACIER, DEEP_ARCHIVE");
    return;
  }
  const auto first = known(before.after_days);
  const auto second = known(after.after_days);
  const bool stays = from && is_infrequent(waterfall[*from]);
  if (!first || !second || *second >= *first + (stays ? 30 : 1)) return;
  error(codes::OT2406,
        std::string(who) + " to " + to_name + " after " + std::to_string(*second) +
            " days, too soon after " + from_name + " at " + std::to_string(*first),
        stays ? "objects stay in STANDARD_IA and ONEZONE_IA for at least 30 days"
              : "list the transitions in the order of their days, a day apart at least");
}

void Bucket::check_transitions(const LifecycleRule& rule,
                               const Items<StorageTransition>& transitions,
                               const Value<std::int64_t>& expire_after_days,
                               bool is_noncurrent) const {
  const std::string who =
      described(rule) + (is_noncurrent ? " moves noncurrent versions" : " moves objects");
  const StorageTransition* before = nullptr;
  for (const StorageTransition& transition : transitions) {
    if (before != nullptr) check_order(who, *before, transition);
    before = &transition;
    const auto days = known(transition.after_days);
    if (!days) continue;
    const std::string what = who + " to " + std::string(transition.storage_class.literal_text()) +
                             " after " + std::to_string(*days) + " days";
    const std::int64_t least = is_noncurrent ? 1 : 0;
    const auto rank = rank_of(transition.storage_class);
    if (*days < least) {
      error(codes::OT2404, what, is_noncurrent ? "it can be 1 or more" : "it can be 0 or more");
    } else if (rank && is_infrequent(waterfall[*rank]) && *days < 30) {
      error(codes::OT2404, what,
            "objects stay in S3 Standard for 30 days before they can move there");
    }
    const auto end = known(expire_after_days);
    if (end && *end <= *days) {
      error(codes::OT2407, what + ", but deletes them after " + std::to_string(*end),
            "delete later than the last transition, or leave the transition out");
    }
  }
}

void Bucket::check_lifecycle(const LifecycleRule& rule) const {
  const std::string who = described(rule);
  const bool is_about_noncurrent = rule.noncurrent_transitions.size() != 0 ||
                                   rule.expire_noncurrent_after_days.is_set() ||
                                   rule.keep_noncurrent_versions.is_set();
  if (!is_about_noncurrent && rule.transitions.size() == 0 && !rule.expire_after_days.is_set() &&
      !rule.expire_delete_markers && !rule.abort_uploads_after_days.is_set()) {
    error(codes::OT2403, who + " does nothing", "give it an expiration or a transition");
  }
  if (is_about_noncurrent && !state_->is_versioned) {
    warning(codes::OT2408, who + " is about noncurrent versions, but the bucket is not versioned",
            "set .versioning = true, or leave them out");
  }
  for (const auto& days :
       {rule.abort_uploads_after_days, rule.expire_after_days, rule.expire_noncurrent_after_days}) {
    if (is_outside(days, 1, no_limit)) {
      error(codes::OT2404, who + " has " + std::to_string(days.node().integer) + " days",
            "it can be 1 day or more");
    }
  }
  if (rule.expire_delete_markers && (rule.expire_after_days.is_set() || rule.tags.is_set())) {
    error(codes::OT2409, who + " removes delete markers beside expire_after_days or tags",
          "use a rule of its own for expire_delete_markers");
  }
  if (rule.abort_uploads_after_days.is_set() && has_scope_beyond_prefix(rule)) {
    error(codes::OT2410, who + " ends uploads of objects with tags or of a size",
          "unfinished uploads have neither; use a rule of its own for abort_uploads_after_days");
  }
  if (is_outside(rule.keep_noncurrent_versions, 1, 100)) {
    error(codes::OT2411,
          who + " keeps " + std::to_string(rule.keep_noncurrent_versions.node().integer) +
              " noncurrent versions",
          "it can keep 1 to 100");
  }
  if (rule.keep_noncurrent_versions.is_set() && !rule.expire_noncurrent_after_days.is_set()) {
    error(codes::OT2411, who + " keeps noncurrent versions but deletes none",
          "give .expire_noncurrent_after_days");
  }
  check_transitions(rule, rule.transitions, rule.expire_after_days, false);
  check_transitions(rule, rule.noncurrent_transitions, rule.expire_noncurrent_after_days, true);
}

void Bucket::add_lifecycle_rule(const LifecycleRule& rule) {
  if (refuses("a lifecycle rule")) return;
  check_lifecycle(rule);
  auto& ids = state_->lifecycle_ids;
  if (rule.id.size() > 255) {
    error(codes::OT2412, "the name of a lifecycle rule has more than 255 characters");
  }
  if (!rule.id.empty()) {
    if (std::find(ids.begin(), ids.end(), rule.id) != ids.end()) {
      error(codes::OT2412,
            "the bucket has two lifecycle rules named '" + std::string(rule.id) + "'");
    }
    ids.emplace_back(rule.id);
  }

  l1::Rule made{.status = rule.enabled ? l1::Rule::Status::enabled : l1::Rule::Status::disabled,
                .expiration_in_days = rule.expire_after_days,
                .id = text_or_nothing(rule.id),
                .object_size_greater_than = rule.object_size_greater_than,
                .object_size_less_than = rule.object_size_less_than,
                .prefix = text_or_nothing(rule.prefix),
                .tag_filters = s3::tag_filters(rule.tags)};
  if (rule.abort_uploads_after_days.is_set()) {
    made.abort_incomplete_multipart_upload =
        l1::AbortIncompleteMultipartUpload{.days_after_initiation = rule.abort_uploads_after_days};
  }
  if (rule.expire_delete_markers) made.expired_object_delete_marker = true;
  if (rule.expire_noncurrent_after_days.is_set()) {
    made.noncurrent_version_expiration =
        l1::NoncurrentVersionExpiration{.noncurrent_days = rule.expire_noncurrent_after_days,
                                        .newer_noncurrent_versions = rule.keep_noncurrent_versions};
  }
  for (const StorageTransition& transition : rule.transitions) {
    made.transitions.add(l1::Transition{.storage_class = transition.storage_class,
                                        .transition_in_days = transition.after_days});
  }
  for (const StorageTransition& transition : rule.noncurrent_transitions) {
    made.noncurrent_version_transitions.add(l1::NoncurrentVersionTransition{
        .storage_class =
            as<l1::NoncurrentVersionTransition::StorageClass>(transition.storage_class),
        .transition_in_days = transition.after_days});
  }
  state_->lifecycle_rules.add(made);
  resource_->props.lifecycle_configuration =
      l1::LifecycleConfiguration{.rules = state_->lifecycle_rules};
}

}  // namespace omnitrack
