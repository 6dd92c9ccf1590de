#include "deploy/operations.hpp"

#include "deploy/stack_state.hpp"

namespace omnitrack::deploy {

std::vector<std::span<const StackEvent>> operations_in(const std::vector<StackEvent>& events) {
  const std::span<const StackEvent> all(events);
  std::vector<std::span<const StackEvent>> operations;
  std::size_t begin = 0;
  bool is_at_rest = false;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!all[i].is_of_stack()) continue;
    if (is_at_rest) {
      operations.push_back(all.subspan(begin, i - begin));
      begin = i;
    }
    is_at_rest = is_terminal(all[i].status);
  }
  if (begin < all.size()) operations.push_back(all.subspan(begin));
  return operations;
}

}  // namespace omnitrack::deploy
