// Names of properties and attributes that mean one kind of identifier wherever they stand, for where
// neither source states the relation.

const KMS_KEY = [['AWS::KMS::Key', 'Arn'], ['AWS::KMS::Key', 'KeyId'], ['AWS::KMS::Alias', 'AliasName']];

const MEANINGS = [
  [/^SubnetIds?$/, [['AWS::EC2::Subnet', 'SubnetId']]],
  [/^(Vpc)?SecurityGroupIds?$/, [['AWS::EC2::SecurityGroup', 'Id']]],
  [/^(VpcId|VPCId|VpcID)$/, [['AWS::EC2::VPC', 'VpcId']]],
  [/^RouteTableIds?$/, [['AWS::EC2::RouteTable', 'RouteTableId']]],
  [/^NatGatewayId$/, [['AWS::EC2::NatGateway', 'NatGatewayId']]],
  [/^InternetGatewayId$/, [['AWS::EC2::InternetGateway', 'InternetGatewayId']]],
  [/^TransitGatewayId$/, [['AWS::EC2::TransitGateway', 'Id']]],
  [/^NetworkInterfaceIds?$/, [['AWS::EC2::NetworkInterface', 'Id']]],
  [/^((Execution|Task|Service|Iam|IAM|Access|Invocation|Logging)?Role(Arn|ARN))$/, [['AWS::IAM::Role', 'Arn']]],
  [/^(Kms|KMS)KeyArn$/, [['AWS::KMS::Key', 'Arn']]],
  [/^(Kms|KMS)(Master)?Key(Id|ID)$/, KMS_KEY],
  [/^(Cloud[wW]atch)?LogGroupName$/, [['AWS::Logs::LogGroup', 'LogGroupName']]],
  [/^UserPoolId$/, [['AWS::Cognito::UserPool', 'UserPoolId']]],
  [/^IdentityPoolId$/, [['AWS::Cognito::IdentityPool', 'Id']]],
  [/^RestApiId$/, [['AWS::ApiGateway::RestApi', 'RestApiId']]],
  [/^RootResourceId$/, [['AWS::ApiGateway::Resource', 'ResourceId']]],
  [/^SnsTopicArn$/, [['AWS::SNS::Topic', 'TopicArn']]],
  [/^LambdaFunctionArn$/, [['AWS::Lambda::Function', 'Arn']]],
];

/** The relations that a name alone implies; none for most. */
export function relationsOfName(name) {
  return MEANINGS.find(([pattern]) => pattern.test(name))?.[1].map((relation) => [...relation]) ?? [];
}
