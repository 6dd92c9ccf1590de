#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "deploy/rollback.hpp"

namespace omnitrack::cli {

/// What a way does with a stack in a status, in words: `its rollback goes on`.
std::string_view words_for_way(deploy::RollbackWay way, std::string_view status);

/// What there is to do from a status without a way back.
std::string hint_without_way(std::string_view status, const std::string& stack,
                             const std::string& program);

/// Throws Failure for a resource that is to be skipped and does not stop the rollback. One in a
/// nested stack, `NAME.RESOURCE`, is left to CloudFormation.
void check_skipped(const std::vector<std::string>& skipped,
                   const std::vector<deploy::StuckResource>& stuck, const std::string& stack);

}  // namespace omnitrack::cli
