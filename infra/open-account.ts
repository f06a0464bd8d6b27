import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import * as domain from '#shared/domain/account/open-account.ts';
import { makeCode } from '#shared/domain/ticket/code.ts';
import { keepDataKey, openAccountOpening } from '#shared/persistence/account-opening.ts';
import { backfill } from '#shared/persistence/backfill.ts';
import { wrappingContext } from '#shared/persistence/master-keys.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { now } from '#shared/runtime/clock.ts';
import { openIds } from '#shared/runtime/ids.ts';
import { makeApiKeySecret } from '#shared/runtime/secrets.ts';

export interface AccountRequest {
  readonly tableName: string;
  /** Of the key service: it wraps the data key. */
  readonly keyId: string;
  /** Becomes a key of the owner; without it the first start makes one. */
  readonly ownerKey?: string;
  /** Region, credentials and endpoints by the SDK's own names; what is absent the SDK finds by itself. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Opens the account of a deployed or local system; again, or twice at once, it changes nothing. What an older state lacks is made good. */
export async function openAccount(request: AccountRequest): Promise<{ readonly ownerKey: string | null }> {
  const table = openTable(request.tableName, clientSettings(request.environment, 'DYNAMODB'));
  const wanted = { ownerKey: checkOwnerKey(request.ownerKey) };
  await keepDataKey(table, () => wrapNewKey(request));
  const desk = { opening: openAccountOpening(table), ids: openIds(now, makeCode), now };
  const opened = await domain.openAccount({ ...desk, makeSecret: makeApiKeySecret }, wanted);
  await backfill(table, now);
  return opened;
}

/** It travels in a header, so it is made of visible characters. */
function checkOwnerKey(ownerKey: string | undefined): string | undefined {
  if (ownerKey === undefined || /^[\x21-\x7e]{8,500}$/.test(ownerKey)) return ownerKey;
  throw new Error("The owner's key must have 8 to 500 visible ASCII characters.");
}

async function wrapNewKey({ keyId, environment }: AccountRequest): Promise<string> {
  const kms = new KMSClient(clientSettings(environment, 'KMS'));
  const { CiphertextBlob } = await kms.send(
    new GenerateDataKeyCommand({
      KeyId: keyId,
      KeySpec: 'AES_256',
      EncryptionContext: wrappingContext,
    }),
  );
  if (CiphertextBlob === undefined) throw new Error('The key service made no data key.');
  return Buffer.from(CiphertextBlob).toString('base64');
}

function clientSettings(environment: Readonly<Record<string, string>>, service: string) {
  const endpoint = environment[`AWS_ENDPOINT_URL_${service}`];
  const region = environment['AWS_REGION'];
  const accessKeyId = environment['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = environment['AWS_SECRET_ACCESS_KEY'];
  return {
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
    ...(accessKeyId === undefined || secretAccessKey === undefined
      ? {}
      : { credentials: { accessKeyId, secretAccessKey } }),
  } satisfies DynamoDBClientConfig;
}
