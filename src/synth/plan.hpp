#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "omnitrack/synth.hpp"

namespace omnitrack::synth {

/// An arrow from a resource to one that must exist before it, by their places in the stack.
struct Edge {
  std::uint32_t from;
  std::uint32_t to;
};

/// What the user can do about a dependency that makes a circle.
struct WayOut {
  Edge edge;
  std::string_view hint;
};

/// A value of another stack that a stack uses, or a resource of another stack that it waits for.
struct ForeignUse {
  const Construct* user;
  Node value;                         ///< absent where the user only waits
  const Construct* target = nullptr;  ///< what it refers to or waits for
};

/// A call that reads an output of a stack that it names.
struct OutputRead {
  const Construct* user;
  Node arguments;
};

/// What the synthesizer found out about one stack.
struct StackPlan {
  Stack* stack = nullptr;
  std::vector<Resource*> resources;  ///< in the order of the tree
  std::vector<Parameter*> parameters;
  std::vector<Mapping*> mappings;
  std::vector<Condition*> conditions;
  std::vector<Rule*> rules;
  std::vector<Output*> outputs;

  std::vector<Edge> references;             ///< by Ref and GetAtt, sorted by `from`
  std::vector<Edge> explicit_dependencies;  ///< written as DependsOn, sorted by `from`
  std::vector<WayOut> ways_out;             ///< of explicit dependencies
  std::vector<std::uint32_t> order;         ///< places in `resources`, dependencies first
  std::vector<ForeignUse> foreign_uses;
  std::vector<OutputRead> output_reads;
  /// The places in the lock of the resources that go on with what stands there.
  std::unordered_map<const Resource*, std::size_t> locked;
  /// What is pinned of them in place of what the code says.
  std::unordered_map<const Resource*, std::vector<Pin>> pins;
  bool uses_language_extensions = false;
};

/// An app's stacks, in the order of the tree.
using Plan = std::vector<StackPlan>;

/// Finds the stacks and what is in them, and reports what is out of place.
Plan gather(App& app);

/// Gives every element its logical id and reports ids that cannot be or clash.
void assign_logical_ids(StackPlan& plan);

/// Reports a logical id that CloudFormation does not take.
void check_logical_id(const Element& element);

/// Puts tags and raw overrides into the resources.
void lower(StackPlan& plan);

/// Finds every reference and reports values that cannot be written.
void collect_references(StackPlan& plan);

/// Turns dependencies between constructs into ones between resources, leaving out those that a
/// reference makes already.
void expand_dependencies(Plan& plan);

/// Whether a resource's logical id carries a digest of what it depends on.
bool has_digest(const Resource& resource);

/// Adds the digests of what they depend on to the logical ids that carry one.
void add_digests(StackPlan& plan);

/// Orders the resources, dependencies first and otherwise as in the tree; reports cycles.
void order_resources(StackPlan& plan);

/// Orders the stacks by their use of one another's values; reports cycles. Returns each stack's
/// names of those that it needs.
std::vector<std::vector<std::string_view>> order_stacks(Plan& plan);

}  // namespace omnitrack::synth
