#pragma once

#include <omnitrack/construct.hpp>
#include <omnitrack/events/match.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/lambda/event_destination.hpp>
#include <omnitrack/lambda/event_source_rules.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/secretsmanager/secret_link.hpp>

namespace omnitrack::cfn::lambda {
class EventSourceMapping;  // defined in <omnitrack/cfn/lambda.hpp>
}

namespace omnitrack {

class AnyFunction;
class Broker;
class DocumentCluster;

/// A queue of a broker of Amazon MQ whose messages a function works on, by an
/// AWS::Lambda::EventSourceMapping. Lambda reaches the broker through the broker's own VPC, from
/// which it must reach Lambda and Secrets Manager by NAT or endpoints; the broker lets it in.
/// https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html
struct BrokerEventSource {
  /// The broker.
  Required<Link<Broker>, struct required_broker> broker;
  /// The queue.
  Required<Text, struct required_queue> queue;
  /// How many messages a batch has at most, 1 to 10,000; 100 where it is left out.
  BatchSize batch_size = {};
  /// How long messages are waited for until there are enough, in seconds, 0 to 300; half a second
  /// where it is left out.
  BatchWindow batch_window = {};
  /// Whether the queue is worked on.
  Bool enabled = true;
  /// The key that the filters are encrypted with; AWS's own where it is left out.
  KeyLink filter_key = {};
  /// Which messages are worked on: those that one of the filters, 5 at most, fits.
  Items<MatchFields> filters = {};
  /// The secret with `username` and `password` that Lambda signs in with; the broker's own where it
  /// is left out.
  SecretLink secret = {};
  /// The virtual host of RabbitMQ that the queue is in; `/` where it is left out.
  Value<std::string> virtual_host = {};

  /// Has a function work on the queue, and lets it; the mapping is named by the queue.
  cfn::lambda::EventSourceMapping& connect(AnyFunction& function, Source at) const;
};

/// What a change of a document comes with.
enum class FullDocument : std::uint8_t {
  changes,  ///< what changed
  whole,    ///< the document as it is then, too
};

/// The changes of a database of DocumentDB that a function works on, by an
/// AWS::Lambda::EventSourceMapping; change streams must be turned on in the database. Lambda
/// reaches the cluster through the cluster's own VPC, from which it must reach Lambda and Secrets
/// Manager by NAT or endpoints; the cluster lets it in.
/// https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html
struct DocumentEventSource {
  /// The cluster.
  Required<Link<DocumentCluster>, struct required_cluster> cluster;
  /// The database.
  Required<Text, struct required_database> database;
  /// The secret with `username` and `password` that Lambda signs in with.
  Required<SecretLink, struct required_secret> secret;
  /// How many changes a batch has at most, 1 to 10,000; 100 where it is left out.
  BatchSize batch_size = {};
  /// How long changes are waited for until there are enough, in seconds, 0 to 300; half a second
  /// where it is left out.
  BatchWindow batch_window = {};
  /// The collection; all of the database where it is left out.
  Value<std::string> collection = {};
  /// Whether changes are worked on.
  Bool enabled = true;
  /// The key that the filters are encrypted with; AWS's own where it is left out.
  KeyLink filter_key = {};
  /// Which changes are worked on: those that one of the filters, 5 at most, fits.
  Items<MatchFields> filters = {};
  /// What a change comes with.
  FullDocument full_document = FullDocument::changes;
  /// Where changes are read from at first.
  StartingPosition starting_position = StartingPosition::trim_horizon();

  /// Has a function work on the changes, and lets it; the mapping is named by the database.
  cfn::lambda::EventSourceMapping& connect(AnyFunction& function, Source at) const;
};

}  // namespace omnitrack
