// Jobs on instances of one's own.

#include <omnitrack/batch/batch_jobs.hpp>
#include <omnitrack/cfn/batch.hpp>
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/cfn/iam.hpp>
#include <omnitrack/ec2/launch_template.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

namespace {

// https://docs.aws.amazon.com/batch/latest/userguide/instance_IAM_role.html
RoleProps batch_instance_role(const Id& id) {
  return {
      .id = id,
      .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com"),
      .managed_policies = {aws_managed_policy("service-role/AmazonEC2ContainerServiceforEC2Role")},
  };
}

}  // namespace

// Batch chooses the image by the type: one for graphics processors where the type has some.
// https://docs.aws.amazon.com/batch/latest/APIReference/API_Ec2Configuration.html
// With these allocation strategies an environment is changed in place, and needs no role for spare
// capacity. https://docs.aws.amazon.com/batch/latest/userguide/infrastructure-updates.html
void BatchComputeEnvironment::set_instances(const BatchInstances& instances, bool spot) {
  using Resources = cfn::batch::compute_environment::ComputeResources;
  is_on_instances_ = true;
  const Role& role =
      instances.role.is_set() ? *instances.role : add(batch_instance_role(child("InstanceRole")));
  const auto& profile = add(cfn::iam::InstanceProfileProps{
      .id = child("InstanceProfile"),
      .roles = {role.name()},
  });
  const Node given = resource_->props.compute_resources.node();
  Json resources = Json::from_node(given);
  resources.set("Type", spot ? "SPOT" : "EC2");
  resources.set("AllocationStrategy",
                spot ? "SPOT_PRICE_CAPACITY_OPTIMIZED" : "BEST_FIT_PROGRESSIVE");
  resources.set("InstanceRole", profile.attr_arn());
  resources.set("InstanceTypes", instances.instance_types);
  resources.set("MinvCpus", instances.min_vcpus);
  if (instances.launch_template.is_set()) {
    resources.set("LaunchTemplate",
                  Json::object({
                      {"LaunchTemplateId", instances.launch_template->launch_template_id()},
                      {"Version", instances.launch_template->latest_version()},
                  }));
  }
  resource_->props.compute_resources = Value<Resources>::from_node(resources.node());
  resource_->props.replace_compute_environment = false;
}

}  // namespace omnitrack
