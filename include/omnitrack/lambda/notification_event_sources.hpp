#pragma once

#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/sns/subscription.hpp>

namespace omnitrack::cfn::sns {
class Subscription;  // defined in <omnitrack/cfn/sns.hpp>
}

namespace omnitrack {

class AnyFunction;
class Topic;

/// A topic whose messages invoke a function, by an AWS::SNS::Subscription:
/// `function.add_event_source(SnsEventSource{.topic = topic})`.
/// https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
struct SnsEventSource {
  /// The topic.
  Required<Link<Topic>, struct required_topic> topic;
  /// A queue for the messages that could not be delivered.
  Link<Queue> dead_letter_queue = {};
  /// Which messages are delivered; all where it is left out.
  MatchFields filter = {};
  /// Whether the filter is about the attributes or the body of the message.
  FilterScope filter_scope = FilterScope::message_attributes;

  /// Subscribes a function to the topic; the subscription is named by the function's path.
  cfn::sns::Subscription& connect(AnyFunction& function, Source at) const;
};

/// A bucket whose events invoke a function, by its notifications:
/// `function.add_event_source(S3EventSource{.bucket = bucket})`. The bucket then waits for the
/// function: see `Bucket::notify_function`.
/// https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html
struct S3EventSource {
  /// The bucket.
  Required<Link<Bucket>, struct required_bucket> bucket;
  /// What happens.
  Items<ObjectEvent> events = {ObjectEvent::created};
  /// Only for objects whose key begins so.
  Text prefix = {};
  /// Only for objects whose key ends so.
  Text suffix = {};

  /// Has the bucket tell a function.
  void connect(AnyFunction& function, Source at) const;
};

}  // namespace omnitrack
