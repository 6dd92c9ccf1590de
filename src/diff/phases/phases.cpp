#include "diff/phases/phases.hpp"

#include <algorithm>
#include <memory>

#include "diff/phases/hold.hpp"
#include "template/parse.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::Node;

/// The templates of one step, read back.
class Side {
 public:
  explicit Side(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
      sources_.push_back(nullptr);
      indexes_.push_back(nullptr);
      if (text.empty()) continue;
      sources_.back() = std::make_unique<tmpl::Template>("phase", text);
      tmpl::parse(*sources_.back());
      indexes_.back() = std::make_unique<tmpl::Index>(*sources_.back());
    }
  }

  [[nodiscard]] const tmpl::Index* at(std::size_t stack) const { return indexes_[stack].get(); }

 private:
  std::vector<std::unique_ptr<tmpl::Template>> sources_;
  std::vector<std::unique_ptr<tmpl::Index>> indexes_;
};

std::vector<StackDiff> compare_all(std::span<const StackPair> pairs) {
  std::vector<StackDiff> diffs;
  diffs.reserve(pairs.size());
  for (const StackPair& each : pairs) diffs.push_back(compare(each));
  return diffs;
}

std::string new_text(const StackPair& pair) {
  return pair.after == nullptr ? std::string() : std::string(pair.after->source().text());
}

PhaseStep make_step(std::span<const StackPair> pairs, const Holds& holds, std::size_t step,
                    const WriteTemplate& write) {
  PhaseStep made;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    Editor editor;
    Node root = pairs[i].after == nullptr ? Node() : pairs[i].after->source().root();
    bool is_held = false;
    for (const auto& hold : holds) {
      if (hold->stack() != i) continue;
      if (step <= hold->length()) made.words.push_back(hold->words(step));
      if (step >= hold->length()) continue;
      hold->apply(step, editor, root);
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
                      .after = after->at(stack)});
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
  Holds holds;
  add_export_holds(diffs, holds);
  add_index_holds(diffs, holds);
  add_number_holds(diffs, holds);
  std::size_t length = 0;
  for (const auto& hold : holds) length = std::max(length, hold->length());
  Phases phases;
  for (std::size_t step = 0; step <= length; ++step) {
    phases.steps.push_back(make_step(pairs, holds, step, write));
  }
  check_steps(pairs, phases);
  return phases;
}

}  // namespace omnitrack::diff
