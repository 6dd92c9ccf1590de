#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "diff/changes/changes.hpp"
#include "diff/phases/editor.hpp"

namespace omnitrack::diff {

/// A part of the new templates that cannot come in one step: it holds back the rest for some steps
/// before the new template as it is.
class Deferral {
 public:
  virtual ~Deferral() = default;

  /// Which stack it is about, by its place among the diffs.
  [[nodiscard]] virtual std::size_t stack() const = 0;
  /// How many steps come before the new template.
  [[nodiscard]] virtual std::size_t length() const = 0;
  /// Puts what a step (from 0, below `length`) holds back into the template.
  virtual void apply(std::size_t step, Editor& editor, tmpl::Node& root) const = 0;
  /// What a step does, up to `length` for the new template as it is; one sentence.
  [[nodiscard]] virtual std::string words(std::size_t step) const = 0;
};

using Deferrals = std::vector<std::unique_ptr<Deferral>>;

/// One index of a table is created or deleted in a step.
void add_index_deferrals(std::span<const StackDiff> diffs, Deferrals& deferrals);

/// What a stack of the old ones imports stays for a step, in which its users stop importing it; so
/// does a whole stack.
void add_export_deferrals(std::span<const StackDiff> diffs, Deferrals& deferrals);

/// Versions and sizes that go in steps: EKS one minor version, Kinesis shards by the double or
/// half.
void add_number_deferrals(std::span<const StackDiff> diffs, Deferrals& deferrals);

}  // namespace omnitrack::diff
