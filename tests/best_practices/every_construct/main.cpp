#include "every_construct.hpp"

namespace every_construct {
namespace {

using Service = void (*)(const Surroundings&);

void add(App& app, std::string_view name, std::initializer_list<Service> services) {
  const std::string id(name);
  const Surroundings in(app.add(StackProps{
      .id = id, .description = "Every construct with its defaults: " + id, .region = "us-east-1"}));
  for (const Service service : services) service(in);
}

void build(App& app) {
  add(app, "Compute",
      {add_autoscaling, add_batch, add_ecr, add_ecs, add_eks, add_lambda, add_signer});
  add(app, "Data",
      {add_athena, add_backup, add_docdb, add_dynamodb, add_efs, add_elasticache, add_glue,
       add_neptune, add_opensearchservice, add_rds, add_redshift, add_s3});
  add(app, "Messaging",
      {add_amazonmq, add_events, add_iot, add_kinesis, add_kinesisfirehose, add_msk, add_pipes,
       add_scheduler, add_ses, add_sns, add_sqs, add_stepfunctions});
  add(app, "Network", {add_ec2, add_elasticloadbalancing, add_elasticloadbalancingv2});
  add(app, "Operations",
      {add_budgets, add_cloudformation, add_cloudtrail, add_cloudwatch, add_codebuild,
       add_codecommit, add_codeconnections, add_codedeploy, add_codepipeline, add_config, add_iam,
       add_kms, add_logs, add_secretsmanager, add_ssm, add_synthetics});
  add(app, "Web",
      {add_apigateway, add_apigatewayv2, add_appsync, add_certificatemanager, add_cloudfront,
       add_cognito, add_route53, add_wafv2});
}

}  // namespace
}  // namespace every_construct

int main(int argc, char** argv) { return omnitrack::run(argc, argv, every_construct::build); }
