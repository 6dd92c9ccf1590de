#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "meaning/nested_stacks.hpp"

namespace omnitrack::cli {

/// Which of some templates are those of stacks that are nested in others.
class NestedTemplates {
 public:
  /// The templates as they are written, which must outlive this.
  explicit NestedTemplates(std::span<const tmpl::Index* const> templates);

  /// The places of all, what nests others before these.
  [[nodiscard]] const std::vector<std::size_t>& order() const { return order_; }
  [[nodiscard]] bool is_nested(std::size_t at) const { return !nesters_[at].empty(); }

  /// A template with the values that it has itself, by its place.
  using Given = std::function<const tmpl::Index&(std::size_t at)>;
  /// What a template is handed: known where all stacks that are made of it hand it the same, open
  /// where they do not. Nothing where none of these stacks is made.
  [[nodiscard]] std::optional<meaning::HandedValues> handed_to(std::size_t at,
                                                               const Given& given) const;

 private:
  struct Nester {
    std::size_t parent;
    std::string logical_id;
  };

  void put_in_order();

  std::vector<std::vector<Nester>> nesters_;  // of each template
  std::vector<std::size_t> order_;
};

/// Puts what a nested stack hands its template in the place of what the template would be given as
/// a stack of its own: it has the default of a parameter that it is not handed.
void put_handed(const meaning::HandedValues& handed, const tmpl::Index& nested,
                meaning::GivenTexts& values);

}  // namespace omnitrack::cli
