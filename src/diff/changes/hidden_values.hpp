#pragma once

#include <memory>
#include <vector>

#include "template/model.hpp"

namespace omnitrack::diff {

struct EntryChange;

/// A parameter whose default is not to be shown, with another text in its place.
struct HiddenParameter {
  std::vector<tmpl::Member> members;
  tmpl::Node parameter;
};

/// Hides the defaults of a parameter with `NoEcho`; `kept` owns what it then points to.
void hide_defaults(EntryChange& parameter,
                   std::vector<std::shared_ptr<const HiddenParameter>>& kept);

}  // namespace omnitrack::diff
