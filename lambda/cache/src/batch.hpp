#pragma once

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "store.hpp"

namespace omnitrack::cache {

/// One command for each of many items, several in one flight, each with a result of its own.
template <class T>
class Batch {
 public:
  /// Makes an item's result out of the reply to its command.
  using Take = std::function<Result<T>(std::size_t item, Reply&& reply)>;

  Batch(Store& store, std::size_t items, Take take)
      : store_(store), results_(items), take_(std::move(take)) {}

  /// Ends an item without a command.
  void fail(std::size_t item, Error error) {
    results_[item] = tl::unexpected<Error>(std::move(error));
  }

  /// Ends an item with what it came to.
  void end(std::size_t item, Result<T> result) { results_[item] = std::move(result); }

  /// What the command of an item is added to.
  Commands& commands_for(std::size_t item) {
    if (commands_.count() == flight_commands || commands_.bytes().size() >= flight_bytes) fly();
    items_.push_back(item);
    return commands_;
  }

  /// Runs what is left, and gives the results.
  std::vector<Result<T>> finish() {
    if (!items_.empty()) fly();
    for (const Result<T>& each : results_) store_.note_outcome(each.has_value());
    return std::move(results_);
  }

 private:
  // The more goes in one flight, the fewer round trips; the less, the sooner it is others' turn.
  static constexpr std::size_t flight_commands = 256;
  static constexpr std::size_t flight_bytes = std::size_t{256} << 10U;

  void fly() {
    auto replies = store_.client().run(commands_);
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (replies) {
        results_[items_[i]] = take_(items_[i], std::move((*replies)[i]));
      } else {
        fail(items_[i], replies.error());
      }
    }
    items_.clear();
    commands_.clear();
  }

  Store& store_;
  std::vector<Result<T>> results_;
  Take take_;
  Commands commands_;
  // The items that the commands belong to.
  std::vector<std::size_t> items_;
};

}  // namespace omnitrack::cache
