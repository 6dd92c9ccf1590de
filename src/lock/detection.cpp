#include "lock/detection.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "lock/rewrite.hpp"
#include "support/paths.hpp"

namespace omnitrack::lock {

namespace {

using By = DetectedMove::By;

// Half of the properties of a resource stand for what it is; less is what its construct gives all.
constexpr double least_likeness = 0.5;

// So many names at the end of a path tell what it is, wherever it is.
constexpr std::size_t most_names = 4;

// More places to try than these say nothing.
constexpr std::size_t most_rewrites = 64;

// So many of one type that all changed and moved at once are not told apart by their likeness.
constexpr std::size_t most_pairs = 4'000'000;

struct Gone {
  const Entry* entry;
  const PresentResource* found = nullptr;
  By by = By::content;
};

struct Fresh {
  const PresentResource* resource;
  bool is_taken = false;
};

class Detector {
 public:
  Detector(const Lock& lock, const Present& present) {
    std::vector<bool> goes_on(lock.entries.size());
    std::map<std::tuple<std::string_view, std::string_view, std::string_view>, std::size_t> ids;
    for (const PresentResource& each : present.resources()) {
      const ElementOrigin& origin = *each.origin;
      if (origin.locked) {
        goes_on[*origin.locked] = true;
        detection_.kept.push_back({&lock.entries[*origin.locked], &each});
      } else {
        ids.emplace(std::tie(each.stack, origin.type, origin.logical_id), fresh_.size());
        fresh_.push_back({&each});
      }
    }
    for (std::size_t i = 0; i < goes_on.size(); ++i) {
      const LockedResource& resource = lock.entries[i].resource;
      if (goes_on[i] || !present.makes(resource.stack)) continue;
      // Whatever its path is, a resource of the same id is the same to CloudFormation.
      const auto same = ids.find(std::tuple<std::string_view, std::string_view, std::string_view>(
          resource.stack, resource.type, resource.logical_id));
      if (same == ids.end()) {
        gone_.push_back({&lock.entries[i]});
      } else {
        Fresh& fresh = fresh_[same->second];
        fresh.is_taken = true;
        detection_.kept.push_back({&lock.entries[i], fresh.resource});
      }
    }
  }

  Detection detect() {
    while (match_by_content() || match_by_place() || match_by_what_is_fixed()) {
    }
    match_by_likeness();
    collect_twins();
    for (const Gone& each : gone_) {
      if (each.found != nullptr) detection_.moves.push_back({each.entry, each.found, each.by});
    }
    return std::move(detection_);
  }

 private:
  /// What is looked for under a key, on both sides.
  struct Bucket {
    std::vector<Gone*> gone;
    std::vector<Fresh*> fresh;
  };
  using Key = std::tuple<std::string_view, std::string_view, std::uint64_t, std::uint64_t>;
  using Buckets = std::map<Key, Bucket>;

  void match(Gone& gone, Fresh& fresh, By by) {
    gone.found = fresh.resource;
    gone.by = by;
    fresh.is_taken = true;
    ++found_;
  }

  // `numbers` gives the two numbers that a digest is looked up by; 0 and 0 for not at all.
  template <class Numbers>
  Buckets buckets(bool in_one_stack, const Numbers& numbers) {
    Buckets made;
    const auto bucket = [&](std::string_view stack, std::string_view type, const Digest& digest) {
      const std::pair<std::uint64_t, std::uint64_t> key = numbers(digest);
      return key == std::pair<std::uint64_t, std::uint64_t>()
                 ? nullptr
                 : &made[{in_one_stack ? stack : "", type, key.first, key.second}];
    };
    for (Gone& each : gone_) {
      if (each.found != nullptr || !each.entry->digest) continue;
      const LockedResource& resource = each.entry->resource;
      Bucket* const in = bucket(resource.stack, resource.type, *each.entry->digest);
      if (in != nullptr) in->gone.push_back(&each);
    }
    for (Fresh& each : fresh_) {
      if (each.is_taken) continue;
      Bucket* const in =
          bucket(each.resource->stack, each.resource->origin->type, each.resource->digest);
      if (in != nullptr) in->fresh.push_back(&each);
    }
    return made;
  }

  template <class Numbers>
  void match_single(bool in_one_stack, By by, const Numbers& numbers) {
    for (auto& [key, bucket] : buckets(in_one_stack, numbers)) {
      if (bucket.gone.size() == 1 && bucket.fresh.size() == 1) {
        match(*bucket.gone.front(), *bucket.fresh.front(), by);
      }
    }
  }

  static std::pair<std::uint64_t, std::uint64_t> content_of(const Digest& digest) {
    return {digest.content, 1};
  }

  // Each of these says whether it found anything: what is found leaves fewer to choose from.
  bool match_by_content() {
    const std::size_t before = found_;
    for (const bool in_one_stack : {true, false}) {
      match_single(in_one_stack, By::content, [](const Digest& digest) {
        return std::pair(digest.content, digest.connected);
      });
      match_single(in_one_stack, By::content, content_of);
      match_by_names(in_one_stack);
    }
    return found_ != before;
  }

  bool match_by_what_is_fixed() {
    const std::size_t before = found_;
    for (const bool in_one_stack : {true, false}) {
      match_single(in_one_stack, By::likeness,
                   [](const Digest& digest) { return std::pair(digest.fixed, std::uint64_t{0}); });
    }
    return found_ != before;
  }

  // Twins that kept their own names, and those of what they are in, are told apart by these.
  void match_by_names(bool in_one_stack) {
    for (std::size_t names = most_names; names > 0; --names) {
      for (auto& [key, bucket] : buckets(in_one_stack, content_of)) match_by_names(bucket, names);
    }
  }

  void match_by_names(const Bucket& bucket, std::size_t names) {
    std::map<std::string_view, Bucket> by_names;
    for (Gone* each : bucket.gone) {
      by_names[support::last_names(each->entry->resource.path, names)].gone.push_back(each);
    }
    for (Fresh* each : bucket.fresh) {
      by_names[support::last_names(each->resource->origin->path, names)].fresh.push_back(each);
    }
    for (auto& [name, same] : by_names) {
      if (same.gone.size() == 1 && same.fresh.size() == 1) {
        match(*same.gone.front(), *same.fresh.front(), By::content);
      }
    }
  }

  // The ways of what was found so far, the commonest first.
  [[nodiscard]] std::vector<Rewrite> known_rewrites() const {
    std::map<Rewrite, std::size_t> counts;
    for (const Gone& each : gone_) {
      if (each.found == nullptr) continue;
      ++counts[rewrite_between(each.entry->resource.path, each.found->origin->path)];
    }
    std::vector<std::pair<Rewrite, std::size_t>> sorted(counts.begin(), counts.end());
    std::ranges::stable_sort(sorted, std::greater<>(),
                             [](const auto& each) { return each.second; });
    if (sorted.size() > most_rewrites) sorted.resize(most_rewrites);
    std::vector<Rewrite> rewrites;
    rewrites.reserve(sorted.size());
    for (auto& each : sorted) rewrites.push_back(std::move(each.first));
    return rewrites;
  }

  bool match_by_place() {
    const std::size_t before = found_;
    using PathAndType = std::pair<std::string_view, std::string_view>;  // path and type
    std::map<PathAndType, Fresh*> at;
    for (Fresh& each : fresh_) {
      const ElementOrigin& origin = *each.resource->origin;
      if (!each.is_taken) at.emplace(PathAndType(origin.path, origin.type), &each);
    }
    const std::vector<Rewrite> rewrites = known_rewrites();
    for (Gone& each : gone_) {
      for (std::size_t i = 0; i < rewrites.size() && each.found == nullptr; ++i) {
        const LockedResource& resource = each.entry->resource;
        const auto path = rewrites[i].apply(resource.path);
        if (!path) continue;
        const auto fresh = at.find(PathAndType(*path, resource.type));
        if (fresh != at.end() && !fresh->second->is_taken) match(each, *fresh->second, By::place);
      }
    }
    return found_ != before;
  }

  // What is more like something than anything else is, and the other way round; neither would
  // replace the other.
  void match_by_likeness() {
    const auto by_fixed = [](const Digest& digest) {
      return digest.properties.empty() ? std::pair<std::uint64_t, std::uint64_t>()
                                       : std::pair(digest.fixed, std::uint64_t{1});
    };
    for (auto& [key, bucket] : buckets(false, by_fixed)) {
      if (bucket.gone.size() * bucket.fresh.size() <= most_pairs) match_by_likeness(bucket);
    }
  }

  void match_by_likeness(const Bucket& bucket) {
    for (Gone* gone : bucket.gone) {
      Fresh* const best =
          best_of(bucket.fresh, [&](const Fresh& each) { return likeness(*gone, each); });
      if (best == nullptr) continue;
      if (best_of(bucket.gone, [&](const Gone& each) { return likeness(each, *best); }) == gone) {
        match(*gone, *best, By::likeness);
      }
    }
  }

  static double likeness(const Gone& gone, const Fresh& fresh) {
    if (gone.found != nullptr || fresh.is_taken) return 0;
    return similarity(*gone.entry->digest, fresh.resource->digest);
  }

  // The one of most likeness; null where none has enough, or several have the most.
  template <class T, class Likeness>
  static T* best_of(const std::vector<T*>& all, const Likeness& likeness) {
    T* best = nullptr;
    double most = 0;
    for (T* each : all) {
      const double now = likeness(*each);
      if (now < least_likeness || now < most) continue;
      best = now == most ? nullptr : each;
      most = now;
    }
    return best;
  }

  void collect_twins() {
    for (auto& [key, bucket] : buckets(false, content_of)) {
      if (bucket.gone.empty() || bucket.fresh.empty()) continue;
      Twins& twins = detection_.twins.emplace_back();
      for (const Gone* each : bucket.gone) twins.from.push_back(each->entry);
      for (const Fresh* each : bucket.fresh) twins.to.push_back(each->resource);
    }
  }

  std::vector<Gone> gone_;
  std::vector<Fresh> fresh_;
  std::size_t found_ = 0;
  Detection detection_;
};

}  // namespace

bool may_have_moves(const Lock& lock, std::span<const SynthesizedStack> stacks) {
  std::set<std::string_view> names;
  for (const SynthesizedStack& each : stacks) names.insert(each.name);
  const auto is_made = [&](const Entry& each) { return names.contains(each.resource.stack); };
  auto gone = std::ranges::count_if(lock.entries, is_made);
  bool has_fresh = false;
  for (const SynthesizedStack& stack : stacks) {
    for (const ElementOrigin& each : stack.origins) {
      if (each.kind != ConstructKind::resource || each.id_follows_content) continue;
      if (!each.locked) {
        has_fresh = true;
        continue;
      }
      const Entry& entry = lock.entries[*each.locked];
      if (each.logical_id != entry.resource.logical_id) return true;
      if (is_made(entry)) --gone;
    }
  }
  return has_fresh && gone > 0;
}

Detection detect_moves(const Lock& lock, const Present& present) {
  return Detector(lock, present).detect();
}

}  // namespace omnitrack::lock
