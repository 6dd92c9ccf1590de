#pragma once

#include <optional>
#include <vector>

#include "graph/stacks/scene.hpp"

namespace omnitrack::graph {

/// An alias or a version of a function, in the templates.
struct QualifiedFunction {
  const tmpl::ResourceEntry* entry = nullptr;
  meaning::Symbols reference = {};  ///< what a Ref of it gives: its ARN
  diff::Pattern qualifier = {};     ///< what follows the name of the function in that ARN
};

/// A URL of a function.
struct FunctionUrl {
  const tmpl::ResourceEntry* entry = nullptr;
  meaning::Symbols qualifier = {};  ///< empty where it calls the function itself
};

/// How a function is called: by its own name, or by that of an alias or a version. A permission is
/// for one of them alone.
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
class FunctionNames {
 public:
  FunctionNames(const Scene& scene, const tmpl::ResourceEntry& function);

  [[nodiscard]] const std::vector<QualifiedFunction>& qualified() const { return qualified_; }
  /// The function with its aliases and versions.
  [[nodiscard]] Entries entries() const;
  /// The qualifier by which a text names the function, empty where it names the function itself;
  /// nothing where it names something else, or what cannot be told.
  [[nodiscard]] std::optional<meaning::Symbols> qualifier_in(const meaning::Symbols& text) const;
  /// The same of a value.
  [[nodiscard]] std::optional<meaning::Symbols> qualifier_in(const tmpl::Node& value) const;
  /// The qualifiers by which a resource, or what belongs to it, names the function; empty where
  /// that is not told.
  [[nodiscard]] std::vector<meaning::Symbols> named_by(const tmpl::ResourceEntry& caller) const;
  /// The URLs of the function.
  [[nodiscard]] std::vector<FunctionUrl> urls() const;
  /// The resources of a type that name the function by a property.
  [[nodiscard]] Entries naming(std::string_view type, std::string_view property) const;

 private:
  void add_named_below(const tmpl::Node& value, std::vector<meaning::Symbols>& found) const;

  const Scene& scene_;
  const tmpl::ResourceEntry& function_;
  std::vector<meaning::Symbols> own_;  ///< how the name of the function is read
  std::vector<QualifiedFunction> qualified_;
};

}  // namespace omnitrack::graph
