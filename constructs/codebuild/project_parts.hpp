#pragma once

#include <string_view>

#include <omnitrack/cfn/codebuild.hpp>
#include <omnitrack/codebuild/build_project.hpp>

namespace omnitrack::codebuild {

/// The size of a machine as CodeBuild writes it.
std::string_view compute_name(BuildCompute compute);
/// The kind of a machine as CodeBuild writes it.
std::string_view platform_name(BuildPlatform platform);
/// A source as the resource takes it, with the specification where it is the first one.
cfn::codebuild::project::Source source_of(const BuildSource& source,
                                          const Value<std::string>& build_spec);
/// Artifacts as the resource takes them.
cfn::codebuild::project::Artifacts artifacts_of(const BuildArtifacts& artifacts);
/// A cache as the resource takes it.
cfn::codebuild::project::ProjectCache cache_of(const BuildCache& cache);
/// The conditions of a trigger as the resource takes them.
Json filters_of(const BuildTrigger& trigger);

}  // namespace omnitrack::codebuild
