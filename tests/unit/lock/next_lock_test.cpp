#include "lock/next_lock.hpp"

#include <gmock/gmock.h>

#include "lock/stack_refactor.hpp"
#include "lock_test.hpp"

namespace omnitrack::lock {
namespace {

const Made::Build two_buckets = [](App&, Stack& stack) {
  add_bucket(stack, "A", {{"BucketName", "a"}});
  add_bucket(stack, "B", {{"BucketName", "b"}});
};

// The entries as `stack/id@path `.
std::string told(const Lock& lock) {
  std::string text;
  for (const Entry& each : lock.entries) {
    text += each.resource.stack + '/' + each.resource.logical_id + '@' + each.resource.path + ' ';
  }
  return text;
}

TEST(NextLock, WhatIsMadeNowIsWrittenDown) {
  EXPECT_EQ(told(Made(two_buckets).lock()), "App/A@App/A App/B@App/B ");
}

TEST(NextLock, AnIdThatFollowsContentIsLeftOut) {
  EXPECT_EQ(told(Made([](App&, Stack& stack) {
                   auto& bucket = add_bucket(stack, "A");
                   add(stack, "Deployment", "Custom::Deployment").add_digest_source(bucket);
                 }).lock()),
            "App/A@App/A ");
}

TEST(NextLock, StacksThatAreNotMadeNowStay) {
  Lock before;
  before.entries = {{.resource = {"Test", "Test/X", "X", "Custom::T"}},
                    {.resource = {"App", "App/Gone", "Gone", "Custom::T"}}};
  before.sort();
  const Made made(two_buckets);
  EXPECT_EQ(told(next_lock(before, made.present(), {})), "App/A@App/A App/B@App/B Test/X@Test/X ");
  EXPECT_THAT(stacks_not_made(before, made.present()), testing::ElementsAre("Test"));
}

TEST(NextLock, ChosenIdsStandBeforeThoseOfNow) {
  const Made made(two_buckets);
  const ChosenIds chosen{{&made.present().resources()[0], "Old"}};
  EXPECT_EQ(told(next_lock({}, made.present(), chosen)), "App/B@App/B App/Old@App/A ");
}

TEST(NextLock, WhatGetsTheIdOfALockedOneHasItsPinsToo) {
  const Made made([](App&, Stack& stack) { add_bucket(stack, "New"); });
  Lock before;
  before.entries = {
      {.resource = {"App", "App/Old", "Kept", "AWS::SNS::Topic", {{"/TopicName", "1", ""}}}},
      {.resource = {"App", "App/Old", "Kept", "AWS::S3::Bucket", {{"/BucketName", "\"b\"", ""}}}}};
  const ChosenIds chosen{{made.present().resources().data(), "Kept"}};
  const Lock next = next_lock(before, made.present(), chosen);
  ASSERT_EQ(next.entries.size(), 1U);
  ASSERT_EQ(next.entries[0].resource.pins.size(), 1U);
  EXPECT_EQ(next.entries[0].resource.pins[0].pointer, "/BucketName");
}

TEST(NextLock, AnIdOfTwoIsAClash) {
  const Made made(two_buckets);
  const PresentResource& a = made.present().resources()[0];
  const auto clashes = find_clashes(made.synthesis().stacks, made.present(), {{&a, "B"}});
  ASSERT_EQ(clashes.size(), 1U);
  EXPECT_EQ(clashes.front().resource->origin->path, "App/B");
  EXPECT_EQ(clashes.front().taken_by, "App/A");
  EXPECT_TRUE(find_clashes(made.synthesis().stacks, made.present(), {{&a, "C"}}).empty());
}

TEST(NextLock, AParameterTakesAnIdToo) {
  const Made made([](App& app, Stack& stack) {
    two_buckets(app, stack);
    stack.add(ParameterProps{.id = "Size"});
  });
  const PresentResource& a = made.present().resources()[0];
  const auto clashes = find_clashes(made.synthesis().stacks, made.present(), {{&a, "Size"}});
  ASSERT_EQ(clashes.size(), 1U);
  EXPECT_EQ(clashes.front().taken_by, "App/Size");
}

TEST(StackRefactor, WhatKeepsItsStackAndItsIdIsNotMapped) {
  const Lock lock = Made(two_buckets).lock();
  const Made now(two_buckets, lock);
  EXPECT_TRUE(mappings_of(detect_moves(lock, now.present()), {}).empty());
}

TEST(StackRefactor, ANewIdInTheSameStackIsMapped) {
  const Lock lock = Made(two_buckets).lock();
  const Made now(
      [](App&, Stack& stack) {
        add_bucket(stack, "A", {{"BucketName", "a"}}).set_logical_id("Renamed");
        add_bucket(stack, "B", {{"BucketName", "b"}});
      },
      lock);
  EXPECT_EQ(write_mappings(mappings_of(detect_moves(lock, now.present()), {})),
            R"([
  {
    "Source": {
      "StackName": "App",
      "LogicalResourceId": "A"
    },
    "Destination": {
      "StackName": "App",
      "LogicalResourceId": "Renamed"
    }
  }
]
)");
}

TEST(StackRefactor, AMoveToldInTheCodeIsMapped) {
  const Lock lock = Made(two_buckets).lock();
  const Made now(
      [](App& app, Stack& stack) {
        add_bucket(stack, "A", {{"BucketName", "a"}});
        add_bucket(app.add(StackProps{.id = "Data"}), "B", {{"BucketName", "b"}});
        app.moved("App/B", "Data/B");
      },
      lock);
  const auto mappings = mappings_of(detect_moves(lock, now.present()), {});
  ASSERT_EQ(mappings.size(), 1U);
  EXPECT_EQ(mappings.front().from.stack, "App");
  EXPECT_EQ(mappings.front().to_stack, "Data");
  EXPECT_EQ(mappings.front().to_logical_id, "B");
}

TEST(StackRefactor, OnlyAcceptedMovesAreMapped) {
  const Lock lock = Made(two_buckets).lock();
  const Made now(
      [](App& app, Stack& stack) {
        add_bucket(stack, "A", {{"BucketName", "a"}});
        add_bucket(app.add(StackProps{.id = "Data"}), "B", {{"BucketName", "b"}});
      },
      lock);
  const Detection detection = detect_moves(lock, now.present());
  ASSERT_EQ(detection.moves.size(), 1U);
  EXPECT_TRUE(mappings_of(detection, {}).empty());
  EXPECT_EQ(mappings_of(detection, {{detection.moves.front().to, "B"}}).size(), 1U);
}

}  // namespace
}  // namespace omnitrack::lock
