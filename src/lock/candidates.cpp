#include "lock/candidates.hpp"

#include <algorithm>
#include <functional>

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

}  // namespace

Candidates::Candidates(const TemplateFeatures& old, const TemplateFeatures& ours)
    : old_count_(old.size()), our_count_(ours.size()) {
  for (std::size_t i = 0; i < old.size(); ++i) types_[old[i].resource->type_name].old.push_back(i);
  for (std::size_t i = 0; i < ours.size(); ++i) {
    types_[ours[i].resource->type_name].ours.push_back(i);
  }
}

std::vector<Candidate> Candidates::weighed(const Likeness& likeness,
                                           const Likeness::Matched& matched,
                                           const std::vector<bool>& is_dropped,
                                           const std::vector<bool>& is_taken) const {
  std::vector<Candidate> candidates;
  for (const auto& [type, places] : types_) {
    std::vector<std::size_t> old;
    std::vector<std::size_t> ours;
    std::ranges::copy_if(places.old, std::back_inserter(old),
                         [&](std::size_t each) { return !matched[each] && !is_dropped[each]; });
    std::ranges::copy_if(places.ours, std::back_inserter(ours),
                         [&](std::size_t each) { return !is_taken[each]; });
    const bool is_only = places.old.size() == 1 && places.ours.size() == 1;
    for (const std::size_t one : old) {
      for (const std::size_t other : ours) {
        const Evidence evidence = likeness.between(one, other, matched);
        candidates.push_back({.old = one,
                              .ours = other,
                              .evidence = evidence,
                              .score = evidence.score(),
                              .is_only_of_type = is_only,
                              .is_only_left = old.size() == 1 && ours.size() == 1});
      }
    }
  }
  std::ranges::stable_sort(candidates, std::greater<>(), &Candidate::score);
  compare(candidates);
  return candidates;
}

// Each against the best other one of either of its sides.
void Candidates::compare(std::vector<Candidate>& candidates) const {
  std::vector<BestScores> of_old(old_count_);
  std::vector<BestScores> of_ours(our_count_);
  for (const Candidate& each : candidates) {
    of_old[each.old].add(each.score);
    of_ours[each.ours].add(each.score);
  }
  for (Candidate& each : candidates) {
    const double other = std::max(of_old[each.old].other_than(each.score),
                                  of_ours[each.ours].other_than(each.score));
    each.is_best = other <= each.score;
    each.is_clear = other <= each.score - clear_margin;
  }
}

}  // namespace omnitrack::lock
