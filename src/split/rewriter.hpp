#pragma once

#include <optional>
#include <span>
#include <string>

#include "split/node_maker.hpp"
#include "split/places.hpp"
#include "split/resource_graph.hpp"

namespace omnitrack::split {

/// Rewrites values of a template for the one of the templates that they come to stand in: what they
/// read of another one becomes a parameter, and in the stack's own an output of a nested stack.
class Rewriter {
 public:
  /// All must outlive this; the names are those of `value_names()`.
  Rewriter(const ResourceGraph& graph, const Homes& homes, std::span<const std::string> names,
           Home home, NodeMaker& make)
      : graph_(graph), homes_(homes), names_(names), home_(home), make_(make) {}

  /// The value as it stands in the template.
  tmpl::Node rewritten(const tmpl::Node& value);
  /// What a value that lives in a nested stack is in the stack's own template, as one text.
  tmpl::Node output_of(std::uint32_t value);

 private:
  std::optional<tmpl::Node> changed(const tmpl::Node& value);
  std::optional<tmpl::Node> changed_call(const tmpl::Node& call);
  std::optional<tmpl::Node> changed_sub(const tmpl::Node& call);
  std::optional<tmpl::Node> changed_inner(const tmpl::Node& value);
  std::optional<tmpl::Node> replaced(std::string_view name, std::string_view attribute);
  std::optional<std::string> variable(std::string_view name);
  [[nodiscard]] std::optional<std::uint32_t> foreign_value(std::string_view name,
                                                           std::string_view attribute) const;
  [[nodiscard]] std::string output_name(std::uint32_t value) const;
  [[nodiscard]] const std::string& part_of(std::uint32_t value) const;

  const ResourceGraph& graph_;
  const Homes& homes_;
  std::span<const std::string> names_;
  Home home_;
  NodeMaker& make_;
};

}  // namespace omnitrack::split
