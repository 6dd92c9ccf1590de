"""The blocks of numbers of the findings' codes: whose findings they are, and whose sources report
them."""

import typing


class Block(typing.NamedTuple):
    """Codes that begin alike, what they are about, and the folders that may use them."""

    prefix: str
    title: str
    owners: tuple


BLOCKS = [
    Block("OT10", "The app", ("src/core", "src/synth")),
    Block("OT11", "The configuration", ("src/cli/app",)),
    Block("OT16", "Requirements", ("src/synth/requirements", "src/cli/requirements")),
    Block("OT179", "The tidy form", ("src/cli/format",)),
    Block("OT17", "Logical ids that survive refactoring", ("src/lock", "src/synth", "src/cli/app")),
    Block("OT184", "What is not decided", ("src/validate",)),
    Block("OT18", "Templates as code", ("src/cli/import",)),
    Block("OT20", "Networks", ("constructs/ec2",)),
    Block("OT21", "APIs, things, clusters and warehouses",
          ("constructs/appsync", "constructs/cognito", "constructs/docdb", "constructs/eks",
           "constructs/iot", "constructs/neptune", "constructs/redshift", "constructs/ssm")),
    Block("OT22", "Roles, functions and logs", ("constructs/iam", "constructs/lambda", "constructs/logs")),
    Block("OT23", "Tables", ("constructs/dynamodb",)),
    Block("OT24", "Buckets", ("constructs/s3",)),
    Block("OT25", "User pools", ("constructs/cognito",)),
    Block("OT26", "Redis", ("constructs/elasticache",)),
    Block("OT27", "REST APIs", ("constructs/apigateway",)),
    Block("OT28", "WebSocket APIs", ("constructs/apigateway",)),
    Block("OT29", "Constructs made elsewhere", ("constructs",)),
    Block("OT30", "The OmniTrack stack", ("src/app",)),
    Block("OT31", "Messages and events",
          ("constructs/amazonmq", "constructs/events", "constructs/kinesis",
           "constructs/kinesisfirehose", "constructs/msk", "constructs/pipes", "constructs/scheduler",
           "constructs/sns", "constructs/sqs")),
    Block("OT32", "State machines", ("constructs/stepfunctions",)),
    Block("OT33", "HTTP APIs, sites and names",
          ("constructs/apigatewayv2", "constructs/certificatemanager", "constructs/cloudfront",
           "constructs/route53", "constructs/wafv2")),
    Block("OT34", "Containers, servers and load balancers",
          ("constructs/autoscaling", "constructs/batch", "constructs/ecr", "constructs/ecs", "constructs/efs",
           "constructs/elasticloadbalancingv2")),
    Block("OT35", "Keys, secrets and databases",
          ("constructs/backup", "constructs/dynamodb", "constructs/elasticache", "constructs/kms",
           "constructs/opensearchservice", "constructs/rds", "constructs/secretsmanager",
           "constructs/ssm")),
    Block("OT36", "Operations",
          ("constructs/budgets", "constructs/cloudtrail", "constructs/cloudwatch", "constructs/config",
           "constructs/cloudformation")),
    Block("OT37", "Builds and data lakes",
          ("constructs/athena", "constructs/codebuild", "constructs/codeconnections",
           "constructs/codedeploy", "constructs/codepipeline", "constructs/glue")),
    Block("OT38", "Rules of an organization", ("constructs/visitors",)),
    Block("OT39", "Identities and networks",
          ("constructs/cloudformation", "constructs/ec2", "constructs/elasticloadbalancing",
           "constructs/iam", "constructs/rds")),
    Block("OT40", "Text, sections and limits of a template", ("src/validate/document", "src/cli")),
    Block("OT41", "Files that an app uploads",
          ("src/assets", "src/core", "constructs/lambda")),
    Block("OT42", "Resources and properties", ("src/validate/document", "src/validate/values")),
    Block("OT43", "Functions and references", ("src/validate/functions", "src/validate/document")),
    Block("OT44", "Parameters, mappings, conditions, rules and outputs", ("src/validate/document",)),
    Block("OT45", "Policies", ("src/validate/policies",)),
    Block("OT46", "Rules of single services", ("src/validate/services",)),
    Block("OT47", "The stacks of an app together", ("src/validate/together",)),
    Block("OT48", "What services refuse", ("src/validate/rules",)),
    Block("OT49", "Acknowledgements", ("src/validate/document",)),
    Block("OT50", "The Serverless Application Model", ("src/validate/sam",)),
    Block("OT51", "Changes that will be refused", ("src/diff/refusals",)),
]


def block_of(code):
    """The block of a code, or None."""
    return next((block for block in BLOCKS if code.startswith(block.prefix)), None)
