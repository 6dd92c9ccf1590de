#include "every_construct.hpp"

namespace every_construct {

void add_batch(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& fargate = stack.add(BatchComputeEnvironmentProps{.id = "BatchFargate", .vpc = in.vpc});
  auto& machines = stack.add(BatchComputeEnvironmentProps{
      .id = "BatchMachines", .vpc = in.vpc, .instances = BatchInstances{}});
  stack.add(BatchJobQueueProps{.id = "BatchMachineQueue", .environments = {machines}});
  stack.add(BatchJobQueueProps{.id = "BatchQueue", .environments = {fargate}});
  stack.add(BatchJobDefinitionProps{.id = "BatchJob",
                                    .image = "public.ecr.aws/docker/library/busybox:stable"});
}

}  // namespace every_construct
