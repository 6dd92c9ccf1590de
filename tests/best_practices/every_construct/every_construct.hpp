// Every construct with its defaults: what has no default, and what the example of its page would
// set. Each service has a source; the test compares them with `list --constructs`.

#pragma once

#include <omnitrack/omnitrack.hpp>

namespace every_construct {

// NOLINTNEXTLINE(google-build-using-namespace): as an app does
using namespace omnitrack;

/// A stack and what its constructs need of other services: made elsewhere, so that the stack has no
/// resource of it.
struct Surroundings {
  explicit Surroundings(Stack& owner);

  Stack& stack;
  NetworkLoadBalancer& balancer;
  Bucket& bucket;
  Certificate& certificate;
  Function& function;
  Topic& topic;
  Vpc& vpc;
  HostedZone& zone;
};

void add_amazonmq(const Surroundings& in);
void add_apigateway(const Surroundings& in);
void add_apigatewayv2(const Surroundings& in);
void add_appsync(const Surroundings& in);
void add_athena(const Surroundings& in);
void add_autoscaling(const Surroundings& in);
void add_backup(const Surroundings& in);
void add_batch(const Surroundings& in);
void add_budgets(const Surroundings& in);
void add_certificatemanager(const Surroundings& in);
void add_cloudformation(const Surroundings& in);
void add_cloudfront(const Surroundings& in);
void add_cloudtrail(const Surroundings& in);
void add_cloudwatch(const Surroundings& in);
void add_codebuild(const Surroundings& in);
void add_codecommit(const Surroundings& in);
void add_codeconnections(const Surroundings& in);
void add_codedeploy(const Surroundings& in);
void add_codepipeline(const Surroundings& in);
void add_cognito(const Surroundings& in);
void add_config(const Surroundings& in);
void add_docdb(const Surroundings& in);
void add_dynamodb(const Surroundings& in);
void add_ec2(const Surroundings& in);
void add_ecr(const Surroundings& in);
void add_ecs(const Surroundings& in);
void add_efs(const Surroundings& in);
void add_eks(const Surroundings& in);
void add_elasticache(const Surroundings& in);
void add_elasticloadbalancing(const Surroundings& in);
void add_elasticloadbalancingv2(const Surroundings& in);
void add_events(const Surroundings& in);
void add_glue(const Surroundings& in);
void add_iam(const Surroundings& in);
void add_iot(const Surroundings& in);
void add_kinesis(const Surroundings& in);
void add_kinesisfirehose(const Surroundings& in);
void add_kms(const Surroundings& in);
void add_lambda(const Surroundings& in);
void add_logs(const Surroundings& in);
void add_msk(const Surroundings& in);
void add_neptune(const Surroundings& in);
void add_opensearchservice(const Surroundings& in);
void add_pipes(const Surroundings& in);
void add_rds(const Surroundings& in);
void add_redshift(const Surroundings& in);
void add_route53(const Surroundings& in);
void add_s3(const Surroundings& in);
void add_scheduler(const Surroundings& in);
void add_secretsmanager(const Surroundings& in);
void add_ses(const Surroundings& in);
void add_signer(const Surroundings& in);
void add_sns(const Surroundings& in);
void add_sqs(const Surroundings& in);
void add_ssm(const Surroundings& in);
void add_stepfunctions(const Surroundings& in);
void add_synthetics(const Surroundings& in);
void add_wafv2(const Surroundings& in);

}  // namespace every_construct
