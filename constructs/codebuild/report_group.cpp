#include "omnitrack/codebuild/report_group.hpp"

#include <string>

#include <omnitrack/cfn/codebuild.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace {

namespace report_group = cfn::codebuild::report_group;

report_group::ReportExportConfig export_of(const ReportGroupProps& props) {
  if (!props.export_bucket.is_set()) return {.export_config_type = "NO_EXPORT"};
  report_group::S3ReportExportConfig destination{
      .bucket = props.export_bucket->name(),
      .packaging = props.zip_export ? "ZIP" : "NONE",
      .path = props.export_path,
  };
  if (props.kms_key.is_set()) destination.encryption_key = props.kms_key.arn();
  return {.export_config_type = "S3", .s3_destination = destination};
}

cfn::codebuild::ReportGroupProps report_group_resource_props(const Id& id,
                                                             const ReportGroupProps& props) {
  cfn::codebuild::ReportGroupProps made{
      .id = id,
      .export_config = export_of(props),
      .type = props.is_code_coverage ? "CODE_COVERAGE" : "TEST",
      .name = props.report_group_name.value(),
  };
  if (props.delete_reports) made.delete_reports = true;
  return made;
}

}  // namespace

ReportGroup::ReportGroup(Attach at, const ReportGroupProps& props)
    : Construct(std::move(at)),
      export_bucket_(props.export_bucket.get()),
      resource_(add(report_group_resource_props(primary(), props))) {
  resource_.set_removal_policy(props.removal_policy);
  if (props.report_group_name.is_broken()) {
    error(codes::OT3709,
          "'" + std::string(props.report_group_name.text()) + "' is not a name for a report group",
          "use 2 to 128 letters, digits, '-' and '_', beginning with a letter or a digit");
  }
}

// https://docs.aws.amazon.com/codebuild/latest/userguide/test-permissions.html
void ReportGroup::grant_write(Grantee& grantee) {
  grantee.add_to_policy({
      .actions = {"codebuild:BatchPutCodeCoverages", "codebuild:BatchPutTestCases",
                  "codebuild:CreateReport", "codebuild:UpdateReport"},
      .resources = {arn()},
  });
  if (export_bucket_ != nullptr) export_bucket_->grant_put(grantee);
}

Value<std::string> ReportGroup::arn() const { return resource_.attr_arn(); }

}  // namespace omnitrack
