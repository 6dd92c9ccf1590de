#pragma once

#include <string>
#include <vector>

#include "origin_data.hpp"
#include <omnitrack/cfn/cloudfront.hpp>
#include <omnitrack/cloudfront/distribution.hpp>

namespace omnitrack {

// What a distribution remembers until the app is synthesized.
struct Distribution::State {
  struct Made {
    const OriginData* origin;
    std::string_view id;
  };

  cfn::cloudfront::distribution::DistributionConfig config;
  std::vector<Made> origins = {};  // with the groups
  std::int64_t origin_count = 0;
  List<cfn::cloudfront::distribution::OriginGroup> groups = {};
  std::int64_t group_count = 0;
  std::vector<const Bucket*> buckets_with_access = {};
  // One for all buckets and one for all functions.
  cfn::cloudfront::OriginAccessControl* bucket_access = nullptr;
  cfn::cloudfront::OriginAccessControl* function_access = nullptr;
};

}  // namespace omnitrack
