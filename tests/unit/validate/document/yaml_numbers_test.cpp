#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

// What is found in a template with one value; `found` begins behind the code.
std::string found(std::string_view value) {
  return found_by(check_yaml_numbers, "Parameters: {P: {Type: String, Default: " +
                                          std::string(value) + "}}\nResources: {}\n");
}

TEST(YamlNumbers, AreToldWhereYamlReadsOthersThanAreWritten) {
  EXPECT_EQ(found("065115117704"),
            "warning OT4009 1:41 Parameters/P/Default: 065115117704 is read as the number "
            "7133765572 (put it in quotes if it is a text: '065115117704')\n");
  EXPECT_NE(found("000400").find("is read as the number 256"), std::string::npos);
  EXPECT_NE(found("012345678901").find("is read as the number 1.2345678901E10"), std::string::npos);
  EXPECT_NE(found("08").find("is read as the number 8.0"), std::string::npos);
  EXPECT_NE(found("22:22").find("is read as the number 1342"), std::string::npos);
  EXPECT_NE(found("1:30:00").find("is read as the number 5400"), std::string::npos);
  EXPECT_NE(found("0x1F").find("is read as the number 31"), std::string::npos);
  EXPECT_NE(found("1_000").find("is read as the number 1000"), std::string::npos);
  EXPECT_NE(found("-010").find("is read as the number -8"), std::string::npos);
}

TEST(YamlNumbers, AreFineWhereTheyAreWhatIsWritten) {
  for (const std::string_view value :
       {"0", "10", "123456789012", "1.5", "'0400'", "\"0400\"", "80:80", "03:15", "2010-09-09",
        "10.0.0.0", "x", "-1", "12345678901234567890123456789"}) {
    EXPECT_EQ(found(value), "") << value;
  }
}

TEST(YamlNumbers, OfAnAliasAreToldOnce) {
  EXPECT_EQ(found_by(check_yaml_numbers, "Metadata: {A: &a 010, B: *a}\nResources: {}\n"),
            "warning OT4009 1:18 Metadata/A: 010 is read as the number 8 (put it in quotes if it "
            "is a text: '010')\n");
}

TEST(YamlNumbers, AreWrongWhereAPropertyDoesNotTakeWhatIsRead) {
  const auto share = [](const std::string& account) {
    return found_by(check_properties,
                    "Resources: {S: {Type: AWS::ServiceCatalog::PortfolioShare, Properties: "
                    "{PortfolioId: port-abc, AccountId: " +
                        account + "}}}\n");
  };
  EXPECT_EQ(share("012345670123"),
            "error OT4225 1:107 Resources/S/Properties/AccountId: '1402433619' does not match the "
            "pattern (YAML reads 012345670123 as 1402433619; put it in quotes: '012345670123')\n");
  EXPECT_EQ(share("'012345670123'"), "");
  EXPECT_EQ(share("123456789012"), "");
}

TEST(YamlNumbers, AreTakenAsWhatIsRead) {
  const auto queue = [](const std::string& timeout) {
    return found_by(check_properties,
                    "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: " +
                        timeout + "}}}\n");
  };
  EXPECT_EQ(queue("1:30"), "");
  EXPECT_EQ(queue("0x1F"), "");
  EXPECT_NE(queue("60:00:00").find("error OT4227"), std::string::npos) << queue("60:00:00");
  EXPECT_NE(queue("'1:30'").find("error OT4222"), std::string::npos) << queue("'1:30'");
}

TEST(YamlNumbers, OfJsonAreAsTheyAre) {
  EXPECT_EQ(found_by(check_yaml_numbers, R"({"Resources": {}, "Metadata": {"A": 10}})"), "");
}

}  // namespace
}  // namespace omnitrack::validate
