#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "meaning/sam/body.hpp"
#include "meaning/sam/expansion.hpp"
#include "meaning/sam/globals.hpp"
#include "template/builder.hpp"

namespace omnitrack::meaning::sam {

// How an expansion is made; only the sources of it include this.

/// A resource while it is made.
struct Draft {
  std::string_view logical_id;
  std::string_view type;
  const tmpl::Member* source = nullptr;  ///< the resource or the event that it is made of
  std::vector<tmpl::Member> properties = {};
  std::vector<tmpl::Node> depends_on = {};
  std::size_t resource = 0;  ///< the place of the resource that it is for
};

/// What a resource of the template gets besides what it says itself.
struct Addition {
  std::vector<tmpl::Node> depends_on;
  /// By the way to the list or the map that gets them.
  std::vector<tmpl::Node> items;
  std::vector<tmpl::Member> members;
  std::vector<std::string_view> way;
};

/// What an event adds to an API.
struct Operation {
  tmpl::Node target;
  const tmpl::Node* properties = nullptr;         ///< those of the event
  std::optional<tmpl::Node> role = std::nullopt;  ///< by which the API calls the target
};

/// Makes the expansion of one template.
class Expander {
 public:
  Expander(const tmpl::Index& source, Expansion& target, Policies policies);

  /// Makes all of it, in the order that the transform takes.
  void run();

  // What the makers of parts use.

  [[nodiscard]] const tmpl::Index& source() const { return source_; }
  [[nodiscard]] tmpl::Builder& builder() { return builder_; }
  [[nodiscard]] const Globals& globals() const { return globals_; }

  /// Whether the policies of roles are to say what they allow.
  [[nodiscard]] bool writes_policies() const { return policies_ == Policies::written; }
  /// What is added under a logical id; null where nothing is.
  [[nodiscard]] Draft* added(std::string_view logical_id);

  /// Adds a resource that the template does not write out. One that is there already stays, and is
  /// noted where the new one is sure to be made.
  void add(Draft draft, std::size_t source, bool is_sure = true);
  /// Adds what `makes` of the facts tells: each that its conditions do not exclude.
  void add_made(const tmpl::Node& facts, const Body& body, const tmpl::Node* properties,
                std::size_t source);
  /// What stands in place of a resource of the template.
  void replace(std::size_t resource, Draft draft);
  /// What a resource gets from an event of another one.
  void extend(std::string_view resource, const Addition& addition);
  /// That an API has this function or state machine behind it.
  void integrate(std::string_view api, const tmpl::Node& target) {
    integrations_[api].push_back(target);
  }
  [[nodiscard]] const std::vector<tmpl::Node>& integrations(std::string_view api) {
    return integrations_[api];
  }
  /// That an event makes an operation of an API.
  void add_operation(std::string_view api, Operation operation) {
    operations_[api].push_back(operation);
  }
  [[nodiscard]] const std::vector<Operation>& operations(std::string_view api) {
    return operations_[api];
  }
  /// That events need an API which the template does not write out.
  void need_implicit(std::string_view api, const tmpl::Member& place, std::size_t source) {
    implicit_.try_emplace(api, Implicit{&place, source});
  }
  /// The type of a resource of the template, after the transform.
  [[nodiscard]] std::string_view type_made_of(std::string_view logical_id) const;
  /// The logical id of the role that a resource runs under; empty where it is not known.
  [[nodiscard]] std::string_view role_of(std::string_view logical_id) const;

  [[nodiscard]] tmpl::Node text(std::string_view text, std::uint32_t at) {
    return tmpl::Builder::scalar(tmpl::Kind::string, builder_.keep(text), at, at);
  }
  [[nodiscard]] tmpl::Node ref(std::string_view id, std::uint32_t at);
  [[nodiscard]] tmpl::Node get_att(std::string_view id, std::string_view attribute,
                                   std::uint32_t at);

 private:
  /// The role that properties name.
  [[nodiscard]] std::string_view role_in(std::span<const tmpl::Member> properties) const;
  struct Implicit {
    const tmpl::Member* place;
    std::size_t source;
  };

  void read_properties();
  void expand(std::size_t resource);
  void expand_implicit();
  void expand_connectors();
  void write();
  /// A resource that is made for another one, whose condition it has.
  [[nodiscard]] tmpl::Node written(const Draft& draft, const tmpl::Member& owner);
  [[nodiscard]] tmpl::Node extended(const tmpl::Node& resource, const Addition& addition,
                                    std::uint32_t at);

  const tmpl::Index& source_;
  Expansion& target_;
  Policies policies_;
  tmpl::Builder builder_;
  Globals globals_;
  std::vector<Draft> drafts_;
  std::unordered_map<std::string_view, std::size_t> draft_of_;
  std::map<std::size_t, Draft> replaced_;
  std::map<std::string_view, Addition> additions_;
  std::map<std::string_view, std::vector<tmpl::Node>> integrations_;
  std::map<std::string_view, std::vector<Operation>> operations_;
  std::map<std::string_view, Implicit> implicit_;
};

/// A function or a state machine with its events.  (expand_owner.cpp)
void expand_owner(Expander& expander, std::size_t resource, const tmpl::Node& properties);
/// A REST API or an HTTP API; `place` is where it stands, or what asks for it.  (expand_api.cpp)
Draft expand_api(Expander& expander, std::string_view logical_id, std::string_view type,
                 const tmpl::Node& properties, const tmpl::Member& place, std::size_t source);
/// A resource of any other type.  (expand_simple.cpp)
void expand_simple(Expander& expander, std::size_t resource, const tmpl::Node& properties);
/// A connector of a name, from one resource to another.  (expand_connector.cpp)
void expand_connector(Expander& expander, std::string_view name, const tmpl::Node& source,
                      const tmpl::Node& properties, const tmpl::Member& place,
                      std::size_t resource);

/// The draft of what a resource becomes: `made` of its facts filled in.
Draft draft_of(std::string_view logical_id, const tmpl::Node& made, const Body& body,
               const tmpl::Node& properties, const tmpl::Member& place);

/// The definition of an API with what checks the callers of each operation.  (api_body.cpp)
tmpl::Node written_body(Expander& expander, std::string_view api, const tmpl::Node& properties,
                        std::uint32_t at);

/// What a map of tags becomes: a list of keys and values.
tmpl::Node listed_tags(Expander& expander, const tmpl::Node& tags, std::uint32_t at);

}  // namespace omnitrack::meaning::sam
