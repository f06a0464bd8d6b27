import * as z from 'zod';
import { faultsOfText } from '../template/fill-in.ts';

/** A text of a rule, in which the placeholders of mails may stand. */
export const RuleText = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .superRefine((text, context) => {
      for (const message of faultsOfText(text)) context.addIssue({ code: 'custom', message });
    });
