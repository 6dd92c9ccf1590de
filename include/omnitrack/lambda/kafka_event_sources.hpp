#pragma once

#include <omnitrack/construct.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/events/match.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/lambda/event_destination.hpp>
#include <omnitrack/lambda/event_source_rules.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/secretsmanager/secret_link.hpp>

namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}
namespace omnitrack::cfn::lambda {
class EventSourceMapping;  // defined in <omnitrack/cfn/lambda.hpp>
}

namespace omnitrack {

class AnyFunction;

/// How Lambda proves to a Kafka cluster who it is.
enum class KafkaAuth : std::uint8_t { basic, client_certificate, scram_256, scram_512 };

/// A secret that Lambda proves by who it is.
struct KafkaSecret {
  /// The secret in Secrets Manager, or its ARN.
  Required<SecretLink, struct required_secret_arn> secret_arn;
  /// How it is used; a cluster of MSK takes `scram_512` and `client_certificate`.
  KafkaAuth auth = KafkaAuth::scram_512;
};

/// A topic of a cluster of Amazon MSK whose records a function works on, by an
/// AWS::Lambda::EventSourceMapping. Lambda reaches the cluster through the cluster's own VPC.
/// https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html
struct ManagedKafkaEventSource {
  /// The ARN of the cluster.
  Required<Value<std::string>, struct required_cluster_arn> cluster_arn;
  /// The topic.
  Required<Text, struct required_topic> topic;
  /// How many records a batch has at most, 1 to 10,000; 100 where it is left out.
  BatchSize batch_size = {};
  /// How long records are waited for until there are enough, in seconds, 0 to 300; half a second
  /// where it is left out.
  BatchWindow batch_window = {};
  /// The consumer group; made up by Lambda where it is left out, and never changed.
  Value<std::string> consumer_group_id = {};
  /// Whether the topic is worked on.
  Bool enabled = true;
  /// The key that the filters are encrypted with; AWS's own where it is left out.
  KeyLink filter_key = {};
  /// Which records are worked on: those that one of the filters, 5 at most, fits.
  Items<MatchFields> filters = {};
  /// Where it is told which records could not be processed: a queue, a topic or a bucket.
  EventDestination on_failure = {};
  /// Pollers that are kept ready.
  Optional<ProvisionedPollers> provisioned_pollers = {};
  /// What Lambda signs in with; by the function's role or not at all where it is left out.
  Optional<KafkaSecret> secret = {};
  /// Where the topic is read from at first.
  StartingPosition starting_position = StartingPosition::trim_horizon();

  /// Has a function work on the topic, and lets it; the mapping is named by the topic.
  cfn::lambda::EventSourceMapping& connect(AnyFunction& function, Source at) const;
};

/// A topic of a Kafka cluster of one's own whose records a function works on, by an
/// AWS::Lambda::EventSourceMapping.
/// https://docs.aws.amazon.com/lambda/latest/dg/with-kafka.html
struct SelfManagedKafkaEventSource {
  /// The addresses of the brokers, e.g. `broker-1.example.com:9092`.
  Required<List<std::string>, struct required_bootstrap_servers> bootstrap_servers;
  /// The topic.
  Required<Text, struct required_topic> topic;
  /// How many records a batch has at most, 1 to 10,000; 100 where it is left out.
  BatchSize batch_size = {};
  /// How long records are waited for until there are enough, in seconds, 0 to 300; half a second
  /// where it is left out.
  BatchWindow batch_window = {};
  /// The consumer group; made up by Lambda where it is left out, and never changed.
  Value<std::string> consumer_group_id = {};
  /// Whether the topic is worked on.
  Bool enabled = true;
  /// The key that the filters are encrypted with; AWS's own where it is left out.
  KeyLink filter_key = {};
  /// Which records are worked on: those that one of the filters, 5 at most, fits.
  Items<MatchFields> filters = {};
  /// Where it is told which records could not be processed: a queue, a topic or a bucket.
  EventDestination on_failure = {};
  /// Pollers that are kept ready.
  Optional<ProvisionedPollers> provisioned_pollers = {};
  /// The secret, or its ARN, with the certificate that the brokers' certificates are checked with.
  SecretLink root_certificate_secret_arn = {};
  /// What Lambda signs in with; not at all where it is left out.
  Optional<KafkaSecret> secret = {};
  /// The security group by which Lambda reaches brokers in a VPC.
  Link<const SecurityGroup> security_group = {};
  /// Where the topic is read from at first.
  StartingPosition starting_position = StartingPosition::trim_horizon();
  /// The subnets by which Lambda reaches brokers in a VPC; over the internet where they are left
  /// out.
  Items<Value<cfn::ec2::SubnetId>> subnets = {};

  /// Has a function work on the topic, and lets it; the mapping is named by the topic.
  cfn::lambda::EventSourceMapping& connect(AnyFunction& function, Source at) const;
};

}  // namespace omnitrack
