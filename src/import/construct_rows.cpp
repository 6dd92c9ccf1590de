#include "import/construct_rows.hpp"

#include <array>

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

constexpr std::array<PropRow, 5> secret_props{{
    {.prop = "description", .property = "Description"},
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

constexpr std::array<ConstructRow, 9> all_rows{{
    {"AWS::EC2::EIP", {"ElasticIp", {}, elastic_ip_functions}, elastic_ip_props, "Domain"},
    {"AWS::ECS::Cluster", {"Cluster", "name()", arn_function}, cluster_props},
    {"AWS::Events::EventBus", {"EventBus", "name()", arn_function}, event_bus_props, "Name"},
    {"AWS::IAM::InstanceProfile",
     {"InstanceProfile", "name()", arn_function},
     instance_profile_props,
     "Roles"},
    {"AWS::Logs::LogGroup", {"LogGroup", "name()", arn_function}, log_group_props},
    {"AWS::Logs::QueryDefinition", {"QueryDefinition"}, query_definition_props, "QueryString"},
    {"AWS::SecretsManager::Secret", {"Secret"}, secret_props, "SecretString"},
    {"AWS::SNS::Topic", {"Topic", "arn()", topic_functions}, topic_props},
    {"AWS::SQS::Queue", {"Queue", "url()", queue_functions}, queue_props},
}};

}  // namespace

std::span<const ConstructRow> construct_rows() { return all_rows; }

}  // namespace omnitrack::importing
