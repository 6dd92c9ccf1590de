#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/stacks/model.hpp"

namespace omnitrack::graph {

/// A boolean setting.
struct Setting {
  std::optional<bool> value;  ///< nothing where it is not known
  const tmpl::Node* at = nullptr;
  std::string unknown = {};
};

/// A value where it stands.
struct ValueAt {
  const tmpl::ResourceEntry* in = nullptr;
  const tmpl::Node* node = nullptr;
};

/// The rules of a security group, which `network` reads.
struct GroupRule;
using GroupRules = std::vector<GroupRule>;

/// The templates in one way in which their conditions turn out.
class Scene {
 public:
  Scene(const Model& model, const diff::Reader& reader) : model_(model), reader_(reader) {}

  [[nodiscard]] const Model& model() const { return model_; }
  [[nodiscard]] const diff::Reader& reader() const { return reader_; }

  /// A settled property; null where there is none.
  [[nodiscard]] const tmpl::Node* find(const tmpl::ResourceEntry& entry,
                                       std::string_view property) const {
    return reader_.find(entry.properties, property);
  }
  /// The resource of a type that a value names, where it is there; null for anything else.
  [[nodiscard]] const tmpl::ResourceEntry* named(const tmpl::Node* value,
                                                 std::string_view type) const;
  /// The same of a property.
  [[nodiscard]] const tmpl::ResourceEntry* named(const tmpl::ResourceEntry& entry,
                                                 std::string_view property,
                                                 std::string_view type) const {
    return named(find(entry, property), type);
  }
  /// The resources of a type that are there and name a resource by a property.
  [[nodiscard]] Entries naming(const tmpl::ResourceEntry& named, std::string_view type,
                               std::string_view property) const;
  /// The values below a resource by ways such as `A/B`, or with `*` for the items of a list,
  /// separated by `|`; `>` goes on in the resource that a property names, by a reference or by the
  /// name that both have in a property of that name. What cannot be followed is the value itself.
  [[nodiscard]] std::vector<ValueAt> values(const tmpl::ResourceEntry& entry,
                                            std::string_view ways) const;
  /// The same below a value of a resource.
  [[nodiscard]] std::vector<ValueAt> values_below(const ValueAt& value,
                                                  std::string_view ways) const;
  [[nodiscard]] Setting setting(const tmpl::ResourceEntry& entry, std::string_view way,
                                std::optional<bool> by_default) const;
  /// The setting that a value is.
  [[nodiscard]] Setting setting_of(const tmpl::Node& value) const;
  /// The known text at a way; nothing where it is absent or unknown.
  [[nodiscard]] std::optional<std::string> text(const tmpl::ResourceEntry& entry,
                                                std::string_view way) const;
  /// What a value depends on, in words.
  [[nodiscard]] std::string unknown_of(const tmpl::Node& value) const;
  /// Where the rules of a group are kept once they are read; null before.
  [[nodiscard]] std::shared_ptr<const GroupRules>& kept_rules(const std::string& group,
                                                              bool is_incoming) const {
    return rules_[{group, is_incoming}];
  }

 private:
  void follow(const ValueAt& value, std::string_view way, std::vector<ValueAt>& found) const;
  void follow_name(const ValueAt& value, std::string_view property, std::string_view way,
                   std::vector<ValueAt>& found) const;
  [[nodiscard]] const tmpl::ResourceEntry* with_name(const tmpl::Node& value,
                                                     std::string_view property) const;

  const Model& model_;
  const diff::Reader& reader_;
  mutable std::map<std::pair<std::string, bool>, std::shared_ptr<const GroupRules>> rules_;
};

/// A step of an answer that a value of a resource says.
Reason reason_of(RuleKind kind, Verdict says, const tmpl::ResourceEntry& entry,
                 const tmpl::Node* at, std::string words);

}  // namespace omnitrack::graph
