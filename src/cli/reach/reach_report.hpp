#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/reach/parameters.hpp"
#include "cli/templates/side.hpp"
#include "graph/reach.hpp"

namespace omnitrack::cli {

/// Whether one resource reaches another.
struct ReachReport {
  std::string from;
  std::string to;
  std::string port = {};    ///< as it was asked; empty for any
  std::string action = {};  ///< the same
  const graph::Stacks* stacks = nullptr;
  const std::vector<Side>* sides = nullptr;  ///< the templates, with the constructs of an app
  graph::Reach reach = {};
  std::optional<WithDefaults> with_defaults = std::nullopt;  ///< of a perhaps
};

/// `templates/a.json:12:5` of a reason, or `main.cpp:12` where the app's own code made its
/// resource; empty where it stands in no template.
std::string place_of(const ReachReport& report, const graph::Reason& reason);

/// The answer for a person.
std::string reach_text(const ReachReport& report, const Console& console);

/// The same for a program.
std::string reach_json(const ReachReport& report);

}  // namespace omnitrack::cli
