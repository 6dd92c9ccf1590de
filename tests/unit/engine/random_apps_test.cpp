#include <algorithm>
#include <random>
#include <set>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine_test.hpp"

namespace omnitrack {
namespace {

using Parsed = nlohmann::ordered_json;

/// Builds an app of random stacks, groups, resources and references. Resources refer only to those
/// of a lower rank, so there is no circle, but the ranks are not in the order of the tree.
class RandomApp {
 public:
  explicit RandomApp(unsigned seed) : random_(seed) {
    const int stacks = below(3) + 1;
    // A stack refers to earlier ones alone, else stacks could be in a circle.
    for (int s = 0; s < stacks; ++s) {
      ranked_here_.clear();
      fill(app.add(StackProps{.id = "Stack" + std::to_string(s)}), 0);
      refer();
      earlier_.insert(earlier_.end(), ranked_here_.begin(), ranked_here_.end());
    }
  }

  App app;

 private:
  int below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(random_); }

  void fill(Construct& parent, int depth) {
    const int count = below(6) + 1;
    for (int i = 0; i < count; ++i) {
      if (depth < 3 && below(3) == 0) {
        fill(parent.add(PlainGroupProps{.id = "G" + std::to_string(i)}), depth + 1);
      } else {
        ranked_here_.push_back(&parent.add(UntypedResourceProps{
            .id = "R" + std::to_string(i), .type = "Custom::R", .properties = {{"T", text()}}}));
        if (below(4) == 0) ranked_here_.back()->add_tag("t", "x");
      }
    }
    if (ranked_here_.empty()) {
      ranked_here_.push_back(&parent.add(UntypedResourceProps{.id = "R", .type = "Custom::R"}));
    }
  }

  void refer() {
    std::shuffle(ranked_here_.begin(), ranked_here_.end(), random_);
    for (std::size_t rank = 1; rank < ranked_here_.size(); ++rank) {
      UntypedResource& from = *ranked_here_[rank];
      for (int i = below(4); i > 0; --i) {
        UntypedResource& to =
            *ranked_here_[static_cast<std::size_t>(below(static_cast<int>(rank)))];
        if (below(3) == 0) {
          from.depends_on(to);
        } else {
          from.set("P" + std::to_string(i), value(to, 0));
        }
      }
      if (!earlier_.empty() && below(3) == 0) {
        from.set(
            "Foreign",
            value(*earlier_[static_cast<std::size_t>(below(static_cast<int>(earlier_.size())))],
                  0));
      }
    }
  }

  Json value(UntypedResource& to, int depth) {
    switch (below(depth < 4 ? 8 : 4)) {
      case 0:
        return to.ref();
      case 1:
        return to.attribute("Arn");
      case 2:
        return concat(text(), to.ref(), text());
      case 3:
        return concat("a", to.attribute("A.B"), below(100));
      case 4:
        return Json::array({value(to, depth + 1), text(), value(to, depth + 1)});
      case 5:
        return Json::object({{text() + "1", value(to, depth + 1)}, {text() + "2", below(9) / 4.0}});
      case 6:
        return fn::join(text(), {to.ref(), text()});
      default:
        return fn::base64(concat(text(), concat(text(), to.ref())));
    }
  }

  std::string text() {
    constexpr std::string_view alphabet[] = {
        "a", "B", "7", " ", "\"", "\\", "\n", "${", "}", "\x01", "\xC3\xA9", "\xF0\x9F\x99\x82",
        "/", "~"};
    std::string made;
    for (int i = below(12); i > 0; --i) made += alphabet[below(std::size(alphabet))];
    return made;
  }

  std::mt19937 random_;
  std::vector<UntypedResource*> ranked_here_;
  std::vector<UntypedResource*> earlier_;
};

// The logical ids that a value refers to in its own template.
void find_references(const Parsed& value, std::set<std::string>& found) {
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) {
      if (key == "Ref" && member.is_string()) found.insert(member.get<std::string>());
      if (key == "Fn::GetAtt") found.insert(member.at(0).get<std::string>());
      if (key == "Fn::Sub") {
        const std::string text = member.get<std::string>();
        for (std::size_t at = text.find("${"); at != std::string::npos;
             at = text.find("${", at + 2)) {
          if (text[at + 2] == '!') continue;
          const std::size_t end = text.find_first_of(".}", at);
          found.insert(text.substr(at + 2, end - at - 2));
        }
      }
      find_references(member, found);
    }
  } else if (value.is_array()) {
    for (const Parsed& item : value) find_references(item, found);
  }
}

void find_imports(const Parsed& value, std::set<std::string>& found) {
  if (value.is_object() && value.contains("Fn::ImportValue")) {
    found.insert(value.at("Fn::ImportValue").get<std::string>());
  }
  if (value.is_structured()) {
    for (const Parsed& member : value) find_imports(member, found);
  }
}

void expect_dependencies_first(const Parsed& parsed) {
  std::set<std::string> all;
  for (const auto& [id, resource] : parsed.at("Resources").items()) all.insert(id);
  std::set<std::string> written;
  for (const auto& [id, resource] : parsed.at("Resources").items()) {
    std::set<std::string> needs;
    find_references(resource, needs);
    const Parsed waits = resource.value("DependsOn", Parsed::array());
    for (const Parsed& name : waits.is_array() ? waits : Parsed::array({waits})) {
      EXPECT_FALSE(needs.contains(name)) << "DependsOn repeats a reference: " << name;
      needs.insert(name);
    }
    for (const std::string& need : needs) {
      EXPECT_TRUE(all.contains(need)) << need;
      EXPECT_TRUE(written.contains(need)) << id << " stands before " << need;
    }
    written.insert(id);
  }
}

// Fails on a key that stands twice in one object.
Parsed parse_strictly(const std::string& text) {
  std::vector<std::set<std::string>> keys;
  bool has_doubles = false;
  const auto watch = [&](int /*depth*/, Parsed::parse_event_t event, Parsed& value) {
    if (event == Parsed::parse_event_t::object_start) keys.emplace_back();
    if (event == Parsed::parse_event_t::object_end) keys.pop_back();
    if (event == Parsed::parse_event_t::key) {
      has_doubles = !keys.back().insert(value.get<std::string>()).second || has_doubles;
    }
    return true;
  };
  Parsed parsed = Parsed::parse(text, watch);
  EXPECT_FALSE(has_doubles);
  return parsed;
}

class RandomAppTest : public testing::TestWithParam<unsigned> {};

TEST_P(RandomAppTest, gives_a_valid_ordered_template_of_the_same_bytes_twice) {
  RandomApp made(GetParam());
  const Synthesis synthesis = synthesize(made.app, unvalidated);
  for (const Diagnostic& each : synthesis.diagnostics) ADD_FAILURE() << to_text(each);
  ASSERT_TRUE(synthesis.ok());

  std::set<std::string> exports;
  for (const SynthesizedStack& stack : synthesis.stacks) {
    const Parsed parsed = parse_strictly(stack.text);
    EXPECT_EQ(parsed.at("Resources").size(), stack.resources);
    expect_dependencies_first(parsed);
    std::set<std::string> imports;
    find_imports(parsed, imports);
    for (const std::string& name : imports) EXPECT_TRUE(exports.contains(name)) << name;
    for (const Parsed& output : parsed.value("Outputs", Parsed::object())) {
      EXPECT_TRUE(exports.insert(output.at("Export").at("Name").get<std::string>()).second);
    }
  }

  RandomApp again(GetParam());
  RandomApp compact(GetParam());
  const Synthesis second = synthesize(again.app, unvalidated);
  const Synthesis small = synthesize(compact.app, {.compact = true, .validate = false});
  ASSERT_EQ(second.stacks.size(), synthesis.stacks.size());
  for (std::size_t i = 0; i < second.stacks.size(); ++i) {
    EXPECT_EQ(second.stacks[i].text, synthesis.stacks[i].text);
    EXPECT_EQ(Parsed::parse(small.stacks[i].text), Parsed::parse(second.stacks[i].text));
    EXPECT_EQ(small.stacks[i].text.find('\n'), small.stacks[i].text.size() - 1);
  }
}

INSTANTIATE_TEST_SUITE_P(many_seeds, RandomAppTest, testing::Range(0U, 300U));

}  // namespace
}  // namespace omnitrack
