#pragma once

#include <omnitrack/cfn/codepipeline.hpp>
#include <omnitrack/codepipeline/pipeline.hpp>

namespace omnitrack::codepipeline {

/// The stages as the resource takes them.
List<cfn::codepipeline::pipeline::StageDeclaration> stages_of(const PipelineProps& props);
/// The triggers as the resource takes them.
List<cfn::codepipeline::pipeline::PipelineTriggerDeclaration> triggers_of(
    const PipelineProps& props);

}  // namespace omnitrack::codepipeline
