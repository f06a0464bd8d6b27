import {
  ApiGatewayManagementApiClient,
  type ApiGatewayManagementApiClientConfig,
  DeleteConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import type { PushingDesk } from '#shared/domain/live/push-missed.ts';

/** One connection that hangs must not hold up the others for long. */
const patience = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
} satisfies ApiGatewayManagementApiClientConfig;

/** The gateway's own side of the connections. */
export function openLiveConnections(
  settings: ApiGatewayManagementApiClientConfig,
): Pick<PushingDesk, 'post' | 'hangUp'> {
  const client = new ApiGatewayManagementApiClient({ ...patience, ...settings });
  return {
    post: async (ConnectionId, message) => {
      const Data = Buffer.from(JSON.stringify(message));
      const isSent = await unlessGone(() => client.send(new PostToConnectionCommand({ ConnectionId, Data })));
      return isSent ? 'sent' : 'gone';
    },
    hangUp: async (ConnectionId) => {
      await unlessGone(() => client.send(new DeleteConnectionCommand({ ConnectionId })));
    },
  };
}

async function unlessGone(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (error instanceof GoneException) return false;
    throw error;
  }
}
