#pragma once

#include <string_view>

namespace omnitrack::assertions {

/// Says where the names of snapshots begin, and whether these are written anew. Before, they begin
/// in the working folder, and the variable `OMNITRACK_UPDATE_SNAPSHOTS` of the environment has them
/// written anew where it is not empty.
void set_snapshots(std::string_view folder, bool are_updated);

/// The same of a program's arguments, out of which it takes its own: `--update-snapshots`, and
/// `--snapshots=FOLDER` in place of the folder that is given here.
void read_snapshot_options(int& argc, char** argv, std::string_view folder);

}  // namespace omnitrack::assertions
