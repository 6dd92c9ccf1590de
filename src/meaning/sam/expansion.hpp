#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "template/index.hpp"

namespace omnitrack::meaning::sam {

/// A resource that the transform makes, with the resource of the template that it is made of.
struct Made {
  std::string_view logical_id;  ///< ends with `#` for a hash of ten digits, with `*` for anything
  std::string_view type;
  std::size_t source = 0;  ///< the place of that resource in the index
};

/// How much of the roles that the transform makes is worked out: what their policies name, or what
/// they allow.
enum class Policies : std::uint8_t { named, written };

/// What SAM's transform makes of a template, as far as it is known before it runs: each resource
/// of SAM's as the plain ones that it becomes. Values that stand in the template are those very
/// nodes, so that they keep their places; what is made stands where what it is made for does.
/// Resources of which too little is known stay as they are.
class Expansion {
 public:
  /// The index must live as long.
  explicit Expansion(const tmpl::Index& index, Policies policies = Policies::named);

  /// The template that is made, with the sections of the other one.
  [[nodiscard]] const tmpl::Index& made() const { return *index_; }
  /// The properties of a resource of SAM's, with those of `Globals`; null for others, and where
  /// they are not written out.
  [[nodiscard]] const tmpl::Node* properties(std::size_t resource) const {
    return properties_[resource];
  }
  /// Each resource that is made, in order; one that several resources share counts once.
  [[nodiscard]] std::span<const Made> all() const { return all_; }
  /// Ids that two different resources would have, with the resource that asks for it again.
  [[nodiscard]] std::span<const Made> repeated() const { return repeated_; }

  /// What a name that the template uses may stand for; null where nothing is made of that name.
  [[nodiscard]] const Made* find(std::string_view name) const;

  /// Whether `Resource.Property`, as SAM lets references name what it makes, names something.
  enum class Property { none, made, not_made };
  [[nodiscard]] Property property(std::string_view resource, std::string_view name) const;

 private:
  friend class Expander;

  [[nodiscard]] Property property_of_implicit(std::string_view api, std::string_view name) const;

  std::unique_ptr<tmpl::Template> template_;
  std::unique_ptr<tmpl::Index> index_;
  const tmpl::Index& source_;
  std::vector<const tmpl::Node*> properties_;
  std::vector<Made> all_;
  std::vector<Made> repeated_;
};

}  // namespace omnitrack::meaning::sam
