// template_read FILE...
// Reads templates with our reader and, where they are JSON, with nlohmann's, and prints a JSON list
// with the best of many times of each, from the text in memory to the whole document.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>

#include <nlohmann/json.hpp>

#include "template/parse.hpp"

namespace {

using namespace omnitrack;

template <class Read>
double best_microseconds(const Read& read) {
  constexpr int rounds = 200;
  double best = std::numeric_limits<double>::max();
  for (int i = 0; i < rounds; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    read();
    const std::chrono::duration<double, std::micro> time = std::chrono::steady_clock::now() - begin;
    best = std::min(best, time.count());
  }
  return best;
}

nlohmann::ordered_json measured(const char* path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  tmpl::Template source(path, text);
  if (!tmpl::parse(source).empty()) return {{"file", path}, {"error", "cannot be read"}};
  const double ours = best_microseconds([&] {
    tmpl::Template again(path, text);
    tmpl::parse(again);
  });
  nlohmann::ordered_json row{{"file", path},
                             {"bytes", text.size()},
                             {"ours_us", ours},
                             {"ours_mb_per_s", static_cast<double>(text.size()) / ours}};
  if (source.format() == tmpl::Format::json) {
    row["nlohmann_us"] =
        best_microseconds([&] { return nlohmann::ordered_json::parse(text).size(); });
  }
  return row;
}

}  // namespace

int main(int argc, char** argv) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (int i = 1; i < argc; ++i) rows.push_back(measured(argv[i]));
  std::puts(rows.dump(1).c_str());
}
