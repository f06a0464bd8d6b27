import type { OidcSettings } from '#infra/stages/settings.ts';
import { PortTaken } from './http-server.ts';
import { type Platform, type PlatformOptions, startPlatform } from './platform.ts';
import { FolderInUse } from './platform-store.ts';

class BadSetting extends Error {
  override readonly name = 'BadSetting';
}

const environment = process.env;
const ports = [0, 65_535] as const;

type Range = readonly [lowest: number, highest: number];

function parseNumber(name: string, fallback: number, [lowest, highest]: Range): number {
  const text = environment[name] ?? '';
  const value = text === '' ? fallback : Number(text);
  if (Number.isFinite(value) && value >= lowest && value <= highest) return value;
  throw new BadSetting(`${name} must be a number from ${lowest} to ${highest}, not ${JSON.stringify(text)}.`);
}

function parseWhole(name: string, fallback: number, range: Range): number {
  const value = parseNumber(name, fallback, range);
  if (Number.isInteger(value)) return value;
  throw new BadSetting(`${name} must be a whole number.`);
}

/** Half of an issuer is none: the audience keeps tokens for others out. */
function readIssuer(): OidcSettings | null {
  const { SMISTA_OIDC_ISSUER, SMISTA_OIDC_AUDIENCE, SMISTA_OIDC_JWKS_URI } = environment;
  if (!SMISTA_OIDC_ISSUER) return null;
  if (!SMISTA_OIDC_AUDIENCE) throw new BadSetting('SMISTA_OIDC_ISSUER needs SMISTA_OIDC_AUDIENCE.');
  return {
    issuer: SMISTA_OIDC_ISSUER,
    audience: SMISTA_OIDC_AUDIENCE,
    ...(SMISTA_OIDC_JWKS_URI && { jwksUri: SMISTA_OIDC_JWKS_URI }),
  };
}

function readOptions(): PlatformOptions {
  const { SMISTA_DATA, SMISTA_OWNER_KEY, SMISTA_PUBLIC_URL, SMISTA_LOGS, DYNAMODB_ENDPOINT } = environment;
  const oidc = readIssuer();
  return {
    port: parseWhole('PORT', 3000, ports),
    smtpPort: parseWhole('SMTP_PORT', 2525, ports),
    dataFolder: SMISTA_DATA || '.smista',
    workersPerFunction: parseWhole('SMISTA_SANDBOXES', 4, [1, 100]),
    conflictShare: parseNumber('SMISTA_CONFLICT_SHARE', 0, [0, 1]),
    ...(SMISTA_OWNER_KEY && { ownerKey: SMISTA_OWNER_KEY }),
    ...(SMISTA_PUBLIC_URL && { publicUrl: SMISTA_PUBLIC_URL.replace(/\/+$/, '') }),
    ...(oidc && { oidc }),
    ...(DYNAMODB_ENDPOINT && { dynamodbEndpoint: DYNAMODB_ENDPOINT }),
    ...(SMISTA_LOGS === 'stderr' && { logs: (line: string) => void process.stderr.write(`${line}\n`) }),
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A signal that comes before the platform is up stops it as soon as it is. */
function stopOnSignal(starting: Promise<Platform>): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    starting.then((platform) => platform.close()).then(() => process.exit(0), fail);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function fail(fault: unknown): never {
  const isExpected = [PortTaken, FolderInUse, BadSetting].some((kind) => fault instanceof kind);
  const text =
    isExpected && fault instanceof Error
      ? fault.message
      : fault instanceof Error
        ? fault.stack
        : String(fault);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

try {
  const options = readOptions();
  const starting = startPlatform(options);
  stopOnSignal(starting);
  const platform = await starting;
  if (platform.ownerKey !== null && options.ownerKey === undefined)
    say(`Owner's API key, shown once: ${platform.ownerKey}`);
  say(`Smista is ready at ${platform.url}`);
} catch (fault) {
  fail(fault);
}
