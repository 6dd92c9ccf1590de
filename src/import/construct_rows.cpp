#include "import/construct_rows.hpp"

#include <array>

#include "omnitrack/ecr/repository_name.hpp"
#include "omnitrack/events/event_rule.hpp"
#include "omnitrack/events/schedule_expression.hpp"
#include "omnitrack/iam/iam_names.hpp"
#include "omnitrack/kinesis/data_stream.hpp"
#include "omnitrack/ssm/parameter.hpp"

namespace omnitrack::importing {

namespace {

constexpr std::array<AttributeFunction, 2> queue_functions{
    {{"Arn", "arn()"}, {"QueueName", "name()"}}};
constexpr std::array<AttributeFunction, 2> topic_functions{
    {{"TopicArn", "arn()"}, {"TopicName", "name()"}}};

constexpr std::array<AttributeFunction, 2> elastic_ip_functions{
    {{"AllocationId", "allocation_id()"}, {"PublicIp", "public_ip()"}}};

// The removal policy is written as the resource has it; a construct's default would add one.
constexpr PropRow removal{.prop = "removal_policy", .take = Take::removal};

constexpr std::array<AttributeFunction, 1> nested_stack_functions{{{"Outputs.*", "output"}}};
constexpr std::array<AttributeFunction, 2> repository_functions{
    {{"Arn", "arn()"}, {"RepositoryUri", "uri()"}}};
constexpr std::array<AttributeFunction, 2> key_functions{{{"Arn", "arn()"}, {"KeyId", "key_id()"}}};
constexpr std::array<AttributeFunction, 1> parameter_functions{{{"Value", "value()"}}};

constexpr std::array<Words, 5> config_frequencies{
    Words{"One_Hour", "ConfigFrequency::one_hour"},
    Words{"Three_Hours", "ConfigFrequency::three_hours"},
    Words{"Six_Hours", "ConfigFrequency::six_hours"},
    Words{"Twelve_Hours", "ConfigFrequency::twelve_hours"},
    Words{"TwentyFour_Hours", "ConfigFrequency::one_day"}};
constexpr std::array<Words, 2> rule_states{Words{"ENABLED", ""}, Words{"DISABLED", "false"}};
constexpr std::array<Words, 2> mutabilities{Words{"IMMUTABLE", ""}, Words{"MUTABLE", "false"}};
constexpr std::array<Words, 2> parameter_tiers{
    Words{"Advanced", "SsmTier::advanced"},
    Words{"Intelligent-Tiering", "SsmTier::intelligent_tiering"}};

constexpr std::array<PropRow, 3> cluster_props{{
    {.prop = "cluster_name",
     .take = Take::text,
     .property = "ClusterName",
     .least = 1,
     .most = 255,
     .allowed = "-_"},
    {.prop = "container_insights", .take = Take::nothing, .otherwise = "{}"},
    {.prop = "fargate_capacity_providers", .take = Take::nothing, .otherwise = "false"},
}};

constexpr std::array<PropRow, 5> config_rule_props{{
    {.prop = "source", .take = Take::judge, .property = "Source"},
    {.prop = "description", .property = "Description"},
    {.prop = "every",
     .take = Take::word,
     .property = "MaximumExecutionFrequency",
     .words = config_frequencies},
    {.prop = "parameters", .take = Take::texts, .property = "InputParameters"},
    {.prop = "rule_name", .property = "ConfigRuleName"},
}};

constexpr std::array<PropRow, 6> data_stream_props{{
    {.prop = "encrypted", .take = Take::nothing, .otherwise = "false"},
    removal,
    {.prop = "retention",
     .take = Take::integer,
     .property = "RetentionPeriodHours",
     .least = 24,
     .most = 8760},
    {.prop = "shards", .take = Take::integer, .property = "ShardCount", .least = 1, .most = 100000},
    {.prop = "", .take = Take::never, .property = "StreamModeDetails", .is_cleared = true},
    {.prop = "stream_name",
     .take = Take::text,
     .property = "Name",
     .fits = detail::DataStreamNameRule::fits},
}};

constexpr std::array<PropRow, 5> elastic_ip_props{{
    {.prop = "", .take = Take::fixed, .property = "Domain", .allowed = "vpc"},
    {.prop = "name_tag", .take = Take::nothing, .otherwise = "false"},
    {.prop = "network_border_group", .property = "NetworkBorderGroup"},
    {.prop = "public_ipv4_pool", .property = "PublicIpv4Pool"},
    removal,
}};

constexpr std::array<PropRow, 4> event_bus_props{{
    {.prop = "bus_name",
     .take = Take::text,
     .property = "Name",
     .least = 1,
     .most = 256,
     .allowed = "._-/"},
    {.prop = "description", .property = "Description"},
    {.prop = "event_source_name", .property = "EventSourceName"},
    {.prop = "kms_key", .take = Take::key, .property = "KmsKeyIdentifier"},
}};

constexpr std::array<PropRow, 5> event_rule_props{{
    {.prop = "description", .property = "Description"},
    {.prop = "enabled",
     .take = Take::word,
     .property = "State",
     .words = rule_states,
     .is_cleared = true},
    {.prop = "pattern", .take = Take::pattern, .property = "EventPattern"},
    {.prop = "rule_name",
     .take = Take::text,
     .property = "Name",
     .fits = detail::EventRuleNameRule::fits},
    {.prop = "schedule",
     .take = Take::text,
     .property = "ScheduleExpression",
     .fits = detail::RuleScheduleRule::fits},
}};

constexpr std::array<PropRow, 3> instance_profile_props{{
    {.prop = "instance_profile_name",
     .take = Take::text,
     .property = "InstanceProfileName",
     .least = 1,
     .most = 128,
     .allowed = "_+=,.@-"},
    {.prop = "path", .property = "Path"},
    {.prop = "role", .take = Take::role, .property = "Roles"},
}};

constexpr std::array<PropRow, 5> key_props{{
    {.prop = "description", .property = "Description"},
    {.prop = "", .take = Take::never, .property = "KeyPolicy", .is_cleared = true},
    {.prop = "pending_window",
     .take = Take::integer,
     .property = "PendingWindowInDays",
     .least = 7,
     .most = 30},
    removal,
    {.prop = "rotation",
     .take = Take::switched_on,
     .property = "EnableKeyRotation",
     .otherwise = "false"},
}};

constexpr std::array<PropRow, 6> log_group_props{{
    {.prop = "deletion_protection", .property = "DeletionProtectionEnabled"},
    {.prop = "kms_key", .take = Take::key, .property = "KmsKeyId"},
    {.prop = "log_group_class", .property = "LogGroupClass"},
    {.prop = "name",
     .take = Take::text,
     .property = "LogGroupName",
     .least = 1,
     .most = 512,
     .allowed = "_-/.#"},
    removal,
    {.prop = "retention",
     .take = Take::choice,
     .property = "RetentionInDays",
     .allowed =
         "1 3 5 7 14 30 60 90 120 150 180 365 400 545 731 1096 1827 2192 2557 2922 3288 3653",
     .otherwise = "RetentionDays::never"},
}};

constexpr std::array<PropRow, 4> managed_policy_props{{
    {.prop = "document", .take = Take::document, .property = "PolicyDocument"},
    {.prop = "description", .property = "Description"},
    {.prop = "path", .property = "Path"},
    {.prop = "policy_name", .property = "ManagedPolicyName"},
}};

constexpr std::array<PropRow, 4> nested_stack_props{{
    {.prop = "template_file", .take = Take::template_url, .property = "TemplateURL"},
    {.prop = "parameters", .take = Take::texts, .property = "Parameters"},
    removal,
    {.prop = "timeout",
     .take = Take::integer,
     .property = "TimeoutInMinutes",
     .least = 1,
     .most = 2147483647},
}};

constexpr std::array<PropRow, 1> network_acl_props{{
    {.prop = "vpc", .take = Take::vpc, .property = "VpcId"},
}};

constexpr std::array<PropRow, 2> query_definition_props{{
    {.prop = "name", .property = "Name"},
    {.prop = "query", .property = "QueryString"},
}};

constexpr std::array<PropRow, 13> queue_props{{
    {.prop = "content_based_deduplication",
     .take = Take::switched_on,
     .property = "ContentBasedDeduplication"},
    {.prop = "dead_letter_queue", .take = Take::dead_letters, .property = "RedrivePolicy"},
    {.prop = "delay", .take = Take::integer, .property = "DelaySeconds", .least = 0, .most = 900},
    {.prop = "encrypted",
     .take = Take::flag,
     .property = "SqsManagedSseEnabled",
     .otherwise = "{}",
     .unless = "KmsMasterKeyId"},
    {.prop = "enforce_tls", .take = Take::nothing, .otherwise = "false"},
    {.prop = "fifo", .take = Take::switched_on, .property = "FifoQueue"},
    {.prop = "kms_key", .take = Take::key, .property = "KmsMasterKeyId"},
    {.prop = "max_message_size",
     .take = Take::integer,
     .property = "MaximumMessageSize",
     .least = 1024,
     .most = 1048576},
    {.prop = "queue_name",
     .take = Take::fifo_name,
     .property = "QueueName",
     .least = 1,
     .most = 80,
     .allowed = "-_"},
    {.prop = "receive_wait",
     .take = Take::integer,
     .property = "ReceiveMessageWaitTimeSeconds",
     .least = 0,
     .most = 20},
    removal,
    {.prop = "retention",
     .take = Take::integer,
     .property = "MessageRetentionPeriod",
     .least = 60,
     .most = 1209600},
    {.prop = "visibility_timeout",
     .take = Take::integer,
     .property = "VisibilityTimeout",
     .least = 0,
     .most = 43200},
}};

constexpr std::array<PropRow, 4> repository_props{{
    {.prop = "", .take = Take::never, .property = "ImageScanningConfiguration", .is_cleared = true},
    {.prop = "immutable_tags",
     .take = Take::word,
     .property = "ImageTagMutability",
     .words = mutabilities,
     .is_cleared = true},
    removal,
    {.prop = "repository_name",
     .take = Take::text,
     .property = "RepositoryName",
     .fits = detail::RepositoryNameRule::fits},
}};

constexpr std::array<PropRow, 3> role_policy_props{{
    {.prop = "document", .take = Take::document, .property = "PolicyDocument"},
    {.prop = "policy_name",
     .take = Take::text,
     .property = "PolicyName",
     .fits = detail::IamNameRule<128>::fits},
    {.prop = "role", .take = Take::role, .property = "RoleName"},
}};

constexpr std::array<PropRow, 6> secret_props{{
    {.prop = "description", .property = "Description"},
    {.prop = "",
     .take = Take::never,
     .property = "GenerateSecretString",
     .unless = "SecretString",
     .is_cleared = true},
    {.prop = "kms_key", .take = Take::key, .property = "KmsKeyId"},
    {.prop = "name",
     .take = Take::text,
     .property = "Name",
     .least = 1,
     .most = 512,
     .allowed = "/_+=.@-"},
    removal,
    {.prop = "secret_string", .property = "SecretString"},
}};

constexpr std::array<PropRow, 7> string_parameter_props{{
    {.prop = "value", .property = "Value"},
    {.prop = "", .take = Take::fixed, .property = "Type", .allowed = "String"},
    {.prop = "allowed_pattern", .property = "AllowedPattern"},
    {.prop = "description", .property = "Description"},
    {.prop = "name", .take = Take::text, .property = "Name", .fits = detail::SsmNameRule::fits},
    removal,
    {.prop = "tier", .take = Take::word, .property = "Tier", .words = parameter_tiers},
}};

constexpr std::array<PropRow, 9> topic_props{{
    {.prop = "content_based_deduplication",
     .take = Take::switched_on,
     .property = "ContentBasedDeduplication"},
    {.prop = "display_name", .property = "DisplayName"},
    {.prop = "enforce_tls", .take = Take::nothing, .otherwise = "false"},
    {.prop = "fifo", .take = Take::switched_on, .property = "FifoTopic"},
    {.prop = "kms_key", .take = Take::key, .property = "KmsMasterKeyId"},
    {.prop = "max_message_size", .property = "MaximumMessageSize"},
    removal,
    {.prop = "signature_version", .property = "SignatureVersion", .otherwise = "{}"},
    {.prop = "topic_name",
     .take = Take::fifo_name,
     .property = "TopicName",
     .least = 1,
     .most = 256,
     .allowed = "-_"},
}};

constexpr std::array<ConstructRow, 19> all_rows{{
    {"AWS::CloudFormation::Stack",
     {"NestedStack", "stack_id()", nested_stack_functions},
     nested_stack_props,
     "TemplateURL",
     true},
    {"AWS::Config::ConfigRule",
     {"ConfigRule", {}, arn_function},
     config_rule_props,
     "Source",
     true},
    {"AWS::EC2::EIP", {"ElasticIp", {}, elastic_ip_functions}, elastic_ip_props, "Domain", true},
    {"AWS::EC2::NetworkAcl", {"NetworkAcl"}, network_acl_props, "VpcId", false, true},
    {"AWS::ECR::Repository",
     {"Repository", "name()", repository_functions},
     repository_props,
     {},
     true},
    {"AWS::ECS::Cluster", {"Cluster", "name()", arn_function}, cluster_props, {}, true},
    {"AWS::Events::EventBus", {"EventBus", "name()", arn_function}, event_bus_props, "Name", true},
    {"AWS::Events::Rule", {"EventRule", {}, arn_function}, event_rule_props, {}, true},
    {"AWS::IAM::InstanceProfile",
     {"InstanceProfile", "name()", arn_function},
     instance_profile_props,
     "Roles"},
    {"AWS::IAM::ManagedPolicy", {"Policy", "arn()"}, managed_policy_props, "PolicyDocument", true},
    {"AWS::IAM::RolePolicy", {"RolePolicy"}, role_policy_props, "PolicyDocument"},
    {"AWS::Kinesis::Stream", {"DataStream", "name()", arn_function}, data_stream_props, {}, true},
    {"AWS::KMS::Key", {"Key", "key_id()", key_functions}, key_props, {}, true},
    {"AWS::Logs::LogGroup", {"LogGroup", "name()", arn_function}, log_group_props, {}, true},
    {"AWS::Logs::QueryDefinition",
     {"QueryDefinition"},
     query_definition_props,
     "QueryString",
     true},
    {"AWS::SecretsManager::Secret", {"Secret"}, secret_props, {}, true},
    {"AWS::SNS::Topic", {"Topic", "arn()", topic_functions}, topic_props, {}, true},
    {"AWS::SQS::Queue", {"Queue", "url()", queue_functions}, queue_props, {}, true},
    {"AWS::SSM::Parameter",
     {"StringParameter", "name()", parameter_functions},
     string_parameter_props,
     "Type",
     true},
}};

}  // namespace

std::span<const ConstructRow> construct_rows() { return all_rows; }

}  // namespace omnitrack::importing
