import { App, Stack } from 'aws-cdk-lib';
import { OmniTrackStack } from '../../bench/cdk-omnitrack/lib/omnitrack-stack';

/** The same stack as most are: its account and region are fixed, so that its zones are looked up. */
class FixedStack extends OmniTrackStack {
  override get availabilityZones(): string[] {
    return Reflect.get(Stack.prototype, 'availabilityZones', this);
  }
}

const app = new App();
new FixedStack(app, 'OmniTrack', { env: { account: '123456789012', region: 'eu-west-1' } });
app.synth();
