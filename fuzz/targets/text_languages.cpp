// Puts what a fuzzer makes up where templates have texts of other languages: policies and state
// machines as text, Fn::Sub, dynamic references, schedules, networks, patterns, event patterns. The
// first byte chooses one; all of it is validated, compared with a plain text, and imported.

#include <array>
#include <string>
#include <string_view>

#include "diff/changes/changes.hpp"
#include "diff/verdicts.hpp"
#include "engine/target.hpp"
#include "engine/tree.hpp"
#include "import/import.hpp"
#include "properties/findings.hpp"
#include "properties/require.hpp"

namespace omnitrack::fuzz {

namespace {

// The text stands in place of the one that is `@`.
constexpr std::array<std::string_view, 16> places{
    R"({"Resources":{"R":{"Type":"AWS::IAM::ManagedPolicy","Properties":{"PolicyDocument":"@"}}}})",
    R"({"Resources":{"R":{"Type":"AWS::StepFunctions::StateMachine","Properties":{"RoleArn":"arn:aws:iam::123456789012:role/a","DefinitionString":"@"}}}})",
    R"({"Parameters":{"A":{"Type":"String"}},"Outputs":{"O":{"Value":{"Fn::Sub":"@"}}},"Resources":{"R":{"Type":"AWS::SNS::Topic"}}})",
    R"({"Resources":{"R":{"Type":"AWS::Events::Rule","Properties":{"ScheduleExpression":"@"}}}})",
    R"({"Resources":{"R":{"Type":"AWS::Scheduler::Schedule","Properties":{"ScheduleExpression":"@","ScheduleExpressionTimezone":"@","FlexibleTimeWindow":{"Mode":"OFF"},"Target":{"Arn":"arn:aws:sqs:us-east-1:123456789012:q","RoleArn":"arn:aws:iam::123456789012:role/a"}}}}})",
    R"({"Resources":{"V":{"Type":"AWS::EC2::VPC","Properties":{"CidrBlock":"@"}},"S":{"Type":"AWS::EC2::Subnet","Properties":{"VpcId":{"Ref":"V"},"CidrBlock":{"Fn::Select":[0,{"Fn::Cidr":["@",2,8]}]}}}}})",
    R"({"Parameters":{"A":{"Type":"String","AllowedPattern":"@","Default":"abc"}},"Resources":{"R":{"Type":"AWS::SNS::Topic","Properties":{"TopicName":{"Ref":"A"}}}}})",
    R"({"Parameters":{"A":{"Type":"String","AllowedPattern":"^[a-z]+-(a|b)*$","Default":"@"}},"Resources":{"R":{"Type":"AWS::SNS::Topic","Properties":{"TopicName":{"Ref":"A"}}}}})",
    R"({"Resources":{"R":{"Type":"AWS::RDS::DBInstance","Properties":{"DBInstanceClass":"db.t3.micro","MasterUserPassword":"@","AllocatedStorage":"@","Engine":"@"}}}})",
    R"({"Resources":{"R":{"Type":"AWS::S3::Bucket","Properties":{"BucketName":"@"}},"P":{"Type":"AWS::S3::BucketPolicy","Properties":{"Bucket":{"Ref":"R"},"PolicyDocument":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"@"},"Action":"@","Resource":"@","Condition":{"StringLike":{"@":"@"},"IpAddress":{"aws:SourceIp":"@"}}}}}}}})",
    R"({"Resources":{"R":{"Type":"AWS::Lambda::Permission","Properties":{"Action":"@","FunctionName":"@","Principal":"@","SourceArn":"@"}}}})",
    R"({"Resources":{"R":{"Type":"AWS::Pipes::Pipe","Properties":{"Source":"arn:aws:sqs:us-east-1:123456789012:q","Target":"@","RoleArn":"@","SourceParameters":{"FilterCriteria":{"Filters":[{"Pattern":"@"}]}}}}}})",
    R"({"Resources":{"R":{"Type":"AWS::EC2::SecurityGroup","Properties":{"GroupDescription":"@","SecurityGroupIngress":[{"IpProtocol":"@","CidrIp":"@","FromPort":"@","ToPort":"@"},{"IpProtocol":"tcp","CidrIpv6":"@","FromPort":1,"ToPort":2}]}}}})",
    R"({"Transform":"AWS::Serverless-2016-10-31","Resources":{"R":{"Type":"AWS::Serverless::Function","Properties":{"Handler":"@","Runtime":"@","InlineCode":"@","Policies":["@"],"Events":{"E":{"Type":"Schedule","Properties":{"Schedule":"@"}},"F":{"Type":"Api","Properties":{"Path":"@","Method":"@"}}}}}}})",
    R"({"Metadata":{"OmniTrack":{"Acknowledge":[{"Code":"@","Reason":"@","Path":"@"}]}},"Resources":{"R":{"Type":"@","DependsOn":"@","DeletionPolicy":"@","Condition":"@"}}})",
    R"({"Resources":{"R":{"Type":"AWS::ApiGateway::RestApi","Properties":{"Body":"@","Policy":"@","Name":"@"}},"L":{"Type":"AWS::Logs::MetricFilter","Properties":{"FilterPattern":"@","LogGroupName":"@","MetricTransformations":[{"MetricName":"@","MetricNamespace":"@","MetricValue":"@"}]}}}})"};

void put(Tree& tree, const std::string& text) {
  if (tree.kind == tmpl::Kind::string && tree.text == "@") tree.text = text;
  for (auto& [key, child] : tree.children) {
    if (key == "@") key = text;
    put(child, text);
  }
}

std::string with_text(std::string_view place, const std::string& text) {
  Tree tree = tree_of(tmpl::Document("place", std::string(place)));
  put(tree, text);
  return json_of(tree);
}

void check_text(std::string_view input) {
  if (input.empty()) return;
  const auto choice = static_cast<unsigned char>(input.front());
  const std::string_view place = places[choice % places.size()];
  const tmpl::Document plain("plain", with_text(place, "a"));
  const tmpl::Document document("fuzz", with_text(place, std::string(input.substr(1))));
  for (const validate::Finding& each : findings_of(document)) {
    require(each.begin <= each.end && each.end <= document.source().text().size(),
            "a finding lies in the text", each.message);
    require(!each.message.empty(), "a finding has a message", each.code);
  }
  if (!document.is_readable()) return;
  std::vector<diff::StackDiff> diffs;
  diffs.push_back(
      diff::compare({.name = "Stack", .before = &plain.index(), .after = &document.index()}));
  diff::find_losses(diffs);
  diff::find_refusals(diffs);
  diff::find_security_changes(diffs);
  importing::import_template(document, "Stack", "app");
}

const NamedTarget target("text_languages", check_text);

}  // namespace

}  // namespace omnitrack::fuzz
