// An app of the AWS CDK that makes the stack of new.yaml.
const { App, Stack, cloudformation_include: include } = require('aws-cdk-lib');

const stack = new Stack(new App(), 'Shop');
new include.CfnInclude(stack, 'Template', { templateFile: 'new.yaml' });
