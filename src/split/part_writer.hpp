#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "split/node_maker.hpp"
#include "split/places.hpp"
#include "split/resource_graph.hpp"
#include "split/used_names.hpp"

namespace omnitrack::split {

/// Makes the templates of a stack whose resources have their homes.
class PartWriter {
 public:
  /// All must outlive this; the names are those of `value_names()`.
  PartWriter(std::string_view stack, const ResourceGraph& graph, const Homes& homes,
             std::span<const std::string> names);

  /// The template of a part.
  tmpl::Node part(Home home);
  /// The stack's own template, with the URLs of the parts' templates, which Fn::Sub fills in.
  tmpl::Node own(std::span<const std::string> urls);

 private:
  [[nodiscard]] std::vector<std::uint32_t> members_of(Home home) const;
  [[nodiscard]] std::vector<std::uint32_t> needs_of(Home home) const;
  [[nodiscard]] bool is_foreign(std::uint32_t value, Home home) const;
  [[nodiscard]] const tmpl::Node* condition_of(std::uint32_t resource) const;
  /// By the resources of a home and, in the stack's own template, by its outputs.
  [[nodiscard]] UsedNames names_used_in(Home home) const;
  [[nodiscard]] UsedNames names_used_by_parts() const;
  [[nodiscard]] std::vector<const tmpl::Member*> kept_conditions(Home home) const;

  void add_section(std::string_view name, std::vector<tmpl::Member>& into,
                   const std::vector<tmpl::Member>& members);
  std::vector<tmpl::Member> parameters(Home home);
  std::vector<tmpl::Member> conditions(Home home);
  [[nodiscard]] std::vector<tmpl::Member> mappings(Home home) const;
  std::vector<tmpl::Member> resources(Home home);
  std::vector<tmpl::Member> outputs(Home home);
  std::vector<tmpl::Member> own_outputs();
  tmpl::Node parameter(const Value& value);
  tmpl::Node output(std::uint32_t value);
  tmpl::Member resource(std::uint32_t place, Home home);
  tmpl::Node depends_on(const tmpl::Node& written, std::uint32_t resource, Home home);
  void add_placeholder(std::vector<tmpl::Member>& resources, Home home);

  std::vector<tmpl::Member> own_resources(std::span<const std::string> urls);
  void add_in_order(std::uint32_t node, std::vector<bool>& is_written,
                    std::span<const std::string> urls, std::vector<tmpl::Member>& into);
  tmpl::Member nested_stack(Home home, std::string_view url);
  tmpl::Node passed(std::uint32_t value);
  std::vector<tmpl::Node> waits_of(Home home);
  [[nodiscard]] std::vector<std::string_view> explicit_targets(std::uint32_t resource) const;

  std::string_view stack_;
  const ResourceGraph& graph_;
  const tmpl::Index& index_;
  const Homes& homes_;
  std::span<const std::string> names_;
  tmpl::Template made_;
  NodeMaker make_;
};

/// A template's text: a container on one line where it fits, or no line ends at all.
std::string text_of(const tmpl::Node& root, bool compact);

}  // namespace omnitrack::split
