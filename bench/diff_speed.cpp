// diff_speed OLD NEW
// Compares two templates in process and prints a JSON object with the median and the best of many
// times: from the texts in memory to all that is said of them.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "diff/verdicts.hpp"
#include "template/document.hpp"

namespace {

using namespace omnitrack;
using Clock = std::chrono::steady_clock;

std::string read_text(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Times {
  std::vector<double> read;
  std::vector<double> compare;
  std::vector<double> judge;
  std::vector<double> all;
};

double microseconds(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration<double, std::micro>(to - from).count();
}

std::size_t measure(const char* old_path, const std::string& old_text, const char* new_path,
                    const std::string& new_text, Times& times) {
  const auto begin = Clock::now();
  const tmpl::Document before(old_path, old_text);
  const tmpl::Document after(new_path, new_text);
  const auto read = Clock::now();
  const diff::StackDiff diff = diff::compare({"Stack", &before.index(), &after.index()});
  const auto compared = Clock::now();
  const std::span all(&diff, 1);
  const std::size_t said = diff::find_losses(all).size() + diff::find_refusals(all).size() +
                           diff::find_security_changes(all).size();
  const auto judged = Clock::now();
  times.read.push_back(microseconds(begin, read));
  times.compare.push_back(microseconds(read, compared));
  times.judge.push_back(microseconds(compared, judged));
  times.all.push_back(microseconds(begin, judged));
  return diff.resources.size() + said;
}

nlohmann::ordered_json figures(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return {{"median_us", values[values.size() / 2]}, {"best_us", values.front()}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: diff_speed OLD NEW\n", stderr);
    return 64;
  }
  constexpr int rounds = 200;
  const std::string old_text = read_text(argv[1]);
  const std::string new_text = read_text(argv[2]);
  Times times;
  std::size_t rows = 0;
  for (int i = 0; i < rounds; ++i) rows = measure(argv[1], old_text, argv[2], new_text, times);
  const nlohmann::ordered_json result{{"rows", rows},
                                      {"read", figures(times.read)},
                                      {"compare", figures(times.compare)},
                                      {"verdicts", figures(times.judge)},
                                      {"all", figures(times.all)}};
  std::puts(result.dump(1).c_str());
}
