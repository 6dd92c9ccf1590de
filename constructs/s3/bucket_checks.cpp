#include <algorithm>

#include "bucket_state.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

namespace {

constexpr std::size_t max_name_length = 63;
constexpr std::string_view name_hint =
    "A bucket name has 3 to 63 lower-case letters, digits, hyphens and dots, begins and ends with "
    "a letter or digit, and has none of the prefixes and suffixes that AWS reserves.";

// How long a part of a name can get.
struct Length {
  std::size_t least;
  std::size_t most;
};

Length length_of(const Node& part) {
  if (part.kind == NodeKind::string) return {part.size, part.size};
  if (part.kind == NodeKind::pseudo) {
    // The shortest and the longest of the names that regions have.
    if (part.pseudo() == PseudoParameter::region) return {9, 14};
    if (part.pseudo() == PseudoParameter::account_id) return {12, 12};
  }
  return {0, 0};
}

}  // namespace

void Bucket::check_name(const Value<std::string>& name) const {
  const Node& node = name.node();
  if (node.kind != NodeKind::function || node.call->function != Intrinsic::concat) return;
  const Node* begin = node.call->arguments;
  const Node* end = begin + node.call->count;
  Length length{0, 0};
  std::string_view wrong;
  for (const Node* part = begin; part != end; ++part) {
    const Length more = length_of(*part);
    length.least += more.least;
    length.most += more.most;
    if (part->kind != NodeKind::string) continue;
    const std::string_view text = part->string();
    bool fits = std::all_of(text.begin(), text.end(), detail::BucketNameRule::is_allowed);
    if (part == begin) fits = fits && detail::BucketNameRule::is_word(text.front());
    if (part + 1 == end) fits = fits && detail::BucketNameRule::is_word(text.back());
    if (!fits) wrong = text;
  }
  if (!wrong.empty()) {
    error(codes::OT2401, "the bucket's name cannot have '" + std::string(wrong) + "' in it",
          name_hint);
  }
  if (length.least > max_name_length) {
    error(codes::OT2402,
          "the bucket's name has at least " + std::to_string(length.least) + " characters",
          "a bucket name has 63 characters at most; shorten its fixed part");
  } else if (length.most > max_name_length) {
    warning(codes::OT2402,
            "the bucket's name has more than 63 characters in the regions with long names",
            "shorten its fixed part by " + std::to_string(length.most - max_name_length));
  }
}

void Bucket::check(const BucketProps& props) const {
  if (props.bucket_name.is_broken()) {
    error(codes::OT2401, "'" + std::string(props.bucket_name.text()) + "' cannot name a bucket",
          name_hint);
  }
  check_name(props.bucket_name.value());
  if (props.transfer_acceleration && props.bucket_name.text().find('.') != std::string_view::npos) {
    error(codes::OT2401, "a bucket with dots in its name cannot have transfer acceleration",
          "use hyphens instead");
  }
  if (!props.access_log_prefix.empty() && !props.access_log_bucket.is_set()) {
    error(codes::OT2421, "the access logs have a prefix, but no bucket",
          "give access_log_bucket, or leave access_log_prefix out");
  }
  if (props.replication.size() != 0 && !props.versioning) {
    error(codes::OT2414, "replication needs versioning", "set .versioning = true");
  }
  if (!props.object_lock) return;
  const ObjectLock& lock = *props.object_lock;
  if (!props.versioning) {
    error(codes::OT2414, "an object lock needs versioning", "set .versioning = true");
  }
  if (lock.days.is_set() && lock.years.is_set()) {
    error(codes::OT2416, "the object lock has days and years", "give one of them");
  }
  if (s3::is_outside(lock.days, 1, 36500) || s3::is_outside(lock.years, 1, 100)) {
    error(codes::OT2416, "the object lock's period is out of bounds",
          "it can be 1 to 36,500 days or 1 to 100 years");
  }
}

}  // namespace omnitrack
