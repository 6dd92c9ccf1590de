// Counts the resource types and the constructs above them in aws-cdk-lib, and the types that a list of names,
// a line each, does not have: count.js [LIST]
const fs = require('fs');
const library = require('aws-cdk-lib');

const types = new Set();
const constructs = new Set();
for (const service of Object.values(library)) {
  if (typeof service !== 'object' || service === null) continue;
  for (const [name, each] of Object.entries(service)) {
    if (typeof each !== 'function') continue;
    if (each.CFN_RESOURCE_TYPE_NAME && name.startsWith('Cfn')) types.add(each.CFN_RESOURCE_TYPE_NAME);
    else if (each.prototype instanceof library.Resource) constructs.add(each);
  }
}
console.log(`${types.size} types, ${constructs.size} constructs`);
if (process.argv[2]) {
  const known = new Set(fs.readFileSync(process.argv[2], 'utf8').split('\n'));
  console.log(`${[...types].filter((type) => !known.has(type)).length} types are not in the list`);
}
