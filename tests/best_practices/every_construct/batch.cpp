#include "every_construct.hpp"

namespace every_construct {

void add_batch(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& fargate = stack.add(BatchComputeEnvironmentProps{.id = "BatchFargate", .vpc = in.vpc});
  stack.add(BatchJobQueueProps{.id = "BatchQueue", .environments = {fargate}});
  stack.add(BatchJobDefinitionProps{.id = "BatchJob",
                                    .image = "public.ecr.aws/docker/library/busybox:stable"});
}

}  // namespace every_construct
