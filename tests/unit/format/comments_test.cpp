#include "format/formatting.hpp"

namespace omnitrack::format {

TEST(CommentsOfYaml, StayOnTheirLinesAndAtTheirValues) {
  EXPECT_EQ(formatted("# first\n"
                      "\n"
                      "# second\n"
                      "Resources:   # the resources\n"
                      "    # above\n"
                      "    Queue:     # a queue\n"
                      "        Type: AWS::SQS::Queue    # its type\n"
                      "        # last in Queue\n"
                      "    # before Topic\n"
                      "\n"
                      "    # right before Topic\n"
                      "    Topic:\n"
                      "        Type: AWS::SNS::Topic\n"
                      "# the end\n"),
            "# first\n"
            "\n"
            "# second\n"
            "Resources: # the resources\n"
            "  # above\n"
            "  Queue: # a queue\n"
            "    Type: AWS::SQS::Queue # its type\n"
            "    # last in Queue\n"
            "\n"
            "  # before Topic\n"
            "\n"
            "  # right before Topic\n"
            "  Topic:\n"
            "    Type: AWS::SNS::Topic\n"
            "# the end\n");
}

TEST(CommentsOfYaml, StayInListsWhereverTheDashesStand) {
  EXPECT_EQ(formatted("a:\n"
                      "- x   # of x\n"
                      "# before y\n"
                      "- y\n"
                      "# - z: 1\n"
                      "#   w: 2\n"
                      "b:\n"
                      "- # of the item\n"
                      "  k: 1\n"
                      "-\n"
                      "  # above k\n"
                      "  k: 2\n"
                      "# of c\n"
                      "c: d\n"),
            "a:\n"
            "  - x # of x\n"
            "  # before y\n"
            "  - y\n"
            "  # - z: 1\n"
            "  #   w: 2\n"
            "\n"
            "b:\n"
            "  - # of the item\n"
            "    k: 1\n"
            "  # above k\n"
            "  - k: 2\n"
            "\n"
            "# of c\n"
            "c: d\n");
}

TEST(CommentsOfYaml, InBracketsMakeThemABlock) {
  EXPECT_EQ(
      formatted("a: [ # open\n  x, # of x\n  # own\n  y ] # close\n"
                "b: {k: v} # fits\n"
                "c: [ # nothing\n]\n"),
      "a: # open\n  - x # of x\n  # own\n  - y\n  # close\n\nb: {k: v} # fits\nc: [] # nothing\n");
}

TEST(CommentsOfYaml, StayAtFunctions) {
  EXPECT_EQ(formatted("a: !If # why\n  - c\n  # else\n  - d\n"
                      "b:\n  # above\n  !Sub x\n"
                      "c: !Sub | # script\n  x\n"
                      "d:\n  # above\n  Fn::Join: # of join\n  - ''\n  - [a]\n"
                      "e: # of e\n  f # of f\n"
                      "g: # of g\n  h\n"),
            "a: !If # why\n  - c\n  # else\n  - d\n\n"
            "# above\nb: !Sub x\n\n"
            "c: !Sub | # script\n  x\n\n"
            "d:\n  # above\n  Fn::Join: # of join\n    - ''\n    - [a]\n\n"
            "# of e\ne: f # of f\n"
            "g: h # of g\n");
}

TEST(CommentsOfYaml, StayBelowAKeyWithoutAValue) {
  EXPECT_EQ(formatted("a:\n  b:\n    # hidden: 1\n  c: d\ne: # of e\n"),
            "a:\n  b:\n    # hidden: 1\n  c: d\n\ne: # of e\n");
}

TEST(CommentsOfYaml, AreNoneInTexts) {
  const std::string kept = "a: |\n  # text\n  x # y\n\nb: a#b\nc: '# x'\nd: 'x # y'\n";
  EXPECT_EQ(formatted(kept), kept);
}

}  // namespace omnitrack::format
