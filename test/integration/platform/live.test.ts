import { request } from 'node:http';
import { ApiGatewayManagementApiClient, GetConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Platform } from '#infra/local/platform.ts';
import { localCredentials } from '#infra/local/services/objects/presigned-link.ts';
import { openLiveConnections } from '#shared/messaging/live-connections.ts';
import { connectLive } from '#test/support/live-client.ts';
import { arn, queue } from './small-app.ts';
import { seen, start } from './start-small.ts';

const source = `export const handler = async (event) => {
  const { eventType, connectionId } = event.requestContext;
  await send(process.env.SEEN_URL, { eventType, connectionId, query: event.queryStringParameters, said: event.body });
  if (eventType === 'CONNECT') return { statusCode: Number(event.queryStringParameters?.answer ?? 200) };
  if (event.body === 'break') throw new Error('on purpose');
  return { statusCode: 200, body: JSON.stringify({ connectionId, heard: event.body }) };
};`;

const ofApi = { ApiId: { Ref: 'LiveApi' } };
const route = (name: string, RouteKey: string, more: object = {}) => ({
  [name]: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ...ofApi,
      RouteKey,
      Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'TalkIntegration' }]] },
      ...more,
    },
  },
});

const resources = {
  Seen: queue(),
  LiveApi: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'WEBSOCKET' } },
  Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ...ofApi, StageName: 'live' } },
  TalkIntegration: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: { ...ofApi, IntegrationType: 'AWS_PROXY', IntegrationUri: arn('Talk') },
  },
  ...route('Opening', '$connect'),
  ...route('Closing', '$disconnect'),
  ...route('Saying', '$default', { RouteResponseSelectionExpression: '$default' }),
  Answer: {
    Type: 'AWS::ApiGatewayV2::RouteResponse',
    Properties: { ...ofApi, RouteId: { Ref: 'Saying' }, RouteResponseKey: '$default' },
  },
};

const startTalking = () => start({ functions: { Talk: { source } }, resources });
const urlOf = ({ url }: Platform, rest = '') => `${url.replace('http', 'ws')}/live${rest}`;
const managementOf = ({ services }: Platform) => ({
  endpoint: `${services.environment['AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI']}/LiveApi/live`,
  region: 'eu-local-1',
  credentials: localCredentials,
});
const openedOn = (platform: Platform) => seen(platform) as { eventType: string; connectionId: string }[];

describe('the WebSocket API on one machine', () => {
  it('lets in whom its function lets in, answers what is said, and tells who left', async () => {
    const platform = await startTalking();
    await expect(connectLive(urlOf(platform, '?answer=401'))).rejects.toThrow('401');
    await expect(connectLive(urlOf(platform, '?answer=none'))).rejects.toThrow('502');
    await expect(connectLive(`${platform.url.replace('http', 'ws')}/v1/live`)).rejects.toThrow('404');

    const live = await connectLive(urlOf(platform, '?token=t&after=a%2Fb'));
    const { connectionId, heard } = await live.say({ hello: 1 });
    expect(heard).toBe('{"hello":1}');
    expect(await live.say('break')).toEqual({ message: 'Internal server error' });
    await live.close();
    await platform.settle();

    const [, , opened, , , closed] = seen(platform) as Record<string, unknown>[];
    expect(opened).toMatchObject({ connectionId, eventType: 'CONNECT', query: { token: 't', after: 'a/b' } });
    expect(closed).toMatchObject({ connectionId, eventType: 'DISCONNECT' });
  });

  it('lets functions send, look and hang up, and says of who is gone that he is gone', async () => {
    const platform = await startTalking();
    const live = await connectLive(urlOf(platform));
    const [opened] = openedOn(platform);
    const id = opened?.connectionId ?? '';
    const { post, hangUp } = openLiveConnections(managementOf(platform));
    const message = { type: 'notice', id: 'ntc_1' } as Parameters<typeof post>[1];

    expect(await post(id, message)).toBe('sent');
    expect(await live.noticed(1)).toEqual([message]);
    const client = new ApiGatewayManagementApiClient(managementOf(platform));
    const known = await client.send(new GetConnectionCommand({ ConnectionId: id }));
    expect(known.Identity?.SourceIp).toContain('127.0.0.1');
    await hangUp(id);
    expect(await live.closed).toBe(1000);

    expect(await post(id, message)).toBe('gone');
    await expect(hangUp(id)).resolves.toBeUndefined();
    await expect(client.send(new GetConnectionCommand({ ConnectionId: id }))).rejects.toMatchObject({
      name: 'GoneException',
    });
  });

  it('ends a connection at a frame over 32 KB, after ten silent minutes and after two hours', async () => {
    const platform = await startTalking();
    const large = new WebSocket(urlOf(platform));
    const code = new Promise((resolve) => large.on('close', resolve));
    large.on('error', () => undefined);
    large.on('open', () => large.send('x'.repeat(32 * 1024 + 1)));
    expect(await code).toBe(1009);

    const silent = await connectLive(urlOf(platform));
    await platform.advance(599);
    await silent.say({ hello: 1 });
    await platform.advance(599);
    await silent.say({ hello: 2 });
    await platform.advance(601);
    expect(await silent.closed).toBe(1001);

    const old = await connectLive(urlOf(platform));
    for (let tens = 0; tens < 12; tens++) {
      await old.say({ tens });
      await platform.advance(599);
    }
    await old.say({ still: 'here' });
    await platform.advance(60);
    expect(await old.closed).toBe(1001);
  });

  it('closes cleanly with connections open, and leaves other upgrades to the HTTP API', async () => {
    const platform = await startTalking();
    const live = await connectLive(urlOf(platform));
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { connection: 'Upgrade', upgrade: 'h2c' };
      request(`${platform.url}/live`, { headers }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(404);

    await platform.close();

    expect([1001, 1006]).toContain(await live.closed);
  });
});
