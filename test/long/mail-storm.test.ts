import { describeMailStorms } from '#test/journeys/stories/describe-mail-storms.ts';

describeMailStorms({ mails: 2_000, sandboxes: 4, copies: { undisturbed: [1, 3], killed: [1, 3] } });
