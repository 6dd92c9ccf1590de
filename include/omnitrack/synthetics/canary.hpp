#pragma once

#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/iam/policy.hpp>
#include <omnitrack/known_number.hpp>

namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}
namespace omnitrack::cfn::synthetics {
class Canary;  // defined in <omnitrack/cfn/synthetics.hpp>
}

namespace omnitrack {

class Bucket;
class Canary;
class Role;
class Vpc;

/// What a canary runs.
class CanaryCode {
 public:
  /// A script as text.
  static CanaryCode inline_text(const Value<std::string>& script);
  /// A folder of this machine, as the runtime wants it, e.g. with `nodejs/node_modules/index.js` in
  /// it; `deploy` uploads it.
  /// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_WritingCanary_Nodejs.html
  static CanaryCode from_folder(std::string_view path);
  /// A .zip archive in a bucket of the same region.
  static CanaryCode s3(const Bucket& bucket, const Value<std::string>& key,
                       const Value<std::string>& version = {});

  /// The script; not set of another kind.
  [[nodiscard]] const Value<std::string>& script() const { return script_; }
  /// The folder; empty of another kind.
  [[nodiscard]] const Text& folder() const { return folder_; }
  /// The bucket; null of another kind.
  [[nodiscard]] const Bucket* bucket() const { return bucket_; }
  /// The key of the archive.
  [[nodiscard]] const Value<std::string>& key() const { return key_; }
  /// The version of the archive.
  [[nodiscard]] const Value<std::string>& version() const { return version_; }

 private:
  CanaryCode() = default;
  Value<std::string> script_;
  Text folder_;
  const Bucket* bucket_ = nullptr;
  Value<std::string> key_;
  Value<std::string> version_;
};

/// Properties of a canary.
struct CanaryProps {
  using Makes = Canary;
  Id id;
  /// What it runs.
  Required<CanaryCode, struct required_code_by_CanaryCode_inline_text_from_folder_or_s3> code;
  /// The runtime, e.g. `syn-nodejs-puppeteer-13.0`.
  /// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_Library.html
  Required<Value<std::string>, struct required_runtime> runtime;
  /// The bucket for what its runs leave, such as pictures of pages; one of its own where it is left
  /// out.
  Link<Bucket> artifacts = {};
  /// The environment variables.
  Map<std::string> environment = {};
  /// For how many days what failed runs leave is known, 1 to 455.
  KnownNumber failure_retention = 31;
  /// What is called in the code; scripts are in `index`.
  Value<std::string> handler = "index.handler";
  /// The memory in MB, 960 to 3,008, in steps of 64; 1,000 or more by the runtime where it is left
  /// out.
  Value<std::int64_t> memory = {};
  /// The name of small letters, digits, `-` and `_`; made of its path and the stack's id where it
  /// is left out.
  Value<std::string> name = {};
  /// When it runs: `rate(…)`, `cron(…)`, or `rate(0 minute)` for when somebody starts it.
  Value<std::string> schedule = "rate(5 minutes)";
  /// The security groups in the `vpc`; one of its own is made where they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// Whether it runs as soon as it is made.
  Bool start = true;
  /// The subnets; the private ones of the `vpc`, or the isolated ones, where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
  /// For how many days what other runs leave is known, 1 to 455.
  KnownNumber success_retention = 31;
  /// How long a run may take, in seconds, 3 to 840; until the next one where it is left out.
  Value<std::int64_t> timeout = {};
  /// Whether its requests are traced by X-Ray.
  Bool tracing = false;
  /// The VPC that it reaches; none where it is left out.
  Link<const Vpc> vpc = {};
};

/// A script that visits a page or an API regularly, as a user does: AWS::Synthetics::Canary, with a
/// `Role`, and as needed a `Bucket` and AWS::EC2::SecurityGroup.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries.html
class Canary final : public Construct, public Connectable, public Grantee, public Measured {
 public:
  Canary(Attach at, const CanaryProps& props);

  /// Adds to the role that the script acts by.
  void add_to_policy(const PolicyStatement& statement) override;
  [[nodiscard]] Value<std::string> grantee_arn() const override;
  /// Its security groups; it listens on no port.
  [[nodiscard]] Connections connections() override;

  /// One of CloudWatch's metrics of the canary, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many of its runs succeeded, in percent.
  [[nodiscard]] Metric metric_success_percent() const { return metric("SuccessPercent"); }
  /// How long a run took, in milliseconds.
  [[nodiscard]] Metric metric_duration() const { return metric("Duration"); }
  /// How many runs failed.
  [[nodiscard]] Metric metric_failed() const { return metric("Failed").sum(); }

  /// The name.
  [[nodiscard]] Value<std::string> name() const;
  /// The bucket for what its runs leave.
  [[nodiscard]] Bucket& artifacts() { return *artifacts_; }
  /// The role that the script acts by.
  [[nodiscard]] Role& role() { return *role_; }
  /// The canary's own resource.
  [[nodiscard]] cfn::synthetics::Canary& resource() { return *resource_; }

 private:
  void give_permissions(bool is_in_vpc, bool is_traced);
  void set_network(const CanaryProps& props);

  Role* role_;
  Bucket* artifacts_;
  Items<Link<SecurityGroup>> security_groups_;
  cfn::synthetics::Canary* resource_ = nullptr;
};

}  // namespace omnitrack
