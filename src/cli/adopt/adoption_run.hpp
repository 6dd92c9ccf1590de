#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/diff/side.hpp"
#include "lock/adoption.hpp"
#include "lock/next_lock.hpp"

namespace omnitrack::cli {

/// What becomes of a resource by an adoption.
struct AdoptedRow {
  enum class Kind : std::uint8_t {
    match,   ///< one of ours goes on with a deployed one
    remade,  ///< its id follows what it deploys, so it is made anew all the time
    fresh,   ///< ours alone
    gone     ///< deployed alone
  };
  Kind kind = Kind::match;
  lock::Certainty certainty = lock::Certainty::certain;  ///< of a match
  std::string path;                                      ///< of ours
  std::string old_id;                                    ///< of the deployed one
  std::string new_id;                                    ///< that ours gets
  std::string type;
  std::string note;  ///< why it matches, or what becomes of it
  std::string data;  ///< what it holds that can be lost; empty for nothing
  /// Why no lock is written; may be empty.
  std::string problem = {};
};

/// A stack that is adopted.
struct AdoptedStack {
  std::string name;
  const SideTemplate* old = nullptr;
  std::vector<AdoptedRow> rows = {};  ///< by kind, matches by certainty, then in the order of ours
};

/// What the user decides about an adoption.
struct AdoptionChoices {
  std::vector<std::pair<std::string, std::string>> given;  ///< our paths with old logical ids
  bool accepts_guesses = false;
};

/// Reads `PATH=LOGICAL_ID`, or `PATH=` for what is new. Throws UsageError.
std::pair<std::string, std::string> parse_match(const std::string& text);

/// Matches what is deployed with what the app makes.
class AdoptionRun {
 public:
  /// `old` has the templates by the names of our stacks. Throws Failure where a choice is for
  /// nothing that there is.
  AdoptionRun(const std::vector<AdoptedStack>& old, std::span<const SynthesizedStack> synthesized,
              const lock::Present& present, const AdoptionChoices& choices);

  [[nodiscard]] const std::vector<AdoptedStack>& stacks() const { return stacks_; }
  /// The logical ids that our resources get.
  [[nodiscard]] const lock::ChosenIds& chosen() const { return chosen_; }

 private:
  void adopt(AdoptedStack& stack, const AdoptionChoices& choices);
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> given_for(
      const AdoptedStack& stack, const AdoptionChoices& choices) const;
  void check_given(const AdoptionChoices& choices) const;
  void add_match(AdoptedStack& stack, const lock::Match& match, const AdoptionChoices& choices);
  void add_fresh(AdoptedStack& stack, const tmpl::ResourceEntry& ours);
  static void add_gone(AdoptedStack& stack, const tmpl::ResourceEntry& old);
  void rename_clashing();
  [[nodiscard]] std::string path_of(const AdoptedStack& stack, std::string_view logical_id) const;

  std::vector<AdoptedStack> stacks_;
  std::span<const SynthesizedStack> synthesized_;
  const lock::Present& present_;
  lock::ChosenIds chosen_;
};

}  // namespace omnitrack::cli
