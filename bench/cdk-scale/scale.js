'use strict';
// node scale.js [STACKS [RESOURCES_PER_STACK]]
// Builds that many stacks, half buckets, half tables that each refer to a bucket, synthesizes and
// writes them to a temporary folder, and prints the times as one JSON object on stdout.

const { performance } = require('node:perf_hooks');
const loading = performance.now();
const { App, Stack } = require('aws-cdk-lib');
const { CfnBucket } = require('aws-cdk-lib/aws-s3');
const { CfnTable } = require('aws-cdk-lib/aws-dynamodb');
const loaded = performance.now();

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const count = (argument, fallback) => {
  const value = Number(argument ?? fallback);
  if (!Number.isInteger(value) || value < 1) {
    console.error(`scale: ${argument} is not a count of stacks or resources`);
    process.exit(64);
  }
  return value;
};
const stacks = count(process.argv[2], 100);
const perStack = count(process.argv[3], 500);
const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-scale-'));
process.on('exit', () => fs.rmSync(outdir, { recursive: true, force: true }));

const begun = performance.now();
const app = new App({ outdir, autoSynth: false, analyticsReporting: false });
for (let s = 0; s < stacks; ++s) {
  const stack = new Stack(app, `Stack${s}`);
  for (let r = 0; r < perStack / 2; ++r) {
    const bucket = new CfnBucket(stack, `Bucket${r}`, {
      bucketName: `bucket-${s}-${r}`,
      versioningConfiguration: { status: 'Enabled' },
    });
    new CfnTable(stack, `Table${r}`, {
      tableName: `table-${s}-${r}`,
      billingMode: 'PAY_PER_REQUEST',
      attributeDefinitions: [{ attributeName: 'PK', attributeType: 'S' }],
      keySchema: [{ attributeName: 'PK', keyType: 'HASH' }],
      tags: [{ key: 'bucket', value: bucket.attrArn }],
    });
  }
}
const built = performance.now();
app.synth();
const written = performance.now();

// The kernel's high-water mark of this program alone; getrusage counts the starter's memory too.
const peak = /VmHWM:\s+(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'));
const resources = stacks * Math.ceil(perStack / 2) * 2;
console.log(
  JSON.stringify({
    stacks,
    resources,
    startup_ms: loaded - loading,
    build_us: (built - begun) * 1000,
    synth_us: (written - built) * 1000,
    us_per_resource: ((written - begun) * 1000) / resources,
    peak_kb: Number(peak[1]),
  }),
);
