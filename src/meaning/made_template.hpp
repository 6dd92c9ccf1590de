#pragma once

#include <memory>
#include <utility>

#include "template/index.hpp"

namespace omnitrack::meaning {

/// A template that was made of another one, with its index.
struct MadeTemplate {
  explicit MadeTemplate(std::unique_ptr<tmpl::Template> made)
      : source(std::move(made)), index(*source) {}

  std::unique_ptr<tmpl::Template> source;
  tmpl::Index index;
};

}  // namespace omnitrack::meaning
