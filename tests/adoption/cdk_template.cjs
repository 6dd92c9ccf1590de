// Writes the template of an app of the CDK into a folder, as `cdk synth` does:
// node cdk_template.cjs FOLDER APP

const fs = require('node:fs');
const path = require('node:path');
const Module = require('node:module');
const typescript = require('typescript');

// The app's folder has no packages of its own here.
process.env.NODE_PATH = path.join(__dirname, '..', 'node_modules');
Module._initPaths();

const app = path.resolve(process.argv[3]);
const bench = path.resolve(__dirname, '../../bench/cdk-omnitrack');
const isBench = app.startsWith(bench + path.sep);
const settings = isBench
  ? JSON.parse(fs.readFileSync(path.join(bench, 'cdk.json'), 'utf8'))
  : {
      // What `cdk init` writes, and what the command line looks up for a fixed account and region.
      context: {
        ...require('aws-cdk-lib/recommended-feature-flags.json'),
        'availability-zones:account=123456789012:region=eu-west-1': [
          'eu-west-1a',
          'eu-west-1b',
          'eu-west-1c',
        ],
      },
      versionReporting: true,
    };

// The CDK's command line gives an app its settings and the place of its output so.
process.env.CDK_OUTDIR = path.resolve(process.argv[2]);
process.env.CDK_CONTEXT_JSON = JSON.stringify({
  ...settings.context,
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:version-reporting': settings.versionReporting,
});

Module._extensions['.ts'] = (module, file) => {
  const { outputText } = typescript.transpileModule(fs.readFileSync(file, 'utf8'), {
    compilerOptions: { module: 'commonjs', target: 'es2022', esModuleInterop: true },
    fileName: file,
  });
  module._compile(outputText, file);
};

require(app);
