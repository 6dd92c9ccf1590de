#include "omnitrack/codes.hpp"
#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

// One finding of a check, so that these tests hang on no rule.
std::string acknowledged(std::string_view text) {
  const tmpl::Document document = sound_document("test.template", text);
  const tmpl::Index& index = document.index();
  Findings findings;
  Reporter report(document.source(), findings);
  const meaning::Path root;
  const meaning::Path resources(root, "Resources");
  const meaning::Path bucket(resources, "Bucket");
  const tmpl::Node& at = index.resources().front().member->value;
  report.error(codes::OT4221, at, meaning::Path(bucket, "Properties"), "wrong");
  apply_acknowledgements({index, report}, findings);
  return as_lines(findings);
}

constexpr std::string_view bucket = R"(
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Metadata:
      OmniTrack:
        Acknowledge: )";

std::string in_bucket(std::string_view entries) {
  return acknowledged(std::string(bucket) + std::string(entries));
}

TEST(Acknowledgements, MarkAFindingOfTheirResourceWithTheReason) {
  EXPECT_EQ(in_bucket("[{Code: OT4221, Reason: the type is newer}]"),
            "info OT4221 4:5 Resources/Bucket/Properties: wrong [acknowledged: the type is "
            "newer]\n");
}

TEST(Acknowledgements, MayStandBesideLossesThatAreAccepted) {
  EXPECT_EQ(in_bucket("[{Code: OT4221, Reason: r}]\n        AcceptLoss: [{Reason: r, Until: "
                      "2030-01-31}]"),
            "info OT4221 4:5 Resources/Bucket/Properties: wrong [acknowledged: r]\n");
}

TEST(Acknowledgements, WithoutAReasonAreErrorsAndMarkNothing) {
  EXPECT_EQ(in_bucket("[{Code: OT4221, Reason: ' '}]"),
            "error OT4221 4:5 Resources/Bucket/Properties: wrong\n"
            "error OT4902 7:23 Resources/Bucket/Metadata/OmniTrack/Acknowledge/0: the "
            "acknowledgement of OT4221 has no reason (say under Reason why it is fine here)\n");
}

TEST(Acknowledgements, OfACodeThatIsNotFoundAreWarnings) {
  EXPECT_EQ(in_bucket("[{Code: OT4220, Reason: why}]"),
            "error OT4221 4:5 Resources/Bucket/Properties: wrong\n"
            "warning OT4903 7:23 Resources/Bucket/Metadata/OmniTrack/Acknowledge/0: the "
            "acknowledgement of OT4220 matches no finding (remove it)\n");
}

TEST(Acknowledgements, OfAPathThatWasPackagedMeanwhileMayStay) {
  EXPECT_EQ(in_bucket("[{Code: OT4243, Reason: packaged}]"),
            "error OT4221 4:5 Resources/Bucket/Properties: wrong\n");
}

TEST(Acknowledgements, OfAnotherFormAreErrors) {
  EXPECT_NE(in_bucket("[{Code: OT4221, Because: why}]").find("error OT4901 7:38"),
            std::string::npos);
  EXPECT_NE(in_bucket("[{Code: E3002, Reason: why}]").find("error OT4901 7:23"), std::string::npos);
  EXPECT_NE(in_bucket("OT4221").find("error OT4901 7:22"), std::string::npos);
}

TEST(Acknowledgements, OfTheTemplateReachAllOfItOrThePathThatTheyName) {
  constexpr std::string_view resources = "Resources: {Bucket: {Type: AWS::S3::Bucket}}\n";
  const auto in_template = [&](std::string_view entry) {
    return acknowledged(std::string(resources) + "Metadata: {OmniTrack: {Acknowledge: [" +
                        std::string(entry) + "]}}\n");
  };
  EXPECT_NE(in_template("{Code: OT4221, Reason: why}").find("[acknowledged: why]"),
            std::string::npos);
  EXPECT_NE(in_template("{Code: OT4221, Reason: why, Path: Resources/Bucket}")
                .find("[acknowledged: why]"),
            std::string::npos);
  EXPECT_EQ(
      in_template("{Code: OT4221, Reason: why, Path: Resources/Buck}").find("[acknowledged: why]"),
      std::string::npos);
}

}  // namespace
}  // namespace omnitrack::validate
