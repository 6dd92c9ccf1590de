#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace omnitrack::format {

/// How members stand where they are sorted, as places in what is given: the sections in the order
/// of AWS's page.
std::vector<std::size_t> order_of_sections(std::span<const std::string_view> keys);

/// The same of a resource's own keys: `Type` first.
std::vector<std::size_t> order_of_resource(std::span<const std::string_view> keys);

}  // namespace omnitrack::format
