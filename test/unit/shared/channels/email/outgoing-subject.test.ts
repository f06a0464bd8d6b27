import { describe, expect, it } from 'vitest';
import { outgoingSubject } from '#shared/channels/email/outgoing-subject.ts';

describe('outgoingSubject', () => {
  it.each([
    ['Printer', true, 'Re: Printer [ABC-DEFGH-123]'],
    ['Re: Printer', true, 'Re: Printer [ABC-DEFGH-123]'],
    ['RE: AW: Re[2]: Printer', true, 'Re: Printer [ABC-DEFGH-123]'],
    ['回复：打印机', true, 'Re: 打印机 [ABC-DEFGH-123]'],
    ['Re: Printer [abc-defgh-123]', true, 'Re: Printer [abc-defgh-123]'],
    ['Printer [XYZ-DEFGH-123]', true, 'Re: Printer [XYZ-DEFGH-123] [ABC-DEFGH-123]'],
    ['Printer', false, 'Printer [ABC-DEFGH-123]'],
    ['', true, 'Re: [ABC-DEFGH-123]'],
    ['a\r\nBcc: b', false, 'a Bcc: b [ABC-DEFGH-123]'],
    ['Regarding: x', true, 'Re: Regarding: x [ABC-DEFGH-123]'],
  ])('makes of %j (reply %j) %j', (subject, isReply, expected) => {
    expect(outgoingSubject({ subject, code: 'ABC-DEFGH-123', isReply })).toBe(expected);
  });
});
