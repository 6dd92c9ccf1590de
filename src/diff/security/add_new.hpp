#pragma once

#include <algorithm>
#include <type_traits>
#include <utility>
#include <vector>

namespace omnitrack::diff {

/// Appends an item that the list does not have yet.
template <class T>
void add_new(std::vector<T>& list, std::type_identity_t<T> item) {
  if (std::ranges::find(list, item) == list.end()) list.push_back(std::move(item));
}

}  // namespace omnitrack::diff
