import { vi } from 'vitest';
import { describeMailStorms } from './stories/describe-mail-storms.ts';

vi.setConfig({ testTimeout: 180_000 });
// The long run sends the two thousand of the requirement.
describeMailStorms({ mails: 24, sandboxes: 2, copies: { undisturbed: [3], killed: [1] } });
