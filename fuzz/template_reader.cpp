// Reads what a fuzzer makes up, as a template and as JSON, and walks through what comes of it:
// every value and key must lie in the text, and no text may be read for longer than it is long.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "template/document.hpp"

namespace {

using namespace omnitrack::tmpl;

void require(bool is_right) {
  if (!is_right) std::abort();
}

// Aliases let one node stand in several places; the reader promises an end of it.
constexpr std::size_t most_values = 3'000'000;
constexpr int most_levels = 400;

class Walk {
 public:
  explicit Walk(const Template& source) : source_(source) { visit(source.root(), 0); }

 private:
  void visit(const Node& node, int level) {
    require(level <= most_levels && ++values_ <= most_values);
    require(node.begin <= node.end && node.end <= source_.text().size());
    for (const char c : node.text()) checksum_ += static_cast<unsigned char>(c);
    for (const Node& item : node.items()) visit(item, level + 1);
    for (const Member& member : node.members()) {
      require(member.key_begin <= source_.text().size());
      for (const char c : member.key()) checksum_ += static_cast<unsigned char>(c);
      visit(member.value, level + 1);
    }
    if (node.is_call()) require(node.members().size() == 1);
  }

  const Template& source_;
  std::size_t values_ = 0;
  std::size_t checksum_ = 0;
};

void check(const Template& source, const std::vector<TextProblem>& problems) {
  for (const TextProblem& problem : problems) {
    require(problem.begin <= source.text().size() && !problem.message.empty());
    require(source.place(problem.begin).line >= 1);
  }
  const Walk walk(source);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const Document document("fuzz", text);
  check(document.source(), document.problems());
  Template json("fuzz", text);
  const std::vector<TextProblem> problems = parse_json(json);
  check(json, problems);
  return 0;
}
