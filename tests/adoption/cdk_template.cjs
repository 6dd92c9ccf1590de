// Writes the template of bench/cdk-omnitrack into a folder, as `cdk synth` does:
// node cdk_template.cjs FOLDER

const fs = require('node:fs');
const path = require('node:path');
const Module = require('node:module');
const typescript = require('typescript');

const app = path.resolve(__dirname, '../../bench/cdk-omnitrack');
const settings = JSON.parse(fs.readFileSync(path.join(app, 'cdk.json'), 'utf8'));

// The CDK's command line gives an app its settings and the place of its output so.
process.env.CDK_OUTDIR = path.resolve(process.argv[2]);
process.env.CDK_CONTEXT_JSON = JSON.stringify({
  ...settings.context,
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:version-reporting': settings.versionReporting,
});

// The app's folder has no packages of its own here.
process.env.NODE_PATH = path.join(__dirname, '..', 'node_modules');
Module._initPaths();

Module._extensions['.ts'] = (module, file) => {
  const { outputText } = typescript.transpileModule(fs.readFileSync(file, 'utf8'), {
    compilerOptions: { module: 'commonjs', target: 'es2022', esModuleInterop: true },
    fileName: file,
  });
  module._compile(outputText, file);
};

require(path.join(app, 'bin/omnitrack.ts'));
