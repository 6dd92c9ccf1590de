#include "deploy/parameters.hpp"

#include <gtest/gtest.h>

#include "template/document.hpp"

namespace omnitrack::deploy {
namespace {

const char* const parameters_template = R"({"Parameters": {
  "Stage": {"Type": "String"},
  "Size": {"Type": "Number", "Default": 3},
  "Secret": {"Type": "String", "NoEcho": true}}, "Resources": {}})";

TEST(Parameters, AreWhatIsGivenOrWasOrTheDefault) {
  const tmpl::Document document("t", parameters_template);
  StackState state;
  state.parameters = {{"Secret", "****"}, {"Gone", "x"}};
  const ParameterChoices choices = choose_parameters(document.index(), &state, {{"Stage", "prod"}});
  ASSERT_EQ(choices.chosen.size(), 2U);
  EXPECT_EQ(choices.chosen[0].name, "Stage");
  EXPECT_EQ(choices.chosen[0].value, "prod");
  EXPECT_EQ(choices.chosen[1].name, "Secret");
  EXPECT_EQ(choices.chosen[1].value, std::nullopt);
  EXPECT_TRUE(choices.missing.empty());
}

TEST(Parameters, OfANewStackNeedAValueWhereTheyHaveNoDefault) {
  const tmpl::Document document("t", parameters_template);
  EXPECT_EQ(choose_parameters(document.index(), nullptr, {}).missing,
            (std::vector<std::string>{"Stage", "Secret"}));
}

TEST(Parameters, OfSystemsManagerOutputsThatAreReadAndMacrosMayChangeByThemselves) {
  const auto may_change = [](const char* changing) {
    const tmpl::Document document("t", changing);
    return may_change_by_itself(document.index());
  };
  EXPECT_FALSE(may_change(parameters_template));
  EXPECT_TRUE(may_change(R"({"Transform": "AWS::Serverless-2016-10-31", "Resources": {}})"));
  EXPECT_TRUE(may_change(
      R"({"Parameters": {"Ami": {"Type": "AWS::SSM::Parameter::Value<String>"}}, "Resources": {}})"));
  EXPECT_TRUE(may_change(
      R"({"Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName":
          {"Fn::GetStackOutput": {"StackName": "a", "OutputName": "b"}}}}}})"));
}

}  // namespace
}  // namespace omnitrack::deploy
