#pragma once

#include <map>
#include <memory>
#include <string_view>

#include "meaning/decided_conditions.hpp"
#include "meaning/made_template.hpp"
#include "meaning/renamed_conditions.hpp"
#include "template/index.hpp"

namespace omnitrack::meaning {

/// Whether a template has loops among its resources, or `Globals`: then more than its own text may
/// say what a resource is.
bool may_be_expanded(const tmpl::Index& index);

/// A template in which the resources of loops over what is written out stand in place of their
/// loops, resources of SAM say themselves what its `Globals` say of them, what conditions surely
/// decide is decided, and conditions may have other names.
class Expanded {
 public:
  /// The same template where nothing is to be expanded. It must outlive this.
  explicit Expanded(const tmpl::Index& read, const DecidedConditions& decided = {},
                    const RenamedConditions& renamed = {});
  /// By logical ids, the parameters whose defaults make them.
  using ByDefault = std::map<std::string_view, std::string_view>;

  [[nodiscard]] const tmpl::Index& index() const { return made_ ? made_->index : *read_; }
  /// The template as it was read.
  [[nodiscard]] const tmpl::Index& read() const { return *read_; }
  /// The parameter by whose default a loop makes a resource; empty for all others.
  [[nodiscard]] std::string_view default_of(std::string_view logical_id) const;

 private:
  const tmpl::Index* read_;
  std::unique_ptr<MadeTemplate> made_;
  ByDefault by_default_;
};

}  // namespace omnitrack::meaning
