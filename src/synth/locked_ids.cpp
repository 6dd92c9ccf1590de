#include "synth/locked_ids.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "core/tree.hpp"
#include "omnitrack/codes.hpp"
#include "support/edit_distance.hpp"
#include "support/paths.hpp"
#include "support/quoted.hpp"
#include "synth/moves.hpp"
#include "synth/resource_form.hpp"

namespace omnitrack::synth {

namespace {

using support::is_at_or_in;
using support::quoted;

Diagnostic about(const Move& move, GradedCode code, std::string message, std::string hint = {}) {
  return {.code = std::string(code.text()),
          .severity = code.severity(),
          .path = {},
          .file = move.source.file,
          .line = move.source.line,
          .message = std::move(message),
          .hint = std::move(hint),
          .acknowledged = {}};
}

std::string place_of(const Move& move) {
  return std::string(move.source.file) + ':' + std::to_string(move.source.line);
}

class Keeper {
 public:
  Keeper(App& app, Plan& plan, std::span<const LockedResource> locked)
      : state_(TreeAccess::state(app)), moves_(state_.moves), locked_(locked) {
    for (StackPlan& each : plan) {
      stacks_.emplace(each.stack->name(), &each);
      for (Resource* resource : each.resources) {
        by_path_.emplace(resource->path(), Place{&each, resource});
      }
    }
    for (const LockedResource& each : locked_) {
      locked_paths_[each.path] |= stacks_.contains(each.stack);
    }
    uses_.resize(state_.moves.size());
  }

  void keep() {
    if (report_contradictions()) return;
    // What the app's own stacks had comes before what stacks had that it does not make now.
    for (const bool is_made : {true, false}) {
      for (std::size_t i = 0; i < locked_.size(); ++i) {
        if (stacks_.contains(locked_[i].stack) == is_made) keep(i, is_made);
      }
    }
    for (std::size_t i = 0; i < uses_.size(); ++i) report(state_.moves[i], uses_[i]);
  }

 private:
  struct Place {
    StackPlan* plan;
    Resource* resource;
  };

  /// What came of a move.
  struct Use {
    bool moves = false;     ///< a resource goes on under its new path
    bool is_done = false;   ///< the lock has the new path already
    bool is_known = false;  ///< the lock has something under its old path
    const LockedResource* of_other_type = nullptr;
  };

  bool report_contradictions() {
    const std::vector<Moves::Contradiction> all = moves_.contradictions();
    for (const Moves::Contradiction& each : all) {
      const Move& move = state_.moves[each.move];
      std::string message = std::string(each.why);
      if (each.other != each.move) message += " at " + place_of(state_.moves[each.other]);
      state_.diagnostics.push_back(about(move, as_error(codes::OT1704), message,
                                         "a construct is moved once; leave out what the lock "
                                         "file knows already"));
    }
    return !all.empty();
  }

  void keep(std::size_t index, bool is_made) {
    const LockedResource& locked = locked_[index];
    const Moves::Way way = moves_.follow(locked.path);
    for (const std::size_t move : way.by) uses_[move].is_known = true;
    if (!way.by.empty() && move(index, way)) return;
    if (is_made) go_on(index, locked.path, stacks_.at(locked.stack));
  }

  // Whether a resource of the lock goes on under the path that it was moved to.
  bool move(std::size_t index, const Moves::Way& way) {
    const auto known = locked_paths_.find(way.path);
    if (known != locked_paths_.end() && known->second) {
      for (const std::size_t each : way.by) uses_[each].is_done = true;
      return false;
    }
    if (go_on(index, way.path, nullptr)) {
      for (const std::size_t each : way.by) uses_[each].moves = true;
      return true;
    }
    const Move& first = state_.moves[way.by.front()];
    if (first.old_path == locked_[index].path && by_path_.contains(way.path)) {
      uses_[way.by.front()].of_other_type = &locked_[index];
    }
    return false;
  }

  // Gives a resource at a path, of the locked one's type, its id; in one stack, where one is given.
  bool go_on(std::size_t index, const std::string& path, const StackPlan* in) {
    const LockedResource& locked = locked_[index];
    const auto [first, last] = by_path_.equal_range(path);
    const Place* best = nullptr;
    for (auto at = first; at != last; ++at) {
      const Place& place = at->second;
      if (in != nullptr && place.plan != in) continue;
      if (has_digest(*place.resource) || written_type(*place.resource) != locked.type) continue;
      if (place.plan->locked.contains(place.resource)) continue;
      // Several resources of one path have ids that the code chose.
      if (best == nullptr || place.resource->logical_id() == locked.logical_id) best = &place;
    }
    if (best == nullptr) return false;
    best->plan->locked.emplace(best->resource, index);
    if (!TreeAccess::has_chosen_id(*best->resource)) {
      TreeAccess::set_logical_id(*best->resource, detail::copy_text(locked.logical_id));
    }
    return true;
  }

  void report(const Move& move, const Use& use) {
    if (use.of_other_type != nullptr) return report_other_type(move, *use.of_other_type);
    if (use.moves || (use.is_done && has_old_path(move))) return;
    if (use.is_known && !use.is_done) {
      report_nothing_at(move);
    } else if (use.is_done || is_in_lock(move.new_path)) {
      state_.diagnostics.push_back(about(move, as_info(codes::OT1706),
                                         "the lock file knows already that " +
                                             quoted(move.old_path) + " is at " +
                                             quoted(move.new_path),
                                         "delete this moved()"));
    } else {
      state_.diagnostics.push_back(about(move, as_error(codes::OT1701),
                                         "the lock file has nothing at " + quoted(move.old_path),
                                         nearest_of(move.old_path, locked_paths_)));
    }
  }

  void report_nothing_at(const Move& move) {
    const bool is_there = std::any_of(by_path_.begin(), by_path_.end(), [&](const auto& each) {
      return is_at_or_in(each.first, move.new_path);
    });
    state_.diagnostics.push_back(
        about(move, as_error(codes::OT1702),
              "no resource at " + quoted(move.new_path) + " goes on with " + quoted(move.old_path),
              is_there ? "the types, and the names below it, must be the same"
                       : nearest_of(move.new_path, by_path_)));
  }

  void report_other_type(const Move& move, const LockedResource& locked) {
    const Resource& resource = *by_path_.find(moves_.follow(locked.path).path)->second.resource;
    state_.diagnostics.push_back(
        about(move, as_error(codes::OT1705),
              quoted(locked.path) + " is of the type " + locked.type + ", and " +
                  quoted(resource.path()) + " of the type " + std::string(written_type(resource)),
              "a logical id cannot change its type, so this is not a move: leave moved() out"));
  }

  // Whether some stack of the lock, maybe one that is made under another configuration, has it.
  [[nodiscard]] bool has_old_path(const Move& move) const {
    return std::any_of(locked_paths_.begin(), locked_paths_.end(), [&](const auto& each) {
      return !each.second && is_at_or_in(each.first, move.old_path);
    });
  }

  [[nodiscard]] bool is_in_lock(std::string_view path) const {
    const std::string end = moves_.follow(path).path;
    return std::any_of(locked_paths_.begin(), locked_paths_.end(),
                       [&](const auto& each) { return is_at_or_in(each.first, end); });
  }

  // Resources and the constructs that they are in.
  template <class Paths>
  static std::string nearest_of(std::string_view wrong, const Paths& paths) {
    std::set<std::string_view> names;
    for (const auto& each : paths) {
      std::string_view path = each.first;
      while (names.insert(path).second && path.find('/') != std::string_view::npos) {
        path = path.substr(0, path.rfind('/'));
      }
    }
    return support::did_you_mean(wrong, std::vector(names.begin(), names.end()));
  }

  AppState& state_;
  Moves moves_;
  std::span<const LockedResource> locked_;
  std::map<std::string_view, StackPlan*> stacks_;
  std::multimap<std::string, Place> by_path_;
  std::map<std::string_view, bool> locked_paths_;  ///< with whether one of the app's stacks has it
  std::vector<Use> uses_;
};

}  // namespace

void keep_locked_ids(App& app, Plan& plan, const SynthOptions& options) {
  if (options.locked) return Keeper(app, plan, *options.locked).keep();
  if (options.ignore_moved) return;
  AppState& state = TreeAccess::state(app);
  for (const Move& move : state.moves) {
    state.diagnostics.push_back(about(
        move, as_error(codes::OT1703),
        "without a lock file it is not known which logical id " + quoted(move.old_path) + " had",
        "go back to the code as it is deployed, write the file by the verb lock, and "
        "move after that"));
  }
}

}  // namespace omnitrack::synth
