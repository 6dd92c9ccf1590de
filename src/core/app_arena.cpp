#include "core/app_arena.hpp"

namespace omnitrack::detail {

namespace {

constinit thread_local Arena* current = nullptr;

}  // namespace

Arena& current_arena() {
  if (current != nullptr) return *current;
  thread_local Arena own;
  return own;
}

std::shared_ptr<Arena> share_arena() {
  thread_local std::weak_ptr<Arena> shared;
  std::shared_ptr<Arena> arena = shared.lock();
  if (arena == nullptr) {
    arena = std::shared_ptr<Arena>(new Arena, [](Arena* ended) {
      if (current == ended) current = nullptr;
      delete ended;
    });
    shared = arena;
    current = arena.get();
  }
  return arena;
}

}  // namespace omnitrack::detail
