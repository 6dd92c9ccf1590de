// The tests that docs/writing-constructs.md and docs/guide/testing.md show, on the constructs and
// the app that they tell of.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <omnitrack/synth.hpp>

#define main main_of_work_queue
#include "../../examples/work_queue/main.cpp"
#undef main

using testing::HasSubstr;

TEST(WorkQueue, NeedsAnAttempt) {
  App app;
  auto& stack = app.add(StackProps{.id = "Test"});
  auto& worker = stack.add(FunctionProps{
      .id = "Worker",
      .code = FunctionCode::inline_text("def handler(event, context): pass"),
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
  });
  stack.add(WorkQueueProps{.id = "Jobs", .worker = worker, .attempts = 0});
  EXPECT_EQ(synthesize(app).diagnostics[0].code, "SHOP0001");
}

namespace shop {

void build(App& app) {
  auto& stack = app.add(StackProps{.id = "Shop"});
  stack.add(QueueProps{.id = "Jobs", .visibility_timeout = 60});
}

TEST(Shop, AJobIsHiddenForAMinute) {
  App app;
  build(app);
  const Synthesis synthesis = synthesize(app);
  ASSERT_TRUE(synthesis.ok());
  EXPECT_THAT(synthesis.stacks[0].text, HasSubstr(R"("VisibilityTimeout": 60)"));
}

}  // namespace shop
