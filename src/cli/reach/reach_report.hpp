#pragma once

#include <optional>
#include <string>

#include "cli/console.hpp"
#include "graph/network/network.hpp"
#include "graph/permissions/permissions.hpp"

namespace omnitrack::cli {

/// Whether one resource reaches another.
struct ReachReport {
  std::string from;
  std::string to;
  std::string port = {};    ///< as it was asked; empty for any
  std::string action = {};  ///< the same
  const graph::Stacks* stacks = nullptr;
  std::optional<graph::Answer> network = std::nullopt;         ///< nothing where none is opened
  std::optional<graph::Permission> permission = std::nullopt;  ///< nothing where none is asked
  bool network_decides = false;  ///< whether who gets there needs no permission
  graph::Verdict verdict = graph::Verdict::no;
};

/// What the network and the permissions say together.
graph::Verdict verdict_of(const ReachReport& report);

/// `templates/a.json:12:5` of a reason; empty where it stands in no template.
std::string place_of(const ReachReport& report, const graph::Reason& reason);

/// The answer for a person.
std::string reach_text(const ReachReport& report, const Console& console);

/// The same for a program.
std::string reach_json(const ReachReport& report);

}  // namespace omnitrack::cli
