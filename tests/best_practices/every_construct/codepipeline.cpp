#include "every_construct.hpp"

namespace every_construct {

void add_codepipeline(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& connection =
      stack.add(ConnectionProps{.id = "PipelineSource", .connection_name = "gitlab"});
  auto& project =
      stack.add(BuildProjectProps{.id = "PipelineBuild", .source = BuildSource::codepipeline()});
  stack.add(PipelineProps{
      .id = "Pipeline",
      .stages = {{.name = "Source",
                  .actions = {ConnectionSourceAction{
                      .name = "Code", .connection = connection, .repository = "owner/site"}}},
                 {.name = "Build", .actions = {BuildAction{.name = "Site", .project = project}}}},
  });
}

}  // namespace every_construct
