import { describe, expect, it } from 'vitest';
import { chooseSource } from '#shared/domain/inbound/choose-source.ts';
import { aMailAccount, aMailbox, mailbox } from './mails.ts';

const account = aMailAccount([
  aMailbox('src_help', { aliases: ['info@desk.example'] }, { defaultTags: ['mail'] }),
  aMailbox(
    'src_jobs',
    { address: 'jobs@desk.example', maxAttachmentMegabytes: 1 },
    { departmentId: 'dep_gone' },
  ),
  aMailbox('src_old', { address: 'old@desk.example' }, { active: false }),
  aMailbox('src_hook', { address: 'hook@desk.example', provider: 'raw' }),
]);

describe('chooseSource', () => {
  const jobs = 'jobs@desk.example';
  it.each([
    { by: 'its address', recipients: [mailbox], sourceId: 'src_help' },
    { by: 'an alias, in any case', recipients: ['Info@Desk.example'], sourceId: 'src_help' },
    { by: 'its plus part', recipients: ['help+abc-defgh-123@desk.example'], sourceId: 'src_help' },
    { by: 'delivery before naming', deliveredTo: [jobs], recipients: [mailbox], sourceId: 'src_jobs' },
    { by: 'the first of two of ours', recipients: [jobs, mailbox], sourceId: 'src_jobs' },
    { by: 'its webhook', webhook: 'src_hook' as const, recipients: [mailbox], sourceId: 'src_hook' },
    {
      by: 'recipients, its webhook being gone',
      webhook: 'src_no' as const,
      recipients: [mailbox],
      sourceId: 'src_help',
    },
    { by: 'no inactive one', recipients: ['old@desk.example'], sourceId: null },
    { by: 'nobody we know', recipients: ['you@elsewhere.example'], sourceId: null },
  ])('chooses by $by', ({ deliveredTo = [], recipients, webhook = null, sourceId }) => {
    expect(chooseSource({ deliveredTo, recipients }, webhook, account).sourceId).toBe(sourceId);
  });

  it('gives the source’s department, tags and limit', () => {
    expect(chooseSource({ deliveredTo: [mailbox], recipients: [] }, null, account)).toEqual({
      sourceId: 'src_help',
      departmentId: 'dep_sales',
      tags: ['mail'],
      maxAttachmentBytes: 25 * 1024 * 1024,
    });
  });

  it('falls back to the default department', () => {
    const unknown = chooseSource({ deliveredTo: [], recipients: [] }, null, account);
    const gone = chooseSource({ deliveredTo: ['jobs@desk.example'], recipients: [] }, null, account);

    expect(unknown).toMatchObject({ departmentId: 'dep_default', tags: ['unknown-recipient'] });
    expect(gone).toMatchObject({ departmentId: 'dep_default', tags: [], maxAttachmentBytes: 1024 * 1024 });
  });
});
