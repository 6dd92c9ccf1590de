#pragma once

#include <omnitrack/checked_text.hpp>
#include <omnitrack/events/event_target.hpp>
#include <omnitrack/iam/policy.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::cloudtrail {
class Trail;  // defined in <omnitrack/cfn/cloudtrail.hpp>
}

namespace omnitrack {

class Bucket;
class Function;
class LogGroup;

namespace detail {

inline void the_name_of_a_trail_has_3_to_128_letters_digits_dots_underscores_or_hyphens() {}

struct TrailNameRule {
  static constexpr bool fits(std::string_view name) {
    if (name.size() < 3 || name.size() > 128) return false;
    return is_letter_or_digit(name.front()) && is_letter_or_digit(name.back()) &&
           has_only_letters_digits_and("._-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) the_name_of_a_trail_has_3_to_128_letters_digits_dots_underscores_or_hyphens();
  }
};

}  // namespace detail

/// The name of a trail: 3 to 128 letters, digits, `.`, `_` and `-`, a letter or digit at both ends.
using TrailName = CheckedText<detail::TrailNameRule>;

/// Which events are recorded.
enum class TrailEvents : std::uint8_t {
  all,         ///< reading and writing
  read_only,   ///< those that change nothing
  write_only,  ///< those that may change something
  none,        ///< none at all
};

/// What is out of the ordinary.
/// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-insights-events-with-cloudtrail.html
enum class TrailInsight : std::uint8_t { api_call_rate, api_error_rate };

/// One field of an event that a selector asks for, with any of the values of each list.
/// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
struct TrailField {
  /// The field, e.g. `eventName`, `resources.ARN`.
  Required<Text, struct required_field> field;
  /// How the value ends.
  List<std::string> ends_with = {};
  /// What the value is.
  List<std::string> equals = {};
  /// How the value does not end.
  List<std::string> not_ends_with = {};
  /// What the value is not.
  List<std::string> not_equals = {};
  /// How the value does not begin.
  List<std::string> not_starts_with = {};
  /// How the value begins.
  List<std::string> starts_with = {};
};

/// Events of data, such as reading an object, that are recorded, for a price.
/// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
struct TrailDataEvents {
  /// The type of what is used, e.g. `AWS::S3::Object`, `AWS::Lambda::Function`.
  Required<Text, struct required_resource_type> resource_type;
  /// The ARNs of what is used, or how they begin; all in the account where it is left out.
  List<std::string> arns_starting_with = {};
  /// Which events are recorded.
  TrailEvents events = TrailEvents::all;
  /// What else is asked of the events.
  Items<TrailField> fields = {};
  /// A name of the selector.
  Text name = {};
};

class Trail;

/// Properties of a trail.
struct TrailProps {
  using Makes = Trail;
  Id id;
  /// The bucket that it writes to, whose policy gets what it needs; one of its own where it is left
  /// out. It must be made by the app.
  Link<Bucket> bucket = {};
  /// Events of data that are recorded besides the management events.
  Items<TrailDataEvents> data_events = {};
  /// Whether events of services without a region, such as IAM, are recorded.
  Bool global_service_events = true;
  /// What is out of the ordinary and so recorded, for a price.
  Items<TrailInsight> insights = {};
  /// The folder in the bucket.
  Text key_prefix = {};
  /// The key that logs are encrypted with, which lets CloudTrail use it where it is the app's; S3's
  /// own where it is left out.
  KeyLink kms_key = {};
  /// Whether logs are signed, so that a change of them shows.
  Bool log_file_validation = true;
  /// The log group that events are also written to.
  Link<const LogGroup> log_group = {};
  /// Which management events are recorded.
  TrailEvents management_events = TrailEvents::all;
  /// Whether it records all regions.
  Bool multi_region = true;
  /// The id of the organization whose accounts it records, e.g. `o-1234567890`; only the management
  /// account can.
  Text organization_id = {};
  /// What happens to a bucket of its own when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// The topic that is told of new logs, and lets CloudTrail publish where it is the app's.
  Link<EventTarget> topic = {};
  /// The name, 3 to 128 letters, digits, `.`, `_` and `-`; made up by CloudFormation where it is
  /// left out.
  TrailName trail_name = {};
};

/// A record of who did what in the account: AWS::CloudTrail::Trail and, where none is given,
/// AWS::S3::Bucket with AWS::S3::BucketPolicy; for CloudWatch Logs AWS::IAM::Role with
/// AWS::IAM::Policy.
/// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-user-guide.html
class Trail final : public Construct {
 public:
  Trail(Attach at, const TrailProps& props);

  /// Records what is done with data, besides the management events.
  void add_data_events(const TrailDataEvents& events);
  /// Records what is done with objects whose key begins with `prefix`.
  void add_s3_events(const Bucket& bucket, std::string_view prefix = {},
                     TrailEvents events = TrailEvents::all);
  /// Records invocations of a function.
  void add_lambda_events(const Function& function);

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The bucket that it writes to.
  [[nodiscard]] Bucket& bucket() { return *bucket_; }
  /// The trail's own resource.
  [[nodiscard]] cfn::cloudtrail::Trail& resource() { return resource_; }

 private:
  void add_selector(std::string_view category, TrailEvents events, const TrailDataEvents* data);
  void let_write_to_bucket(const TrailProps& props);
  void let_write_to_logs(const LogGroup& log_group);
  void let_use_key(const TrailProps& props);
  // The trail's ARN, in a pattern where its name is not known before it is made.
  [[nodiscard]] Value<std::string> known_arn(const TrailProps& props) const;

  TrailEvents management_events_;
  Bucket* bucket_;
  cfn::cloudtrail::Trail& resource_;
};

}  // namespace omnitrack
