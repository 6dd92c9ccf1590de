#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "core/app_arena.hpp"
#include "core/asset_list.hpp"
#include "omnitrack/diagnostics.hpp"
#include "omnitrack/requirements.hpp"
#include "omnitrack/stack.hpp"

namespace omnitrack {

/// A tag of a construct, nearest first.
struct TagEntry {
  std::string_view key;
  Node value;
  TagEntry* next;
};

/// A construct that another one waits for.
struct DependencyEntry {
  const Construct* on;
  std::string_view way_out;  ///< what to do where this makes a circle; may be empty
  DependencyEntry* next;
};

/// A change of a resource by JSON pointer.
struct OverrideEntry {
  std::string_view pointer;
  Node value;  ///< absent: removed
  OverrideEntry* next;
};

/// What makes up the digest in a resource's logical id: a resource, some of its properties, or a
/// value.
struct DigestEntry {
  const Resource* resource;
  Node value;  ///< of a resource, the names of the properties; absent for all of it
  DigestEntry* next;
};

/// What few resources have.
struct ResourceState {
  bool has_removal_policy = false;
  RemovalPolicy removal_policy = RemovalPolicy::destroy;
  const Condition* condition = nullptr;
  Node metadata;
  Node creation_policy;
  Node update_policy;
  OverrideEntry* overrides = nullptr;
  DigestEntry* digest_sources = nullptr;
  Node overridden;  ///< the whole resource after its overrides, set by the synthesizer
};

/// A finding that the user accepts.
struct Acknowledgement {
  Construct* at;
  std::string code;
  std::string reason;
  bool has_met = false;  ///< whether there was a warning to acknowledge
};

/// Data that the user lets a deployment lose.
struct AcceptedLoss {
  Construct* at;           ///< the construct whose resources lose it, or the stack that had them
  std::string logical_id;  ///< of a resource that is gone; empty where the construct is there
  std::string reason;
  std::string until;
};

/// Where the user says that a construct of the lock file went.
struct Move {
  std::string old_path;
  std::string new_path;
  Source source;
};

/// What sees the resources in a construct before they are written.
struct VisitorEntry {
  const Construct* at;
  void* object;
  void (*visit)(void* object, Resource& resource);
};

/// What an app owns.
struct AppState {
  std::shared_ptr<detail::Arena> arena = detail::share_arena();
  struct Owned {
    void* object;
    void (*destroy)(void*);
  };
  std::vector<Owned> owned;
  std::vector<Diagnostic> diagnostics;
  std::vector<Acknowledgement> acknowledgements;
  std::vector<AcceptedLoss> accepted_losses;
  std::vector<Move> moves;
  std::vector<VisitorEntry> visitors;
  std::vector<const Requirement*> requirements;
  std::unordered_map<const Construct*, ReferenceStrength> reference_strengths;
  AssetList assets;
  Stack* no_stack = nullptr;  ///< stands for the stack of what is in none; in no tree itself
  Construct* last_made = nullptr;
  bool has_tags = false;
  bool has_dependencies = false;
  bool is_visited = false;  ///< while visitors see the resources
  bool finished = false;
  std::shared_ptr<const void> tested;  ///< what the testing library made of the app
};

/// The synthesizer's way into the tree.
struct TreeAccess {
  static AppState& state(App& app) { return *app.state_; }
  static Construct* next_made(const Construct& c) { return c.next_made_; }
  static void finish(Construct& c) { c.finish(); }
  static const TagEntry* tags(const Construct& c) { return c.tags_; }
  static const DependencyEntry* dependencies(const Construct& c) { return c.dependencies_; }
  static Stack* stack(const Construct& c) { return c.stack_; }

  static void set_logical_id(Element& e, std::string_view id) { e.logical_id_ = id; }
  static bool has_chosen_id(const Element& e) { return e.has_chosen_id_; }
  static std::uint32_t& index(Element& e) { return e.index_; }
  static std::uint32_t index(const Element& e) { return e.index_; }

  static ResourceState* resource_state(const Resource& r) { return r.state_; }
  static ResourceState& make_resource_state(Resource& r) { return r.state(); }
  static Node* properties(Resource& r) { return r.properties_; }

  static const Node& expression(const Condition& c) { return c.expression_; }
  static const Node& table(const Mapping& m) { return m.table_.node(); }
  static const Node& body(const Rule& r) { return r.body_.node(); }
  static const OutputProps& props(const Output& o) { return o.props_; }
  static const ParameterProps& props(const Parameter& p) { return p.props_; }

  static const RequirementProps& props(const Requirement& r) { return r.props_; }

  static std::string_view description(const Stack& s) { return s.description_; }
  static std::string_view outputs_role(const Stack& s) { return s.outputs_role_; }
  static const Map<Json>& metadata(const Stack& s) { return s.metadata_; }
  static const Map<Json>& sections(const Stack& s) { return s.sections_; }
  static const List<std::string>& transforms(const Stack& s) { return s.transforms_; }
};

}  // namespace omnitrack
