#pragma once

#include <string>
#include <vector>

#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

// What a bucket remembers until the app is synthesized.
struct Bucket::State {
  enum class Access : std::uint8_t { read, put, remove };
  struct Grant {
    Grantee* grantee;
    Access access;
    std::string prefix;
  };
  struct Notified {
    std::string_view event;
    std::string prefix;
    std::string suffix;
  };

  // The name as it was given; not set where CloudFormation makes one up.
  Value<std::string> name;
  KeyLink key;
  bool is_versioned;
  bool has_lock_period;
  bool has_s3_managed_keys;
  bool notifies_functions = false;
  bool takes_acls = true;
  std::vector<Grant> grants = {};
  std::vector<Notified> notified = {};
  // The functions, queues and topics that may be told already.
  std::vector<Node> permitted = {};
  std::vector<std::string> lifecycle_ids = {};
  PolicyDocument policy = {};
  cfn::s3::BucketPolicy* policy_resource = nullptr;
  List<cfn::s3::bucket::CorsRule> cors_rules = {};
  List<cfn::s3::bucket::Rule> lifecycle_rules = {};
  cfn::s3::bucket::NotificationConfiguration notifications = {};
};

namespace s3 {

// A tag filter is written as a tag is.
inline List<cfn::s3::bucket::TagFilter> tag_filters(const List<Tag>& tags) {
  return List<cfn::s3::bucket::TagFilter>::from_node(tags.node());
}

// A text that is left out where it is empty.
inline Value<std::string> text_or_nothing(std::string_view text) {
  return text.empty() ? Value<std::string>() : Value<std::string>(text);
}

// Whether a number is known and outside of its bounds.
inline bool is_outside(const Value<std::int64_t>& value, std::int64_t least, std::int64_t most) {
  const Node& node = value.node();
  return node.kind == NodeKind::integer && (node.integer < least || node.integer > most);
}

}  // namespace s3
}  // namespace omnitrack
