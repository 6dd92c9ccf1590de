import { App } from 'aws-cdk-lib';
import { OmniTrackStack } from '../lib/omnitrack-stack';

const app = new App();
new OmniTrackStack(app, 'OmniTrack', {
  description: 'OmniTrack: network, data, identity, APIs, storage, logs and cache',
});
