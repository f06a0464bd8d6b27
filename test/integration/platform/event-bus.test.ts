import { describe, expect, it } from 'vitest';
import { arn, fromQueue, queue } from './small-app.ts';
import { seen, start } from './start-small.ts';

describe('an event on the bus', () => {
  it('reaches the function of a rule that matches, and is tried again when it fails', async () => {
    const platform = await start({
      functions: {
        Publisher: {
          source: `export const handler = async ({ Records }) => { for (const record of Records) await aws('AWSEvents', 'PutEvents', { Entries: [{ EventBusName: 'Bus', Source: 'smista', DetailType: JSON.parse(record.body).type, Detail: '{"n":1}' }] }); };`,
        },
        Listener: {
          source: `let tries = 0; export const handler = async (event) => { if (tries++ === 0) throw new Error('once'); await send(process.env.SEEN_URL, [event['detail-type'], event.detail.n]); };`,
        },
      },
      resources: {
        Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'Bus' } },
        Work: queue(),
        Mapping: fromQueue('Work', 'Publisher'),
        Rule: {
          Type: 'AWS::Events::Rule',
          Properties: {
            EventPattern: { 'detail-type': [{ prefix: 'ticket.' }] },
            Targets: [{ Id: 't', Arn: arn('Listener') }],
          },
        },
      },
    });
    platform.queues.send('Work', { body: '{"type":"ticket.opened"}' });
    platform.queues.send('Work', { body: '{"type":"agent.changed"}' });

    await platform.settle();
    expect(seen(platform)).toEqual([]);
    await platform.advance(120);

    expect(seen(platform)).toEqual([['ticket.opened', 1]]);
  });
});
