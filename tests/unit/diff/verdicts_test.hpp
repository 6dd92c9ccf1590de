#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "diff/diff_test.hpp"
#include "diff/verdicts.hpp"

namespace omnitrack::diff {

/// One line a loss: `ID PATH what`, without the path where there is none; `maybe ` before what is
/// not certain.
inline std::vector<std::string> loss_lines(const std::vector<Loss>& losses) {
  std::vector<std::string> lines;
  for (const Loss& each : losses) {
    lines.push_back((each.is_certain ? "" : "maybe ") + std::string(each.logical_id) + ' ' +
                    (each.path.empty() ? "" : each.path + ' ') + each.what);
  }
  return lines;
}

/// What is lost between two templates of one stack.
inline std::vector<std::string> lost(const std::string& before, const std::string& after) {
  const Compared compared(before, after);
  return loss_lines(find_losses({&compared.diff, 1}));
}

/// A template with one resource, of which the properties are given as YAML's flow style.
inline std::string one(const std::string& type, const std::string& properties,
                       const std::string& more = {}) {
  return "Resources:\n  R:\n    Type: " + type + "\n    Properties: " + properties + "\n" + more;
}

/// What is lost when the properties of one resource change.
inline std::vector<std::string> lost(const std::string& type, const std::string& before,
                                     const std::string& after) {
  return lost(one(type, before), one(type, after));
}

/// Several stacks and how they differ.
struct ComparedStacks {
  struct Texts {
    std::string name;
    std::string before;
    std::string after;
    std::string part_of = {};
  };
  explicit ComparedStacks(const std::vector<Texts>& stacks) {
    std::vector<StackPair> pairs;
    for (const Texts& each : stacks) {
      const auto side = [this](const std::string& text) -> const tmpl::Index* {
        if (text.empty()) return nullptr;
        documents.push_back(std::make_unique<tmpl::Document>("test", text));
        return &documents.back()->index();
      };
      const tmpl::Index* before = side(each.before);
      const tmpl::Index* after = side(each.after);
      pairs.push_back(
          {.name = each.name, .before = before, .after = after, .part_of = each.part_of});
    }
    diffs = compare_all(pairs);
  }
  std::vector<std::unique_ptr<tmpl::Document>> documents;
  std::vector<StackDiff> diffs;
};

/// One line a refusal: `CODE ID what`; `maybe ` before what is not certain.
inline std::vector<std::string> refusal_lines(const std::vector<Refusal>& refusals) {
  std::vector<std::string> lines;
  for (const Refusal& each : refusals) {
    lines.push_back((each.is_certain ? "" : "maybe ") + std::string(each.code) + ' ' +
                    std::string(each.logical_id) + ' ' + each.what);
  }
  return lines;
}

/// What is refused between two templates of one stack.
inline std::vector<std::string> refused(const std::string& before, const std::string& after) {
  const Compared compared(before, after);
  return refusal_lines(find_refusals({&compared.diff, 1}));
}

/// What is refused when the properties of one resource change.
inline std::vector<std::string> refused(const std::string& type, const std::string& before,
                                        const std::string& after) {
  return refused(one(type, before), one(type, after));
}

}  // namespace omnitrack::diff
