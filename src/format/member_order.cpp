#include "format/member_order.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace omnitrack::format {

namespace {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html, and
// `Globals` behind the transform that reads it.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy.html
constexpr std::array<std::string_view, 11> sections{"AWSTemplateFormatVersion",
                                                    "Description",
                                                    "Metadata",
                                                    "Parameters",
                                                    "Rules",
                                                    "Mappings",
                                                    "Conditions",
                                                    "Transform",
                                                    "Globals",
                                                    "Resources",
                                                    "Outputs"};
constexpr std::array<std::string_view, 1> resource_keys{"Type"};

// What has no place of its own stays behind the others, in its order.
std::vector<std::size_t> order_by(std::span<const std::string_view> known,
                                  std::span<const std::string_view> keys) {
  const auto rank = [&](std::size_t place) {
    return std::ranges::find(known, keys[place]) - known.begin();
  };
  std::vector<std::size_t> order(keys.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, rank);
  return order;
}

}  // namespace

std::vector<std::size_t> order_of_sections(std::span<const std::string_view> keys) {
  return order_by(sections, keys);
}

std::vector<std::size_t> order_of_resource(std::span<const std::string_view> keys) {
  return order_by(resource_keys, keys);
}

}  // namespace omnitrack::format
