#include <map>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../engine/engine_test.hpp"
#include "../lock_of.hpp"
#include "diff/changes/changes.hpp"
#include "template/document.hpp"

namespace omnitrack {
namespace {

/// Topics at random, whose names are made of what others give, in one stack.
class Topics {
 public:
  explicit Topics(unsigned seed) : random_(seed) {
    for (int i = 0; i < count; ++i) {
      Topic topic{.group = below(9), .is_conditional = below(8) == 0, .uses = {}};
      for (int use = i == 0 ? 0 : below(3); use > 0; --use) {
        topic.uses.push_back({.of = static_cast<std::size_t>(below(i)), .how = below(3)});
      }
      topics_.push_back(topic);
    }
  }

  std::size_t any() { return static_cast<std::size_t>(below(count)); }

  /// What a synth makes of it, with one topic of another kind: it is replaced.
  [[nodiscard]] SynthesizedStack synthesize(std::size_t other,
                                            const std::vector<LockedResource>& lock) const {
    App app;
    auto& stack = app.add(StackProps{.id = "Test"});
    auto& stage = stack.add(ParameterProps{.id = "Stage", .default_value = "test"});
    auto& is_live =
        stack.add(ConditionProps{.id = "IsLive", .expression = fn::equals(stage.value(), "live")});
    std::map<int, PlainGroup*> groups;
    std::vector<UntypedResource*> made;
    for (const Topic& each : topics_) {
      PlainGroup*& group = groups[each.group];
      if (group == nullptr) {
        group = &stack.add(PlainGroupProps{.id = "G" + std::to_string(each.group)});
      }
      auto& resource = group->add(
          UntypedResourceProps{.id = "T" + std::to_string(made.size()), .type = "AWS::SNS::Topic"});
      if (each.is_conditional) resource.set_condition(is_live);
      if (made.size() == other) resource.set("FifoTopic", true);
      Value<std::string> name = "t";
      for (const Use& use : each.uses) name = concat(name, value_of(*made[use.of], use.how));
      if (!each.uses.empty()) resource.set("TopicName", name);
      made.push_back(&resource);
    }
    SynthOptions options{.locked = lock, .origins = true, .validate = false};
    options.split = {.wanted = true, .places_new = true, .most_resources = 12};
    Synthesis synthesis = omnitrack::synthesize(app, options);
    if (!synthesis.ok()) throw std::runtime_error(to_text(synthesis.diagnostics.front()));
    return std::move(synthesis.stacks.front());
  }

 private:
  static constexpr int count = 60;

  struct Use {
    std::size_t of;
    int how;
  };
  struct Topic {
    int group;
    bool is_conditional;
    std::vector<Use> uses;
  };

  int below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(random_); }

  static Value<std::string> value_of(UntypedResource& topic, int how) {
    if (how == 0) return topic.ref();
    return how == 1 ? topic.attribute("TopicName") : concat("x/", topic.attribute("TopicArn"));
  }

  std::mt19937 random_;
  std::vector<Topic> topics_;
};

/// What becomes of each resource that changes.
using Actions = std::map<std::string, diff::Action>;

void add_actions(const diff::StackDiff& diff, Actions& actions) {
  for (const diff::ResourceChange& each : diff.resources) {
    if (each.type_name == "AWS::SNS::Topic") actions.emplace(each.logical_id, each.action);
  }
}

Actions whole_actions(const SynthesizedStack& before, const SynthesizedStack& after) {
  const tmpl::Document one("old", before.undivided());
  const tmpl::Document other("new", after.undivided());
  Actions actions;
  add_actions(diff::compare({.name = "Test", .before = &one.index(), .after = &other.index()}),
              actions);
  return actions;
}

Actions split_actions(const SynthesizedStack& before, const SynthesizedStack& after) {
  std::vector<std::unique_ptr<tmpl::Document>> documents;
  const auto index = [&](const std::string& text) {
    documents.push_back(std::make_unique<tmpl::Document>("test", text));
    return &documents.back()->index();
  };
  std::vector<diff::StackPair> pairs{
      {.name = "Test", .before = index(before.text), .after = index(after.text)}};
  for (std::size_t i = 0; i < before.parts.size(); ++i) {
    pairs.push_back({.name = "Test." + before.parts[i].name,
                     .before = index(before.parts[i].text),
                     .after = index(after.parts.at(i).text),
                     .part_of = "Test"});
  }
  Actions actions;
  for (const diff::StackDiff& each : diff::compare_all(pairs)) add_actions(each, actions);
  return actions;
}

class SplitConsequencesTest : public testing::TestWithParam<unsigned> {};

TEST_P(SplitConsequencesTest, AreThoseOfTheStackInOnePiece) {
  Topics topics(GetParam());
  constexpr std::size_t none = 1000;
  const SynthesizedStack before = topics.synthesize(none, {});
  ASSERT_GT(before.parts.size(), 2U);
  const std::vector<LockedResource> lock = lock_of(before);
  for (int i = 0; i < 10; ++i) {
    const std::size_t other = topics.any();
    const SynthesizedStack after = topics.synthesize(other, lock);
    ASSERT_EQ(after.parts.size(), before.parts.size());
    EXPECT_EQ(split_actions(before, after), whole_actions(before, after)) << 'T' << other;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, SplitConsequencesTest, testing::Range(0U, 20U));

}  // namespace
}  // namespace omnitrack
