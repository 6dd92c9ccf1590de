#include "graph/hops.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "graph/network/network.hpp"
#include "graph/stacks/function_names.hpp"
#include "graph/stacks/scene.hpp"

namespace omnitrack::graph {

using tmpl::ResourceEntry;

namespace {

/// Where it stands to whom something sends.
struct Sending {
  std::string_view type;     ///< what sends
  std::string_view carrier;  ///< the type that says so
  std::string_view by;       ///< how that names what sends; empty where it is that itself
  std::string_view ways;     ///< where it names the receivers
};

// https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Subscriptions.html
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.html
constexpr std::array<Sending, 7> sendings{{
    {"AWS::RDS::EventSubscription", "AWS::RDS::EventSubscription", "", "SnsTopicArn"},
    {"AWS::SNS::Topic", "AWS::SNS::Topic", "", "Subscription/*/Endpoint"},
    {"AWS::SNS::Topic", "AWS::SNS::Subscription", "TopicArn",
     "Endpoint|RedrivePolicy/deadLetterTargetArn"},
    {"AWS::S3::Bucket", "AWS::S3::Bucket", "",
     "NotificationConfiguration/LambdaConfigurations/*/Function|"
     "NotificationConfiguration/QueueConfigurations/*/Queue|"
     "NotificationConfiguration/TopicConfigurations/*/Topic"},
    {"AWS::Logs::LogGroup", "AWS::Logs::SubscriptionFilter", "LogGroupName", "DestinationArn"},
    {"AWS::CloudWatch::Alarm", "AWS::CloudWatch::Alarm", "",
     "AlarmActions|OKActions|InsufficientDataActions"},
    {"AWS::CloudWatch::CompositeAlarm", "AWS::CloudWatch::CompositeAlarm", "",
     "AlarmActions|OKActions|InsufficientDataActions"},
}};

struct Receiver {
  std::string_view type;
  std::string_view name;  ///< the property with its name
};

constexpr std::array<Receiver, 5> receivers{{
    {"AWS::Kinesis::Stream", "Name"},
    {"AWS::KinesisFirehose::DeliveryStream", "DeliveryStreamName"},
    {"AWS::Lambda::Function", "FunctionName"},
    {"AWS::SNS::Topic", "TopicName"},
    {"AWS::SQS::Queue", "QueueName"},
}};

/// Whether a value names a resource, or a version or an alias of it.
Verdict names(const Scene& scene, const tmpl::Node& value, const ResourceEntry& to,
              std::string_view name_property) {
  if (to.type_name == "AWS::Lambda::Function" && FunctionNames(scene, to).qualifier_in(value)) {
    return Verdict::yes;
  }
  const ResourceEntry* named = scene.named(&value, {});
  if (named != nullptr) return named == &to ? Verdict::yes : Verdict::no;
  const auto text = scene.reader().text(&value);
  if (!text) return Verdict::perhaps;
  const auto name = scene.text(to, name_property);
  return name && text->ends_with(':' + *name) ? Verdict::yes : Verdict::no;
}

class Search {
 public:
  Search(const Scene& scene, const ResourceEntry& from, const ResourceEntry& to)
      : scene_(scene), from_(from), to_(to) {}

  std::optional<Answer> run(std::string_view name_property) {
    bool is_told = false;
    for (const Sending& each : sendings) {
      if (each.type != from_.type_name) continue;
      is_told = true;
      const Entries carriers =
          each.by.empty() ? Entries{&from_} : scene_.naming(from_, each.carrier, each.by);
      for (const ResourceEntry* carrier : carriers) ask(*carrier, each.ways, name_property);
    }
    if (!is_told) return std::nullopt;
    if (best_.says == Verdict::no) ask_custom_resources();
    if (best_.words.empty()) {
      best_ = reason_of(RuleKind::setting, Verdict::no, from_, nullptr,
                        id(from_) + " sends nothing to " + id(to_));
    }
    Answer answer = open_answer();
    answer.require(best_, unknown_);
    return answer;
  }

 private:
  static std::string id(const ResourceEntry& entry) { return std::string(entry.logical_id); }

  void ask(const ResourceEntry& carrier, std::string_view ways, std::string_view name_property) {
    for (const ValueAt& each : scene_.values(carrier, ways)) {
      const Verdict found = names(scene_, *each.node, to_, name_property);
      if (found > best_.says) tell(found, carrier, each.node);
      if (found == Verdict::perhaps) unknown_ = scene_.unknown_of(*each.node);
    }
  }

  // What a custom resource sets stands in its code.
  void ask_custom_resources() {
    for (const ResourceEntry& each : scene_.model().index().resources()) {
      const bool is_custom = each.type_name.starts_with("Custom::") ||
                             each.type_name == "AWS::CloudFormation::CustomResource";
      if (!is_custom || !scene_.reader().exists(each)) continue;
      const auto uses = [&](const ResourceEntry& used) {
        return std::ranges::find(scene_.model().users_of(used.logical_id, each.type_name), &each) !=
               scene_.model().users_of(used.logical_id, each.type_name).end();
      };
      if (!uses(from_)) continue;
      unknown_ = "what " + id(each) + " sets";
      tell(uses(to_) ? Verdict::yes : Verdict::perhaps, each, nullptr);
    }
  }

  void tell(Verdict says, const ResourceEntry& carrier, const tmpl::Node* at) {
    best_ = reason_of(RuleKind::setting, says, carrier, at,
                      id(from_) + (says == Verdict::yes ? " sends to " : " may send to ") +
                          id(to_) + (&carrier == &from_ ? std::string() : ", by " + id(carrier)));
  }

  const Scene& scene_;
  const ResourceEntry& from_;
  const ResourceEntry& to_;
  Reason best_ = {};
  std::string unknown_ = {};
};

/// Whether a distribution signs, or may sign, what it asks of an origin.
bool signs(const Scene& scene, const ValueAt& origin) {
  const diff::Reader& reader = scene.reader();
  for (const ValueAt& each : scene.values_below(origin, "S3OriginConfig/OriginAccessIdentity")) {
    if (reader.text(each.node) != "") return true;
  }
  const auto controls = scene.values_below(origin, "OriginAccessControlId");
  if (controls.empty()) return false;
  const ResourceEntry* control =
      scene.named(controls.front().node, "AWS::CloudFront::OriginAccessControl");
  return control == nullptr ||
         scene.text(*control, "OriginAccessControlConfig/SigningBehavior") != "never";
}

}  // namespace

std::optional<Answer> Hops::sent(std::string_view from, std::string_view to) const {
  const ResourceEntry* sender = model_.stacks().find(from);
  const ResourceEntry* receiver = model_.stacks().find(to);
  if (sender == nullptr || receiver == nullptr) return std::nullopt;
  const auto kind = std::ranges::find(receivers, receiver->type_name, &Receiver::type);
  const bool is_told =
      kind != receivers.end() &&
      std::ranges::find(sendings, sender->type_name, &Sending::type) != sendings.end();
  if (!is_told) return std::nullopt;
  return in_each_scenario(model_, [&](const diff::Reader& reader) {
    const Scene scene(model_, reader);
    if (!reader.exists(*sender) || !reader.exists(*receiver)) return Answer();
    return Search(scene, *sender, *receiver).run(kind->name).value_or(open_answer());
  });
}

// https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
Answer Hops::takes_anybody(std::string_view function) const {
  const ResourceEntry* entry = model_.stacks().find(function);
  return in_each_scenario(model_, [&](const diff::Reader& reader) {
    const Scene scene(model_, reader);
    std::vector<Answer> ways;
    for (const FunctionUrl& url : FunctionNames(scene, *entry).urls()) {
      const ResourceEntry* each = url.entry;
      const tmpl::Node* value = scene.find(*each, "AuthType");
      const auto type = value == nullptr ? std::nullopt : reader.text(value);
      const Verdict says = !type ? Verdict::perhaps : *type == "NONE" ? Verdict::yes : Verdict::no;
      Answer way = open_answer();
      way.require(reason_of(RuleKind::setting, says, *each, value,
                            std::string(each->logical_id) +
                                (says == Verdict::yes       ? " takes calls without a signature"
                                 : says == Verdict::perhaps ? " may ask for signed calls"
                                                            : " takes signed calls alone")),
                  value == nullptr ? std::string() : scene.unknown_of(*value));
      ways.push_back(std::move(way));
    }
    if (!ways.empty()) return any_of(std::move(ways));
    Answer none = open_answer();
    none.require(reason_of(
        RuleKind::service, Verdict::no, *entry, nullptr,
        std::string(entry->logical_id) + " has no URL, and other calls of it have to be signed"));
    return none;
  });
}

// https://docs.aws.amazon.com/lambda/latest/dg/services-alb.html
std::string_view Hops::calls_as(std::string_view from, std::string_view to) const {
  const ResourceEntry* caller = model_.stacks().find(from);
  const ResourceEntry* called = model_.stacks().find(to);
  if (caller == nullptr || called == nullptr) return from;
  if (caller->type_name == "AWS::CloudFront::Distribution") {
    return called->type_name == "AWS::S3::Bucket" && signs_nothing(*caller, *called) ? internet
                                                                                     : from;
  }
  const bool is_by_group = caller->type_name == "AWS::ElasticLoadBalancingV2::LoadBalancer" &&
                           called->type_name == "AWS::Lambda::Function";
  if (!is_by_group) return from;
  std::string_view group = from;
  in_each_scenario(model_, [&](const diff::Reader& reader) {
    const Scene scene(model_, reader);
    for (const ResourceEntry* each : FunctionNames(scene, *called).entries()) {
      const Entries& groups =
          model_.users_of(each->logical_id, "AWS::ElasticLoadBalancingV2::TargetGroup");
      if (!groups.empty() && group == from) group = groups.front()->logical_id;
    }
    return open_answer();
  });
  return group;
}

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
bool Hops::signs_nothing(const ResourceEntry& distribution, const ResourceEntry& bucket) const {
  bool is_named = false;
  bool may_sign = false;
  in_each_scenario(model_, [&](const diff::Reader& reader) {
    const Scene scene(model_, reader);
    for (const ValueAt& each : scene.values(distribution, "DistributionConfig/Origins/*")) {
      const auto names = scene.values_below(each, "DomainName");
      if (names.empty() || scene.named(names.front().node, {}) != &bucket) continue;
      is_named = true;
      may_sign = may_sign || signs(scene, each);
    }
    return open_answer();
  });
  return is_named && !may_sign;
}

// https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html
bool Hops::has_own_policy(std::string_view name) const {
  struct Guarded {
    std::string_view type;
    std::string_view policy;
  };
  constexpr std::array<Guarded, 3> guarded{{
      {"AWS::EFS::FileSystem", "FileSystemPolicy"},
      {"AWS::Elasticsearch::Domain", "AccessPolicies"},
      {"AWS::OpenSearchService::Domain", "AccessPolicies"},
  }};
  const ResourceEntry* entry = model_.stacks().find(name);
  if (entry == nullptr) return false;
  const auto kind = std::ranges::find(guarded, entry->type_name, &Guarded::type);
  if (kind == guarded.end()) return false;
  bool has_one = false;
  in_each_scenario(model_, [&](const diff::Reader& reader) {
    has_one = has_one || Scene(model_, reader).find(*entry, kind->policy) != nullptr;
    return open_answer();
  });
  return has_one;
}

std::string_view Hops::stands_for(std::string_view name) const {
  const ResourceEntry* entry = model_.stacks().find(name);
  if (entry == nullptr || entry->type_name != "AWS::Lambda::Url") return name;
  std::string_view found = name;
  in_each_scenario(model_, [&](const diff::Reader& reader) {
    const Scene scene(model_, reader);
    for (const ResourceEntry* each : model_.of_type("AWS::Lambda::Function")) {
      const tmpl::Node* called = scene.find(*entry, "TargetFunctionArn");
      if (called == nullptr || !reader.exists(*each)) continue;
      if (FunctionNames(scene, *each).qualifier_in(*called)) found = each->logical_id;
    }
    return open_answer();
  });
  return found;
}

}  // namespace omnitrack::graph
