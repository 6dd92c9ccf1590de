import * as ec2 from '@pulumi/aws/ec2';
import * as elasticache from '@pulumi/aws/elasticache';
import * as lambda from '@pulumi/aws/lambda';
import * as sqs from '@pulumi/aws/sqs';

// A required property is left out, a number stands where a flag belongs.
new lambda.Function('Worker', {});
new sqs.Queue('Jobs', { fifoQueue: 1 });
// The id of a group, where that of a subnet belongs.
const callers = new ec2.SecurityGroup('Callers', {});
new elasticache.SubnetGroup('Subnets', { subnetIds: [callers.id] });
