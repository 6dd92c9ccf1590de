#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "../lock_of.hpp"
#include "engine_test.hpp"

namespace omnitrack {
namespace {

using Parsed = nlohmann::ordered_json;

constexpr std::size_t most_resources = 20;

/// A resource of an app that grows.
struct Thing {
  std::string group;
  std::string id;
  double rank;  ///< it names only things of a lower one
  bool is_conditional;
  struct Use {
    std::string of;  ///< the id of another thing
    int how;
  };
  std::vector<Use> uses;
};

/// An app that grows, shrinks, is reordered and comes to name more, at random.
class GrowingApp {
 public:
  explicit GrowingApp(unsigned seed) : random_(seed) {
    for (int i = 0; i < 50; ++i) add_thing();
  }

  void change() {
    for (int i = below(12); i > 0; --i) add_thing();
    for (int i = below(4); i > 0; --i) remove_thing();
    for (int i = below(3); i > 0; --i) add_use(things_[static_cast<std::size_t>(pick())]);
    if (below(2) == 0) std::ranges::shuffle(things_, random_);
  }

  /// What a synth makes of it.
  [[nodiscard]] Synthesis synthesize(const SynthOptions& options) const {
    App app;
    auto& stack = app.add(StackProps{.id = "Test"});
    auto& stage = stack.add(ParameterProps{.id = "Stage", .default_value = "test"});
    auto& is_live =
        stack.add(ConditionProps{.id = "IsLive", .expression = fn::equals(stage.value(), "live")});
    std::map<std::string, PlainGroup*> groups;
    std::map<std::string, UntypedResource*> made;
    for (const Thing& each : things_) {
      PlainGroup*& group = groups[each.group];
      if (group == nullptr) group = &stack.add(PlainGroupProps{.id = each.group});
      made[each.id] = &group->add(UntypedResourceProps{.id = each.id, .type = "Custom::Thing"});
      if (each.is_conditional) made[each.id]->set_condition(is_live);
      if (each.id.ends_with('7')) made[each.id]->set("Stage", stage.value());
      if (each.id.ends_with('5')) made[each.id]->set("Stack", stack.stack_name());
    }
    for (const Thing& each : things_) {
      int number = 0;
      for (const Thing::Use& use : each.uses) {
        if (made.contains(use.of)) {
          name(*made[each.id], *made[use.of], use.how, std::to_string(number++));
        }
      }
    }
    for (const Thing& each : things_) {
      if (each.is_conditional || !each.id.ends_with('3')) continue;
      stack.add(OutputProps{.id = "Out" + each.id, .value = made[each.id]->attribute("Arn")});
    }
    return omnitrack::synthesize(app, options);
  }

 private:
  int below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(random_); }
  int pick() { return below(static_cast<int>(things_.size())); }

  void add_thing() {
    things_.push_back({.group = "G" + std::to_string(below(12)),
                       .id = "T" + std::to_string(count_++),
                       .rank = std::uniform_real_distribution<double>(0, 1)(random_),
                       .is_conditional = below(8) == 0,
                       .uses = {}});
    for (int i = below(3); i > 0; --i) add_use(things_.back());
  }

  void add_use(Thing& user) {
    const Thing& target = things_[static_cast<std::size_t>(pick())];
    if (target.rank < user.rank) user.uses.push_back({target.id, below(4)});
  }

  void remove_thing() { things_.erase(things_.begin() + pick()); }

  static void name(UntypedResource& user, UntypedResource& target, int how,
                   const std::string& number) {
    switch (how) {
      case 0:
        user.set("P" + number, target.ref());
        break;
      case 1:
        user.set("P" + number, target.attribute("Arn"));
        break;
      case 2:
        user.set("P" + number, concat("a/", target.ref(), "/", target.attribute("Arn")));
        break;
      default:
        user.depends_on(target);
    }
  }

  std::mt19937 random_;
  std::vector<Thing> things_;
  int count_ = 0;
};

/// The templates of a stack, read.
class Templates {
 public:
  explicit Templates(const SynthesizedStack& stack)
      : whole_(Parsed::parse(stack.undivided())), own_(Parsed::parse(stack.text)) {
    for (const SynthesizedPart& each : stack.parts) {
      parts_.emplace(each.name, Parsed::parse(each.text));
    }
  }

  /// What is wrong with what the templates say of each resource beside the whole one.
  [[nodiscard]] std::string difference() const {
    for (const auto& [id, body] : whole_["Resources"].items()) {
      const std::string home = home_of(id);
      const Parsed& there = (home.empty() ? own_ : parts_.at(home))["Resources"][id];
      const Parsed expected = meaning(body.value("Properties", Parsed()), "");
      const Parsed found = meaning(there.value("Properties", Parsed()), home);
      if (expected != found) return id + ": " + found.dump() + ", not " + expected.dump();
    }
    if (whole_.contains("Outputs")) {
      for (const auto& [id, body] : whole_["Outputs"].items()) {
        if (meaning(body, "") != meaning(own_["Outputs"][id], "")) return "the output " + id;
      }
    }
    return {};
  }

  /// What is too much of something; empty where nothing is.
  [[nodiscard]] std::string excess() const {
    if (own_["Resources"].size() > most_resources) return "the stack's own template";
    for (const auto& [name, part] : parts_) {
      if (part["Resources"].size() > most_resources + 1) return name;
    }
    return {};
  }

  /// Whether resources and nested stacks wait for one another in a circle.
  [[nodiscard]] bool has_circle() const {
    std::set<std::string> done;
    std::set<std::string> open;
    const std::function<bool(const std::string&)> closes = [&](const std::string& id) {
      if (done.contains(id)) return false;
      if (!open.insert(id).second) return true;
      for (const std::string& each : named(own_["Resources"][id])) {
        if (own_["Resources"].contains(each) && closes(each)) return true;
      }
      open.erase(id);
      done.insert(id);
      return false;
    };
    return std::ranges::any_of(own_["Resources"].items(),
                               [&](const auto& each) { return closes(each.key()); });
  }

  /// The pairs of resources of which the first waits for the second, in the whole template, that
  /// the templates do not make wait.
  [[nodiscard]] std::string lost_wait() const {
    for (const auto& [id, body] : whole_["Resources"].items()) {
      for (const Parsed& each : listed(body.value("DependsOn", Parsed::array()))) {
        const std::string target = each.get<std::string>();
        const std::string user_home = home_of(id);
        const std::string target_home = home_of(target);
        const Parsed& user = user_home == target_home && !user_home.empty()
                                 ? parts_.at(user_home)["Resources"][id]
                                 : own_["Resources"][user_home.empty() ? id : user_home];
        const bool is_inside = user_home == target_home;
        const std::string waited = is_inside || target_home.empty() ? target : target_home;
        if (!named(user).contains(waited)) return id + " for " + target;
      }
    }
    return {};
  }

 private:
  [[nodiscard]] std::string home_of(const std::string& id) const {
    for (const auto& [name, part] : parts_) {
      if (part["Resources"].contains(id)) return name;
    }
    return {};
  }

  static Parsed listed(const Parsed& value) {
    return value.is_array() ? value : Parsed::array({value});
  }

  // All names that a value takes, those of DependsOn among them.
  static std::set<std::string> named(const Parsed& value) {
    std::set<std::string> names;
    if (value.is_object()) {
      for (const auto& [key, inner] : value.items()) {
        if (key == "Ref" || (key == "DependsOn" && inner.is_string())) names.insert(inner);
        if (key == "Fn::GetAtt") names.insert(inner[0]);
        if (key == "DependsOn" && inner.is_array()) names.insert(inner.begin(), inner.end());
        if (key == "Fn::Sub" && inner.is_string()) {
          for (const Parsed& each : pieces(inner)) {
            if (each.is_object()) names.merge(named(each));
          }
        }
        names.merge(named(inner));
      }
    } else if (value.is_array()) {
      for (const Parsed& each : value) names.merge(named(each));
    }
    return names;
  }

  // A text for Fn::Sub as its texts and calls.
  static Parsed pieces(const std::string& text) {
    Parsed list = Parsed::array();
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t begin = std::min(text.find("${", at), text.size());
      list.push_back(text.substr(at, begin - at));
      if (begin == text.size()) break;
      const std::size_t end = text.find('}', begin);
      const std::string name = text.substr(begin + 2, end - begin - 2);
      const std::size_t dot = name.find('.');
      if (dot == std::string::npos) {
        list.push_back({{"Ref", name}});
      } else {
        list.push_back({{"Fn::GetAtt", {name.substr(0, dot), name.substr(dot + 1)}}});
      }
      at = end + 1;
    }
    return list;
  }

  // A value with what it reads by parameters and outputs in place of these.
  [[nodiscard]] Parsed meaning(const Parsed& value, const std::string& home) const {
    if (value.is_array()) {
      Parsed list = Parsed::array();
      for (const Parsed& each : value) list.push_back(meaning(each, home));
      return list;
    }
    if (!value.is_object()) return value;
    if (value.size() == 1 && value.contains("Fn::Sub"))
      return meaning(pieces(value["Fn::Sub"]), home);
    if (value.size() == 1 && value.contains("Ref") && !home.empty()) {
      const std::string name = value["Ref"];
      const Parsed given = own_["Resources"][home]["Properties"].value("Parameters", Parsed());
      if (given.contains(name)) return meaning(given[name], "");
    }
    if (value.size() == 1 && value.contains("Fn::GetAtt") && home.empty()) {
      const std::string part = value["Fn::GetAtt"][0];
      if (parts_.contains(part)) {
        const std::string output = std::string(value["Fn::GetAtt"][1]).substr(8);
        return meaning(parts_.at(part)["Outputs"][output]["Value"], part);
      }
    }
    // A value of something that may not be made is passed as an empty text then.
    if (value.size() == 1 && value.contains("Fn::If") && value["Fn::If"][2] == "") {
      return meaning(value["Fn::If"][1], home);
    }
    Parsed object;
    for (const auto& [key, inner] : value.items()) object[key] = meaning(inner, home);
    return object;
  }

  Parsed whole_;
  Parsed own_;
  std::map<std::string, Parsed> parts_;
};

SynthOptions options_for(const std::vector<LockedResource>& lock) {
  SynthOptions options{.locked = lock, .origins = true, .validate = false};
  options.split = {.wanted = true, .places_new = true, .most_resources = most_resources};
  return options;
}

bool is_of_placement(const Diagnostic& diagnostic) {
  return diagnostic.code == "OT1029" || diagnostic.code == "OT1030";
}

class SplitGrowthTest : public testing::TestWithParam<unsigned> {};

TEST_P(SplitGrowthTest, no_resource_moves_and_all_templates_mean_the_same) {
  GrowingApp app(GetParam());
  std::vector<LockedResource> lock;
  int done = 0;
  for (int step = 0; step < 12; ++step) {
    GrowingApp next = app;
    if (step != 0) next.change();
    const Synthesis synthesis = next.synthesize(options_for(lock));
    if (!synthesis.ok()) {
      // A change that has no place is told, and taken back.
      ASSERT_FALSE(synthesis.diagnostics.empty());
      for (const Diagnostic& each : synthesis.diagnostics) {
        ASSERT_TRUE(is_of_placement(each)) << to_text(each);
      }
      app.change();
      continue;
    }
    app = next;
    ++done;
    const SynthesizedStack& stack = synthesis.stacks.front();
    ASSERT_FALSE(stack.parts.empty());
    const Templates templates(stack);
    EXPECT_EQ(templates.difference(), "");
    EXPECT_EQ(templates.excess(), "");
    EXPECT_EQ(templates.lost_wait(), "");
    EXPECT_FALSE(templates.has_circle());
    for (const ElementOrigin& each : stack.origins) {
      if (!each.locked) continue;
      EXPECT_EQ(each.nested, lock[*each.locked].nested) << each.path;
    }
    lock = lock_of(stack);
    const Synthesis again = next.synthesize(options_for(lock));
    ASSERT_TRUE(again.ok()) << to_text(again.diagnostics.front());
    EXPECT_EQ(again.stacks.front().text, stack.text);
  }
  EXPECT_GT(done, 0);
}

INSTANTIATE_TEST_SUITE_P(Seeds, SplitGrowthTest, testing::Range(0U, 40U));

}  // namespace
}  // namespace omnitrack
