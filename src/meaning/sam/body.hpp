#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "template/builder.hpp"

namespace omnitrack::meaning::sam {

/// What stands for the names in the bodies of the facts: for `{event}` in texts, and for the whole
/// text `@arn`.
class BodyScene {
 public:
  virtual ~BodyScene() = default;
  /// The text for a name in braces.
  [[nodiscard]] virtual std::string text(std::string_view name) const = 0;
  /// The value for a name behind `@`; nothing where there is none.
  [[nodiscard]] virtual std::optional<tmpl::Node> value(std::string_view name) const = 0;
};

/// Fills in the bodies of the facts. Their texts are filled in from a scene, and what begins with
/// `=` is the property that this way leads to. What has no value is left out, as is a map or a
/// list of which nothing stays.
class Body {
 public:
  /// All that is made stands at a member of the template: at its key.
  Body(tmpl::Builder& builder, const BodyScene& scene, const tmpl::Node* properties,
       const tmpl::Member& place)
      : builder_(builder), scene_(scene), properties_(properties), place_(place) {}

  /// The value of a pattern; nothing where it is left out.
  [[nodiscard]] std::optional<tmpl::Node> filled(const tmpl::Node& pattern) const;
  /// The same where `=` alone stands for an item of a list.
  [[nodiscard]] std::optional<tmpl::Node> filled(const tmpl::Node& pattern,
                                                 const tmpl::Node& item) const;
  /// A text with the names in it filled in.
  [[nodiscard]] std::string_view text(std::string_view pattern) const;
  [[nodiscard]] const tmpl::Member& place() const { return place_; }

 private:
  [[nodiscard]] std::optional<tmpl::Node> filled_text(const tmpl::Node& pattern,
                                                      const tmpl::Node* item) const;
  [[nodiscard]] std::optional<tmpl::Node> filled_in(const tmpl::Node& pattern,
                                                    const tmpl::Node* item) const;
  [[nodiscard]] std::uint32_t key_place(const tmpl::Node& pattern) const;

  tmpl::Builder& builder_;
  const BodyScene& scene_;
  const tmpl::Node* properties_;
  const tmpl::Member& place_;
};

}  // namespace omnitrack::meaning::sam
