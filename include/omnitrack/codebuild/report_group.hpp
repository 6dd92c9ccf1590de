#pragma once

#include <omnitrack/checked_text.hpp>
#include <omnitrack/iam/policy.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/link.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::codebuild {
class ReportGroup;  // defined in <omnitrack/cfn/codebuild.hpp>
}

namespace omnitrack {

class Bucket;

namespace detail {

inline void a_report_group_name_has_2_to_128_letters_digits_hyphens_or_underscores() {}

struct ReportGroupNameRule {
  static constexpr bool fits(std::string_view name) {
    return name.size() >= 2 && name.size() <= 128 && is_letter_or_digit(name[0]) &&
           has_only_letters_digits_and("-_", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_report_group_name_has_2_to_128_letters_digits_hyphens_or_underscores();
  }
};

}  // namespace detail

/// The name of a report group: 2 to 128 letters, digits, `-` and `_`.
/// https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateReportGroup.html
using ReportGroupName = CheckedText<detail::ReportGroupNameRule>;

class ReportGroup;

/// Properties of a report group.
struct ReportGroupProps {
  using Makes = ReportGroup;
  Id id;
  /// Whether it is deleted with its reports.
  Bool delete_reports = false;
  /// A bucket for the raw data, which the builds' role may then write; none where it is left out.
  Link<Bucket> export_bucket = {};
  /// What the keys in the bucket begin with.
  Value<std::string> export_path = {};
  /// Whether the reports are of code coverage, and not of tests.
  Bool is_code_coverage = false;
  /// The key that the raw data is encrypted with; the account's `aws/s3` where it is left out.
  KeyLink kms_key = {};
  /// What happens to the reports when the group leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// The name; made up by CloudFormation where it is left out.
  ReportGroupName report_group_name = {};
  /// Whether the raw data is put into a ZIP archive.
  Bool zip_export = true;
};

/// A group of reports on tests or on code coverage, which builds write:
/// AWS::CodeBuild::ReportGroup.
/// https://docs.aws.amazon.com/codebuild/latest/userguide/test-report-group.html
class ReportGroup final : public Construct {
 public:
  ReportGroup(Attach at, const ReportGroupProps& props);

  /// Allows to write reports, and their raw data to the bucket.
  void grant_write(Grantee& grantee);

  /// The ARN, by which a build's specification names the group.
  [[nodiscard]] Value<std::string> arn() const;
  /// The report group's own resource.
  [[nodiscard]] cfn::codebuild::ReportGroup& resource() { return resource_; }

 private:
  Bucket* export_bucket_;  // null where the raw data is not kept
  cfn::codebuild::ReportGroup& resource_;
};

}  // namespace omnitrack
