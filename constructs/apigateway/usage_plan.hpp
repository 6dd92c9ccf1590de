#pragma once

#include <omnitrack/constructs/usage_plan.hpp>

namespace omnitrack {

/// What an API makes a usage plan of.
struct MadeUsagePlanProps {
  using Makes = UsagePlan;
  Id id;
  const UsagePlanProps& given;
  Value<cfn::apigateway::RestApiId> api;
  Value<cfn::apigateway::StageName> stage;
};

}  // namespace omnitrack
