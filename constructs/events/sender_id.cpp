#include "sender_id.hpp"

#include <omnitrack/characters.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack::events {

std::string sender_id(const Construct& sender, const Construct* target) {
  std::string path = sender.path();
  const bool is_same_stack = target != nullptr && &target->stack() == &sender.stack();
  if (is_same_stack) path.erase(0, path.find('/') + 1);
  std::string id;
  for (const char c : path) {
    if (detail::is_letter_or_digit(c)) id += c;
  }
  return id;
}

}  // namespace omnitrack::events
