#pragma once

#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/link.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::iot {
class TopicRule;  // defined in <omnitrack/cfn/iot.hpp>
}  // namespace omnitrack::cfn::iot

namespace omnitrack {

class AnyFunction;
class Bucket;
class DataStream;
class DeliveryStream;
class LogGroup;
class Queue;
class Role;
class StateMachine;
class Table;
class Topic;

/// What a rule does with a message.
/// https://docs.aws.amazon.com/iot/latest/developerguide/iot-rule-actions.html
class TopicRuleAction {
 public:
  /// What takes the message.
  enum class Kind : std::uint8_t {
    bucket,
    delivery_stream,
    function,
    log_group,
    queue,
    republish,
    state_machine,
    stream,
    table,
    topic
  };

  /// Puts it into a bucket under a key, e.g. `${topic()}/${timestamp()}`.
  static TopicRuleAction put(Bucket& bucket, const Value<std::string>& key) {
    return {Kind::bucket, &bucket, key};
  }
  /// Puts it into a delivery stream as a record, with what ends a record behind it.
  static TopicRuleAction deliver(DeliveryStream& stream,
                                 const Value<std::string>& separator = "\n") {
    return {Kind::delivery_stream, &stream, separator};
  }
  /// Calls a function with it.
  static TopicRuleAction invoke(AnyFunction& function) { return {Kind::function, &function}; }
  /// Logs it.
  static TopicRuleAction log(LogGroup& log_group) { return {Kind::log_group, &log_group}; }
  /// Sends it to a queue.
  static TopicRuleAction send(Queue& queue) { return {Kind::queue, &queue}; }
  /// Publishes it under another topic of MQTT.
  static TopicRuleAction republish(const Value<std::string>& mqtt_topic) {
    return {Kind::republish, nullptr, mqtt_topic};
  }
  /// Writes it to a stream; by a new id where no key of partitions is given.
  static TopicRuleAction write(DataStream& stream,
                               const Value<std::string>& partition_key = "${newuuid()}") {
    return {Kind::stream, &stream, partition_key};
  }
  /// Writes it to a table, each of its members as an attribute.
  static TopicRuleAction insert(Table& table) { return {Kind::table, &table}; }
  /// Starts a state machine with it as the input.
  static TopicRuleAction start(StateMachine& machine) { return {Kind::state_machine, &machine}; }
  /// Publishes it to a topic of SNS, as it is.
  static TopicRuleAction publish(Topic& topic) { return {Kind::topic, &topic}; }

  /// What takes the message.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// It; null where the message is published again.
  template <class T>
  [[nodiscard]] T& target() const {
    return *static_cast<T*>(target_);
  }
  /// The key of an object, the key of partitions, what ends a record, or the topic of MQTT.
  [[nodiscard]] const Value<std::string>& text() const { return text_; }

 private:
  TopicRuleAction(Kind kind, void* target, const Value<std::string>& text = {})
      : kind_(kind), target_(target), text_(text) {}
  Kind kind_;
  void* target_;
  Value<std::string> text_;
};

class TopicRule;

/// Properties of a rule about messages.
struct TopicRuleProps {
  using Makes = TopicRule;
  Id id;
  /// What is done, by ten actions at most.
  Required<Items<TopicRuleAction>, struct required_actions> actions;
  /// Which messages, and what of them, e.g. `SELECT * FROM 'sensors/+'`.
  Required<Value<std::string>, struct required_sql> sql;
  /// What it is for.
  Value<std::string> description = {};
  /// Whether it does anything.
  Bool enabled = true;
  /// What is done when an action failed.
  Optional<TopicRuleAction> error_action = {};
  /// The name, of letters, digits and `_`; made up by CloudFormation where it is left out.
  Value<std::string> name = {};
  /// The version of the language.
  Value<std::string> sql_version = "2016-03-23";
};

/// What is done with messages of devices: AWS::IoT::TopicRule, with a `Role` that may do what its
/// actions do and no more.
/// https://docs.aws.amazon.com/iot/latest/developerguide/iot-rules.html
class TopicRule final : public Construct, public Measured {
 public:
  TopicRule(Attach at, const TopicRuleProps& props);

  /// One of IoT's metrics of the rule, by the sum where it says no other statistic.
  /// https://docs.aws.amazon.com/iot/latest/developerguide/metrics_dimensions.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many messages were about it.
  [[nodiscard]] Metric metric_topic_matches() const { return metric("TopicMatch"); }
  /// How many messages it could not read.
  [[nodiscard]] Metric metric_parse_errors() const { return metric("ParseError"); }

  /// The name.
  [[nodiscard]] Value<std::string> name() const;
  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The rule's own resource.
  [[nodiscard]] cfn::iot::TopicRule& resource() { return resource_; }

 private:
  cfn::iot::TopicRule& make_resource(const TopicRuleProps& props);
  Role& role();

  Role* role_ = nullptr;  // null where functions alone are called
  cfn::iot::TopicRule& resource_;
};

}  // namespace omnitrack
