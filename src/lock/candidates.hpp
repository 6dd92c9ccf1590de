#pragma once

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

#include "lock/likeness.hpp"

namespace omnitrack::lock {

/// An old resource and one of ours that may be the same.
struct Candidate {
  std::size_t old = 0;
  std::size_t ours = 0;
  Evidence evidence = {};
  double score = 0;
  bool is_only_of_type = false;  ///< on both sides
  bool is_only_left = false;     ///< of its type, of what is not matched yet
  bool is_best = true;           ///< whether none with the same old or the same of ours is better
  bool is_clear = true;          ///< whether none of these comes near it
};

/// The pairs of one type that are not matched yet.
class Candidates {
 public:
  Candidates(const TemplateFeatures& old, const TemplateFeatures& ours);

  /// Weighs all of them, the best first; `is_dropped` and `is_taken` are those of the old ones and
  /// of ours that are not to be had.
  [[nodiscard]] std::vector<Candidate> weighed(const Likeness& likeness,
                                               const Likeness::Matched& matched,
                                               const std::vector<bool>& is_dropped,
                                               const std::vector<bool>& is_taken) const;

 private:
  struct Places {
    std::vector<std::size_t> old;
    std::vector<std::size_t> ours;
  };
  void compare(std::vector<Candidate>& candidates) const;

  std::size_t old_count_;
  std::size_t our_count_;
  std::map<std::string_view, Places> types_;
};

}  // namespace omnitrack::lock
