#include "omnitrack/ssm/association.hpp"

#include "ssm_targets.hpp"
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/ssm/document.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

namespace ssm {

std::string_view severity_name(ComplianceSeverity severity) {
  static constexpr std::string_view names[] = {"UNSPECIFIED", "LOW", "MEDIUM", "HIGH", "CRITICAL"};
  return names[static_cast<std::size_t>(severity)];
}

}  // namespace ssm

Association::Association(Attach at, const AssociationProps& props)
    : Construct(std::move(at)),
      resource_(add(cfn::ssm::AssociationProps{
          .id = primary(),
          .name = props.document->name(),
          .association_name = props.name,
          .document_version = props.document_version,
          .max_concurrency = props.max_concurrency,
          .max_errors = props.max_errors,
          .parameters = props.parameters,
          .schedule_expression = props.schedule,
          .targets = ssm::targets_of<cfn::ssm::association::Target>(props.targets),
          .wait_for_success_timeout_seconds = props.wait_for_success,
      })) {
  cfn::ssm::AssociationProps& made = resource_.props;
  if (props.apply_only_at_schedule) made.apply_only_at_cron_interval = true;
  if (props.compliance_severity != ComplianceSeverity::unspecified) {
    made.compliance_severity = as<cfn::ssm::AssociationProps::ComplianceSeverity>(
        ssm::severity_name(props.compliance_severity));
  }
  if (!props.output_bucket.is_set()) return;
  made.output_location = cfn::ssm::association::InstanceAssociationOutputLocation{
      .s3_location = cfn::ssm::association::S3OutputLocation{
          .output_s3_bucket_name = props.output_bucket->name(),
          .output_s3_key_prefix = props.output_prefix,
          .output_s3_region = stack().region(),
      }};
}

Value<std::string> Association::association_id() const { return resource_.attr_association_id(); }

}  // namespace omnitrack
