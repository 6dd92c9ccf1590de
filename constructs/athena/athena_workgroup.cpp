#include "omnitrack/athena/athena_workgroup.hpp"

#include <string>

#include <omnitrack/cfn/athena.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/glue/glue_database.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace {

namespace work_group = cfn::athena::work_group;
using EncryptionOption = work_group::EncryptionConfiguration::EncryptionOption;

BucketProps result_bucket_props(const Id& id, const AthenaWorkgroupProps& props) {
  return {
      .id = id,
      .encryption = props.kms_key.is_set() ? BucketEncryption::kms(props.kms_key)
                                           : BucketEncryption::s3_managed(),
      .removal_policy = props.removal_policy,
  };
}

work_group::WorkGroupConfiguration configuration_of(const AthenaWorkgroupProps& props,
                                                    const Bucket& bucket) {
  work_group::EncryptionConfiguration encryption{.encryption_option = EncryptionOption::sse_s3};
  if (props.kms_key.is_set()) {
    encryption.encryption_option = EncryptionOption::sse_kms;
    encryption.kms_key = props.kms_key.arn();
  }
  work_group::WorkGroupConfiguration made{
      .bytes_scanned_cutoff_per_query = props.bytes_limit.value(),
      .enforce_work_group_configuration = bool(props.enforce_settings),
      .publish_cloud_watch_metrics_enabled = bool(props.metrics),
      .requester_pays_enabled = bool(props.requester_pays),
      .result_configuration =
          work_group::ResultConfiguration{
              .encryption_configuration = encryption,
              .expected_bucket_owner = props.expected_bucket_owner,
              .output_location = concat("s3://", bucket.name(), "/", props.result_prefix.text())},
  };
  if (props.engine_version.is_set()) {
    made.engine_version =
        work_group::EngineVersion{.selected_engine_version = props.engine_version};
  }
  return made;
}

cfn::athena::WorkGroupProps workgroup_resource_props(const Id& id,
                                                     const AthenaWorkgroupProps& props,
                                                     const Bucket& bucket) {
  using State = cfn::athena::WorkGroupProps::State;
  cfn::athena::WorkGroupProps made{
      .id = id,
      .name = props.workgroup_name.value(),
      .description = props.description,
      .state = props.enabled ? State::enabled : State::disabled,
      .work_group_configuration = configuration_of(props, bucket),
  };
  if (props.recursive_delete) made.recursive_delete_option = true;
  return made;
}

}  // namespace

AthenaWorkgroup::AthenaWorkgroup(Attach at, const AthenaWorkgroupProps& props)
    : Construct(std::move(at)),
      bucket_(props.result_bucket.is_set() ? *props.result_bucket
                                           : add(result_bucket_props(child("Results"), props))),
      prefix_(props.result_prefix),
      kms_key_(props.kms_key),
      resource_(add(workgroup_resource_props(primary(), props, bucket_))) {
  if (props.workgroup_name.is_broken()) {
    error(codes::OT3741,
          "'" + std::string(props.workgroup_name.text()) + "' is not a name for a workgroup",
          "use 1 to 128 letters, digits, '.', '_' and '-'");
  }
  if (props.bytes_limit.is_broken()) {
    error(codes::OT3742,
          "a query may scan " + std::to_string(props.bytes_limit.number()) +
              " bytes, which is too small a limit",
          "it is 10000000 at least");
  }
}

// https://docs.aws.amazon.com/athena/latest/ug/example-policies-workgroup.html
void AthenaWorkgroup::grant_run_queries(Grantee& grantee) {
  grantee.add_to_policy({
      .actions = {"athena:BatchGetQueryExecution", "athena:GetQueryExecution",
                  "athena:GetQueryResults", "athena:GetQueryResultsStream", "athena:GetWorkGroup",
                  "athena:ListQueryExecutions", "athena:StartQueryExecution",
                  "athena:StopQueryExecution"},
      .resources = {arn()},
  });
  grantee.add_to_policy({.actions = {"s3:GetBucketLocation", "s3:ListBucketMultipartUploads"},
                         .resources = {bucket_.arn()}});
  grantee.add_to_policy(
      {.actions = {"s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"},
       .resources = {bucket_.arn_for_objects(std::string(prefix_.text()) + "*")}});
  bucket_.grant_read(grantee, prefix_);
  bucket_.grant_put(grantee, prefix_);
  kms_key_.grant(grantee, {"kms:Decrypt", "kms:GenerateDataKey*"});
}

Metric AthenaWorkgroup::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/Athena",
                     .metric_name = metric_name,
                     .dimensions = {{"WorkGroup", name()}}};
}

Value<std::string> AthenaWorkgroup::arn() const {
  return stack().arn("athena", concat("workgroup/", name()));
}

Value<cfn::athena::WorkGroupName> AthenaWorkgroup::name() const { return resource_.ref(); }

AthenaQuery::AthenaQuery(Attach at, const AthenaQueryProps& props)
    : Construct(std::move(at)),
      resource_(add(cfn::athena::NamedQueryProps{
          .id = primary(),
          .database = props.database->name(),
          .query_string = props.query,
          .description = props.description,
          .name = props.query_name,
      })) {
  if (props.workgroup.is_set()) resource_.props.work_group = props.workgroup->name();
}

Value<std::string> AthenaQuery::query_id() const { return resource_.attr_named_query_id(); }

}  // namespace omnitrack
