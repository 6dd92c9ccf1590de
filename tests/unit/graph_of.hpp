#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "graph/answer.hpp"
#include "graph/stacks/stacks.hpp"

namespace omnitrack::graph {

/// Stacks of texts, in JSON or YAML, which it keeps.
class GraphOf {
 public:
  /// One stack with the name `app`.
  explicit GraphOf(std::string text) : GraphOf(Texts{{"app", std::move(text)}}) {}
  /// Several, by their names.
  using Texts = std::vector<std::pair<std::string, std::string>>;
  explicit GraphOf(Texts texts) {
    for (auto& [name, text] : texts) {
      names_.push_back(std::make_unique<std::string>(name));
      documents_.emplace_back(name + ".yaml", std::move(text));
    }
    std::vector<StackTemplate> stacks;
    for (std::size_t i = 0; i < documents_.size(); ++i) {
      stacks.push_back({.name = *names_[i], .index = &documents_[i].index()});
    }
    stacks_ = std::make_unique<Stacks>(std::move(stacks));
  }

  [[nodiscard]] const Stacks& stacks() const { return *stacks_; }

 private:
  std::vector<std::unique_ptr<std::string>> names_;
  std::vector<tmpl::Document> documents_;
  std::unique_ptr<Stacks> stacks_;
};

/// The words of an answer's reasons, a line each.
inline std::string words_of(const Answer& answer) {
  std::string words;
  for (const Reason& each : answer.reasons) words += each.words + '\n';
  return words;
}

}  // namespace omnitrack::graph
