// Runs targets over files without a fuzzer: `fuzz_replay CORPUS` for each folder CORPUS/TARGET, or
// `fuzz_replay TARGET FILE…`; with `--changes N` each file N times more, changed in small ways that
// are the same in every run. It names what it runs before it does, and keeps what it made up in a
// file, so that a crash tells of which.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "engine/libfuzzer.hpp"
#include "engine/target.hpp"

namespace {

namespace fs = std::filesystem;
using omnitrack::fuzz::all_targets;
using omnitrack::fuzz::NamedTarget;

std::string read_input(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

// One after the other on the way from an input, so that they grow together.
void run_changed(const NamedTarget& target, std::string input, unsigned int changes) {
  constexpr std::size_t longest = 1 << 14;
  for (unsigned int seed = 1; seed <= changes; ++seed) {
    std::string next = input;
    next.resize(std::max(longest, input.size()));
    auto* data = reinterpret_cast<std::uint8_t*>(next.data());
    next.resize(LLVMFuzzerCustomMutator(data, input.size(), next.size(), seed));
    std::ofstream("fuzz_replay.input", std::ios::binary) << next;
    target.run(next);
    constexpr unsigned int most_on_the_way = 8;
    if (seed % most_on_the_way != 0) input = std::move(next);
  }
}

void replay(const NamedTarget& target, const fs::path& path, unsigned int changes) {
  std::cout << target.name() << ' ' << path.filename().string() << std::endl;
  const std::string input = read_input(path);
  target.run(input);
  run_changed(target, input, changes);
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& each : fs::directory_iterator(folder)) {
    files.push_back(each.path());
  }
  std::ranges::sort(files);
  return files;
}

// A target without inputs would seem to be tested.
bool replay_corpus(const fs::path& corpus, unsigned int changes) {
  bool has_all = true;
  for (const NamedTarget* target : all_targets()) {
    const fs::path folder = corpus / target->name();
    const std::vector<fs::path> files =
        fs::is_directory(folder) ? files_in(folder) : std::vector<fs::path>{};
    for (const fs::path& each : files) replay(*target, each, changes);
    if (!files.empty()) continue;
    std::cerr << "there are no inputs in " << folder.string() << '\n';
    has_all = false;
  }
  return has_all;
}

bool replay_files(std::string_view name, std::span<const std::string> files, unsigned int changes) {
  const auto targets = all_targets();
  const auto target = std::ranges::find(targets, name, &NamedTarget::name);
  if (target == targets.end()) {
    std::cerr << "there is no target '" << name << "'\n";
    return false;
  }
  for (const std::string& each : files) replay(**target, each, changes);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  unsigned int changes = 0;
  if (arguments.size() > 2 && arguments.front() == "--changes") {
    changes = static_cast<unsigned int>(std::stoul(arguments[1]));
    arguments.erase(arguments.begin(), arguments.begin() + 2);
  }
  if (arguments.empty()) {
    std::cerr << "usage: fuzz_replay [--changes N] CORPUS | [--changes N] TARGET FILE...\n";
    return 64;
  }
  const std::string& first = arguments.front();
  const bool is_fine = arguments.size() == 1
                           ? replay_corpus(first, changes)
                           : replay_files(first, std::span(arguments).subspan(1), changes);
  return is_fine ? 0 : 1;
}
