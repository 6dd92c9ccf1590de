// Writes the templates of random apps: `random_apps FIRST COUNT FOLDER` writes those of the seeds
// from FIRST on to FOLDER/SEED, and with one more bucket to FOLDER/SEED-more. Ends with 1 where a
// synth has an error.

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "random_app.hpp"
#include <omnitrack/synth.hpp>

namespace {

using namespace random_apps;

bool write(unsigned seed, Extra extra, const std::filesystem::path& folder) {
  App app;
  const RandomApp made(app, seed, extra);
  const Synthesis synthesis = synthesize(app);
  bool is_fine = synthesis.ok();
  for (const Diagnostic& each : synthesis.diagnostics) {
    std::fprintf(stderr, "seed %u: %s\n", seed, to_text(each).c_str());
    is_fine = is_fine && each.severity != Severity::error;
  }
  std::filesystem::create_directories(folder);
  for (const SynthesizedStack& each : synthesis.stacks) {
    std::ofstream(folder / (each.name + ".json"), std::ios::binary) << each.text;
  }
  return is_fine;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 64;
  const auto first = static_cast<unsigned>(std::atoi(argv[1]));
  const auto count = static_cast<unsigned>(std::atoi(argv[2]));
  const std::filesystem::path folder = argv[3];
  bool is_fine = true;
  for (unsigned seed = first; seed < first + count; ++seed) {
    const std::string name = std::to_string(seed);
    is_fine = write(seed, {}, folder / name) && is_fine;
    is_fine = write(seed, {.unrelated = true}, folder / (name + "-more")) && is_fine;
  }
  return is_fine ? 0 : 1;
}
