// An app of the AWS CDK whose queue has a delay beyond the maximum.
const { App, Stack, aws_sqs: sqs } = require('aws-cdk-lib');

const stack = new Stack(new App(), 'Shop');
new sqs.CfnQueue(stack, 'Jobs', { delaySeconds: 1000 });
