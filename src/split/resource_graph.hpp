#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "split/circles.hpp"
#include "template/index.hpp"

namespace omnitrack::split {

/// Something that a template's resources read, and that crosses into another template as one text.
struct Value {
  enum class Of : std::uint8_t { resource, parameter, pseudo };
  Of of = Of::resource;
  std::uint32_t owner = 0;          ///< the place of the resource; 0 of anything else
  std::string_view name = {};       ///< the logical id, or the name of the parameter
  std::string_view attribute = {};  ///< of a GetAtt, else empty
  bool is_list = false;
};

/// How an attribute gets from one template into another.
enum class Crossing : std::uint8_t { text, list, never };

/// The way of an attribute, or for an empty one that of a Ref. What is secret never crosses, since
/// outputs and parameters are shown; nor does an object.
Crossing crossing_of(const tmpl::ResourceEntry& resource, std::string_view attribute);

/// Resources that must live in one template.
struct Bond {
  std::uint32_t user = 0;
  std::uint32_t target = 0;
  bool reaches_own = false;  ///< whether the user may be in the stack's own template all the same
};

/// The resources of a template by their places, and what they need of one another.
class ResourceGraph {
 public:
  /// The index must outlive this.
  explicit ResourceGraph(const tmpl::Index& index);

  [[nodiscard]] const tmpl::Index& index() const { return *index_; }
  [[nodiscard]] std::size_t size() const { return targets_.size(); }
  [[nodiscard]] std::string_view logical_id(std::uint32_t resource) const {
    return index_->resources()[resource].logical_id;
  }
  [[nodiscard]] std::span<const Value> values() const { return values_; }
  /// The place of a value; nothing where no resource and no output needs it.
  [[nodiscard]] std::optional<std::uint32_t> find_value(std::string_view name,
                                                        std::string_view attribute) const;
  /// The place of a resource; nothing where there is none.
  [[nodiscard]] std::optional<std::uint32_t> find_resource(std::string_view logical_id) const;

  /// The values that a resource needs, sorted; those of its conditions among them.
  [[nodiscard]] std::span<const std::uint32_t> needs(std::uint32_t resource) const {
    return needs_[resource];
  }
  /// The values of resources that the outputs need, sorted.
  [[nodiscard]] std::span<const std::uint32_t> needs_of_outputs() const { return output_needs_; }
  /// The resources that must be there before each one, by a reference or by DependsOn, sorted.
  [[nodiscard]] const Arrows& targets() const { return targets_; }
  /// The resources that need each one, sorted.
  [[nodiscard]] const Arrows& users() const { return users_; }
  [[nodiscard]] std::span<const Bond> bonds() const { return bonds_; }
  /// Whether a resource belongs to the stack's own template: what runs on it names the stack that
  /// it is in, or something that it names is not known.
  [[nodiscard]] bool stays(std::uint32_t resource) const { return stays_[resource]; }
  /// The bytes of a resource in the template.
  [[nodiscard]] std::size_t bytes(std::uint32_t resource) const;

 private:
  void read_resource(std::uint32_t resource);
  void read_depends_on(std::uint32_t resource, const tmpl::Node& depends_on);
  void read_call(std::uint32_t resource, const tmpl::Node& call);
  void add_name(std::uint32_t resource, std::string_view name, std::string_view attribute);
  void add_reference(std::uint32_t resource, std::uint32_t target, std::string_view attribute);
  void add_condition(std::uint32_t resource, std::string_view name, int depth);
  std::uint32_t value_of(const Value& value);
  void read_outputs();

  const tmpl::Index* index_;
  std::vector<Value> values_;
  std::map<std::pair<std::string_view, std::string_view>, std::uint32_t> by_name_;
  Arrows needs_;
  std::vector<std::uint32_t> output_needs_;
  Arrows targets_;
  Arrows users_;
  std::vector<Bond> bonds_;
  std::vector<bool> stays_;
};

/// Why the references of a template are not all known; empty where they are.
std::string_view unknown_references(const tmpl::Index& index);

}  // namespace omnitrack::split
