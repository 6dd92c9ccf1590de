#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/json_writer.hpp"
#include "template/model.hpp"

namespace omnitrack::importing {

struct Json;

/// A key and its value.
template <typename Value>
struct Keyed {
  std::string key;
  Value value;
};
using JsonMember = Keyed<Json>;

/// A value of JSON that can be changed.
struct Json {
  tmpl::Kind kind = tmpl::Kind::null;
  std::string text = {};  ///< of a scalar
  std::vector<Json> items = {};
  std::vector<JsonMember> members = {};

  static Json of_text(std::string_view text);
  static Json of_map() { return {.kind = tmpl::Kind::map}; }
  static Json of_list() { return {.kind = tmpl::Kind::list}; }
  /// A copy of what was read.
  static Json of_node(const tmpl::Node& node);

  [[nodiscard]] bool is(tmpl::Kind other) const { return kind == other; }
  [[nodiscard]] bool is_text() const { return kind == tmpl::Kind::string; }
  [[nodiscard]] bool is_scalar() const { return kind < tmpl::Kind::list; }
  /// Whether it says nothing: null, or an empty text, list or map.
  [[nodiscard]] bool is_empty() const;
  /// The value under a key; null where there is none.
  [[nodiscard]] const Json* find(std::string_view key) const;
  [[nodiscard]] Json* find(std::string_view key);
  /// The value under a key, which is made where there is none. It becomes a map.
  Json& at(std::string_view key);
  void erase(std::string_view key);
};

void write_json(const Json& value, support::JsonWriter& json);

/// Reads a text that is a map or a list of JSON; null where it is none.
Json json_in(std::string_view text);

}  // namespace omnitrack::importing
