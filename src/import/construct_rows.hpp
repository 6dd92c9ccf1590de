#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "import/construct_props.hpp"
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
  word,          ///< one of some texts, each by a name of its own
  document,      ///< a policy of statements
  pattern,       ///< which events a rule is for
  template_url,  ///< the place of a nested stack's template
  texts,         ///< a map of texts
  vpc,           ///< a VPC by its id
  judge,         ///< the rule of AWS's by which AWS Config judges
  dead_letters,  ///< the redrive policy of a queue, whose target a construct makes
  role,          ///< the one role, which a construct makes
  removal,       ///< both policies of the resource
  fixed,         ///< a text that the construct writes itself
  never,         ///< not at all: it is set on the resource
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
  bool (*fits)(std::string_view) = nullptr;  ///< of a text, in place of the bounds above
  std::span<const Words> words = {};  ///< the names of texts; an empty one is what holds anyway
  bool is_cleared = false;            ///< whether the construct writes it where nobody says it
};

/// A construct of one resource, with what its props can say.
struct ConstructRow {
  std::string_view type;           ///< the type of the resource
  MadeByConstruct made;            ///< the construct
  std::span<const PropRow> props;  ///< in the order of their declaration
  std::string_view required = {};  ///< the property without which the construct makes its own
  /// Whether what no prop says is set on the construct's resource; else the resource stays a typed
  /// one.
  bool sets_others = false;
  /// Whether the construct tags it with its path as `Name`, unless it says another one.
  bool tags_name = false;
};

/// All of them.
std::span<const ConstructRow> construct_rows();

}  // namespace omnitrack::importing
