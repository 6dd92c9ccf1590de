#pragma once

#include <string>

#include "template/index.hpp"

namespace omnitrack::validate {

/// What is wrong with a resource of a bucket's policy that is surely of another bucket than the
/// policy; empty where that is not so. `bucket` says of which bucket the policy is.
std::string problem_of_other_bucket(const tmpl::Index& index, const tmpl::Node& bucket,
                                    const tmpl::Node& arn);

}  // namespace omnitrack::validate
