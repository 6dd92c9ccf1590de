#include "format/formatting.hpp"

namespace omnitrack::format {

TEST(YamlForm, IndentsByTwoSpacesAndPartsSectionsAndResources) {
  EXPECT_EQ(formatted("Parameters:\n"
                      "    A:\n"
                      "        Type: String\n"
                      "    B: {Type: String}\n"
                      "Resources:\n"
                      "    Q: {Type: AWS::SQS::Queue}\n"
                      "    T: {Type: AWS::SNS::Topic}\n"
                      "    L:\n"
                      "        Type: AWS::SQS::Queue\n"
                      "\n\n\n"
                      "    M:\n"
                      "        Type: AWS::SQS::Queue\n"
                      "        Properties:\n"
                      "\n"
                      "            Tags:\n"
                      "            - Key: a\n"
                      "              Value: b\n"),
            "Parameters:\n"
            "  A:\n"
            "    Type: String\n"
            "  B: {Type: String}\n"
            "\n"
            "Resources:\n"
            "  Q: {Type: AWS::SQS::Queue}\n"
            "  T: {Type: AWS::SNS::Topic}\n"
            "\n"
            "  L:\n"
            "    Type: AWS::SQS::Queue\n"
            "\n"
            "  M:\n"
            "    Type: AWS::SQS::Queue\n"
            "    Properties:\n"
            "      Tags:\n"
            "        - Key: a\n"
            "          Value: b\n");
}

TEST(YamlForm, HasQuotesOnlyWhereTheTextNeedsThem) {
  EXPECT_EQ(formatted("a: \"text\"\n"
                      "b: 'it''s'\n"
                      "'c d': 'x: y'\n"
                      "e: \"# no comment\"\n"
                      "f: \"say \\\"it's\\\"\"\n"
                      "g: \"tab\\tand line\\n\"\n"
                      "h: \"* ' *\"\n"
                      "i: ''\n"
                      "j: \"a\\\\b\"\n"
                      "k: \"\\u2028\\uFEFF\\x85\"\n"
                      "l: \"\\ufffe\\uffff\"\n"),
            "a: text\n"
            "b: it's\n"
            "c d: 'x: y'\n"
            "e: '# no comment'\n"
            "f: say \"it's\"\n"
            "g: \"tab\\tand line\\n\"\n"
            "h: \"* ' *\"\n"
            "i: ''\n"
            "j: a\\b\n"
            "k: \"\\L\\uFEFF\\x85\"\n"
            "l: \"\\uFFFE\\uFFFF\"\n");
}

TEST(YamlForm, LeavesTheQuotesOfWhatWouldBeSomethingElseWithoutThem) {
  const std::string kept =
      "- '012'\n- '08'\n- 'yes'\n- 'Off'\n- 'null'\n- '~'\n- '2012-10-17'\n- "
      "'2012-10-17T10:00:00Z'\n"
      "- '80'\n- '1.5'\n- '1e5'\n- '0x1F'\n- '0o7'\n- '1_000'\n- '10:30'\n- '.5'\n- '.inf'\n- "
      "'+1'\n"
      "- '123456789012'\n- 'y'\n- 'N'\n- '='\n- '<<'\n- '-'\n- '@x'\n- '{{resolve:ssm:x}}'\n- "
      "'a:'\n"
      "- '---'\n- '...'\n- ' a'\n- 'a '\n- '%x'\n- '1.2.3'\n";
  EXPECT_EQ(formatted(kept), kept);
}

TEST(YamlForm, LeavesWhatHasNoQuotesWithoutThem) {
  const std::string kept =
      "- 012\n- yes\n- 2012-10-17\n- ~\n- 1e5\n- 0x1F\n- text\n- a,b\n- 10.0.0.0/16\n";
  EXPECT_EQ(formatted(kept), kept);
}

TEST(YamlForm, TakesQuotesInBracketsAwayWhereEveryReaderReadsTheSame) {
  EXPECT_EQ(formatted("a: ['sts:AssumeRole', \"a: b\", 'a:', ':a', 'a,b', '10:30', 'a?', 'x #y']\n"
                      "b: {'aws:x': !Ref 'AWS::NoValue'}\n"),
            "a: [sts:AssumeRole, 'a: b', 'a:', ':a', 'a,b', '10:30', 'a?', 'x #y']\n"
            "b: {aws:x: !Ref AWS::NoValue}\n");
}

TEST(YamlForm, KeepsBlockTextsAsTheyAre) {
  EXPECT_EQ(formatted("a: |\n"
                      "        #!/bin/bash\n"
                      "          more\n"
                      "\n"
                      "        end  \n"
                      "b: |-\n"
                      "   x\n"
                      "c: |+\n"
                      "   x\n"
                      "\n"
                      "\n"
                      "d: >-\n"
                      "     folded\n"
                      "     text\n"
                      "\n"
                      "       more\n"
                      "e: |4\n"
                      "     lead\n"
                      "    x\n"
                      "f: >+2\n"
                      "    lead\n"
                      "  x\n"
                      "\n"),
            "a: |\n"
            "  #!/bin/bash\n"
            "    more\n"
            "\n"
            "  end  \n"
            "\n"
            "b: |-\n"
            "  x\n"
            "\n"
            "c: |+\n"
            "  x\n"
            "\n"
            "\n"
            "d: >-\n"
            "  folded\n"
            "  text\n"
            "\n"
            "    more\n"
            "\n"
            "e: |2\n"
            "   lead\n"
            "  x\n"
            "\n"
            "f: >2+\n"
            "    lead\n"
            "  x\n"
            "\n");
}

TEST(YamlForm, FoldsNoTextAndKeepsTheLinesOfOneThatIs) {
  const std::string long_text(200, 'x');
  EXPECT_EQ(
      formatted("a: " + long_text + "\nb: one\n      two\n\n      three\nc: \"one \\\n   two\"\n"),
      "a: " + long_text + "\n\nb: one\n  two\n\n  three\n\nc: \"one \\\n  two\"\n");
}

TEST(YamlForm, BreaksBracketsThatDoNotFitInto100Columns) {
  const std::string half(44, 'x');
  EXPECT_EQ(formatted("k: [ " + half + ", " + half + "y ]\n"),
            "k: [" + half + ", " + half + "y]\n");
  EXPECT_EQ(formatted("key56: [ " + half + ", " + half + "yz ]\n"),
            "key56:\n  - " + half + "\n  - " + half + "yz\n");
  EXPECT_EQ(formatted("- {a: {b: [" + half + ", " + half + "]}, c: {}}\n- [[a], []]\n"),
            "- a:\n    b: [" + half + ", " + half + "]\n  c: {}\n- [[a], []]\n");
}

TEST(YamlForm, WritesFunctionsByTheirShortForms) {
  EXPECT_EQ(formatted("- Ref: A\n"
                      "- {\"Fn::Sub\": \"${A}-x\"}\n"
                      "- Fn::GetAtt: [A, Arn]\n"
                      "- Fn::GetAtt: A.Outputs.B\n"
                      "- !GetAtt [A, !Ref B]\n"
                      "- Fn::Base64: {Fn::Sub: x}\n"
                      "- Fn::If:\n"
                      "  - C\n"
                      "  - Fn::Join: ['', [a, Ref: B]]\n"
                      "  - Fn::Select: [0, {Fn::GetAZs: ''}]\n"
                      "- Fn::And: [{Condition: C}, {Condition: D}]\n"
                      "- Fn::Transform: {Name: AWS::Include}\n"
                      "- Ref: 1\n"),
            "- !Ref A\n"
            "- !Sub ${A}-x\n"
            "- !GetAtt A.Arn\n"
            "- !GetAtt A.Outputs.B\n"
            "- !GetAtt [A, !Ref B]\n"
            "- Fn::Base64: !Sub x\n"
            "- !If\n"
            "  - C\n"
            "  - !Join ['', [a, !Ref B]]\n"
            "  - !Select [0, !GetAZs '']\n"
            "- !And [!Condition C, !Condition D]\n"
            "- Fn::Transform: {Name: AWS::Include}\n"
            "- Ref: 1\n");
}

TEST(YamlForm, LeavesFunctionsWhoseValuesHaveAnchors) {
  const std::string kept = "a: &x\n  Ref: A\nb: *x\nc:\n  Fn::Sub: &t text\nd: *t\n";
  EXPECT_NE(formatted(kept).find("a: &x\n  Ref: A\n"), std::string::npos);
  EXPECT_NE(formatted(kept).find("c:\n  Fn::Sub: &t text\n"), std::string::npos);
}

TEST(YamlForm, KeepsAnchorsAliasesMergesAndStandardTags) {
  const std::string kept =
      "a: &base {x: 1}\n"
      "b:\n"
      "  <<: *base\n"
      "  y: *base\n"
      "\n"
      "c: !!str '80'\n"
      "d: !!str 80\n"
      "*base2 : x\n";
  EXPECT_EQ(formatted("k: &base2 name\n" + kept),
            "k: &base2 name\na: &base {x: 1}\n\nb:\n  <<: *base\n  y: *base\n\nc: !!str '80'\n"
            "d: !!str 80\n*base2 : x\n");
}

TEST(YamlForm, KeepsTheTagsOfOtherToolsAndWhatStandsUnderThem) {
  EXPECT_EQ(formatted("a:   !Rain::Embed   file.txt\n"
                      "b: !include  'x.yaml'\n"
                      "c:\n    - !Foo {Ref: \"A\"}\n    - !Foo\n      x: {Ref: A}\n"
                      "d: !Foo [1,   '2'] # said\n"
                      "e: {Ref: A}\n"
                      "f: {\"Fn::Base64\": !Foo x}\n"),
            "a: !Rain::Embed file.txt\n"
            "b: !include 'x.yaml'\n\n"
            "c:\n  - !Foo {Ref: A}\n  - !Foo\n    x: {Ref: A}\n\n"
            "d: !Foo [1, '2'] # said\n"
            "e: !Ref A\n"
            "f: {Fn::Base64: !Foo x}\n");
}

TEST(YamlForm, KeepsTheStartOfTheDocumentAndTakesTheByteOrderMarkAway) {
  EXPECT_EQ(formatted("\xEF\xBB\xBF# c\n--- # d\na:   1\n...\n"), "# c\n--- # d\na: 1\n");
  EXPECT_EQ(formatted("%YAML 1.1\n---\na:   1\n"), "%YAML 1.1\n---\na: 1\n");
}

TEST(YamlForm, KeepsTheLineEndsOfWindows) {
  EXPECT_EQ(formatted("a:   1\r\nb: |\r\n   x\r\n   y\r\n"), "a: 1\r\n\r\nb: |\r\n  x\r\n  y\r\n");
}

TEST(YamlForm, AddsNoBlankLineBehindABlockThatEndsInOneOfSpaces) {
  EXPECT_EQ(formatted(R"({"a": {"b": "x |\n   ", "c": "d"}})", {.to = tmpl::Format::yaml}),
            "a:\n"
            "  b: |-\n"
            "    x |\n"
            "       \n"
            "  c: d\n");
}

TEST(YamlForm, EndsTheLastLine) { EXPECT_EQ(formatted("a: b"), "a: b\n"); }

TEST(YamlForm, SortsWhereItIsAsked) {
  EXPECT_EQ(
      formatted("Outputs:\n  O: {Value: x}\n"
                "# of the resources\n"
                "Resources:\n  Q:\n    Properties: {QueueName: x}\n    Type: AWS::SQS::Queue\n"
                "Description: d\n",
                {.is_sorted = true}),
      "Description: d\n"
      "\n"
      "# of the resources\n"
      "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties: {QueueName: x}\n"
      "\n"
      "Outputs:\n  O: {Value: x}\n");
}

TEST(YamlForm, RefusesToSortAnAliasBeforeItsAnchor) {
  EXPECT_EQ(formatted("Outputs: &o\n  O: {Value: x}\nMetadata: *o\n", {.is_sorted = true}),
            "refused: sorted, it cannot be read: the alias '*o' names no anchor before it");
}

}  // namespace omnitrack::format
