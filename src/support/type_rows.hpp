#pragma once

#include <algorithm>
#include <span>
#include <string_view>

namespace omnitrack::support {

/// The rows of one type in a table that is sorted by type.
template <class Table>
std::span<const typename Table::value_type> rows_of_type(const Table& table,
                                                         std::string_view type) {
  using Row = typename Table::value_type;
  const auto first = std::ranges::lower_bound(table, type, {}, &Row::type);
  const auto last = std::ranges::upper_bound(table, type, {}, &Row::type);
  return {first, last};
}

}  // namespace omnitrack::support
