#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/json_writer.hpp"
#include "template/model.hpp"

namespace omnitrack::assertions {

struct Datum;

/// A key with its value; a template, so that a value may have members.
template <class Value>
struct Keyed {
  std::string key;
  Value value;
};
using DatumMember = Keyed<Datum>;

/// What a `Datum` is.
enum class DatumKind : std::uint8_t {
  nothing,  ///< `AWS::NoValue`
  null,
  boolean,
  number,
  text,
  list,
  map,
  call,  ///< of a function whose result is not known; its only member
};

/// A value of a template as far as it is known: what functions give stands in their place.
struct Datum {
  DatumKind kind = DatumKind::nothing;
  /// Of a scalar. In a text that is `is_open`, `${Name}` stands for what is not known.
  std::string text = {};
  bool is_open = false;
  /// Of an open text: the same for `Fn::Sub`, in which `${!Name}` stands for itself.
  std::string sub = {};
  std::vector<Datum> items = {};
  std::vector<DatumMember> members = {};
  /// The call that gave it; null where it is written so.
  const tmpl::Node* call = nullptr;

  [[nodiscard]] bool is(DatumKind other) const { return kind == other; }
  [[nodiscard]] bool is_scalar() const {
    return kind == DatumKind::boolean || kind == DatumKind::number || kind == DatumKind::text;
  }
  /// Whether it is a scalar without open parts.
  [[nodiscard]] bool is_known() const { return is_scalar() && !is_open; }
  /// The value under a key of a map or a call; null where there is none.
  [[nodiscard]] const Datum* find(std::string_view key) const;
  /// What stands below it by a JSON pointer; null where nothing does.
  [[nodiscard]] const Datum* at(std::string_view pointer) const;
};

/// A known text.
Datum text_datum(std::string_view text);
/// An open text of one name, shown as `${name}`.
Datum open_datum(std::string_view name);
/// A call whose result is not known.
Datum call_datum(std::string_view function, Datum arguments);
/// A map.
Datum map_datum(std::vector<DatumMember> members);
/// A list.
Datum list_datum(std::vector<Datum> items);
/// Appends a scalar to a text.
void append_text(Datum& text, const Datum& scalar);
/// A value as it is written, with all its functions.
Datum raw_datum(const tmpl::Node& value);

/// A number that a scalar's text says; nothing for any other.
std::optional<double> number_of(std::string_view text);

/// How open texts are written.
enum class OpenTexts : std::uint8_t { shown, as_sub };

/// Writes a value as JSON.
void write_datum(const Datum& value, support::JsonWriter& writer, OpenTexts open_texts);
/// A value as JSON without spaces.
std::string compact_json(const Datum& value);
/// A value as JSON in one line, cut where it is long.
std::string short_json(const Datum& value);
/// A value as JSON, a member a line but for what fits into one.
std::string laid_out_json(const Datum& value, OpenTexts open_texts);

}  // namespace omnitrack::assertions
