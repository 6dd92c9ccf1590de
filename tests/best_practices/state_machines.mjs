// Has the validator of AWS's community read every state machine: node state_machines.mjs TEMPLATE...
// A definition is one text, or an Fn::Sub or Fn::Join whose unknown parts stand for an ARN.

import { readFileSync } from "node:fs";

import validate from "asl-validator";

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:known-later";

// The definition as text, with an ARN for what is known only when the stack is deployed.
function text(value) {
  if (typeof value === "string") return value;
  if (Array.isArray(value["Fn::Join"])) {
    const [separator, parts] = value["Fn::Join"];
    return parts.map(text).join(separator);
  }
  const sub = value["Fn::Sub"];
  return sub ? (Array.isArray(sub) ? sub[0] : sub).replace(/\$\{[^}]+\}/g, ARN) : ARN;
}

let read = 0;
for (const file of process.argv.slice(2)) {
  const { Resources: resources } = JSON.parse(readFileSync(file, "utf8"));
  for (const [id, { Type: type, Properties: properties }] of Object.entries(resources)) {
    if (type !== "AWS::StepFunctions::StateMachine") continue;
    ++read;
    const definition = properties.Definition ?? JSON.parse(text(properties.DefinitionString));
    const { isValid, errorsText } = validate(definition, { checkPaths: true, checkArn: false });
    if (!isValid) {
      console.log(`${file} ${id}: ${errorsText("\n")}`);
      process.exitCode = 1;
    }
  }
}
console.log(`${read} state machines`);
if (!read) process.exitCode = 1;
