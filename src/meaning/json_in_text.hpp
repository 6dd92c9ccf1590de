#pragma once

#include <memory>

#include "template/model.hpp"

namespace omnitrack::meaning {

/// The JSON object, or the list where that is asked for, in a text: in a literal one, or in one
/// that Fn::Sub or Fn::Join puts together of literals and references. What refers to something in
/// it is a call of Fn::Sub, so that it reads as the same object in a template would. Null where
/// there is none.
std::unique_ptr<const tmpl::Template> json_in_text(const tmpl::Node& text,
                                                   tmpl::Kind kind = tmpl::Kind::map);

}  // namespace omnitrack::meaning
