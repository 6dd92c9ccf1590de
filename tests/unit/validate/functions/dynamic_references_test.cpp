#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

std::string found(std::string_view value) {
  return found_by(check_dynamic_references,
                  "Resources: {P: {Type: T, Properties: {Value: " + std::string(value) + "}}}\n");
}

TEST(DynamicReferences, WithBlanksBehindTheirBracesAreWarnedOf) {
  EXPECT_EQ(found("'{{ resolve:ssm:/a/b }}'"),
            "warning OT4325 1:46 Resources/P/Properties/Value: with blanks behind its braces "
            "'{{ resolve:ssm:/a/b }}' stays the text that it is (write '{{resolve:…}}' without "
            "them)\n");
  EXPECT_NE(found("[{A: 'x{{  resolve:secretsmanager:s}}'}]").find("Value/0/A"), std::string::npos);
}

TEST(DynamicReferences, AndOtherBracesAreFine) {
  EXPECT_EQ(found("'{{resolve:ssm:/a/b}}'"), "");
  EXPECT_EQ(found("'{{ name }} resolve:x'"), "");
}

}  // namespace
}  // namespace omnitrack::validate
