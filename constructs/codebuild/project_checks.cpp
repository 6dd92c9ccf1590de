#include <string>

#include "../check_number.hpp"
#include "project_parts.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

void BuildProject::check(const BuildProjectProps& props) const {
  if (props.project_name.is_broken()) {
    error(codes::OT3702,
          "'" + std::string(props.project_name.text()) + "' is not a name for a project",
          "use 2 to 150 letters, digits, '-' and '_', beginning with a letter or a digit");
  }
  const auto check_number = [this](const auto& number, const char* what, const char* bounds) {
    omnitrack::check_number(*this, codes::OT3703, number, what, bounds);
  };
  check_number(props.concurrent_builds, "concurrent_builds", "1 at least");
  check_number(props.queued_timeout, "queued_timeout", "5 to 480 minutes");
  check_number(props.timeout, "timeout", "5 to 2160 minutes");
  if (props.batch) {
    check_number(props.batch->max_builds, "max_builds", "1 to 100");
    check_number(props.batch->timeout, "timeout of the batch", "5 to 2160 minutes");
  }
  const BuildSource::Kind source = props.source.kind();
  if (source == BuildSource::Kind::none && !props.build_spec.value().is_set()) {
    error(codes::OT3704, "a project without a source has no specification of its builds",
          "set `source`, or `build_spec` by BuildSpec::json or BuildSpec::text");
  }
  if (!props.triggers.empty() && !props.source.has_webhooks()) {
    error(codes::OT3705, "a project has triggers, but its source tells of no events",
          "use a repository of GitHub, GitLab or Bitbucket as `source`, or an EventRule");
  }
  const bool has_network =
      props.subnets.is_set() || !props.security_groups.empty() || !props.file_systems.empty();
  if (has_network && !props.vpc.is_set()) {
    error(codes::OT3706, "a project has subnets, security groups or file systems, but no VPC",
          "set `vpc`");
  }
  if (source == BuildSource::Kind::codepipeline &&
      (props.artifacts || !props.secondary_artifacts.empty() || !props.secondary_sources.empty() ||
       props.badge)) {
    error(codes::OT3707, "a pipeline gives a project its sources, and takes its artifacts",
          "leave artifacts, secondary sources and `badge` out, or choose another `source`");
  }
  for (const BuildArtifacts& each : props.secondary_artifacts) {
    if (each.identifier.empty()) {
      error(codes::OT3708, "secondary artifacts have no identifier", "set `identifier`");
    }
  }
  for (const BuildSource& each : props.secondary_sources) {
    if (each.repository().identifier.empty()) {
      error(codes::OT3708, "a secondary source has no identifier", "set `identifier`");
    }
  }
}

}  // namespace omnitrack
