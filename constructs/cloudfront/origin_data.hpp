#pragma once

#include <omnitrack/cloudfront/origin.hpp>

namespace omnitrack {

/// Where a distribution gets what it serves.
struct OriginData {
  enum class Kind : std::uint8_t { bucket, function_url, http, in_vpc, group };

  Kind kind = Kind::http;
  OriginOptions options = {};
  Bucket* bucket = nullptr;            // of a bucket
  Function* function = nullptr;        // of a function's URL
  Value<std::string> arn = {};         // of what is in a VPC
  Value<std::string> host_name = {};   // of all but a function's URL and a group
  bool answers_itself = false;         // an API or a function: not cached, and with all methods
  const OriginData* first = nullptr;   // of a group
  const OriginData* second = nullptr;  // of a group
  Items<int> statuses = {};            // of a group
};

/// The way from an origin to what it holds.
struct OriginMaker {
  static Origin make(const OriginData& data) { return Origin(data); }
  static const OriginData& data(const Origin& origin) { return *origin.data_; }
};

}  // namespace omnitrack
