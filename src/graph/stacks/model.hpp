#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "diff/security/reader.hpp"
#include "graph/answer.hpp"
#include "graph/stacks/stacks.hpp"

namespace omnitrack::graph {

using Entries = std::vector<const tmpl::ResourceEntry*>;

/// What is found out once of the stacks, in whatever way their conditions turn out.
class Model {
 public:
  explicit Model(const Stacks& stacks);
  Model(const Model&) = delete;  // its side points into it
  Model& operator=(const Model&) = delete;

  [[nodiscard]] const Stacks& stacks() const { return stacks_; }
  [[nodiscard]] const tmpl::Index& index() const { return stacks_.index(); }
  [[nodiscard]] const diff::Side& side() const { return side_; }
  [[nodiscard]] diff::Atoms& atoms() { return atoms_; }
  /// How often questions were asked again since conditions may turn out in several ways.
  [[nodiscard]] std::size_t tries() const { return tries_; }
  void count_try() { ++tries_; }
  /// The resources of a type, in order.
  [[nodiscard]] const Entries& of_type(std::string_view type) const;
  /// The resources of a type that name one, in order, each once.
  [[nodiscard]] const Entries& users_of(std::string_view logical_id, std::string_view type) const;

 private:
  const Stacks& stacks_;
  diff::ChangedNames unchanged_;
  diff::GivenValues given_;
  diff::Side side_;
  diff::Atoms atoms_;
  std::size_t tries_ = 0;
  std::unordered_map<std::string_view, Entries> types_;
  std::map<std::pair<std::string_view, std::string_view>, Entries> users_;
};

/// Answers by what they are about.
using Answers = std::vector<std::pair<std::string, Answer>>;

/// Asks in each way in which the conditions may turn out. What is not answered in one of them is
/// answered by no there. In the order in which they come.
Answers answers_in_each_scenario(Model& model,
                                 const std::function<Answers(const diff::Reader&)>& ask);

/// Asks in each way in which the conditions may turn out. Where the answers differ, it is perhaps,
/// and depends on the conditions that tell them apart.
Answer in_each_scenario(Model& model, const std::function<Answer(const diff::Reader&)>& ask);

}  // namespace omnitrack::graph
