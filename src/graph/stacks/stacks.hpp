#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diff/security/joined_template.hpp"
#include "graph/stacks/joined_stacks.hpp"
#include "meaning/sam/expansion.hpp"
#include "meaning/surroundings.hpp"
#include "template/document.hpp"

namespace omnitrack::graph {

/// A stack to ask about, with the templates of the parts that it is split into.
struct StackTemplate {
  std::string_view name;
  const tmpl::Index* index = nullptr;
  std::vector<diff::PartTemplate> parts = {};
  std::string_view nested_in = {};  ///< the stack that it is nested in; empty where there is none
  std::string_view nested_as = {};  ///< the logical id of its resource there
};

/// A place in one of the templates.
struct TemplatePlace {
  const tmpl::Template* source = nullptr;
  tmpl::Place place = {};
};

/// The stacks of an app as one template: exports, outputs and parts lead to what they stand for,
/// and SAM's resources are what its transform makes of them. The templates must outlive it.
class Stacks {
 public:
  explicit Stacks(std::vector<StackTemplate> stacks, meaning::Surroundings surroundings = {});

  /// Gives parameters values, by their names in `index()`.
  void give(std::map<std::string, std::string, std::less<>> parameters) {
    surroundings_.parameters = std::move(parameters);
  }

  /// All resources in one template. A logical id that several stacks have is `Stack/Id` in it.
  [[nodiscard]] const tmpl::Index& index() const;
  [[nodiscard]] const meaning::Surroundings& surroundings() const { return surroundings_; }
  /// What may add resources that are not seen, in words; empty where all are seen.
  [[nodiscard]] std::string unseen() const;
  /// What may change the resources that are seen, in words; empty where they stay as they are.
  [[nodiscard]] std::string rewritten() const;
  /// The ids of `index()` that a logical id of several stacks has.
  [[nodiscard]] std::vector<std::string> ids_of(std::string_view logical_id) const;
  /// The resource of a logical id or of `Stack/Id`; null where there is none, or several.
  [[nodiscard]] const tmpl::ResourceEntry* find(std::string_view name) const;
  /// `Stack/Id` of a logical id of `index()`.
  [[nodiscard]] std::string key_of(std::string_view logical_id) const;
  /// Where a value of a resource of `index()` is written: the innermost that its own template has.
  [[nodiscard]] TemplatePlace place(std::string_view logical_id, std::string_view pointer) const;

 private:
  struct Home {
    std::string_view stack;
    const tmpl::ResourceEntry* resource = nullptr;
    const tmpl::Template* source = nullptr;
  };
  void add_homes(const StackTemplate& stack, const tmpl::Index& own,
                 std::span<const NamedStack> all);

  std::vector<StackTemplate> stacks_;
  meaning::Surroundings surroundings_;
  std::vector<std::unique_ptr<meaning::sam::Expansion>> expanded_;
  std::vector<tmpl::Document> made_;  ///< of stacks with parts; the last one is of all together
  std::map<std::string, Home, std::less<>> homes_;  ///< by the ids of `index()`
};

}  // namespace omnitrack::graph
