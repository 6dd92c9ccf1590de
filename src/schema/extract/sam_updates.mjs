// What a change of a property of SAM's types does. The specification calls each a replacement; but SAM hands most
// on to a resource of another type, and what happens to that is what happens.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-resources-and-properties.html

// The type that SAM makes, and the properties that it hands on under another name.
const MADE = {
  'AWS::Serverless::Api': ['AWS::ApiGateway::RestApi', {}],
  'AWS::Serverless::Application': ['AWS::CloudFormation::Stack', {}],
  'AWS::Serverless::Function': ['AWS::Lambda::Function', {}],
  'AWS::Serverless::HttpApi': ['AWS::ApiGatewayV2::Api', {}],
  'AWS::Serverless::SimpleTable': ['AWS::DynamoDB::Table', { PrimaryKey: 'KeySchema' }],
  'AWS::Serverless::StateMachine': ['AWS::StepFunctions::StateMachine', {
    Name: 'StateMachineName', Type: 'StateMachineType',
  }],
};
// A layer's logical id holds a digest of all its properties: each change makes a new one.
const NEW_BY_ANY_CHANGE = ['AWS::Serverless::LayerVersion'];

/** Gives the properties of SAM's types the updates of what they become. */
export function settleSamUpdates(resources) {
  for (const [type, resource] of Object.entries(resources)) {
    if (!type.startsWith('AWS::Serverless::') || NEW_BY_ANY_CHANGE.includes(type)) continue;
    if (!MADE[type]) throw new Error(`it is not known what SAM makes of ${type}`);
    const [made, renamed] = MADE[type];
    const nested = Object.values(resource.definitions).flatMap((definition) => Object.values(definition.properties));
    for (const property of nested) delete property.update;
    for (const [name, property] of Object.entries(resource.properties)) {
      delete property.update;
      const update = resources[made].properties[renamed[name] ?? name]?.update;
      if (update) property.update = update;
    }
  }
}
