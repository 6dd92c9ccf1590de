#include "meaning/partitions.hpp"

#include <algorithm>
#include <array>

namespace omnitrack::meaning {

namespace {

struct Row {
  std::string_view regions;  ///< how the names of its regions begin
  Partition partition;
};

// As the AWS SDKs know them:
// https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json
constexpr std::array<Row, 8> rows{{
    {"cn-", {"aws-cn", "amazonaws.com.cn"}},
    {"eusc-", {"aws-eusc", "amazonaws.eu"}},
    {"us-iso-", {"aws-iso", "c2s.ic.gov"}},
    {"us-isob-", {"aws-iso-b", "sc2s.sgov.gov"}},
    {"eu-isoe-", {"aws-iso-e", "cloud.adc-e.uk"}},
    {"us-isof-", {"aws-iso-f", "csp.hci.ic.gov"}},
    {"us-gov-", {"aws-us-gov", "amazonaws.com"}},
    {"", {"aws", "amazonaws.com"}},
}};

}  // namespace

const Partition& partition_of(std::string_view region) {
  // The last one takes all.
  return std::ranges::find_if(rows,
                              [&](const Row& each) { return region.starts_with(each.regions); })
      ->partition;
}

std::string_view url_suffix_of(std::string_view partition) {
  const auto* found =
      std::ranges::find(rows, partition, [](const Row& each) { return each.partition.name; });
  return found == rows.end() ? std::string_view() : found->partition.url_suffix;
}

}  // namespace omnitrack::meaning
