#include "graph/answer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace omnitrack::graph {
namespace {

using testing::ElementsAre;

Answer said(Verdict verdict, std::string words, std::string unknown = {}) {
  Answer answer = open_answer();
  answer.require({.says = verdict, .words = std::move(words)}, std::move(unknown));
  return answer;
}

TEST(Answer, AChainIsAsSureAsItsWeakestStep) {
  Answer answer = said(Verdict::yes, "a");
  EXPECT_EQ(answer.verdict, Verdict::yes);
  answer.require(said(Verdict::perhaps, "b", "the parameter P"));
  EXPECT_EQ(answer.verdict, Verdict::perhaps);
  answer.require(said(Verdict::no, "c"));
  EXPECT_EQ(answer.verdict, Verdict::no);
  EXPECT_THAT(answer.unknowns, ElementsAre("the parameter P"));
}

TEST(Answer, OfSeveralWaysTheBestDecides) {
  const Answer best = any_of({said(Verdict::no, "a"), said(Verdict::yes, "b")});
  EXPECT_EQ(best.verdict, Verdict::yes);
  EXPECT_EQ(best.reasons.size(), 1U);
  const Answer none = any_of({said(Verdict::no, "a"), said(Verdict::no, "b")});
  EXPECT_EQ(none.verdict, Verdict::no);
  EXPECT_EQ(none.reasons.size(), 2U) << "each way says why it fails";
  EXPECT_EQ(any_of({}).verdict, Verdict::no);
}

TEST(Answer, CasesThatDifferMakeItPerhaps) {
  const Answer mixed = each_of({said(Verdict::yes, "a"), said(Verdict::no, "b")}, "the subnet");
  EXPECT_EQ(mixed.verdict, Verdict::perhaps);
  EXPECT_THAT(mixed.unknowns, ElementsAre("the subnet"));
  EXPECT_EQ(each_of({said(Verdict::no, "a"), said(Verdict::no, "b")}, "x").verdict, Verdict::no);
}

}  // namespace
}  // namespace omnitrack::graph
