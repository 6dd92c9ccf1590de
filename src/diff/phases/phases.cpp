#include "diff/phases/phases.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include "diff/phases/deferral.hpp"
#include "template/document.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::Node;

/// The templates of one step, read back.
class Side {
 public:
  explicit Side(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
      auto& document = documents_.emplace_back();
      if (!text.empty()) document.emplace("phase", text);
    }
  }

  [[nodiscard]] const tmpl::Index* at(std::size_t stack) const {
    return documents_[stack] ? &documents_[stack]->index() : nullptr;
  }

 private:
  std::vector<std::optional<tmpl::Document>> documents_;
};

std::string new_text(const StackPair& pair) {
  return pair.after == nullptr ? std::string() : std::string(pair.after->source().text());
}

PhaseStep make_step(std::span<const StackPair> pairs, const Deferrals& deferrals, std::size_t step,
                    const WriteTemplate& write) {
  PhaseStep made;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    Editor editor;
    Node root = pairs[i].after == nullptr ? Node() : pairs[i].after->source().root();
    bool is_held = false;
    for (const auto& deferral : deferrals) {
      if (deferral->stack() != i) continue;
      if (step <= deferral->length()) made.words.push_back(deferral->words(step));
      if (step >= deferral->length()) continue;
      deferral->apply(step, editor, root);
      is_held = true;
    }
    made.texts.push_back(is_held ? write(root) : new_text(pairs[i]));
  }
  return made;
}

void check_steps(std::span<const StackPair> pairs, Phases& phases) {
  std::unique_ptr<Side> before;
  for (std::size_t i = 0; i < phases.steps.size(); ++i) {
    auto after = std::make_unique<Side>(phases.steps[i].texts);
    std::vector<StackPair> step;
    for (std::size_t stack = 0; stack < pairs.size(); ++stack) {
      step.push_back({.name = pairs[stack].name,
                      .before = i == 0 ? pairs[stack].before : before->at(stack),
                      .after = after->at(stack),
                      .surroundings = pairs[stack].surroundings});
    }
    const std::vector<StackDiff> diffs = compare_all(step);
    for (const Refusal& each : find_refusals(diffs)) {
      if (!each.is_certain) continue;
      phases.refused.push_back("step " + std::to_string(i + 1) + ": " + step[each.stack].name +
                               '/' + std::string(each.logical_id) + ": " + each.what);
    }
    before = std::move(after);
  }
}

}  // namespace

Phases plan_phases(std::span<const StackPair> pairs, const WriteTemplate& write) {
  const std::vector<StackDiff> diffs = compare_all(pairs);
  Deferrals deferrals;
  add_export_deferrals(diffs, deferrals);
  add_index_deferrals(diffs, deferrals);
  add_number_deferrals(diffs, deferrals);
  std::size_t length = 0;
  for (const auto& deferral : deferrals) length = std::max(length, deferral->length());
  Phases phases;
  for (std::size_t step = 0; step <= length; ++step) {
    phases.steps.push_back(make_step(pairs, deferrals, step, write));
  }
  check_steps(pairs, phases);
  return phases;
}

}  // namespace omnitrack::diff
