#include <gmock/gmock.h>

#include "resource_text.hpp"
#include <omnitrack/omnitrack.hpp>
#include <omnitrack/synth.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::object_at;

/// Two stacks, of which the later one uses what the earlier one has, or the other way round.
struct Use {
  std::string_view name;
  void (*build)(Stack& first, Stack& second);
};

void PrintTo(const Use& use, std::ostream* out) { *out << use.name; }

FunctionProps function_props() {
  return {.id = "Function",
          .code = FunctionCode::inline_text("def handler(event, context):\n    pass\n"),
          .handler = "index.handler",
          .runtime = Runtime::python3_13};
}

Function& add_function(Stack& stack) { return stack.add(function_props()); }

Vpc& add_vpc(Stack& stack) { return stack.add(VpcProps{.id = "Vpc", .availability_zones = 2}); }

Function& add_function_in(const Vpc& vpc, Stack& stack) {
  FunctionProps props = function_props();
  props.vpc = vpc;
  return stack.add(props);
}

void add_rule(Stack& stack, EventTarget& target) {
  stack.add(
      EventRuleProps{.id = "Rule", .schedule = "rate(5 minutes)", .targets = {{.target = target}}});
}

class AcrossStacksTest : public testing::TestWithParam<Use> {};

TEST_P(AcrossStacksTest, closes_no_circle) {
  App app;
  auto& first = app.add(StackProps{.id = "First"});
  auto& second = app.add(StackProps{.id = "Second"});
  GetParam().build(first, second);
  const Synthesis synthesis = synthesize(app);
  for (const Diagnostic& each : synthesis.diagnostics) {
    EXPECT_LT(each.severity, Severity::error) << to_text(each);
  }
}

const std::vector<Use> uses{
    {"a_route_of_an_http_api_calls_a_function",
     [](Stack& first, Stack& second) {
       second.add(HttpApiProps{.id = "Api"}).add_route("GET /", add_function(first));
     }},
    {"a_route_of_an_http_api_sends_to_a_queue",
     [](Stack& first, Stack& second) {
       auto& queue = first.add(QueueProps{.id = "Queue"});
       second.add(HttpApiProps{.id = "Api"})
           .add_route("POST /", HttpRouteIntegration::queue(queue));
     }},
    {"a_function_is_told_of_a_bucket_that_it_uses",
     [](Stack& first, Stack& second) {
       auto& bucket = first.add(BucketProps{.id = "Bucket"});
       auto& function = add_function(second);
       bucket.grant_read_write(function);
       second.add(EventRuleProps{.id = "Rule",
                                 .pattern = object_events(bucket, ObjectChange::created),
                                 .targets = {function}});
     }},
    {"a_bucket_tells_a_function_that_uses_it",
     [](Stack& first, Stack& second) {
       auto& function = add_function(first);
       auto& bucket = second.add(BucketProps{.id = "Bucket"});
       bucket.notify_function(function, {.event = ObjectEvent::created});
       bucket.grant_read_write(second.add(
           RolePolicyProps{.id = "Uses", .policy_name = "uses", .role = function.role()}));
     }},
    {"a_rule_calls_a_function",
     [](Stack& first, Stack& second) { add_rule(second, add_function(first)); }},
    {"a_rule_sends_to_a_queue",
     [](Stack& first, Stack& second) { add_rule(second, first.add(QueueProps{.id = "Queue"})); }},
    {"a_rule_sends_to_a_topic",
     [](Stack& first, Stack& second) { add_rule(second, first.add(TopicProps{.id = "Topic"})); }},
    {"a_rule_sends_to_a_log_group",
     [](Stack& first, Stack& second) { add_rule(second, first.add(LogGroupProps{.id = "Logs"})); }},
    {"a_rule_listens_on_a_bus",
     [](Stack& first, Stack& second) {
       second.add(EventRuleProps{.id = "Rule",
                                 .event_bus = first.add(EventBusProps{.id = "Bus"}),
                                 .pattern = {.source = {"shop"}},
                                 .targets = {{.target = add_function(second)}}});
     }},
    {"a_topic_calls_an_earlier_function",
     [](Stack& first, Stack& second) {
       second.add(TopicProps{.id = "Topic"}).add_subscription("Function", add_function(first));
     }},
    {"a_topic_calls_a_later_function",
     [](Stack& first, Stack& second) {
       first.add(TopicProps{.id = "Topic"}).add_subscription("Function", add_function(second));
     }},
    {"a_later_function_answers_to_the_topic_that_calls_it",
     [](Stack& first, Stack& second) {
       auto& topic = first.add(TopicProps{.id = "Topic"});
       auto& function = add_function(second);
       topic.add_subscription("Function", function);
       topic.grant_publish(function);
     }},
    {"a_later_topic_sends_to_an_earlier_queue_that_its_stack_works_on",
     [](Stack& first, Stack& second) {
       auto& queue = first.add(QueueProps{.id = "Queue"});
       second.add(TopicProps{.id = "Topic"}).add_subscription("Queue", queue);
       add_function(second).add_event_source(SqsEventSource{.queue = queue});
     }},
    {"a_later_service_has_a_rule_of_an_earlier_load_balancer",
     [](Stack& first, Stack& second) {
       auto& vpc = add_vpc(first);
       auto& cluster = first.add(ClusterProps{.id = "Cluster", .vpc = vpc});
       auto& balancer = first.add(ApplicationLoadBalancerProps{.id = "Balancer", .vpc = vpc});
       auto& listener = first.add(ApplicationListenerProps{
           .id = "Http",
           .default_action = ListenerAction::fixed_response({.status_code = "404"}),
           .load_balancer = balancer,
           .protocol = ListenerProtocol::http});
       auto& task = second.add(
           FargateTaskDefinitionProps{.id = "Task",
                                      .containers = {{.name = "web",
                                                      .image = ContainerImage::registry("nginx"),
                                                      .ports = {{.port = 80}}}}});
       auto& service = second.add(
           FargateServiceProps{.id = "Service", .cluster = cluster, .task_definition = task});
       auto& group = second.add(TargetGroupProps{.id = "Group", .port = 80, .vpc = vpc});
       group.add_target(service);
       listener.add_rule({.id = "Web",
                          .action = ListenerAction::forward(group),
                          .conditions = {ListenerCondition::path({"/web/*"})}});
     }},
    {"a_function_has_a_role_of_an_earlier_stack",
     [](Stack& first, Stack& second) {
       FunctionProps props = function_props();
       props.role = first.add(
           RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
       auto& function = second.add(props);
       function.add_event_source(SqsEventSource{.queue = second.add(QueueProps{.id = "Queue"})});
     }},
    {"a_task_has_roles_of_an_earlier_stack",
     [](Stack& first, Stack& second) {
       auto& role = first.add(RoleProps{
           .id = "Role", .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com")});
       auto& task = second.add(FargateTaskDefinitionProps{
           .id = "Task",
           .containers = {{.name = "web", .image = ContainerImage::registry("nginx")}},
           .execution_role = role,
           .task_role = role});
       second.add(BucketProps{.id = "Bucket"}).grant_read(task);
     }},
    {"a_topic_sends_to_a_queue_with_a_key",
     [](Stack& first, Stack& second) {
       auto& key = first.add(KeyProps{.id = "Key"});
       auto& queue = first.add(QueueProps{.id = "Queue", .kms_key = key});
       second.add(TopicProps{.id = "Topic"}).add_subscription("Queue", queue);
     }},
    {"a_bucket_calls_a_function",
     [](Stack& first, Stack& second) {
       second.add(BucketProps{.id = "Bucket"}).notify_function(add_function(first));
     }},
    {"a_bucket_tells_a_queue",
     [](Stack& first, Stack& second) {
       second.add(BucketProps{.id = "Bucket"}).notify_queue(first.add(QueueProps{.id = "Queue"}));
     }},
    {"a_bucket_tells_a_topic",
     [](Stack& first, Stack& second) {
       second.add(BucketProps{.id = "Bucket"}).notify_topic(first.add(TopicProps{.id = "Topic"}));
     }},
    {"a_bucket_logs_to_another",
     [](Stack& first, Stack& second) {
       auto& logs = first.add(BucketProps{.id = "Logs"});
       second.add(BucketProps{.id = "Bucket", .access_log_bucket = logs});
     }},
    {"a_queue_has_its_dead_letters_elsewhere",
     [](Stack& first, Stack& second) {
       auto& dead = first.add(QueueProps{.id = "Dead"});
       second.add(QueueProps{.id = "Queue", .dead_letter_queue = DeadLetterQueue{.queue = dead}});
     }},
    {"a_function_reads_a_queue",
     [](Stack& first, Stack& second) {
       add_function(first).add_event_source(
           SqsEventSource{.queue = second.add(QueueProps{.id = "Queue"})});
     }},
    {"an_http_api_calls_a_function",
     [](Stack& first, Stack& second) {
       second.add(HttpApiProps{.id = "Api"})
           .add_route("GET /x", HttpRouteIntegration::function(add_function(first)));
     }},
    {"a_rest_api_calls_a_function",
     [](Stack& first, Stack& second) {
       second.add(RestApiProps{.id = "Api"})
           .root()
           .add_resource("x")
           .add_method(HttpMethod::get, LambdaIntegration{.function = add_function(first)});
     }},
    {"an_alarm_calls_a_function",
     [](Stack& first, Stack& second) {
       auto& function = add_function(first);
       const auto& queue = second.add(QueueProps{.id = "Queue"});
       second.add(AlarmProps{.id = "Alarm",
                             .metric = queue.metric_age_of_oldest_message(),
                             .threshold = 1,
                             .alarm_actions = {function}});
     }},
    {"a_pool_calls_a_function",
     [](Stack& first, Stack& second) {
       first.add(UserPoolProps{.id = "Pool", .triggers = {.pre_sign_up = add_function(second)}});
     }},
    {"a_log_group_has_a_key",
     [](Stack& first, Stack& second) {
       second.add(LogGroupProps{.id = "Logs", .kms_key = first.add(KeyProps{.id = "Key"})});
     }},
    {"a_distribution_reads_a_bucket",
     [](Stack& first, Stack& second) {
       auto& bucket = first.add(BucketProps{.id = "Bucket"});
       second.add(DistributionProps{.id = "Distribution",
                                    .default_behavior = {.origin = Origin::bucket(bucket)}});
     }},
    {"a_distribution_has_a_name_and_a_certificate_of_an_earlier_zone",
     [](Stack& first, Stack& second) {
       auto& zone = first.add(HostedZoneProps{.id = "Zone", .zone_name = "example.com"});
       auto& certificate = second.add(CertificateProps{
           .id = "Certificate", .domain_name = "www.example.com", .hosted_zone = zone});
       auto& bucket = second.add(BucketProps{.id = "Bucket"});
       second.add(DistributionProps{.id = "Distribution",
                                    .default_behavior = {.origin = Origin::bucket(bucket)},
                                    .certificate = certificate,
                                    .domain_names = {"www.example.com"},
                                    .hosted_zone = zone});
     }},
    {"an_api_has_a_name_and_a_certificate_of_an_earlier_zone",
     [](Stack& first, Stack& second) {
       auto& zone = first.add(HostedZoneProps{.id = "Zone", .zone_name = "example.com"});
       auto& certificate = second.add(CertificateProps{
           .id = "Certificate", .domain_name = "api.example.com", .hosted_zone = zone});
       second
           .add(DomainNameProps{.id = "Domain",
                                .certificate = certificate,
                                .domain_name = "api.example.com",
                                .hosted_zone = zone})
           .map(second.add(HttpApiProps{.id = "Api"}));
     }},
    {"a_group_lets_a_function_in",
     [](Stack& first, Stack& second) {
       const auto& vpc = add_vpc(first);
       auto& group = first.add(SecurityGroupProps{.id = "Group", .vpc = vpc});
       group.connections().allow_from(add_function_in(vpc, second), Port::tcp(5432));
     }},
    {"a_closed_group_reaches_a_function",
     [](Stack& first, Stack& second) {
       const auto& vpc = add_vpc(first);
       auto& group =
           first.add(SecurityGroupProps{.id = "Group", .vpc = vpc, .allow_all_outbound = false});
       group.connections().allow_to(add_function_in(vpc, second), Port::tcp(443));
     }},
};

INSTANTIATE_TEST_SUITE_P(Uses, AcrossStacksTest, testing::ValuesIn(uses),
                         [](const auto& use) { return std::string(use.param.name); });

class TwoStacksTest : public testing::Test {
 protected:
  // The text of a stack's template; the app must be finished.
  std::string text_of(std::string_view stack) {
    if (stacks_.empty()) stacks_ = synthesize(app, {.compact = true}).stacks;
    for (const SynthesizedStack& each : stacks_) {
      if (each.name == stack) return each.text;
    }
    return {};
  }

  App app;
  Stack& first = app.add(StackProps{.id = "First"});
  Stack& second = app.add(StackProps{.id = "Second"});

 private:
  std::vector<SynthesizedStack> stacks_;
};

TEST_F(TwoStacksTest, a_permission_lies_with_the_sender_and_names_it) {
  add_rule(second, add_function(first));
  EXPECT_EQ(text_of("First").find("AWS::Lambda::Permission"), std::string::npos);
  const std::string permission =
      object_at(text_of("Second"), "RuleInvokeFirstFunctionFromSecondRule");
  EXPECT_THAT(permission, HasSubstr(R"("SourceArn":{"Fn::GetAtt":["Rule","Arn"]})"));
  EXPECT_THAT(permission, HasSubstr(R"("FunctionName":{"Fn::ImportValue":"First:Function)"));
}

TEST_F(TwoStacksTest, a_policy_lets_all_senders_of_the_account_in_where_it_cannot_name_one) {
  add_rule(second, first.add(QueueProps{.id = "Queue"}));
  EXPECT_THAT(
      object_at(text_of("First"), "QueuePolicy"),
      HasSubstr(R"("Condition":{"ArnLike":{"aws:SourceArn":{"Fn::Sub":"arn:${AWS::Partition}:)"
                R"(events:${AWS::Region}:${AWS::AccountId}:*"}}})"));
}

TEST_F(TwoStacksTest, an_access_log_bucket_lets_the_account_in_where_it_cannot_name_the_bucket) {
  auto& logs = first.add(BucketProps{.id = "Logs"});
  second.add(BucketProps{.id = "Bucket", .access_log_bucket = logs});
  const std::string policy = object_at(text_of("First"), "LogsPolicy");
  EXPECT_THAT(policy, HasSubstr(R"("Condition":{"StringEquals":{"aws:SourceAccount":)"
                                R"({"Ref":"AWS::AccountId"}}})"));
  EXPECT_EQ(policy.find("aws:SourceArn"), std::string::npos);
}

TEST_F(TwoStacksTest, a_rule_between_groups_lies_with_the_one_that_uses_the_vpc_of_the_other) {
  const auto& vpc = add_vpc(first);
  auto& group = first.add(SecurityGroupProps{.id = "Group", .vpc = vpc});
  group.connections().allow_from(add_function_in(vpc, second), Port::tcp(5432));
  EXPECT_EQ(text_of("First").find("AWS::EC2::SecurityGroupIngress"), std::string::npos);
  EXPECT_THAT(object_at(text_of("Second"), "FunctionSecurityGroupIntoGroupTCP5432"),
              HasSubstr(R"("GroupId":{"Fn::ImportValue":"First:Group:GroupId"})"));
}

TEST_F(TwoStacksTest, what_a_function_may_do_lies_with_it_where_its_role_is_of_another_stack) {
  FunctionProps props = function_props();
  props.role = first.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  props.vpc = add_vpc(first);
  auto& function = second.add(props);
  second.add(QueueProps{.id = "Queue"}).grant_send_messages(function);
  EXPECT_EQ(text_of("First").find("AWS::IAM::Policy"), std::string::npos);
  EXPECT_THAT(object_at(text_of("First"), "Role"),
              HasSubstr("service-role/AWSLambdaVPCAccessExecutionRole"));
  const std::string policy = object_at(text_of("Second"), "FunctionRolePolicy");
  EXPECT_THAT(policy, HasSubstr("logs:PutLogEvents"));
  EXPECT_THAT(policy, HasSubstr("sqs:SendMessage"));
  EXPECT_THAT(policy, HasSubstr(R"("PolicyName":"Second-Function-Role")"));
  EXPECT_THAT(policy, HasSubstr(R"("Roles":[{"Fn::ImportValue":"First:Role"}])"));
  EXPECT_THAT(object_at(text_of("Second"), "Function"),
              HasSubstr(R"("DependsOn":"FunctionRolePolicy")"));
}

TEST(ThreeStacksTest, rules_between_groups_of_a_third_stacks_vpc_lie_in_the_later_one) {
  App app;
  auto& vpc = add_vpc(app.add(StackProps{.id = "Network"}));
  auto& data = app.add(StackProps{.id = "Data"});
  auto& service = app.add(StackProps{.id = "Service"});
  auto& database =
      data.add(SecurityGroupProps{.id = "Database", .vpc = vpc, .allow_all_outbound = false});
  auto& client =
      service.add(SecurityGroupProps{.id = "Client", .vpc = vpc, .allow_all_outbound = false});
  database.connections().allow_from(client, Port::tcp(5432));
  database.connections().allow_to(client, Port::tcp(443));
  const Synthesis synthesis = synthesize(app, {.compact = true});
  EXPECT_TRUE(synthesis.diagnostics.empty());
  ASSERT_EQ(synthesis.stacks.size(), 3);
  EXPECT_EQ(synthesis.stacks[1].name, "Data");
  EXPECT_EQ(synthesis.stacks[1].text.find("AWS::EC2::SecurityGroupIngress"), std::string::npos);
  EXPECT_EQ(synthesis.stacks[1].text.find("AWS::EC2::SecurityGroupEgress"), std::string::npos);
  for (const std::string_view id : {"ClientIntoDatabaseTCP5432", "ClientToDatabaseTCP5432",
                                    "ClientFromDatabaseTCP443", "ClientOutOfDatabaseTCP443"}) {
    EXPECT_NE(object_at(synthesis.stacks[2].text, id), "") << id;
  }
}

TEST(ConstructIdTest, an_id_without_letters_and_digits_is_told_as_it_was_given) {
  App app;
  app.add(StackProps{.id = "Stack"}).add(QueueProps{.id = "--"});
  const Synthesis synthesis = synthesize(app);
  ASSERT_FALSE(synthesis.diagnostics.empty());
  EXPECT_EQ(synthesis.diagnostics.front().message, "the id '--' has no letter or digit");
}

}  // namespace
}  // namespace omnitrack
