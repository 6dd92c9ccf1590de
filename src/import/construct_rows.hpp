#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "import/constructs.hpp"

namespace omnitrack::importing {

/// How a prop of a construct takes a property of its resource.
enum class Take : std::uint8_t {
  value,         ///< as the typed resource does
  key,           ///< a key of KMS
  text,          ///< a text of some characters, or a reference
  fifo_name,     ///< the same, which ends in `.fifo` where the resource is FIFO
  integer,       ///< a whole number within bounds, or a reference
  choice,        ///< one of some whole numbers, or a reference
  flag,          ///< `true` or `false`
  switched_on,   ///< `true` alone: the construct writes nothing else
  dead_letters,  ///< the redrive policy of a queue, whose target a construct makes
  role,          ///< the one role, which a construct makes
  removal,       ///< both policies of the resource
  fixed,         ///< a text that the construct writes itself
  nothing,       ///< no property: it has the construct add nothing of its own
};

/// A prop of a construct, and what becomes of it.
struct PropRow {
  std::string_view prop;            ///< its name in C++
  Take take = Take::value;          ///< how it takes the property
  std::string_view property = {};   ///< the property's name
  std::int64_t least = 0;           ///< of a text its shortest length, of a number its least value
  std::int64_t most = 0;            ///< the same at the other end
  std::string_view allowed = {};    ///< of a text what it has beside letters and digits; choices
  std::string_view otherwise = {};  ///< its code where the property is left out; none by default
  std::string_view unless = {};     ///< the property beside which there is neither
};

/// A construct of one resource, with all that it can write: another property has the resource stay
/// a typed one.
struct ConstructRow {
  std::string_view type;           ///< the type of the resource
  MadeByConstruct made;            ///< the construct
  std::span<const PropRow> props;  ///< in the order of their declaration
  std::string_view required = {};  ///< the property without which the construct makes its own
};

/// All of them.
std::span<const ConstructRow> construct_rows();

}  // namespace omnitrack::importing
