// What the CDK's assertions say of templates, a line for each question that docs/guide/testing.md asks:
// yes where the assertion passes, no where it fails.
const cdk = require('aws-cdk-lib');
const { Annotations, Capture, Match, Template } = require('aws-cdk-lib/assertions');
const { CfnQueue, Queue } = require('aws-cdk-lib/aws-sqs');
const { CfnTopic } = require('aws-cdk-lib/aws-sns');

const app = new cdk.App();
const shop = new cdk.Stack(app, 'Shop');
const other = new cdk.Stack(app, 'Other');
const queue = new Queue(shop, 'Jobs', { visibilityTimeout: cdk.Duration.seconds(180) });
new CfnQueue(shop, 'Tagged', {
  queueName: cdk.Fn.sub('${AWS::StackName}-jobs'),
  tags: [{ key: 'a', value: '1' }, { key: 'b', value: '2' }],
});
const text = shop.toJsonString({ queue: queue.queueArn });
new CfnTopic(shop, 'Topic', { displayName: text });
new CfnTopic(shop, 'Told', { displayName: '{"n": 1}' });
new CfnTopic(other, 'Reader', { displayName: queue.queueArn });
cdk.Annotations.of(queue).addWarning('too slow');

const template = Template.fromStack(shop);
const has = (properties) => () => template.hasResourceProperties('AWS::SQS::Queue', properties);
const capture = new Capture();
const questions = {
  'a resource with these properties': has({ VisibilityTimeout: 180 }),
  'absence': has({ DelaySeconds: Match.absent() }),
  'items of a list in their order': has({ Tags: Match.arrayWith([{ Key: 'a', Value: '1' }, { Key: 'b', Value: '2' }]) }),
  'items of a list in another order': has({ Tags: Match.arrayWith([{ Key: 'b', Value: '2' }, { Key: 'a', Value: '1' }]) }),
  'a capture': has({ VisibilityTimeout: capture }),
  'JSON in a text': () =>
    template.hasResourceProperties('AWS::SNS::Topic', { DisplayName: Match.serializedJson({ n: 1 }) }),
  'JSON in a text with a reference': () =>
    template.hasResourceProperties('AWS::SNS::Topic', { DisplayName: Match.serializedJson({ queue: Match.anyValue() }) }),
  'a reference within a stack': () =>
    template.hasResourceProperties('AWS::SNS::Topic', { DisplayName: shop.resolve(text) }),
  'a reference across stacks': () =>
    Template.fromStack(other).hasResourceProperties('AWS::SNS::Topic', { DisplayName: other.resolve(queue.queueArn) }),
  'Fn::Sub where Fn::Join is asked for': has({ QueueName: { 'Fn::Join': ['', [{ Ref: 'AWS::StackName' }, '-jobs']] } }),
  'a warning by path and message': () => Annotations.fromStack(shop).hasWarning('/Shop/Jobs', 'too slow'),
  'absence of a type with a typo': () => template.resourceCountIs('AWS::SQS::Queu', 0),
  'absence of a property with a typo': has({ VisibilityTimeot: Match.absent() }),
};
for (const [question, ask] of Object.entries(questions)) {
  let answer = 'yes';
  try {
    ask();
  } catch {
    answer = 'no';
  }
  console.log(`${question}: ${answer}`);
}
