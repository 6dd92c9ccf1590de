#include "graph/permissions/entrances.hpp"

#include <algorithm>
#include <array>

#include "graph/permissions/attached.hpp"
#include "graph/permissions/redrive.hpp"
#include "graph/stacks/function_names.hpp"

namespace omnitrack::graph {

using tmpl::ResourceEntry;

namespace {

std::optional<Allowed> allowed_by(std::string_view action, const std::vector<Reason>& steps,
                                  std::string unknown = {}) {
  Allowed found{.action = std::string(action), .answer = open_answer()};
  for (const Reason& each : steps) found.answer.require(each, unknown);
  return found;
}

// https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html: the function's
// own role reads, and nobody has to be allowed to invoke it.
constexpr std::array<std::string_view, 6> polled_types{
    "AWS::AmazonMQ::Broker", "AWS::DocDB::DBCluster", "AWS::DynamoDB::Table",
    "AWS::Kinesis::Stream",  "AWS::MSK::Cluster",     "AWS::SQS::Queue"};

std::optional<Allowed> by_mapping(const Scene& scene, const ResourceEntry& from,
                                  const ResourceEntry& to) {
  std::optional<Allowed> best;
  for (const ResourceEntry* each :
       FunctionNames(scene, to).naming("AWS::Lambda::EventSourceMapping", "FunctionName")) {
    if (scene.named(*each, "EventSourceArn", {}) != &from) continue;
    const Setting enabled = scene.setting(*each, "Enabled", true);
    const Verdict says = !enabled.value   ? Verdict::perhaps
                         : *enabled.value ? Verdict::yes
                                          : Verdict::no;
    const std::string words =
        std::string(each->logical_id) +
        (says == Verdict::no ? ", which is disabled, would hand what " : " hands what ") +
        std::string(from.logical_id) + " holds to " + std::string(to.logical_id);
    auto found =
        allowed_by("lambda:InvokeFunction",
                   {reason_of(RuleKind::setting, says, *each, nullptr, words)}, enabled.unknown);
    if (!best || best->answer.verdict < found->answer.verdict) best = std::move(found);
  }
  if (best || std::ranges::find(polled_types, from.type_name) == polled_types.end()) return best;
  return allowed_by("lambda:InvokeFunction",
                    {reason_of(RuleKind::setting, Verdict::no, from, nullptr,
                               "no mapping hands what " + std::string(from.logical_id) +
                                   " holds to " + std::string(to.logical_id))});
}

// A bucket whose list of rights lets everybody in: only where its owner has turned such lists on,
// and no block is left of those that a bucket has unless it says otherwise.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
std::optional<Allowed> by_acl(const Scene& scene, const ResourceEntry& bucket,
                              std::optional<std::string_view> action) {
  const std::string acl = scene.text(bucket, "AccessControl").value_or("");
  const bool may_write = acl == "PublicReadWrite";
  if (acl != "PublicRead" && !may_write) return std::nullopt;
  const bool asks_to_write = action && *action == "s3:PutObject";
  if (asks_to_write && !may_write) return std::nullopt;
  const std::string id(bucket.logical_id);
  std::vector<Reason> steps;
  const auto add = [&](Verdict says, const tmpl::Node* at, const std::string& words) {
    steps.push_back(reason_of(RuleKind::setting, says, bucket, at, id + words));
  };
  add(Verdict::yes, scene.find(bucket, "AccessControl"), " has the list of rights " + acl);
  const auto owners = scene.values(bucket, "OwnershipControls/Rules/*/ObjectOwnership");
  const std::string owner = owners.empty() ? std::string("BucketOwnerEnforced")
                                           : scene.reader().text(owners.front().node).value_or("");
  if (owner == "BucketOwnerEnforced") {
    add(Verdict::no, owners.empty() ? nullptr : owners.front().node,
        " has its lists of rights turned off (BucketOwnerEnforced)");
  }
  const bool is_said = scene.find(bucket, "PublicAccessBlockConfiguration") != nullptr;
  std::string unknown = owner.empty() ? "the ownership of the objects of " + id : std::string();
  if (owner.empty()) add(Verdict::perhaps, owners.front().node, " may have them turned off");
  for (const std::string_view name : {"BlockPublicAcls", "IgnorePublicAcls"}) {
    const Setting setting =
        scene.setting(bucket, "PublicAccessBlockConfiguration/" + std::string(name), !is_said);
    if (setting.value && !*setting.value) continue;
    if (!setting.value) unknown = setting.unknown;
    add(setting.value ? Verdict::no : Verdict::perhaps, setting.at,
        " blocks public access: " + std::string(name) + (is_said ? " is true" : " is the default"));
  }
  return allowed_by(asks_to_write ? "s3:PutObject" : "s3:ListBucket", steps, unknown);
}

// A topic without a policy of the template has the one of SNS, by which its own account publishes,
// and alarms and events of that account with it. A key would have to let them in besides.
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.GrantingPermissions.html
// https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
std::optional<Allowed> by_default_policy(const Scene& scene, const ResourceEntry& from,
                                         const ResourceEntry& to) {
  constexpr std::array<std::string_view, 3> publishers{
      "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm", "AWS::RDS::EventSubscription"};
  const bool may_publish = std::ranges::find(publishers, from.type_name) != publishers.end();
  if (!may_publish || to.type_name != "AWS::SNS::Topic") return std::nullopt;
  const bool has_policy = !scene.naming(to, "AWS::SNS::TopicPolicy", "Topics").empty() ||
                          !scene.naming(to, "AWS::SNS::TopicInlinePolicy", "TopicArn").empty() ||
                          !attached_by_text(scene, target_of(scene, to)).empty();
  if (has_policy || scene.find(to, "KmsMasterKeyId") != nullptr) return std::nullopt;
  return allowed_by("sns:Publish",
                    {reason_of(RuleKind::service, Verdict::yes, to, nullptr,
                               std::string(to.logical_id) +
                                   " has the policy of SNS, which lets its account publish")});
}

/// A kind of resource that lets the internet in by itself, unless a setting says otherwise.
struct OpenKind {
  std::string_view type;
  std::string_view action;
  std::string_view closed_by;   ///< a way that closes it, or leaves it to what stands there
  std::string_view closed_for;  ///< the text there that does so; empty for any
};

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html
// https://docs.aws.amazon.com/apprunner/latest/dg/network-pl.html
// https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-public-server-side.html
constexpr std::array<OpenKind, 3> open_kinds{{
    {"AWS::CloudFront::Distribution", "to ask for what it serves",
     "DistributionConfig/DefaultCacheBehavior/TrustedKeyGroups", ""},
    {"AWS::AppRunner::Service", "to call it",
     "NetworkConfiguration/IngressConfiguration/IsPubliclyAccessible", "false"},
    {"AWS::Cognito::UserPool", "to sign in", "", ""},
}};

std::optional<Allowed> by_kind(const Scene& scene, const ResourceEntry& to) {
  const auto kind = std::ranges::find(open_kinds, to.type_name, &OpenKind::type);
  if (kind == open_kinds.end()) return std::nullopt;
  const std::string id(to.logical_id);
  const Setting enabled = scene.setting(to, "DistributionConfig/Enabled", true);
  if (!enabled.value.value_or(true)) {
    return allowed_by(kind->action, {reason_of(RuleKind::setting, Verdict::no, to, enabled.at,
                                               id + " is not enabled")});
  }
  const auto closing = scene.values(to, kind->closed_by);
  if (closing.empty()) {
    return allowed_by(kind->action, {reason_of(RuleKind::service, Verdict::yes, to, nullptr,
                                               id + " is open to the internet")});
  }
  const auto text = scene.reader().text(closing.front().node);
  const bool is_other = text && !kind->closed_for.empty() && *text != kind->closed_for;
  if (is_other) {
    return allowed_by(kind->action,
                      {reason_of(RuleKind::setting, Verdict::yes, to, closing.front().node,
                                 id + " is open to the internet")});
  }
  const bool is_closed = text && *text == kind->closed_for && !kind->closed_for.empty();
  return allowed_by(kind->action,
                    {reason_of(RuleKind::setting, is_closed ? Verdict::no : Verdict::perhaps, to,
                               closing.front().node, id + " is not open to everybody")},
                    "whether the caller has what " + id + " asks for");
}

/// What hands nothing on while a property has a value.
struct Switch {
  std::string_view type;
  std::string_view property;
  std::string_view off;
};

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedule.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-pipes-pipe.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html
constexpr std::array<Switch, 5> switches{
    {{"AWS::CloudWatch::Alarm", "ActionsEnabled", "false"},
     {"AWS::CloudWatch::CompositeAlarm", "ActionsEnabled", "false"},
     {"AWS::Events::Rule", "State", "DISABLED"},
     {"AWS::Scheduler::Schedule", "State", "DISABLED"},
     {"AWS::Pipes::Pipe", "DesiredState", "STOPPED"}}};

}  // namespace

// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
// https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html
// https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
std::vector<std::string_view> reading_actions(std::string_view type) {
  if (type == "AWS::SQS::Queue") {
    return {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"};
  }
  if (type == "AWS::Kinesis::Stream") return {"kinesis:GetRecords", "kinesis:GetShardIterator"};
  if (!type.starts_with("AWS::DynamoDB::")) return {};
  return {"dynamodb:GetRecords", "dynamodb:GetShardIterator"};
}

// https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
bool has_open_url(const Scene& scene, const ResourceEntry& function) {
  return std::ranges::any_of(FunctionNames(scene, function).urls(),
                             [&scene](const FunctionUrl& url) {
                               return scene.text(*url.entry, "AuthType").value_or("") != "AWS_IAM";
                             });
}

std::optional<Reason> switched_off(const Scene& scene, const Actor& actor) {
  if (actor.entry == nullptr) return std::nullopt;
  const auto found = std::ranges::find(switches, actor.entry->type_name, &Switch::type);
  if (found == switches.end()) return std::nullopt;
  if (scene.text(*actor.entry, found->property).value_or("") != found->off) return std::nullopt;
  return reason_of(RuleKind::setting, Verdict::no, *actor.entry,
                   scene.find(*actor.entry, found->property),
                   std::string(actor.entry->logical_id) + " is switched off");
}

std::optional<Allowed> entrance_to(const Scene& scene, const Actor& actor, const ResourceEntry& to,
                                   std::optional<std::string_view> action) {
  std::optional<Allowed> found;
  if (actor.entry != nullptr && to.type_name == "AWS::Lambda::Function") {
    found = by_mapping(scene, *actor.entry, to);
  } else if (actor.entry != nullptr) {
    found = by_default_policy(scene, *actor.entry, to);
    if (auto handed_on = redriven(scene, *actor.entry, to)) {
      found = Allowed{.action = "sqs:SendMessage", .answer = std::move(*handed_on)};
    }
  } else if (actor.is_anonymous && to.type_name == "AWS::S3::Bucket") {
    found = by_acl(scene, to, action);
  } else if (actor.is_anonymous) {
    found = by_kind(scene, to);
  }
  if (found && action && *action != found->action) return std::nullopt;
  return found;
}

}  // namespace omnitrack::graph
