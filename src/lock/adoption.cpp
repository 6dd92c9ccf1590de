#include "lock/adoption.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "lock/likeness.hpp"

namespace omnitrack::lock {

namespace {

// From these scores on two resources may be the same.
constexpr double least_likely = 0.5;
constexpr double least_guess = 0.25;
// The only ones of their type on both sides need less to be certain.
constexpr double least_of_only = 0.5;
// So much better than any other is clearly better.
constexpr double clear_margin = 0.1;
// What is nearly as good as the best is taken in the same round.
constexpr double round_margin = 0.05;

class Matcher {
 public:
  explicit Matcher(const AdoptionInput& input)
      : input_(input),
        old_(features_of(*input.old)),
        ours_(features_of(*input.ours)),
        likeness_(old_, ours_, input.names),
        matched_(old_.size()),
        is_taken_(ours_.size()) {
    for (std::size_t i = 0; i < old_.size(); ++i)
      types_[old_[i].resource->type_name].old.push_back(i);
    for (std::size_t i = 0; i < ours_.size(); ++i) {
      types_[ours_[i].resource->type_name].ours.push_back(i);
    }
  }

  Adoption match() {
    take_given();
    do {
      collect();
    } while (take_certain() || take_likely() || take_guess());
    return made();
  }

 private:
  struct Places {
    std::vector<std::size_t> old;
    std::vector<std::size_t> ours;
  };
  struct Candidate {
    std::size_t old;
    std::size_t ours;
    Evidence evidence;
    double score;
    bool is_only_of_type;
    bool is_only_left;  ///< of its type
    /// Whether no other candidate comes near it, on either side.
    bool is_clear = true;
    bool is_best = true;
  };

  void take(const Candidate& candidate, Certainty certainty, std::string why) {
    matched_[candidate.old] = candidate.ours;
    is_taken_[candidate.ours] = true;
    matches_.emplace(candidate.ours, Match{.old = old_[candidate.old].resource,
                                           .ours = ours_[candidate.ours].resource,
                                           .certainty = certainty,
                                           .why = std::move(why)});
  }

  bool is_free(const Candidate& each) const { return !matched_[each.old] && !is_taken_[each.ours]; }

  void take_given() {
    const auto place_in = [](const tmpl::Index& index, std::string_view id) {
      return static_cast<std::size_t>(index.find_resource(id) - index.resources().data());
    };
    for (const auto& [old_id, our_id] : input_.given) {
      const std::size_t ours = place_in(*input_.ours, our_id);
      if (old_id.empty()) {
        is_taken_[ours] = true;
      } else {
        take({.old = place_in(*input_.old, old_id),
              .ours = ours,
              .evidence = {},
              .score = 1,
              .is_only_of_type = false,
              .is_only_left = false},
             Certainty::certain, "as it was said");
      }
    }
  }

  // All pairs that may still be taken, the best first.
  void collect() {
    candidates_.clear();
    for (const auto& [type, places] : types_) {
      const bool is_only = places.old.size() == 1 && places.ours.size() == 1;
      const bool is_only_left =
          std::ranges::count_if(places.old, [&](std::size_t old) { return !matched_[old]; }) == 1 &&
          std::ranges::count_if(places.ours, [&](std::size_t ours) { return !is_taken_[ours]; }) ==
              1;
      for (const std::size_t old : places.old) {
        if (matched_[old]) continue;
        for (const std::size_t ours : places.ours) {
          if (is_taken_[ours]) continue;
          const Evidence evidence = likeness_.between(old, ours, matched_);
          candidates_.push_back({.old = old,
                                 .ours = ours,
                                 .evidence = evidence,
                                 .score = evidence.score(),
                                 .is_only_of_type = is_only,
                                 .is_only_left = is_only_left});
        }
      }
    }
    std::ranges::stable_sort(candidates_, std::greater<>(), &Candidate::score);
    compare_candidates();
  }

  // Each candidate against the best other one of either of its sides.
  void compare_candidates() {
    struct Best {
      double first = -1;
      double second = -1;
      void add(double score) {
        if (score > first) {
          second = first;
          first = score;
        } else if (score > second) {
          second = score;
        }
      }
      [[nodiscard]] double other_than(double score) const {
        return score == first ? second : first;
      }
    };
    std::vector<Best> of_old(old_.size());
    std::vector<Best> of_ours(ours_.size());
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

  // Takes each pair for which something holds that holds for no other pair of either side.
  template <class Holds, class Why>
  bool take_unique(const Holds& holds, const Why& why, Certainty certainty = Certainty::certain) {
    std::map<std::size_t, std::size_t> of_old;
    std::map<std::size_t, std::size_t> of_ours;
    std::vector<const Candidate*> found;
    for (const Candidate& each : candidates_) {
      if (!is_free(each) || !holds(each)) continue;
      ++of_old[each.old];
      ++of_ours[each.ours];
      found.push_back(&each);
    }
    std::erase_if(found, [&](const Candidate* each) {
      return of_old[each->old] != 1 || of_ours[each->ours] != 1;
    });
    for (const Candidate* each : found) take(*each, certainty, why(*each));
    return !found.empty();
  }

  bool take_certain() {
    const bool by_identity =
        take_unique([](const Candidate& each) { return each.evidence.has_same_identity; },
                    [&](const Candidate& each) { return "the same " + identity_of(each); });
    const bool by_content =
        take_unique([](const Candidate& each) { return each.evidence.is_exact; },
                    [](const Candidate&) { return std::string("the same content"); });
    const bool by_fixed = take_unique(
        [](const Candidate& each) {
          return each.evidence.has_same_fixed && !each.evidence.has_other_identity;
        },
        [&](const Candidate& each) { return fixed_of(each); });
    const bool by_links = take_unique(
        [](const Candidate& each) {
          return each.evidence.is_alike && each.evidence.links_agree != 0 &&
                 each.evidence.links_differ == 0;
        },
        [](const Candidate&) { return std::string("the same content and connections"); });
    const bool by_type = take_unique(
        [](const Candidate& each) {
          return each.is_only_of_type && !each.evidence.has_other_identity &&
                 each.score >= least_of_only;
        },
        [](const Candidate&) { return std::string("the only one of its type"); });
    return by_identity || by_content || by_fixed || by_links || by_type;
  }

  bool take_likely() {
    const bool by_score = take_best(least_likely, Certainty::likely, [](const Candidate& each) {
      return each.is_clear && !each.evidence.has_other_identity;
    });
    // Where others come near, names that are the same but for a tool's digits decide.
    const bool by_name =
        !by_score &&
        take_unique(
            [](const Candidate& each) {
              return each.evidence.names == 1 && each.score >= least_likely &&
                     !each.evidence.has_other_identity;
            },
            [](const Candidate&) { return std::string("the same name"); }, Certainty::likely);
    // The only ones left that are connected to the same need no score.
    return by_score || by_name || take_best(0, Certainty::likely, [](const Candidate& each) {
             return each.is_only_left && each.evidence.links_agree != 0 &&
                    !each.evidence.has_other_identity;
           });
  }

  bool take_guess() {
    return take_best(least_guess, Certainty::guess,
                     [](const Candidate& each) { return each.is_best; });
  }

  template <class Holds>
  bool take_best(double least, Certainty certainty, const Holds& holds) {
    std::optional<double> best;
    for (const Candidate& each : candidates_) {
      if (each.score < least || (best && each.score < *best - round_margin)) break;
      if (!is_free(each) || !holds(each)) continue;
      if (!best) best = each.score;
      take(each, certainty, words_for(each.evidence));
      // A guess may mislead all that follows, so that each is weighed anew.
      if (certainty == Certainty::guess) break;
    }
    return best.has_value();
  }

  std::string identity_of(const Candidate& each) const {
    const tmpl::ResourceEntry& old = *old_[each.old].resource;
    std::string words;
    for (std::uint32_t i = 0; i < old.type->identifier_count(); ++i) {
      const std::string_view name = old.type->identifier(i);
      words.append(words.empty() ? "" : " and ").append(name);
      const tmpl::Node* value = old.properties->find(name);
      if (value->is_scalar()) words.append(" '").append(value->text()).append("'");
    }
    return words;
  }

  std::string fixed_of(const Candidate& each) const {
    std::string words;
    const auto names = likeness_.telling_fixed(each.old);
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (i != 0) words += i + 1 == names.size() ? " and " : ", ";
      words += names[i];
    }
    return "the same " + (words.empty() ? "properties that cannot change" : words);
  }

  static std::string words_for(const Evidence& evidence) {
    const auto percent = [](double share) {
      return std::to_string(std::lround(share * 100)) + "%";
    };
    std::string words = percent(evidence.properties) + " of its properties";
    const std::size_t links = evidence.links_agree + evidence.links_differ;
    if (links != 0) {
      words += ", " + std::to_string(evidence.links_agree) + " of " + std::to_string(links) +
               " connections";
    }
    return words + ", " + percent(evidence.names) + " of its name";
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
  std::vector<bool> is_taken_;
  std::map<std::string_view, Places> types_;
  std::vector<Candidate> candidates_;
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
