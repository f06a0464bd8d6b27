import * as z from 'zod';

/** Keys come as in a form: escaped, with `+` for a blank. */
const key = z.string().transform((text, context) => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    context.addIssue({ code: 'custom', message: 'Not an escaped key' });
    return z.NEVER;
  }
});

const CreatedObject = z.looseObject({
  eventName: z.string(),
  eventTime: z.iso.datetime(),
  s3: z.looseObject({
    bucket: z.looseObject({ name: z.string().min(1) }),
    object: z.looseObject({ key, eTag: z.string().default(''), sequencer: z.string().default('') }),
  }),
});
export type CreatedObject = z.infer<typeof CreatedObject>;

/** What S3 tells a queue; a test message when the notification is set up. */
export const ObjectNotice = z.union([
  z.looseObject({ Event: z.literal('s3:TestEvent') }).transform(() => ({ Records: [] as CreatedObject[] })),
  z.looseObject({ Records: z.array(CreatedObject) }),
]);
export type ObjectNotice = z.infer<typeof ObjectNotice>;
