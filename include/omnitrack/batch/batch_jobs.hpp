#pragma once

#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/ecs/container.hpp>
#include <omnitrack/iam/policy.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::batch {
class ComputeEnvironment;  // defined in <omnitrack/cfn/batch.hpp>
class JobDefinition;       // defined in <omnitrack/cfn/batch.hpp>
class JobQueue;            // defined in <omnitrack/cfn/batch.hpp>
enum class ComputeEnvironmentArn : char;
namespace job_definition {
struct ContainerProperties;
}
}  // namespace omnitrack::cfn::batch
namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

class LaunchTemplate;
class Role;
class BatchComputeEnvironment;
class BatchJobDefinition;
class BatchJobQueue;

/// That jobs run on instances of one's own, which Batch starts and ends as jobs come.
/// https://docs.aws.amazon.com/batch/latest/userguide/compute_environments.html
struct BatchInstances {
  /// The types and families, e.g. `g5.xlarge` or `c7g`; Batch chooses by what jobs need where there
  /// is `optimal`.
  List<std::string> instance_types = {"optimal"};
  /// What instances get beside, e.g. larger volumes; Batch sets its image, network and role.
  Link<const LaunchTemplate> launch_template = {};
  /// The fewest processors that are kept without jobs.
  Value<std::int64_t> min_vcpus = 0;
  /// The role that the instances act by; the environment makes one of its own where it is left out.
  Link<Role> role = {};
};

/// Properties of where jobs run.
struct BatchComputeEnvironmentProps {
  using Makes = BatchComputeEnvironment;
  Id id;
  /// The VPC that it is in.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// That they run on instances; on Fargate where it is left out.
  Optional<BatchInstances> instances = {};
  /// The most processors in use at once.
  Value<std::int64_t> max_vcpus = 256;
  /// Its security groups; one of its own, which lets nothing in, where they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// Whether it is spare capacity, which can be taken away.
  Bool spot = false;
  /// The subnets; the VPC's inner ones where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
};

/// Where jobs run, on Fargate or on instances: AWS::Batch::ComputeEnvironment and, where none is
/// given, AWS::EC2::SecurityGroup, and for instances AWS::IAM::InstanceProfile and a `Role`.
/// https://docs.aws.amazon.com/batch/latest/userguide/fargate.html
class BatchComputeEnvironment final : public Construct, public Connectable {
 public:
  BatchComputeEnvironment(Attach at, const BatchComputeEnvironmentProps& props);
  BatchComputeEnvironment(Attach at, const struct ImportedBatchComputeEnvironmentProps& props);

  /// An environment of this stack's region and account that is made elsewhere, with its security
  /// groups as far as they are needed.
  static BatchComputeEnvironment& from_name(Construct& scope, const Id& id,
                                            const Value<std::string>& name,
                                            const Items<Link<SecurityGroup>>& security_groups = {});

  /// Its security groups.
  [[nodiscard]] Connections connections() override;
  /// Whether it is made elsewhere.
  [[nodiscard]] bool is_imported() const { return resource_ == nullptr; }
  /// Whether jobs run on instances; not known of one that is made elsewhere.
  [[nodiscard]] bool is_on_instances() const { return is_on_instances_; }
  /// The ARN.
  [[nodiscard]] const Value<cfn::batch::ComputeEnvironmentArn>& arn() const { return arn_; }
  /// The environment's own resource; an error where the environment is made elsewhere.
  [[nodiscard]] cfn::batch::ComputeEnvironment& resource();

 private:
  void set_instances(const BatchInstances& instances, bool spot);

  Items<Link<SecurityGroup>> security_groups_;
  bool is_on_instances_ = false;
  cfn::batch::ComputeEnvironment* resource_ = nullptr;  // null where it is made elsewhere
  Value<cfn::batch::ComputeEnvironmentArn> arn_;
};

/// Properties of a queue of jobs.
struct BatchJobQueueProps {
  using Makes = BatchJobQueue;
  Id id;
  /// Where its jobs run: the first that has room.
  Required<Items<Link<const BatchComputeEnvironment>>, struct required_environments> environments;
  /// Which queue goes first: that with the highest number.
  Value<std::int64_t> priority = 1;
};

/// Where jobs wait: AWS::Batch::JobQueue.
/// https://docs.aws.amazon.com/batch/latest/userguide/job_queues.html
class BatchJobQueue final : public Construct {
 public:
  BatchJobQueue(Attach at, const BatchJobQueueProps& props);
  BatchJobQueue(Attach at, const struct ImportedBatchJobQueueProps& props);

  /// A queue of this stack's region and account that is made elsewhere.
  static BatchJobQueue& from_name(Construct& scope, const Id& id, const Value<std::string>& name);

  /// Allows to submit jobs of a definition.
  void grant_submit(Grantee& grantee, const BatchJobDefinition& definition) const;
  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The queue's own resource; an error where the queue is made elsewhere.
  [[nodiscard]] cfn::batch::JobQueue& resource();

 private:
  cfn::batch::JobQueue* resource_ = nullptr;  // null where the queue is made elsewhere
  Value<std::string> arn_;
};

/// Properties of what a job runs.
struct BatchJobDefinitionProps {
  using Makes = BatchJobDefinition;
  Id id;
  /// The image.
  Required<Value<std::string>, struct required_image> image;
  /// How often it is begun, 1 to 10.
  Value<std::int64_t> attempts = 1;
  /// What is run of it.
  List<std::string> command = {};
  /// The environment variables, which are no place for secrets.
  Map<std::string> environment = {};
  /// How many graphics processors of an instance a job has; none on Fargate.
  GpuCount gpus = {};
  /// The memory in MiB, which must fit the processors: 512 to 2,048 of 0.25, up to 122,880 of 16.
  Value<std::string> memory = "2048";
  /// Whether it runs on instances, and not on Fargate: any whole number of processors and any
  /// memory then fit.
  Bool on_instances = false;
  /// The environment variables that are secrets, which a job may then be started with.
  Items<NamedContainerSecret> secrets = {};
  /// After how many seconds it is stopped, 60 at least; never where it is left out.
  Value<std::int64_t> timeout = {};
  /// The processors: 0.25, 0.5, 1, 2, 4, 8 or 16.
  Value<std::string> vcpus = "1";
};

/// What a job runs: AWS::Batch::JobDefinition, a `Role` that it acts by, which grants
/// go to, and one that fetches the image and writes logs.
/// https://docs.aws.amazon.com/batch/latest/userguide/job_definitions.html
class BatchJobDefinition final : public Construct, public Grantee {
 public:
  BatchJobDefinition(Attach at, const BatchJobDefinitionProps& props);

  void add_to_policy(const PolicyStatement& statement) override;
  [[nodiscard]] Value<std::string> grantee_arn() const override;
  /// The ARN, with the revision.
  [[nodiscard]] Value<std::string> arn() const;
  /// The definition's own resource.
  [[nodiscard]] cfn::batch::JobDefinition& resource() { return resource_; }

 private:
  cfn::batch::job_definition::ContainerProperties container_of(
      const BatchJobDefinitionProps& props);
  void check(const BatchJobDefinitionProps& props) const;

  Role& role_;
  Role& execution_role_;
  cfn::batch::JobDefinition& resource_;
};

}  // namespace omnitrack
