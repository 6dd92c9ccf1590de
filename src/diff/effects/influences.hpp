#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diff/changes/changes.hpp"
#include "diff/effects/handed_value.hpp"
#include "meaning/exports.hpp"
#include "meaning/mappings.hpp"

namespace omnitrack::diff {

/// Whether a parameter whose value is read from SSM names another SSM parameter by default.
bool names_other_ssm_parameter(const EntryChange& parameter);

/// What of a stack's mappings and conditions changed, and what is handed in from outside, for the
/// values that depend on it. A parameter's default is none of it, since a stack that exists keeps
/// the value that it was given; but what the default of an SSM parameter names may be read anew.
class Influences {
 public:
  /// Of both, which must outlive it.
  Influences(const StackDiff& diff, std::span<const HandedValue> handed);

  [[nodiscard]] bool any() const {
    return !mappings_.empty() || !conditions_.empty() || !values_.empty() || !reads_.empty();
  }

  struct Found {
    std::string because;
    std::string reason;
    bool is_certain = true;
  };
  /// Why a call gives something else now; nothing where it does not.
  [[nodiscard]] std::optional<Found> find(const tmpl::Node& call) const;

  /// Calls `decide` with the reason where a condition that changed decides whether a resource is
  /// there.
  void decide_presence(const tmpl::ResourceEntry& resource,
                       const std::function<void(std::string reason)>& decide) const;

 private:
  void add_condition(std::string_view name, std::string reason);
  /// The reason why a call gives something else, without what that does where it chooses.
  [[nodiscard]] std::optional<std::string> cause_of(const tmpl::Node& call) const;
  /// The condition that changed by which a call chooses; the end where there is none.
  [[nodiscard]] std::map<std::string_view, std::string>::const_iterator condition_of(
      const tmpl::Node& call) const;
  [[nodiscard]] std::optional<Found> find_lookup(const tmpl::Node& call) const;
  [[nodiscard]] std::optional<Found> find_value(const tmpl::Node& call) const;
  [[nodiscard]] std::optional<Found> find_read(const tmpl::Node& call) const;

  void add_parameter(const std::string& name, std::string reason, bool is_certain);
  void add_value(const HandedValue& value);

  const StackDiff& diff_;
  /// A mapping on both sides. What depends on it adds entries to the diff, so none is kept.
  std::map<std::string_view, meaning::ComparedMapping> mappings_;
  std::map<std::string_view, std::string> conditions_;  ///< with the reason
  /// By a name and, for a nested stack, an attribute.
  std::map<std::pair<std::string, std::string>, Found> values_;
  std::vector<const HandedValue*> reads_;                     ///< outputs of other stacks
  std::map<const tmpl::Node*, meaning::OutputRead> read_at_;  ///< by the calls, as written
};

}  // namespace omnitrack::diff
