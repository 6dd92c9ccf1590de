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
  std::size_t number = 0;  ///< by type, then by the places of the two: who comes first of equals
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
  /// What is not to be had any more, by the place of the old one and of ours.
  struct Gone {
    const Likeness::Matched& matched;
    const std::vector<bool>& is_dropped;
    const std::vector<bool>& is_taken;
  };

  Candidates(const TemplateFeatures& old, const TemplateFeatures& ours);

  /// Weighs all pairs at first; afterwards those alone that what was matched since then tells
  /// something about.
  void weigh(const Likeness& likeness, const Gone& gone);

  /// The best first.
  [[nodiscard]] const std::vector<Candidate>& all() const { return candidates_; }

 private:
  struct Places {
    std::vector<std::size_t> old;
    std::vector<std::size_t> ours;
  };
  void add_all(const Likeness& likeness, const Gone& gone);
  void weigh_again(const Likeness& likeness, const Gone& gone);
  void note_only_left(const Gone& gone);
  void compare();

  std::size_t old_count_;
  std::size_t our_count_;
  std::map<std::string_view, Places> types_;
  std::vector<bool> was_matched_;  // by the place of the old one, when it was weighed last
  std::vector<Candidate> candidates_;
};

}  // namespace omnitrack::lock
