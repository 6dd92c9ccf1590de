#include <filesystem>
#include <fstream>
#include <sstream>

#include "validate/validate_test.hpp"

// Each rule of src/schema/rules is tried on its own examples: a wrong one is found by this rule, a
// right one by no rule of its file. What an example needs of other services may be left out.

namespace omnitrack::validate {
namespace {

struct Example {
  std::string rule;  ///< `s3/days-of-a-transition`
  std::string text;  ///< a template
  bool is_right = false;
};

std::string read_file(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

void add_examples(std::string_view type, const std::string& rule, const tmpl::Template& source,
                  const tmpl::Node& examples, bool is_right, std::vector<Example>& all) {
  const auto text_of = [&source](const tmpl::Node& node) {
    return std::string(source.text().substr(node.begin, node.end - node.begin));
  };
  const auto add = [&](const tmpl::Node& example) {
    const bool is_template = example.find("Resources") != nullptr;
    all.push_back({rule,
                   is_template ? text_of(example)
                               : R"({"Resources": {"R": {"Type": ")" + std::string(type) +
                                     R"(", "Properties": )" + text_of(example) + "}}}",
                   is_right});
  };
  if (examples.is(tmpl::Kind::map)) add(examples);
  for (const tmpl::Node& example : examples.items()) add(example);
}

std::vector<Example> examples_in(const std::filesystem::path& file) {
  std::vector<Example> all;
  tmpl::Template source(file.filename(), read_file(file));
  EXPECT_TRUE(tmpl::parse_json(source).empty()) << file;
  for (const tmpl::Member& types : source.root().members()) {
    const std::string_view type = types.key().substr(0, types.key().find(" | "));
    for (const tmpl::Member& rule : types.value.members()) {
      const std::string name = file.stem().string() + '/' + std::string(rule.key());
      const tmpl::Node* right = rule.value.find("right");
      const tmpl::Node* wrong = rule.value.find("wrong");
      if (right != nullptr) add_examples(type, name, source, *right, true, all);
      if (wrong != nullptr) add_examples(type, name, source, *wrong, false, all);
    }
  }
  return all;
}

// What the rules of an example's file find in it: their names, each followed by what it says.
std::string judged(const Example& example) {
  const tmpl::Document document("example.json", example.text);
  EXPECT_TRUE(document.problems().empty()) << example.rule << ' ' << example.text;
  Findings findings;
  Reporter report(document.source(), findings);
  check_service_rules({document.index(), report});
  std::string found;
  const std::string file = example.rule.substr(0, example.rule.find('/') + 1);
  for (const Finding& each : findings) {
    if (!each.rule.starts_with(file)) continue;
    found.append(each.rule).append(": ").append(each.path).append(": ").append(each.message);
    found += '\n';
  }
  return found;
}

class ServiceRules : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(ServiceRules, FindTheirWrongExamplesAndLetTheRightOnesPass) {
  const std::vector<Example> examples = examples_in(GetParam());
  EXPECT_FALSE(examples.empty());
  for (const Example& example : examples) {
    const std::string found = judged(example);
    if (example.is_right) {
      EXPECT_EQ(found, "") << example.rule << "\n  right: " << example.text;
    } else {
      EXPECT_NE(found.find(example.rule + ": "), std::string::npos)
          << example.rule << "\n  wrong: " << example.text << "\n  found: " << found;
    }
  }
}

std::vector<std::filesystem::path> rule_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& each : std::filesystem::directory_iterator(OMNITRACK_SCHEMA "/rules")) {
    files.push_back(each.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

INSTANTIATE_TEST_SUITE_P(OfEachService, ServiceRules, testing::ValuesIn(rule_files()),
                         [](const auto& file) { return file.param.stem().string(); });

}  // namespace
}  // namespace omnitrack::validate
