#include "lock/candidates.hpp"

#include <algorithm>
#include <iterator>

namespace omnitrack::lock {

namespace {

// So much better than any other is clearly better.
constexpr double clear_margin = 0.1;

/// The two best scores of one resource.
class BestScores {
 public:
  void add(double score) {
    if (score > first_) {
      second_ = first_;
      first_ = score;
    } else if (score > second_) {
      second_ = score;
    }
  }
  /// The best score but for one of this height.
  [[nodiscard]] double other_than(double score) const { return score == first_ ? second_ : first_; }

 private:
  double first_ = -1;
  double second_ = -1;
};

bool is_before(const Candidate& one, const Candidate& other) {
  return one.score != other.score ? one.score > other.score : one.number < other.number;
}

}  // namespace

Candidates::Candidates(const TemplateFeatures& old, const TemplateFeatures& ours)
    : old_count_(old.size()), our_count_(ours.size()) {
  for (std::size_t i = 0; i < old.size(); ++i) types_[old[i].resource->type_name].old.push_back(i);
  for (std::size_t i = 0; i < ours.size(); ++i) {
    types_[ours[i].resource->type_name].ours.push_back(i);
  }
}

void Candidates::weigh(const Likeness& likeness, const Gone& gone) {
  if (was_matched_.empty()) {
    add_all(likeness, gone);
  } else {
    weigh_again(likeness, gone);
  }
  was_matched_.resize(old_count_);
  for (std::size_t i = 0; i < old_count_; ++i) was_matched_[i] = gone.matched[i].has_value();
  note_only_left(gone);
  compare();
}

void Candidates::add_all(const Likeness& likeness, const Gone& gone) {
  for (const auto& [type, places] : types_) {
    const bool is_only = places.old.size() == 1 && places.ours.size() == 1;
    for (const std::size_t one : places.old) {
      if (gone.matched[one] || gone.is_dropped[one]) continue;
      for (const std::size_t other : places.ours) {
        if (gone.is_taken[other]) continue;
        const Evidence evidence = likeness.between(one, other, gone.matched);
        candidates_.push_back({.old = one,
                               .ours = other,
                               .number = candidates_.size(),
                               .evidence = evidence,
                               .score = evidence.score(),
                               .is_only_of_type = is_only});
      }
    }
  }
  std::ranges::sort(candidates_, is_before);
}

void Candidates::weigh_again(const Likeness& likeness, const Gone& gone) {
  std::vector<bool> is_told_old(old_count_);
  std::vector<bool> is_told_ours(our_count_);
  for (std::size_t i = 0; i < old_count_; ++i) {
    if (!gone.matched[i] || was_matched_[i]) continue;
    for (const std::size_t each : likeness.connected(i, true)) is_told_old[each] = true;
    for (const std::size_t each : likeness.connected_of_ours(*gone.matched[i])) {
      is_told_ours[each] = true;
    }
  }
  std::erase_if(candidates_, [&](const Candidate& each) {
    return gone.matched[each.old] || gone.is_taken[each.ours];
  });
  const auto is_as_before = [&](const Candidate& each) {
    return !is_told_old[each.old] && !is_told_ours[each.ours];
  };
  const auto told = std::stable_partition(candidates_.begin(), candidates_.end(), is_as_before);
  std::for_each(told, candidates_.end(), [&](Candidate& each) {
    each.evidence = likeness.between(each.old, each.ours, gone.matched);
    each.score = each.evidence.score();
  });
  std::sort(told, candidates_.end(), is_before);
  std::inplace_merge(candidates_.begin(), told, candidates_.end(), is_before);
}

void Candidates::note_only_left(const Gone& gone) {
  std::vector<bool> is_only_left(old_count_);
  for (const auto& [type, places] : types_) {
    const auto is_old_left = [&](std::size_t each) {
      return !gone.matched[each] && !gone.is_dropped[each];
    };
    const auto is_left = [&](std::size_t each) { return !gone.is_taken[each]; };
    if (std::ranges::count_if(places.old, is_old_left) != 1 ||
        std::ranges::count_if(places.ours, is_left) != 1) {
      continue;
    }
    is_only_left[*std::ranges::find_if(places.old, is_old_left)] = true;
  }
  for (Candidate& each : candidates_) each.is_only_left = is_only_left[each.old];
}

// Each against the best other one of either of its sides.
void Candidates::compare() {
  std::vector<BestScores> of_old(old_count_);
  std::vector<BestScores> of_ours(our_count_);
  for (const Candidate& each : candidates_) {
    of_old[each.old].add(each.score);
    of_ours[each.ours].add(each.score);
  }
  for (Candidate& each : candidates_) {
    const double other = std::max(of_old[each.old].other_than(each.score),
                                  of_ours[each.ours].other_than(each.score));
    each.is_best = other <= each.score;
    each.is_clear = other <= each.score - clear_margin;
  }
}

}  // namespace omnitrack::lock
