#pragma once

#include "omnitrack/evidence.hpp"
#include "synth/requirements/evidence_findings.hpp"

namespace omnitrack::synth {

/// What comes of a piece of evidence.
EvidenceResult judge_evidence(const Evidence& evidence, const EvidenceSearch& search);

/// What comes of evidence that cannot be looked for.
EvidenceResult failed_evidence(const Evidence& evidence, const EvidenceSearch& search,
                               std::string_view problem);

/// The one resource that a construct stands for; null where it stands for none of its own.
const Resource* own_resource(const Construct& construct);

}  // namespace omnitrack::synth
