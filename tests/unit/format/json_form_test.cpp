#include "format/formatting.hpp"

namespace omnitrack::format {

constexpr FormatOptions to_json{.to = tmpl::Format::json};
constexpr FormatOptions to_yaml{.to = tmpl::Format::yaml};

TEST(JsonForm, IsTheLayoutOfTemplatesThatAnAppWrites) {
  EXPECT_EQ(
      formatted(R"({"Parameters":{"A":{"Type":"String"}},"Resources":{"Q":{"Type":"AWS::SQS::Queue",
      "Properties":{"Tags":[{"Key":"a","Value":"\u00e9\/"}]}}},"Metadata":{"x":[1,2.50,true,null]}})"),
      R"({
 "Parameters": {
  "A": {
   "Type": "String"
  }
 },
 "Resources": {
  "Q": {
   "Type": "AWS::SQS::Queue",
   "Properties": {
    "Tags": [{"Key": "a", "Value": "é/"}]
   }
  }
 },
 "Metadata": {"x": [1, 2.50, true, null]}
}
)");
}

TEST(JsonForm, MayBeAList) {
  EXPECT_EQ(formatted("[a, 0200376420520689665]", to_json), "[\"a\", 2.0037642052068966E17]\n");
  EXPECT_EQ(formatted(R"([{"ParameterKey":"A", "ParameterValue":"b"}])"),
            "[{\"ParameterKey\": \"A\", \"ParameterValue\": \"b\"}]\n");
}

TEST(JsonForm, BreaksWhatDoesNotFitInto100Columns) {
  const std::string half(48, 'x');
  EXPECT_EQ(
      formatted(R"({"Metadata": {"a": [")" + half + R"(", ")" + half + R"("]}})"),
      "{\n \"Metadata\": {\n  \"a\": [\n   \"" + half + "\",\n   \"" + half + "\"\n  ]\n }\n}\n");
}

TEST(JsonForm, SortsWhereItIsAsked) {
  EXPECT_EQ(
      formatted(R"({"Resources": {"Q": {"Properties": {}, "Type": "T"}}, "Description": "d"})",
                {.is_sorted = true}),
      "{\n \"Description\": \"d\",\n \"Resources\": {\n  \"Q\": {\n   \"Type\": \"T\",\n"
      "   \"Properties\": {}\n  }\n }\n}\n");
}

TEST(Conversion, OfYamlHasTheLongFormsAndWhatCloudFormationReads) {
  EXPECT_EQ(
      formatted("a: !GetAtt B.Arn\nb: !Sub x\nc: [010, yes, 0x1F, 1_0, '010', 08, .5, 2012-10-17]\n"
                "d: &x {k: 1}\ne: {<<: *x, l: ~}\n",
                to_json),
      "{\n \"a\": {\"Fn::GetAtt\": [\"B\", \"Arn\"]},\n \"b\": {\"Fn::Sub\": \"x\"},\n"
      " \"c\": [8, true, 31, 10, \"010\", 8.0, 0.5, \"2012-10-17\"],\n"
      " \"d\": {\"k\": 1},\n \"e\": {\"l\": null, \"k\": 1}\n}\n");
}

TEST(Conversion, OfYamlToJsonCountsTheCommentsThatAreLeftOut) {
  const tmpl::Document document("x.yaml", "# a\nb: c # d\n");
  EXPECT_EQ(format(document, to_json).comments_left_out, 2U);
  EXPECT_EQ(format(document, {}).comments_left_out, 0U);
}

TEST(Conversion, OfJsonHasShortFormsAndBlocks) {
  EXPECT_EQ(formatted(R"({"Resources": {"I": {"Type": "AWS::EC2::Instance", "Properties": {
      "UserData": {"Fn::Base64": {"Fn::Sub": "#!/bin/bash\necho ${A}\n"}},
      "Name": {"Fn::Join": ["-", ["a", {"Ref": "A"}]]},
      "Tags": {"Fn::If": ["C", [{"Key": "k", "Value": "true"}], {"Ref": "AWS::NoValue"}]},
      "Empty": {}, "Numbers": [1, 1e5, "1e5", -0.5], "None": null, "Lines": "a\u0007\nb"}}}})",
                      to_yaml),
            "Resources:\n"
            "  I:\n"
            "    Type: AWS::EC2::Instance\n"
            "    Properties:\n"
            "      UserData:\n"
            "        Fn::Base64: !Sub |\n"
            "          #!/bin/bash\n"
            "          echo ${A}\n"
            "      Name: !Join ['-', [a, !Ref A]]\n"
            "      Tags: !If\n"
            "        - C\n"
            "        - - Key: k\n"
            "            Value: 'true'\n"
            "        - !Ref AWS::NoValue\n"
            "      Empty: {}\n"
            "      Numbers:\n"
            "        - 1\n"
            "        - 1.0e+5\n"
            "        - '1e5'\n"
            "        - -0.5\n"
            "      None: null\n"
            "      Lines: \"a\\x07\\nb\"\n");
}

TEST(JsonForm, RefusesTheTagsOfOtherTools) {
  EXPECT_EQ(formatted("a: [1, !Rain::Embed x]", to_json),
            "refused: JSON has no tags, so '!Rain::Embed' cannot be written in it");
}

}  // namespace omnitrack::format
