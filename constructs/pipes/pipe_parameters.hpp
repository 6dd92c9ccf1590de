#pragma once

#include <omnitrack/cfn/pipes.hpp>
#include <omnitrack/pipes/pipe.hpp>

namespace omnitrack::pipes {

/// The ARN of what a pipe reads.
Value<std::string> source_arn(const PipeSource& source);

/// How a pipe reads, and which events go on; not set where there is nothing to say.
Value<cfn::pipes::pipe::PipeSourceParameters> source_parameters(const PipeProps& props);

/// How the target is reached; not set where there is nothing to say.
Value<cfn::pipes::pipe::PipeTargetParameters> target_parameters(const PipeProps& props);

/// How the enrichment is reached; not set where there is nothing to say.
Value<cfn::pipes::pipe::PipeEnrichmentParameters> enrichment_parameters(
    const PipeEnrichment& enrichment);

}  // namespace omnitrack::pipes
