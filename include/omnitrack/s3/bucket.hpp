#pragma once

#include <omnitrack/cfn/s3.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/lambda/function_link.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::sns {
class Topic;  // defined in <omnitrack/cfn/sns.hpp>
}
namespace omnitrack::cfn::sqs {
class Queue;  // defined in <omnitrack/cfn/sqs.hpp>
}

namespace omnitrack {

class Queue;
class Topic;

namespace detail {

inline void
a_bucket_name_has_3_to_63_lower_case_letters_digits_hyphens_or_dots_between_letters_or_digits() {}

struct BucketNameRule {
  static constexpr bool is_word(char c) { return is_lower(c) || is_digit(c); }
  static constexpr bool is_allowed(char c) { return is_word(c) || c == '-' || c == '.'; }
  static constexpr bool is_ip_address(std::string_view name) {
    int dots = 0;
    for (const char c : name) {
      if (c == '.') {
        ++dots;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return dots == 3;
  }
  static constexpr bool is_reserved(std::string_view name) {
    return name.starts_with("xn--") || name.starts_with("sthree-") ||
           name.starts_with("amzn-s3-demo-") || name.ends_with("-s3alias") ||
           name.ends_with("--ol-s3") || name.ends_with(".mrap") || name.ends_with("--x-s3") ||
           name.ends_with("--table-s3");
  }
  static constexpr bool fits(std::string_view name) {
    if (name.size() < 3 || name.size() > 63) return false;
    if (!is_word(name.front()) || !is_word(name.back())) return false;
    for (const char c : name) {
      if (!is_allowed(c)) return false;
    }
    return name.find("..") == std::string_view::npos && !is_ip_address(name) && !is_reserved(name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      a_bucket_name_has_3_to_63_lower_case_letters_digits_hyphens_or_dots_between_letters_or_digits();
    }
  }
};

}  // namespace detail

/// How objects are encrypted that come without a wish of their own.
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html
class BucketEncryption {
 public:
  /// As S3 does where a bucket says nothing, by keys that it manages, unsaid in the template: for a
  /// bucket that is there. Who reads the template, or checks it, then finds no encryption.
  static BucketEncryption unspecified();
  /// By keys that S3 manages (SSE-S3), free of charge.
  static BucketEncryption s3_managed();
  /// By the account's key `aws/s3`, which AWS manages (SSE-KMS).
  static BucketEncryption kms_managed();
  /// By a key of the account (SSE-KMS), which grants on the bucket then include the use of. A
  /// bucket key makes for fewer requests to KMS.
  static BucketEncryption kms(const KeyLink& key, bool bucket_key = true);
  /// In two layers by a key of the account (DSSE-KMS).
  static BucketEncryption two_layers(const KeyLink& key);

  using Algorithm = cfn::s3::bucket::ServerSideEncryptionByDefault::SSEAlgorithm;
  /// The algorithm.
  [[nodiscard]] Algorithm algorithm() const { return algorithm_; }
  /// Whether the template says how.
  [[nodiscard]] bool is_specified() const { return is_specified_; }
  /// Whether a bucket key is used.
  [[nodiscard]] bool bucket_key() const { return bucket_key_; }
  /// The account's own key; not set where there is none.
  [[nodiscard]] const KeyLink& key() const { return key_; }

 private:
  BucketEncryption(Algorithm algorithm, bool bucket_key, const KeyLink& key)
      : algorithm_(algorithm), bucket_key_(bucket_key), key_(key) {}
  Algorithm algorithm_;
  bool bucket_key_;
  bool is_specified_ = true;
  KeyLink key_;
};

/// What is refused of public access; all of it by default.
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
struct PublicAccessBlock {
  /// Refuses requests that set public ACLs.
  Bool block_acls = true;
  /// Refuses bucket policies that are public.
  Bool block_policy = true;
  /// Ignores public ACLs that are there.
  Bool ignore_acls = true;
  /// Leaves a bucket with a public policy to its owner and AWS's services.
  Bool restrict_buckets = true;
  /// Whether the template says any of it. S3 refuses all of it for new buckets, but one that was
  /// made before April 2023 may be open: left unsaid, a bucket that is there stays as it is.
  Bool specified = true;
};

/// The least version of TLS that a bucket speaks.
enum class TlsVersion : std::uint8_t { any, tls_1_2, tls_1_3 };

/// Who owns the objects that others put.
using ObjectOwnership = cfn::s3::bucket::OwnershipControlsRule::ObjectOwnership;

/// The storage classes that objects can be moved to.
using StorageClass = cfn::s3::bucket::Transition::StorageClass;

/// A move of objects to cheaper storage.
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
struct StorageTransition {
  /// Days after the object was made or, of noncurrent versions, replaced.
  Required<Value<std::int64_t>, struct required_after_days> after_days;
  /// Where to.
  Required<Value<StorageClass>, struct required_storage_class> storage_class;
};

/// A rule on what becomes of objects with time; it must do at least one thing.
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html
struct LifecycleRule {
  /// Days after which uploads in parts that never ended are removed.
  Value<std::int64_t> abort_uploads_after_days = {};
  /// Whether the rule is in force.
  Bool enabled = true;
  /// Days after which objects are deleted; with versioning they become noncurrent.
  Value<std::int64_t> expire_after_days = {};
  /// Removes the markers of deleted objects that have no version left.
  Bool expire_delete_markers = false;
  /// Days after which noncurrent versions are deleted.
  Value<std::int64_t> expire_noncurrent_after_days = {};
  /// The name, 255 characters at most, unique in the bucket.
  Text id = {};
  /// How many of the newest noncurrent versions are kept whatever their age, 1 to 100.
  Value<std::int64_t> keep_noncurrent_versions = {};
  /// Moves of noncurrent versions.
  Items<StorageTransition> noncurrent_transitions = {};
  /// Only for objects that are larger, in bytes.
  Value<std::int64_t> object_size_greater_than = {};
  /// Only for objects that are smaller, in bytes.
  Value<std::int64_t> object_size_less_than = {};
  /// Only for objects whose key begins so.
  Text prefix = {};
  /// Only for objects with all of these tags.
  List<Tag> tags = {};
  /// Moves of objects, or of current versions.
  Items<StorageTransition> transitions = {};
};

/// The methods that a browser's page of another origin can use.
using CorsMethod = cfn::s3::bucket::CorsRule::AllowedMethods;

/// What pages of other origins may do with a bucket, in a browser.
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html
struct CorsRule {
  /// The methods.
  Required<List<CorsMethod>, struct required_allowed_methods> allowed_methods;
  /// The origins, each with one `*` at most.
  Required<List<std::string>, struct required_allowed_origins> allowed_origins;
  /// The headers that requests may carry.
  List<std::string> allowed_headers = {};
  /// The headers that pages may read.
  List<std::string> exposed_headers = {};
  /// Seconds for which a browser may keep the answer.
  Value<std::int64_t> max_age = {};
};

/// What happens to objects that a bucket can tell of.
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
enum class ObjectEvent : std::uint8_t {
  created,
  created_by_put,
  created_by_post,
  created_by_copy,
  created_by_upload_in_parts,
  removed,
  removed_for_good,
  removed_by_marker,
  restored,
  restore_begun,
  restore_ended,
  restored_copy_expired,
  lost,
  replication,
  replication_failed,
  replication_missed_threshold,
  replication_after_threshold,
  replication_not_tracked,
  expired,
  expired_for_good,
  expired_by_marker,
  transitioned,
  tiered,
  tagged,
  tags_put,
  tags_deleted,
  acl_put,
};

/// The events that a bucket reports.
struct BucketNotification {
  /// What happens.
  ObjectEvent event = ObjectEvent::created;
  /// Only for objects whose key begins so.
  Text prefix = {};
  /// Only for objects whose key ends so.
  Text suffix = {};
};

/// The storage classes that copies in another bucket can have.
using ReplicaStorageClass = cfn::s3::bucket::ReplicationDestination::StorageClass;

class Bucket;

/// A rule on which objects are copied to another bucket, which must be versioned as well.
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
struct ReplicationRule {
  /// The other bucket.
  Required<Link<const Bucket>, struct required_destination> destination;
  /// The other account, which then owns the copies; this one where it is left out.
  Value<std::string> account = {};
  /// The key of the copies, in the region of the other bucket; needed where this bucket is
  /// encrypted by KMS.
  KeyLink destination_key = {};
  /// The name, 255 characters at most.
  Text id = {};
  /// Only for objects whose key begins so.
  Text prefix = {};
  /// Whether deletions are copied too.
  Bool replicate_delete_markers = false;
  /// The storage class of the copies; that of the objects where it is left out.
  Value<ReplicaStorageClass> storage_class = {};
  /// Whether S3 promises to copy within 15 minutes, at a price, and measures it.
  Bool time_control = false;
};

/// For how long versions of objects cannot be deleted; none is held where nothing is given, unless
/// it is put with a period of its own.
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
struct ObjectLock {
  /// Days; or
  Value<std::int64_t> days = {};
  /// Whether nobody at all can lift it, rather than those who may bypass governance.
  Bool is_compliance = false;
  /// years.
  Value<std::int64_t> years = {};
};

/// When objects that S3 watches the use of are archived, if nobody reads them.
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/intelligent-tiering-overview.html
struct IntelligentTiering {
  /// The name, 64 characters at most.
  Required<Text, struct required_id> id;
  /// Days without use, 90 to 730, after which an object is archived.
  Value<std::int64_t> archive_after_days = {};
  /// Days without use, 180 to 730, after which an object is archived deeply.
  Value<std::int64_t> deep_archive_after_days = {};
  /// Only for objects whose key begins so.
  Text prefix = {};
  /// Only for objects with all of these tags.
  List<Tag> tags = {};
};

/// What an inventory can list of each object.
using InventoryField = cfn::s3::bucket::InventoryConfiguration::OptionalFields;
/// The formats of an inventory.
using InventoryFormat = cfn::s3::bucket::Destination::Format;

/// A list of all objects that S3 makes regularly.
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory.html
struct Inventory {
  /// The name, 64 characters at most.
  Required<Text, struct required_id> id;
  /// The bucket that the list is put into: another one, whose policy is made to allow it.
  Required<Link<Bucket>, struct required_destination> destination;
  /// Whether noncurrent versions are listed.
  Bool all_versions = false;
  /// Whether a list is made each day, and not each Sunday.
  Bool daily = false;
  /// How the key of the list begins.
  Text destination_prefix = {};
  /// What is listed beside bucket, key and version.
  List<InventoryField> fields = {};
  /// The format.
  InventoryFormat format = InventoryFormat::csv;
  /// Only for objects whose key begins so.
  Text prefix = {};
};

/// Properties of a bucket.
struct BucketProps {
  using Makes = Bucket;
  Id id;
  /// The bucket that records of all requests are put into; its policy is made to allow it.
  Link<Bucket> access_log_bucket = {};
  /// How the keys of the records begin.
  Text access_log_prefix = {};
  /// The name, unique in the partition: 3 to 63 lower-case letters, digits, hyphens and dots; made
  /// up by CloudFormation where it is left out. Can hold references, e.g.
  /// `concat("data-", stack.account(), "-", stack.region())`.
  CheckedText<detail::BucketNameRule> bucket_name = {};
  /// What pages of other origins may do.
  Items<CorsRule> cors = {};
  /// How objects are encrypted.
  BucketEncryption encryption = BucketEncryption::s3_managed();
  /// Whether requests without TLS are denied.
  Bool enforce_tls = true;
  /// Whether all events are sent to EventBridge.
  Bool event_bridge = false;
  /// Which objects are archived when nobody reads them.
  Items<IntelligentTiering> intelligent_tiering = {};
  /// Lists of all objects.
  Items<Inventory> inventories = {};
  /// What becomes of objects with time.
  Items<LifecycleRule> lifecycle_rules = {};
  /// Request metrics in CloudWatch, each for a part of the objects.
  List<cfn::s3::bucket::MetricsConfiguration> metrics = {};
  /// The least version of TLS; versions below it are denied.
  TlsVersion minimum_tls = TlsVersion::any;
  /// Keeps versions from being deleted; needs versioning, and cannot be taken off again.
  Optional<ObjectLock> object_lock = {};
  /// Who owns the objects that others put; by default the bucket's owner, without ACLs. `{}` says
  /// nothing, for a bucket that is there: one that was made before April 2023 may then take ACLs.
  Optional<ObjectOwnership> object_ownership = ObjectOwnership::bucket_owner_enforced;
  /// What is refused of public access.
  PublicAccessBlock public_access = {};
  /// What happens to the objects when the bucket leaves the stack; a bucket with objects cannot be
  /// destroyed.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// Which objects are copied to other buckets; needs versioning.
  Items<ReplicationRule> replication = {};
  /// Tags of the bucket.
  List<Tag> tags = {};
  /// Whether uploads can go by the nearest edge location.
  Bool transfer_acceleration = false;
  /// Whether replaced and deleted objects are kept as noncurrent versions.
  Bool versioning = false;
  /// Serves the objects as a website, over HTTP alone; off by default.
  Value<cfn::s3::bucket::WebsiteConfiguration> website = {};
};

/// What is known of a bucket that is made elsewhere, beside its name.
struct ImportedBucket {
  /// The key that its objects are encrypted with; grants then include its use.
  KeyLink kms_key = {};
};

/// An S3 bucket with its policy: AWS::S3::Bucket, AWS::S3::BucketPolicy, and for what it tells or
/// copies AWS::Lambda::Permission, AWS::SQS::QueuePolicy, AWS::SNS::TopicPolicy and a `Role`.
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingBucket.html
class Bucket final : public Construct {
 public:
  Bucket(Attach at, const BucketProps& props);
  Bucket(Attach at, const struct ImportedBucketProps& props);
  ~Bucket();

  /// A bucket that is made elsewhere, in whatever account; its policy is its owner's.
  static Bucket& from_name(Construct& scope, const Id& id, const Value<cfn::s3::BucketName>& name,
                           const ImportedBucket& known = {});

  /// Adds a rule on what becomes of objects with time.
  void add_lifecycle_rule(const LifecycleRule& rule);
  /// Adds a rule on what pages of other origins may do.
  void add_cors_rule(const CorsRule& rule);
  /// Adds a statement to the bucket's policy.
  void add_to_resource_policy(const PolicyStatement& statement);

  /// Has all events sent to EventBridge; of a bucket that is made elsewhere, its owner does. Rules
  /// are for them by `object_events`.
  void send_events_to_event_bridge();

  /// Invokes a function at an event, and permits S3 to do so: on behalf of this bucket alone where
  /// it has a `bucket_name`, otherwise of any bucket of the account. The bucket then waits for the
  /// function, so a function that uses the bucket must take `known_name()`, and a grant needs
  /// `bucket_name`.
  void notify_function(const FunctionLink& function, const BucketNotification& notification = {});
  /// Sends a message to a queue at an event, and makes the queue's policy, of which it has only
  /// one, allow that.
  void notify_queue(const cfn::sqs::Queue& queue, const BucketNotification& notification = {});
  /// Sends a message to a queue at an event; the queue's policy and its key let the bucket in.
  void notify_queue(Queue& queue, const BucketNotification& notification = {});
  /// Sends a message to a queue whose policy allows it already.
  void notify_queue(const Value<cfn::sqs::QueueArn>& queue,
                    const BucketNotification& notification = {});
  /// Publishes to a topic at an event, and makes the topic's policy, of which it has only one,
  /// allow that.
  void notify_topic(const cfn::sns::Topic& topic, const BucketNotification& notification = {});
  /// Publishes to a topic at an event; the topic's policy and its key let the bucket in.
  void notify_topic(Topic& topic, const BucketNotification& notification = {});
  /// Publishes to a topic whose policy allows it already.
  void notify_topic(const Value<cfn::sns::TopicArn>& topic,
                    const BucketNotification& notification = {});

  /// Allows listing the bucket and reading objects, of those whose key begins with `prefix`.
  void grant_read(Grantee& grantee, std::string_view prefix = {});
  /// Allows putting objects whose key begins with `prefix`.
  void grant_put(Grantee& grantee, std::string_view prefix = {});
  /// Allows deleting objects whose key begins with `prefix`; noncurrent versions are not included.
  void grant_delete(Grantee& grantee, std::string_view prefix = {});
  /// Allows putting and deleting objects whose key begins with `prefix`.
  void grant_write(Grantee& grantee, std::string_view prefix = {});
  /// Allows all that `grant_read` and `grant_write` do.
  void grant_read_write(Grantee& grantee, std::string_view prefix = {});

  /// How many bytes it holds in a storage class, once a day.
  /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html
  [[nodiscard]] Metric metric_bytes(std::string_view storage_type = "StandardStorage") const;
  /// How many objects it holds, versions and uploads in parts among them, once a day.
  [[nodiscard]] Metric metric_objects() const;
  /// One of S3's metrics of requests, e.g. `5xxErrors`, of those that one of `BucketProps::metrics`
  /// counts, named by its id.
  [[nodiscard]] Metric metric_requests(std::string_view name, std::string_view metrics_id) const;

  /// The name.
  [[nodiscard]] const Value<cfn::s3::BucketName>& name() const { return name_; }
  /// The ARN.
  [[nodiscard]] const Value<cfn::s3::BucketArn>& arn() const { return arn_; }
  /// The ARN of the objects whose key fits a pattern with `*` and `?`.
  [[nodiscard]] Value<std::string> arn_for_objects(std::string_view pattern = "*") const;
  /// The name as it was given, which waits for nothing; an error where none was given.
  [[nodiscard]] Value<cfn::s3::BucketName> known_name() const;
  /// The ARN made of the name as it was given, which waits for nothing; an error where none was
  /// given.
  [[nodiscard]] Value<cfn::s3::BucketArn> known_arn() const;
  /// The host name, e.g. `name.s3.amazonaws.com`.
  [[nodiscard]] Value<std::string> domain_name() const;
  /// The host name in the bucket's region, e.g. `name.s3.eu-central-1.amazonaws.com`.
  [[nodiscard]] Value<std::string> regional_domain_name() const;
  /// The host name that also has IPv6 addresses.
  [[nodiscard]] Value<std::string> dual_stack_domain_name() const;
  /// The address of the website.
  [[nodiscard]] Value<std::string> website_url() const;
  /// The key that objects are encrypted with; none where it is S3's own or not known.
  [[nodiscard]] const KeyLink& kms_key() const;
  /// Whether its policy is another app's.
  [[nodiscard]] bool is_imported() const { return resource_ == nullptr; }
  /// Whether it takes ACLs, as far as that is known: all but those whose owner owns every object.
  [[nodiscard]] bool takes_acls() const;
  /// The bucket's own resource; an error where the bucket is made elsewhere.
  [[nodiscard]] cfn::s3::Bucket& resource();

 private:
  struct State;
  void finish() override;

  void check(const BucketProps& props) const;
  void check_name(const Value<std::string>& name) const;
  void set_data_protection(const BucketProps& props);
  void set_watching(const BucketProps& props);
  void deny_insecure(const BucketProps& props);
  void log_access(Bucket& target, std::string_view prefix);
  void add_inventory(const Inventory& inventory);
  void add_tiering(const IntelligentTiering& tiering);
  void replicate(const BucketProps& props);
  void check_lifecycle(const LifecycleRule& rule) const;
  void check_order(std::string_view who, const StorageTransition& before,
                   const StorageTransition& after) const;
  void check_transitions(const LifecycleRule& rule, const Items<StorageTransition>& transitions,
                         const Value<std::int64_t>& expire_after_days, bool is_noncurrent) const;
  void add_notification(const BucketNotification& notification);
  [[nodiscard]] Metric daily_metric(std::string_view metric_name,
                                    std::string_view storage_type) const;
  [[nodiscard]] Map<Json> sent_by_account() const;
  [[nodiscard]] Map<Json> sent_by_this() const;
  [[nodiscard]] Map<Json> delivered_to(const Bucket& target, const Json& of_account) const;

  // Whether the bucket is made elsewhere; then it is reported that this is asked of it.
  [[nodiscard]] bool refuses(std::string_view what) const;

  State* state_;
  cfn::s3::Bucket* resource_ = nullptr;  // null where the bucket is made elsewhere
  Value<cfn::s3::BucketName> name_;
  Value<cfn::s3::BucketArn> arn_;
};

}  // namespace omnitrack
