#pragma once

#include <omnitrack/items.hpp>
#include <omnitrack/known_number.hpp>
#include <omnitrack/required.hpp>
#include <omnitrack/value.hpp>

namespace omnitrack {

/// The type of a column.
/// https://docs.aws.amazon.com/athena/latest/ug/data-types.html
class ColumnType {
 public:
  /// A type as Hive writes it, e.g. `map<string,bigint>`.
  template <class S>
    requires(detail::TextLike<S>)
  ColumnType(const S& text) : text_(text) {}

  /// True or false.
  static ColumnType boolean() { return "boolean"; }
  /// A whole number of 8 bits.
  static ColumnType tinyint() { return "tinyint"; }
  /// A whole number of 16 bits.
  static ColumnType smallint() { return "smallint"; }
  /// A whole number of 32 bits.
  static ColumnType integer() { return "int"; }
  /// A whole number of 64 bits.
  static ColumnType bigint() { return "bigint"; }
  /// A number of 32 bits.
  static ColumnType float_number() { return "float"; }
  /// A number of 64 bits.
  static ColumnType double_number() { return "double"; }
  /// A number with up to 38 digits, some of them behind the point.
  static ColumnType decimal(KnownNumber digits, KnownNumber behind_point = 0);
  /// A text.
  static ColumnType string() { return "string"; }
  /// A text of exactly so many characters.
  static ColumnType fixed_text(KnownNumber length);
  /// A text of so many characters at most.
  static ColumnType limited_text(KnownNumber length);
  /// Bytes.
  static ColumnType binary() { return "binary"; }
  /// A day.
  static ColumnType date() { return "date"; }
  /// A day and a time.
  static ColumnType timestamp() { return "timestamp"; }
  /// Several values of one type.
  static ColumnType array(const ColumnType& of);
  /// Keys with values.
  static ColumnType map(const ColumnType& keys, const ColumnType& values);
  /// Fields with names.
  static ColumnType structure(const Items<struct GlueColumn>& fields);

  /// The type as Hive writes it.
  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  Text text_;
};

/// A column of a table, or a field of a structure.
struct GlueColumn {
  /// The name, in lower case.
  Required<Text, struct required_name> name;
  /// The type.
  ColumnType type = ColumnType::string();
  /// What it is, 255 characters at most.
  Text comment = {};
};

}  // namespace omnitrack
