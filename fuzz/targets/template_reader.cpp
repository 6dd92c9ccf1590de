// Reads what a fuzzer makes up, as a template and as JSON, and walks through what comes of it:
// every value and key must lie in the text, and no text may be read for longer than it is long.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/target.hpp"
#include "properties/require.hpp"
#include "template/document.hpp"

namespace omnitrack::fuzz {

namespace {

using tmpl::Document;
using tmpl::Member;
using tmpl::Node;
using tmpl::Template;
using tmpl::TextProblem;

// Aliases let one node stand in several places; the reader promises an end of it.
constexpr std::size_t most_values = 3'000'000;
constexpr int most_levels = 400;

class Walk {
 public:
  explicit Walk(const Template& source) : source_(source) { visit(source.root(), 0); }

 private:
  void visit(const Node& node, int level) {
    require(level <= most_levels && ++values_ <= most_values, "a template has an end");
    require(node.begin <= node.end && node.end <= source_.text().size(), "values lie in the text");
    for (const char c : node.text()) checksum_ += static_cast<unsigned char>(c);
    for (const Node& item : node.items()) visit(item, level + 1);
    for (const Member& member : node.members()) {
      require(member.key_begin <= source_.text().size(), "keys lie in the text");
      for (const char c : member.key()) checksum_ += static_cast<unsigned char>(c);
      visit(member.value, level + 1);
    }
    if (node.is_call()) require(node.members().size() == 1, "a call has one member");
  }

  const Template& source_;
  std::size_t values_ = 0;
  std::size_t checksum_ = 0;
};

void check(const Template& source, const std::vector<TextProblem>& problems) {
  for (const TextProblem& problem : problems) {
    require(problem.begin <= source.text().size() && !problem.message.empty(),
            "problems have a place and a message");
    require(source.place(problem.begin).line >= 1, "lines count from 1");
  }
  const Walk walk(source);
}

void read_template(std::string_view input) {
  const std::string text(input);
  const Document document("fuzz", text);
  check(document.source(), document.problems());
  Template json("fuzz", text);
  const std::vector<TextProblem> problems = tmpl::parse_json(json);
  check(json, problems);
}

const NamedTarget target("template_reader", read_template);

}  // namespace

}  // namespace omnitrack::fuzz
