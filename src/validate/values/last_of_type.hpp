#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/schema.hpp"
#include "validate/same_texts.hpp"

namespace omnitrack::validate {

/// What was found of the properties of a resource.
struct FoundProperties {
  const tmpl::Node* map = nullptr;  ///< null where nothing was kept
  MemberBits fine = 0;              ///< whose value is fine in every resource of the type
  MemberBits required = 0;          ///< which the type requires
  bool keep_rules = false;
};

/// The last resource of each type: what the next one says in the same words is not checked again.
class LastOfType {
 public:
  explicit LastOfType(const tmpl::Index& index) : texts_(index) {}

  struct Last {
    FoundProperties found;
    /// The names that the type's rules speak of, once they were asked for; none where rules look at
    /// more than single names.
    std::optional<std::optional<std::vector<std::string_view>>> ruled;
  };

  /// Null where properties cannot be compared.
  [[nodiscard]] Last* find(const schema::ResourceType& type, const tmpl::Node& properties) {
    return texts_.may_compare(properties) ? &last_[type.name().data()] : nullptr;
  }
  /// The members that stand in the last resource at the same place with the same text.
  [[nodiscard]] MemberBits same_members(const Last& last, const tmpl::Node& map) const {
    return last.found.map == nullptr ? 0 : texts_.same_members(map, *last.found.map);
  }
  /// Whether the type's rules look at nothing but what is the same in the last resource.
  [[nodiscard]] static bool rules_see_the_same(Last& last, const tmpl::Node& map, MemberBits same,
                                               schema::Shape shape);

 private:
  SameTexts texts_;
  std::unordered_map<const char*, Last> last_;  // by the type's name, which the schema holds
};

}  // namespace omnitrack::validate
