#pragma once

#include <omnitrack/construct.hpp>
#include <omnitrack/map.hpp>

namespace omnitrack::cfn::ssm {
class Association;  // defined in <omnitrack/cfn/ssm.hpp>
}  // namespace omnitrack::cfn::ssm

namespace omnitrack {

class Bucket;
class Document;

/// Machines that something of Systems Manager is for, e.g. `{"tag:Role", {"web"}}` or
/// `{"InstanceIds", {"*"}}`.
struct SsmTarget {
  /// What they are chosen by: `InstanceIds`, `tag:NAME` or `resource-groups:Name`.
  Required<Value<std::string>, struct required_key> key;
  /// Its values.
  Required<List<std::string>, struct required_values> values;
};

/// How bad it is that a machine is not as an association says.
enum class ComplianceSeverity : std::uint8_t { unspecified, low, medium, high, critical };

class Association;

/// Properties of an association.
struct AssociationProps {
  using Makes = Association;
  Id id;
  /// What is run.
  Required<Link<const Document>, struct required_document> document;
  /// Whether it waits for its schedule, a cron expression, in place of running when it is made or
  /// changed too.
  Bool apply_only_at_schedule = false;
  /// How bad it is that a machine is not so.
  ComplianceSeverity compliance_severity = ComplianceSeverity::unspecified;
  /// The version of the document, e.g. `$LATEST`; its default where it is left out.
  Value<std::string> document_version = {};
  /// How many machines it runs on at once, e.g. `10` or `10%`.
  Value<std::string> max_concurrency = {};
  /// After how many failures no more machine is begun, e.g. `1` or `10%`.
  Value<std::string> max_errors = {};
  /// The name.
  Value<std::string> name = {};
  /// Where the output of commands is kept; the machines need the right to put it.
  Link<const Bucket> output_bucket = {};
  /// What the keys of the output begin with.
  Value<std::string> output_prefix = {};
  /// The document's parameters, each a list of texts.
  Map<Json> parameters = {};
  /// When it runs, e.g. `rate(12 hours)` or `cron(0 2 ? * SUN *)`; once where it is left out.
  Value<std::string> schedule = {};
  /// The machines; all parameters of an automation name them otherwise.
  Items<SsmTarget> targets = {};
  /// For how many seconds the deployment waits for success, 15 to 172,800.
  Value<std::int64_t> wait_for_success = {};
};

/// Keeps machines as a document says: AWS::SSM::Association.
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-state.html
class Association final : public Construct {
 public:
  Association(Attach at, const AssociationProps& props);

  /// The id.
  [[nodiscard]] Value<std::string> association_id() const;
  /// The association's own resource.
  [[nodiscard]] cfn::ssm::Association& resource() { return resource_; }

 private:
  cfn::ssm::Association& resource_;
};

}  // namespace omnitrack
