import { App, Stack, aws_dynamodb as dynamodb, aws_ec2 as ec2, aws_elasticache as elasticache, aws_sqs as sqs } from 'aws-cdk-lib';

const stack = new Stack(new App(), 'Shop');
const vpc = new ec2.Vpc(stack, 'Vpc');
const callers = new ec2.SecurityGroup(stack, 'Callers', { vpc });
const acl = new ec2.NetworkAcl(stack, 'Acl', { vpc });

// A required property is left out, a number stands where a flag belongs, a group where a subnet belongs.
new dynamodb.TableV2(stack, 'Orders', {});
new sqs.Queue(stack, 'Jobs', { fifo: 1 });
new ec2.SubnetNetworkAclAssociation(stack, 'Association', { networkAcl: acl, subnet: callers });
// The same group by its id, where the id of a subnet belongs.
new elasticache.CfnSubnetGroup(stack, 'Subnets', { description: 'cache', subnetIds: [callers.securityGroupId] });
