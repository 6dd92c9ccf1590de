#include "omnitrack/wafv2/web_acl.hpp"

#include <string>

#include "../apigateway/one_function_test.hpp"
#include <omnitrack/apigateway/rest_api.hpp>
#include <omnitrack/cfn/wafv2.hpp>
#include <omnitrack/cognito/user_pool.hpp>
#include <omnitrack/logs/log_group.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;

class WebAclTest : public testing_support::OneFunctionTest {
 protected:
  /// The rule of a web ACL that has it alone.
  std::string rule(const WebAclRule& given) {
    stack.add(WebAclProps{.id = "Acl", .logging = false, .rules = {given}});
    const std::string text = properties("Acl");
    const std::size_t begin = text.find(R"("Rules":[)");
    EXPECT_NE(begin, std::string::npos) << testing_support::compact_template(app);
    return begin == std::string::npos ? std::string() : text.substr(begin + 9);
  }
  void has(const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << text;
  }
};

TEST_F(WebAclTest, a_web_acl_has_the_groups_that_fit_every_site_and_logs) {
  WebAcl& acl = stack.add(WebAclProps{.id = "Acl"});
  EXPECT_EQ(acl.known_capacity(), 925);
  const std::string text = properties("Acl");
  has(text,
      R"({"DefaultAction":{"Allow":{}},"Scope":"REGIONAL","VisibilityConfig":)"
      R"({"CloudWatchMetricsEnabled":true,"MetricName":"Acl","SampledRequestsEnabled":true})");
  has(text, R"({"Name":"AWSManagedRulesCommonRuleSet","Priority":1,"Statement":)"
            R"({"ManagedRuleGroupStatement":{"Name":"AWSManagedRulesCommonRuleSet",)"
            R"("VendorName":"AWS"}},"VisibilityConfig":{"CloudWatchMetricsEnabled":true,)"
            R"("MetricName":"AWSManagedRulesCommonRuleSet","SampledRequestsEnabled":true},)"
            R"("OverrideAction":{"None":{}}})");
  EXPECT_EQ(properties("AclLogGroup"),
            R"({"LogGroupName":"aws-waf-logs-Test-Acl","RetentionInDays":731})");
  EXPECT_EQ(properties("AclLogging"),
            R"({"LogDestinationConfigs":[{"Fn::Sub":"arn:${AWS::Partition}:logs:${AWS::Region}:)"
            R"(${AWS::AccountId}:log-group:${AclLogGroup}"}],)"
            R"("ResourceArn":{"Fn::GetAtt":["Acl","Arn"]},"RedactedFields":[)"
            R"({"SingleHeader":{"Name":"authorization"}},{"SingleHeader":{"Name":"cookie"}}]})");
}

TEST_F(WebAclTest, every_property_is_written_where_it_belongs) {
  LogGroup& logs = LogGroup::from_name(stack, "Logs", "aws-waf-logs-mine");
  stack.add(WebAclProps{.id = "Acl",
                        .block_by_default = true,
                        .description = "For the shop",
                        .log_group = logs,
                        .name = "shop",
                        .redacted_headers = {"x-key"},
                        .rules = {WebAclRule::countries("Home", {"DE"}, WafAction::allow)},
                        .token_domains = {"example.com"}});
  const std::string text = properties("Acl");
  has(text, R"("DefaultAction":{"Block":{}})");
  has(text, R"("Description":"For the shop","Name":"shop")");
  has(text, R"("TokenDomains":["example.com"])");
  has(properties("AclLogging"), "log-group:aws-waf-logs-mine");
  has(properties("AclLogging"), R"({"SingleHeader":{"Name":"x-key"}})");
}

TEST_F(WebAclTest, a_managed_group_may_only_count) {
  const std::string text = rule(WebAclRule::managed(
      "ExampleRules",
      {.configs = {Json::object({{"LoginPath", "/in"}})},
       .count_only = true,
       .count_rules = {"One"},
       .scope_down = Json::object(
           {{"GeoMatchStatement", Json::object({{"CountryCodes", Json::array({"DE"})}})}}),
       .vendor = "Example",
       .version = "Version_1.0"}));
  has(text, R"({"ManagedRuleGroupStatement":{"Name":"ExampleRules","VendorName":"Example",)"
            R"("ManagedRuleGroupConfigs":[{"LoginPath":"/in"}],"RuleActionOverrides":)"
            R"([{"Name":"One","ActionToUse":{"Count":{}}}],"ScopeDownStatement":)"
            R"({"GeoMatchStatement":{"CountryCodes":["DE"]}},"Version":"Version_1.0"}})");
  has(text, R"("OverrideAction":{"Count":{}})");
}

TEST_F(WebAclTest, requests_of_an_address_are_limited) {
  const std::string text = rule(WebAclRule::rate_limit("Limit", 1000, {.window = 60}));
  has(text, R"("Statement":{"RateBasedStatement":{"AggregateKeyType":"IP","Limit":1000,)"
            R"("EvaluationWindowSec":60}})");
  has(text, R"("Action":{"Block":{}})");
}

TEST_F(WebAclTest, requests_behind_a_proxy_are_limited_by_a_header) {
  has(rule(WebAclRule::rate_limit(
          "Limit", 100, {.action = WafAction::count, .forwarded_header = "X-Forwarded-For"})),
      R"({"AggregateKeyType":"FORWARDED_IP","Limit":100,"ForwardedIPConfig":)"
      R"({"HeaderName":"X-Forwarded-For","FallbackBehavior":"MATCH"}})");
}

TEST_F(WebAclTest, requests_from_other_countries_can_be_blocked) {
  has(rule(WebAclRule::other_countries("Abroad", {"DE", "FR"})),
      R"({"NotStatement":{"Statement":{"GeoMatchStatement":{"CountryCodes":["DE","FR"]}}}})");
}

TEST_F(WebAclTest, requests_from_a_set_of_addresses_can_be_blocked) {
  IpSet& addresses = stack.add(IpSetProps{.id = "Ips",
                                          .addresses = {"2001:db8::/32"},
                                          .description = "Known to be bad",
                                          .ip_version = IpSetVersion::ipv6,
                                          .name = "bad"});
  has(rule(WebAclRule::ip_set("Bad", addresses, WafAction::block)),
      R"({"IPSetReferenceStatement":{"Arn":{"Fn::GetAtt":["Ips","Arn"]}}})");
  EXPECT_EQ(properties("Ips"),
            R"({"Addresses":["2001:db8::/32"],"IPAddressVersion":"IPV6","Scope":"REGIONAL",)"
            R"("Description":"Known to be bad","Name":"bad"})");
}

TEST_F(WebAclTest, a_rule_can_be_given_as_the_api_writes_it) {
  has(rule(WebAclRule::custom("Label",
                              Json::object({{"LabelMatchStatement",
                                             Json::object({{"Scope", "LABEL"}, {"Key", "a:b"}})}}),
                              WafAction::challenge)),
      R"("Statement":{"LabelMatchStatement":{"Scope":"LABEL","Key":"a:b"}})");
}

TEST_F(WebAclTest, a_group_of_ones_own_is_named_by_its_arn) {
  has(rule(WebAclRule::group("Mine",
                             "arn:aws:wafv2:eu-central-1:123456789012:regional/rulegroup/mine/1")),
      R"({"RuleGroupReferenceStatement":{"Arn":)"
      R"("arn:aws:wafv2:eu-central-1:123456789012:regional/rulegroup/mine/1"}})");
}

TEST_F(WebAclTest, apis_and_user_pools_are_guarded) {
  RestApi& api = stack.add(RestApiProps{.id = "Api"});
  api.root().add_method(HttpMethod::get, LambdaIntegration{.function = function});
  UserPool& pool = stack.add(UserPoolProps{.id = "Users"});
  WebAcl& acl = stack.add(WebAclProps{.id = "Acl"});
  acl.protect(api);
  acl.protect(pool);
  acl.protect("Balancer",
              "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/"
              "app/a/50dc6c495c0c9188");
  has(resource("AclApiAssociation"), R"("DependsOn":"ApiStage")");
  has(properties("AclApiAssociation"), "/restapis/${Api}/stages/prod");
  EXPECT_EQ(properties("AclUsersAssociation"), R"({"ResourceArn":{"Fn::GetAtt":["Users","Arn"]},)"
                                               R"("WebACLArn":{"Fn::GetAtt":["Acl","Arn"]}})");
  EXPECT_NE(properties("AclBalancer"), "");
}

TEST_F(WebAclTest, what_is_wrong_is_found) {
  const int few = 5;
  Stack& there = app.add(StackProps{.id = "There", .region = "eu-central-1"});
  there.add(IpSetProps{.id = "A", .addresses = {"192.0.2.0/24"}, .scope = WafScope::cloudfront});
  WebAcl& edge = stack.add(WebAclProps{.id = "B", .scope = WafScope::cloudfront});
  edge.protect("Balancer",
               "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/"
               "app/a/50dc6c495c0c9188");
  stack.add(WebAclProps{.id = "C", .rules = {WebAclRule::rate_limit("Limit", few)}});
  WebAcl& large = stack.add(WebAclProps{.id = "D", .rules = {}});
  for (int i = 0; i < 9; ++i) large.add_rule(WebAclRule::managed(ManagedRuleGroup::common));
  WebAcl& imported =
      WebAcl::from_arn(stack, "E", "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/a/1");
  imported.add_rule(WebAclRule::countries("Home", {"DE"}));
  imported.check_for_edge(stack);
  (void)IpSet::from_arn(stack, "F", "arn").resource();
  (void)WebAcl::from_arn(stack, "G", "arn").resource();
  EXPECT_EQ(codes_of(app), "OT3351 OT3350 OT3351 OT3353 OT3352 OT2901 OT2901 OT2901");
}

}  // namespace
}  // namespace omnitrack
