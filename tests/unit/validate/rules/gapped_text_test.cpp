#include "validate/rules/gapped_text.hpp"

#include <gmock/gmock.h>

#include "template/document.hpp"
#include "validate/rules/json_texts.hpp"
#include "validate/rules/rule_value.hpp"
#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A value in a template, as YAML.
class Value {
 public:
  explicit Value(const std::string& text) : document_("test", "V: " + text + "\n") {}
  [[nodiscard]] const tmpl::Node& node() const {
    return *document_.index().source().root().find("V");
  }

 private:
  tmpl::Document document_;
};

TEST(GappedTexts, KnowTheirPieces) {
  const Value value("!Sub 'arn:${AWS::Partition}:sqs:eu-west-1:${AWS::AccountId}:a.fifo'");
  const auto text = GappedText::of(value.node());
  ASSERT_TRUE(text);
  EXPECT_EQ(text->beginning(), "arn:");
  EXPECT_EQ(text->ending(), ":a.fifo");
  EXPECT_EQ(text->shown(), "arn:…:sqs:eu-west-1:…:a.fifo");
  std::vector<std::string> pieces;
  text->for_each_piece([&](std::string_view piece) { pieces.emplace_back(piece); });
  EXPECT_THAT(pieces, ElementsAre("arn:", ":sqs:eu-west-1:", ":a.fifo"));
}

// Whoever writes a template may write the marks of gaps too.
TEST(GappedTexts, AGapWithoutAnEndGoesToTheEndOfTheText) {
  for (const char* const written : {R"("a\x01b")", R"("a\x02\x01b")", R"(!Sub "a\x01${B}\x01")"}) {
    const Value value(written);
    const auto text = GappedText::of(value.node());
    ASSERT_TRUE(text);
    EXPECT_TRUE(text->has_gaps());
    EXPECT_EQ(text->starts_with("a"), Truth::yes);
    EXPECT_EQ(text->ends_with("b"), Truth::unknown);
    EXPECT_THAT(text->shown(), testing::EndsWith("…"));
    std::size_t pieces = 0;
    text->for_each_piece([&](std::string_view) { ++pieces; });
    EXPECT_EQ(pieces, 1U);
  }
}

TEST(GappedTexts, AnswerWhatThePiecesDecide) {
  const Value value("!Join ['-', [app, !Ref Stage, jobs]]");
  const auto text = GappedText::of(value.node());
  ASSERT_TRUE(text);
  EXPECT_EQ(text->starts_with("app-"), Truth::yes);
  EXPECT_EQ(text->starts_with("app-prod"), Truth::unknown);
  EXPECT_EQ(text->starts_with("ap_"), Truth::no);
  EXPECT_EQ(text->ends_with("-jobs"), Truth::yes);
  EXPECT_EQ(text->ends_with("prod-jobs"), Truth::unknown);
  EXPECT_EQ(text->ends_with(".fifo"), Truth::no);
  EXPECT_EQ(text->contains("p-"), Truth::yes);
  EXPECT_EQ(text->contains("prod"), Truth::unknown);
  EXPECT_TRUE(text->may_be("app-prod-jobs"));
  EXPECT_FALSE(text->may_be("app-prod"));
  EXPECT_FALSE(text->may_be("app-jobs"));
}

TEST(GappedTexts, AreNoneWhereNothingIsKnown) {
  EXPECT_FALSE(GappedText::of(Value("!Ref Stage").node()));
  EXPECT_FALSE(GappedText::of(Value("!Sub '${Stage}'").node()));
  EXPECT_FALSE(GappedText::of(Value("!ImportValue x").node()));
  EXPECT_FALSE(GappedText::of(Value("[a]").node()));
}

TEST(GappedTexts, HoldJson) {
  const Value value(
      "!Sub '{\"StartAt\": \"${First}\", \"States\": {\"A\\\"${X}\": {\"Seconds\": ${Seconds}}}}'");
  JsonTexts texts;
  const tmpl::Node* root = texts.root_of(value.node());
  ASSERT_NE(root, nullptr);
  EXPECT_TRUE(has_gap(root->find("StartAt")->text()));
  EXPECT_FALSE(is_whole_value(*root->find("StartAt")));
  const tmpl::Member& state = root->find("States")->members()[0];
  EXPECT_TRUE(has_gap(state.key()));
  EXPECT_TRUE(is_whole_value(*state.value.find("Seconds")));
}

std::string machine(const std::string& definition) {
  return found_by(check_service_rules,
                  "Resources: {M: {Type: AWS::StepFunctions::StateMachine, Properties: {RoleArn: "
                  "'arn:aws:iam::123456789012:role/r', DefinitionString: !Sub '" +
                      definition + "'}}}\n");
}

TEST(RulesOfGappedTexts, ReadTheJsonOfASubstitution) {
  const std::string state = R"({"Type": "Task", "Resource": "${Function.Arn}", "End": true})";
  EXPECT_THAT(machine(R"({"StartAt": "A", "States": {"A": )" + state + "}}"), IsEmpty());
  const std::string found = machine(R"({"StartAt": "B", "States": {"A": )" + state + "}}");
  EXPECT_THAT(found, HasSubstr("error OT4801"));
  EXPECT_THAT(found, HasSubstr(" (at 'States/A' of the text)"));
  // Names that are not known may be those that are looked for.
  EXPECT_THAT(machine(R"({"StartAt": "B", "States": {"${Name}": )" + state + "}}"), IsEmpty());
  EXPECT_THAT(machine(R"({"StartAt": "${Name}", "States": {"A": )" + state + "}}"), IsEmpty());
}

TEST(RulesOfGappedTexts, JudgeThePieces) {
  const auto queue = [](const std::string& name) {
    return found_by(check_service_rules,
                    "Parameters: {Stage: {Type: String}}\nResources: {Q: {Type: AWS::SQS::Queue, "
                    "Properties: {FifoQueue: true, QueueName: " +
                        name + "}}}\n");
  };
  EXPECT_THAT(queue("!Sub '${Stage}-jobs'"), HasSubstr("unlike …-jobs"));
  EXPECT_THAT(queue("!Sub '${Stage}-jobs.fifo'"), IsEmpty());
  EXPECT_THAT(queue("!Sub 'jobs-${Stage}'"), IsEmpty());
  EXPECT_THAT(queue("!Ref Stage"), IsEmpty());
}

TEST(RulesOfGappedTexts, SplitArnsAroundTheirGaps) {
  const auto source = [](const std::string& service) {
    return found_by(check_service_rules,
                    "Resources: {M: {Type: AWS::Lambda::EventSourceMapping, Properties: "
                    "{FunctionName: f, StartingPosition: LATEST, EventSourceArn: !Sub "
                    "'arn:${AWS::Partition}:" +
                        service + ":${AWS::Region}:${AWS::AccountId}:x'}}}\n");
  };
  EXPECT_THAT(source("sns"), HasSubstr("Lambda does not poll the service 'sns'"));
  EXPECT_THAT(source("kinesis"), IsEmpty());
}

}  // namespace
}  // namespace omnitrack::validate
