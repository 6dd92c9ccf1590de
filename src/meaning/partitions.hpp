#pragma once

#include <string_view>

namespace omnitrack::meaning {

/// A group of regions that share their ARNs' prefix and their endpoints' domain.
struct Partition {
  std::string_view name;        ///< e.g. `aws-cn`
  std::string_view url_suffix;  ///< e.g. `amazonaws.com.cn`
};

/// The partition of a region; `aws` where its name is of no other.
const Partition& partition_of(std::string_view region);

/// The domain of a partition's endpoints; empty where the partition is not known.
std::string_view url_suffix_of(std::string_view partition);

}  // namespace omnitrack::meaning
