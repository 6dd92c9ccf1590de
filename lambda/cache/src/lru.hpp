#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace omnitrack::cache {

/// Things by key within so many bytes, those last used first. Not for several threads at once.
template <class Thing>
class Lru {
 public:
  /// Nothing is kept within 0 bytes.
  explicit Lru(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// Keeps a thing of so many bytes in place of what was there, and lets those go that were not
  /// used for longest; one that is too large for all of the room is not kept.
  void keep(std::string_view key, Thing thing, std::size_t thing_bytes) {
    erase(key);
    const std::size_t bytes = key.size() + thing_bytes + bytes_around;
    if (bytes > most_bytes_) return;
    while (bytes_ + bytes > most_bytes_) erase(std::prev(items_.end()));
    items_.push_front({std::string(key), std::move(thing), bytes});
    places_.emplace(items_.front().key, items_.begin());
    bytes_ += bytes;
  }
  /// What is kept under a key, which counts as used now; nothing where there is none.
  Thing* find(std::string_view key) {
    const auto found = places_.find(key);
    if (found == places_.end()) return nullptr;
    items_.splice(items_.begin(), items_, found->second);
    return &found->second->thing;
  }
  /// Lets go what is kept under a key.
  void erase(std::string_view key) {
    if (const auto found = places_.find(key); found != places_.end()) erase(found->second);
  }
  /// Lets all go.
  void clear() {
    places_.clear();
    items_.clear();
    bytes_ = 0;
  }
  [[nodiscard]] bool is_empty() const { return items_.empty(); }

 private:
  struct Item {
    std::string key;
    Thing thing;
    std::size_t bytes;
  };
  using Place = typename std::list<Item>::iterator;

  // What one takes beside its texts, as glibc has it: two nodes and a bucket, and what stands
  // before and behind what was allocated for them and for the texts.
  static constexpr std::size_t bytes_around = sizeof(Item) + 16 * sizeof(void*);

  void erase(Place place) {
    bytes_ -= place->bytes;
    places_.erase(place->key);
    items_.erase(place);
  }

  const std::size_t most_bytes_;
  std::size_t bytes_ = 0;
  std::list<Item> items_;
  // The keys are those of the items.
  std::unordered_map<std::string_view, Place> places_;
};

}  // namespace omnitrack::cache
