#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

std::string found_with(std::string_view outputs, std::string_view sections = {}) {
  return found_by(check_functions, std::string(sections) + R"(
Parameters:
  Stage: {Type: String, AllowedValues: [dev, prod]}
  Size: {Type: String, AllowedValues: [small]}
  Any: {Type: String}
Conditions: {IsProduction: !Equals [!Ref Stage, !Sub "${Size}${Any}"]}
Mappings: {Sizes: {prod: {Memory: a}, test: {Memory: b, Cpu: c}}}
Resources: {Topic: {Type: AWS::SNS::Topic, Condition: IsProduction}}
Outputs:
  Other: {Value: !FindInMap [Sizes, prod, Memory]}
)" + std::string(outputs));
}

TEST(FindInMap, SaysNothingOfKeysThatAreOrMayBeThere) {
  EXPECT_EQ(found_with("  A: {Value: !FindInMap [Sizes, !Ref Stage, Cpu]}\n"
                       "  B: {Value: !FindInMap [Sizes, !Ref Any, Memory]}\n"
                       "  C: {Value: !FindInMap [Sizes, !Ref AWS::Region, Memory]}\n"
                       "  D: {Value: !FindInMap [!Ref Any, a, b]}\n"),
            "");
}

TEST(FindInMap, TellsMappingsAndKeysThatAreMissing) {
  EXPECT_EQ(found_with("  A: {Value: !FindInMap [Size, prod, Memory]}\n"
                       "  B: {Value: !FindInMap [Sizes, prd, Memory]}\n"
                       "  C: {Value: !FindInMap [Sizes, prod, Cpu]}\n"
                       "  D: {Value: !FindInMap [Sizes, !Ref Any, Disk]}\n"),
            "error OT4316 11:26 Outputs/A/Value/Fn::FindInMap/0: no mapping is named 'Size' (did "
            "you mean 'Sizes'?)\n"
            "error OT4317 12:33 Outputs/B/Value/Fn::FindInMap/1: the mapping 'Sizes' has no key "
            "'prd' (did you mean 'prod'?)\n"
            "error OT4317 13:39 Outputs/C/Value/Fn::FindInMap/2: 'prod' of the mapping 'Sizes' has "
            "no key 'Cpu'\n"
            "error OT4317 14:43 Outputs/D/Value/Fn::FindInMap/2: no key of the mapping 'Sizes' has "
            "'Disk'\n");
}

TEST(FindInMap, TakesAnFnSubWithoutVariablesForItsText) {
  const std::string found = found_with(
      "  A: {Value: !FindInMap [Sizes, !Sub prd, Memory]}\n"
      "  B: {Value: !FindInMap [Sizes, !Sub prod, Memory]}\n",
      "Transform: AWS::LanguageExtensions");
  EXPECT_NE(
      found.find("error OT4317 11:33 Outputs/A/Value/Fn::FindInMap/1: the mapping 'Sizes' has "
                 "no key 'prd' (did you mean 'prod'?)\n"),
      std::string::npos)
      << found;
  EXPECT_EQ(found.find("OT4317 12:"), std::string::npos) << found;
}

TEST(FindInMap, WarnsOfAMissingKeyInABranchThatMayNotBeTaken) {
  EXPECT_EQ(found_with("  A: {Value: !If [IsProduction, !FindInMap [Sizes, prd, Memory], x]}\n"),
            "warning OT4317 11:52 Outputs/A/Value/Fn::If/1/Fn::FindInMap/1: the mapping 'Sizes' "
            "has no key 'prd' (did you mean 'prod'?)\n");
}

TEST(FindInMap, WarnsOfAParameterWithoutAnyKey) {
  EXPECT_EQ(found_with("  A: {Value: !FindInMap [Sizes, !Ref Size, Memory]}\n"),
            "warning OT4318 11:33 Outputs/A/Value/Fn::FindInMap/1: the mapping 'Sizes' has no key "
            "for any allowed value of the parameter 'Size'\n");
}

TEST(FindInMap, NeedsNothingToBeThereWithADefault) {
  constexpr std::string_view output =
      "  A: {Value: !FindInMap [Nothing, a, b, {DefaultValue: c}]}\n";
  EXPECT_EQ(found_with(output, "Transform: AWS::LanguageExtensions"), "");
  EXPECT_EQ(found_with(output), "");
}

}  // namespace
}  // namespace omnitrack::validate
