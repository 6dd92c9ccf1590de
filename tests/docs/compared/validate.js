// Prints what AWS's validator says of a template that makes a deployment fail: validate.js TEMPLATE
const { RegoEngine, TemplateFile } = require('./node_modules/aws-cdk-lib/node_modules/@aws/cloudformation-validate');

const engine = new RegoEngine();
for (const each of engine.validateTemplate(new TemplateFile(process.argv[2])).diagnostics) {
  if (each.severity === 'INFO') continue;
  console.log(`${process.argv[2]}:${each.startLine}:${each.startColumn}: ${each.severity} ${each.ruleId} ${each.message}`);
}
engine.free();
