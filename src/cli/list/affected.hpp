#pragma once

#include <string>
#include <vector>

#include "cli/templates/side.hpp"

namespace omnitrack::cli {

/// A stack that must be deployed since its template differs, or an asset of it, or an output that
/// it reads.
struct AffectedStack {
  std::string name;
  std::string file;  ///< of its template
  std::string account = {};
  std::string region = {};
  bool is_new = false;
};

/// The stacks that differ from an older state.
struct Affected {
  /// Those of a wave wait for those of the waves before, and not for one another.
  std::vector<std::vector<AffectedStack>> waves = {};
  /// The stacks that the app has no more.
  std::vector<std::string> gone = {};
};

/// What an app has to deploy, compared with older templates. What differs without doing anything,
/// such as an order, does not count.
Affected affected_by(const Side& before, Synthesis synthesis, const std::string& label);

/// A line a stack: its wave from 1, and its name.
std::string affected_text(const Affected& affected);

/// JSON whose waves are matrices of GitHub's workflows: `{"waves": [{"include": [{"stack": …}]}]}`.
/// https://docs.github.com/actions/using-jobs/using-a-matrix-for-your-jobs
std::string affected_json(const Affected& affected);

}  // namespace omnitrack::cli
