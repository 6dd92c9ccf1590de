#pragma once

#include <cstdint>
#include <memory>

#include "template/model.hpp"

namespace omnitrack::meaning {

/// Which text is read: one of literals and of references within JSON's texts, or any, in which
/// whatever else is filled in is a Ref of something, and a key that is filled in begins with
/// `Fn::`.
enum class FilledIn : std::uint8_t { in_texts, anywhere };

/// The JSON object, or the list where that is asked for, in a text: in a literal one, or in one
/// that Fn::Sub or Fn::Join puts together of literals and references. What refers to something in
/// it is a call of Fn::Sub, so that it reads as the same object in a template would. Null where
/// there is none.
std::unique_ptr<const tmpl::Template> json_in_text(const tmpl::Node& text,
                                                   tmpl::Kind kind = tmpl::Kind::map,
                                                   FilledIn filled_in = FilledIn::in_texts);

}  // namespace omnitrack::meaning
