#include "lock/adoption.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "lock/candidates.hpp"
#include "lock/match_words.hpp"

namespace omnitrack::lock {

namespace {

// From these scores on two resources may be the same.
constexpr double least_likely = 0.5;
constexpr double least_guess = 0.25;
// The only ones of their type on both sides need less to be certain.
constexpr double least_of_only = 0.5;
// What is nearly as good as the best is taken in the same round.
constexpr double round_margin = 0.05;

class Matcher {
 public:
  explicit Matcher(const AdoptionInput& input)
      : input_(input),
        old_(features_of(meaning::Filled(*input.old, input.surroundings))),
        ours_(features_of(meaning::Filled(*input.ours, input.surroundings))),
        likeness_(old_, ours_, cdk_paths(*input.old, input.stack), input.paths),
        matched_(old_.size()),
        is_dropped_(old_.size()),
        is_taken_(ours_.size()),
        candidates_(old_, ours_) {}

  Adoption match() {
    take_given();
    do {
      likeness_.note_matched(matched_);
      candidates_.weigh(likeness_, {matched_, is_dropped_, is_taken_});
      note_paths();
    } while (take_certain() || take_likely() || take_guess());
    return made();
  }

 private:
  void take(const Candidate& candidate, Certainty certainty, std::string why) {
    matched_[candidate.old] = candidate.ours;
    is_taken_[candidate.ours] = true;
    matches_.emplace(candidate.ours, Match{.old = old_[candidate.old].resource,
                                           .ours = ours_[candidate.ours].resource,
                                           .certainty = certainty,
                                           .why = std::move(why)});
  }

  bool is_free(const Candidate& each) const { return !matched_[each.old] && !is_taken_[each.ours]; }

  void note_paths() {
    same_path_of_old_.clear();
    same_path_of_ours_.clear();
    for (const Candidate& each : candidates_.all()) {
      const Evidence& evidence = each.evidence;
      if (evidence.paths != PathLikeness::same || evidence.has_other_told) continue;
      same_path_of_old_.emplace(each.old, each.ours);
      same_path_of_ours_.emplace(each.ours, each.old);
    }
  }

  // Whether another one is at the same path as one of the two: what else is equal can be so by
  // chance, such as the addresses of subnets, which tools choose.
  [[nodiscard]] bool is_elsewhere(const Candidate& each) const {
    const auto ours = same_path_of_old_.find(each.old);
    const auto old = same_path_of_ours_.find(each.ours);
    return (ours != same_path_of_old_.end() && ours->second != each.ours) ||
           (old != same_path_of_ours_.end() && old->second != each.old);
  }

  void take_given() {
    const auto place_in = [](const tmpl::Index& index, std::string_view id) {
      return static_cast<std::size_t>(index.find_resource(id) - index.resources().data());
    };
    for (const auto& [old_id, our_id] : input_.given) {
      if (our_id.empty()) {
        is_dropped_[place_in(*input_.old, old_id)] = true;
      } else if (old_id.empty()) {
        is_taken_[place_in(*input_.ours, our_id)] = true;
      } else {
        take({.old = place_in(*input_.old, old_id), .ours = place_in(*input_.ours, our_id)},
             Certainty::certain, "as it was said");
      }
    }
  }

  /// What a match rests on besides the two themselves.
  enum class Basis { nothing, what_it_refers_to, all_connections };

  // No match is surer than those that it rests on.
  [[nodiscard]] Certainty certainty_by(const Candidate& candidate, Basis basis) const {
    Certainty weakest = Certainty::certain;
    if (basis == Basis::nothing) return weakest;
    for (const std::size_t other :
         likeness_.connected(candidate.old, basis == Basis::all_connections)) {
      if (!matched_[other]) continue;
      weakest = std::max(weakest, matches_.at(*matched_[other]).certainty);
    }
    return weakest;
  }

  // Takes each pair for which something holds that holds for no other pair of either side.
  template <class Holds, class Why>
  bool take_unique(Certainty certainty, Basis basis, const Holds& holds, const Why& why) {
    std::map<std::size_t, std::size_t> of_old;
    std::map<std::size_t, std::size_t> of_ours;
    std::vector<const Candidate*> found;
    for (const Candidate& each : candidates_.all()) {
      if (!is_free(each) || !holds(each)) continue;
      ++of_old[each.old];
      ++of_ours[each.ours];
      found.push_back(&each);
    }
    std::erase_if(found, [&](const Candidate* each) {
      return of_old[each->old] != 1 || of_ours[each->ours] != 1;
    });
    for (const Candidate* each : found) {
      take(*each, std::max(certainty, certainty_by(*each, basis)), why(*each));
    }
    return !found.empty();
  }

  bool take_certain() {
    const auto certain = [this](Basis basis, const auto& holds, const auto& why) {
      return take_unique(Certainty::certain, basis, holds, why);
    };
    const auto words = [](const char* text) {
      return [text](const Candidate&) { return std::string(text); };
    };
    const auto identity = [this](const Candidate& each) {
      return identity_words(*old_[each.old].resource);
    };
    const bool by_name = certain(
        Basis::nothing,
        [](const Candidate& each) {
          return each.evidence.has_same_identity && !each.evidence.identity_refers;
        },
        identity);
    const bool by_identity = certain(
        Basis::what_it_refers_to,
        [](const Candidate& each) { return each.evidence.has_same_identity; }, identity);
    const bool by_content = certain(
        Basis::what_it_refers_to,
        [this](const Candidate& each) { return each.evidence.is_exact && !is_elsewhere(each); },
        words("the same content"));
    const bool by_fixed = certain(
        Basis::what_it_refers_to,
        [this](const Candidate& each) {
          return each.evidence.has_same_fixed && !each.evidence.has_other_identity &&
                 !is_elsewhere(each);
        },
        [this](const Candidate& each) { return fixed_words(likeness_.telling_fixed(each.old)); });
    const bool by_links = certain(
        Basis::all_connections,
        [this](const Candidate& each) {
          return each.evidence.is_alike && each.evidence.links_agree != 0 &&
                 each.evidence.links_differ == 0 && !is_elsewhere(each);
        },
        words("the same content and connections"));
    const bool by_type = certain(
        Basis::all_connections,
        [](const Candidate& each) {
          return each.is_only_of_type && !each.evidence.has_other_identity &&
                 each.score >= least_of_only;
        },
        words("the only one of its type"));
    return by_name || by_identity || by_content || by_fixed || by_links || by_type;
  }

  bool take_likely() {
    const auto may_be = [](const Candidate& each) { return !each.evidence.has_other_identity; };
    if (take_by_path(PathLikeness::same)) return true;
    if (take_best(least_likely, Certainty::likely,
                  [&](const Candidate& each) { return each.is_clear && may_be(each); })) {
      return true;
    }
    // Where others come near, names that are the same but for a tool's digits decide.
    if (take_unique(
            Certainty::likely, Basis::nothing,
            [&](const Candidate& each) {
              return each.evidence.names == 1 && each.score >= least_likely && may_be(each);
            },
            [](const Candidate&) { return std::string("the same name"); })) {
      return true;
    }
    if (take_by_path(PathLikeness::same_end)) return true;
    // What hardly has properties is told by its name alone.
    if (take_unique(
            Certainty::likely, Basis::nothing,
            [&](const Candidate& each) {
              return each.evidence.names == 1 && !each.evidence.has_other_fixed && may_be(each);
            },
            [](const Candidate&) { return std::string("the same name"); })) {
      return true;
    }
    // The only ones left that are connected to the same need no score.
    return take_best(0, Certainty::likely, [&](const Candidate& each) {
      return each.is_only_left && each.evidence.links_agree != 0 && may_be(each);
    });
  }

  // The construct's own place in the code tells, where nothing that cannot change contradicts.
  bool take_by_path(PathLikeness least) {
    return take_unique(
        Certainty::likely, Basis::nothing,
        [&](const Candidate& each) {
          return each.evidence.paths >= least && !each.evidence.has_other_told;
        },
        [this](const Candidate& each) {
          const bool is_same = each.evidence.paths == PathLikeness::same;
          return std::string(is_same ? "the same path '" : "the same end of the path '") +
                 likeness_.noted_path(each.old).text() + "' in aws:cdk:path";
        });
  }

  bool take_guess() {
    return take_best(least_guess, Certainty::guess,
                     [](const Candidate& each) { return each.is_best; });
  }

  template <class Holds>
  bool take_best(double least, Certainty certainty, const Holds& holds) {
    std::optional<double> best;
    for (const Candidate& each : candidates_.all()) {
      if (each.score < least || (best && each.score < *best - round_margin)) break;
      if (!is_free(each) || !holds(each)) continue;
      if (!best) best = each.score;
      take(each, std::max(certainty, certainty_by(each, Basis::all_connections)),
           evidence_words(each.evidence));
    }
    return best.has_value();
  }

  Adoption made() {
    Adoption adoption;
    for (auto& [ours, match] : matches_) adoption.matches.push_back(std::move(match));
    for (std::size_t i = 0; i < old_.size(); ++i) {
      if (!matched_[i]) adoption.gone.push_back(old_[i].resource);
    }
    for (std::size_t i = 0; i < ours_.size(); ++i) {
      if (!matches_.contains(i)) adoption.fresh.push_back(ours_[i].resource);
    }
    return adoption;
  }

  const AdoptionInput& input_;
  TemplateFeatures old_;
  TemplateFeatures ours_;
  Likeness likeness_;
  Likeness::Matched matched_;
  std::vector<bool> is_dropped_;  // by the place of the old one
  std::vector<bool> is_taken_;    // by the place of ours
  Candidates candidates_;
  std::map<std::size_t, std::size_t> same_path_of_old_;
  std::map<std::size_t, std::size_t> same_path_of_ours_;
  std::map<std::size_t, Match> matches_;  // by the place of ours
};

}  // namespace

std::string_view name_of(Certainty certainty) {
  switch (certainty) {
    case Certainty::certain:
      return "certain";
    case Certainty::likely:
      return "likely";
    case Certainty::guess:
      return "guess";
  }
  return {};
}

Adoption match_resources(const AdoptionInput& input) { return Matcher(input).match(); }

}  // namespace omnitrack::lock
