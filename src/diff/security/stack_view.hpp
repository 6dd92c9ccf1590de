#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diff/changes/changes.hpp"
#include "diff/security/atoms.hpp"
#include "diff/security/changed_names.hpp"
#include "diff/security/reader.hpp"
#include "diff/security/side.hpp"

namespace omnitrack::diff {

/// A resource on both sides, as far as it is there.
struct Pair {
  std::string_view logical_id;
  const tmpl::ResourceEntry* before = nullptr;
  const tmpl::ResourceEntry* after = nullptr;

  /// The one that is there, the new one rather.
  [[nodiscard]] const tmpl::ResourceEntry& any() const { return after ? *after : *before; }
  [[nodiscard]] bool is_on_both_sides() const { return before != nullptr && after != nullptr; }
};

/// Both templates of a stack and what differs between them.
class StackView {
 public:
  explicit StackView(const StackDiff& diff);
  StackView(const StackView&) = delete;  // its sides point into it
  StackView& operator=(const StackView&) = delete;

  [[nodiscard]] const Side& before() const { return before_; }
  [[nodiscard]] const Side& after() const { return after_; }
  [[nodiscard]] Atoms& atoms() { return atoms_; }
  /// The resources that change or depend on what changes, in the order of the new template, gone
  /// ones last. What leaves the stack and is kept is none of them.
  [[nodiscard]] const std::vector<Pair>& touched() const { return touched_; }
  /// Whether a resource leaves the stack and is kept as it is.
  [[nodiscard]] bool is_kept(std::string_view logical_id) const;
  /// The resource of a logical id on each side.
  [[nodiscard]] Pair pair(std::string_view logical_id) const;

 private:
  void find_touched();
  /// Whether a resource depends on a name that means something else now.
  [[nodiscard]] bool mentions_changed(const tmpl::ResourceEntry& entry) const;
  [[nodiscard]] bool is_unchanged(const tmpl::ResourceEntry& before,
                                  const tmpl::ResourceEntry& after) const;

  const StackDiff& diff_;
  ChangedNames changed_;
  Side before_;
  Side after_;
  Atoms atoms_;
  std::vector<Pair> touched_;
};

/// The path of a value below a resource, as in RFC 6901; empty where it is none of its values.
std::string path_of(const tmpl::ResourceEntry& entry, const tmpl::Node& value);

/// A resource in words: `role LambdaRole`.
std::string described(const tmpl::ResourceEntry& entry);

}  // namespace omnitrack::diff
