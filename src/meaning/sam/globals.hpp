#pragma once

#include <string_view>

#include "template/builder.hpp"
#include "template/index.hpp"

namespace omnitrack::meaning::sam {

/// Joins what `Globals` says to what resources say themselves: texts, numbers and calls of a
/// resource stand in place of those of `Globals`, maps are joined member by member, and lists are
/// put behind each other.
class Globals {
 public:
  /// What is joined is made by the builder; the index must live on.
  Globals(const tmpl::Index& index, tmpl::Builder& builder)
      : section_(index.section("Globals")), builder_(builder) {}

  /// The properties of a resource of SAM's with those of `Globals`; null where they are not
  /// written out.
  [[nodiscard]] const tmpl::Node* properties_of(const tmpl::ResourceEntry& resource) const;
  /// The same of a resource that the transform adds.
  [[nodiscard]] const tmpl::Node* joined(std::string_view type, const tmpl::Node& properties) const;

 private:
  [[nodiscard]] const tmpl::Node* of_type(std::string_view type) const;
  [[nodiscard]] const tmpl::Node* keep(const tmpl::Node& node) const;
  [[nodiscard]] tmpl::Node join(const tmpl::Node& global, const tmpl::Node& own) const;
  [[nodiscard]] tmpl::Node join_maps(const tmpl::Node& global, const tmpl::Node& own) const;
  [[nodiscard]] tmpl::Node without(const tmpl::Node& global, const tmpl::Node& ignored) const;

  const tmpl::Node* section_;
  tmpl::Builder& builder_;
};

}  // namespace omnitrack::meaning::sam
