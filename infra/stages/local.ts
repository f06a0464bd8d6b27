import type { StageSettings } from './settings.ts';

/** One machine: the place only fills the names in the templates, and no mail domains means that every sender may send. */
export const local: StageSettings = {
  stage: 'local',
  place: { account: '000000000000', region: 'eu-local-1' },
  keepsData: false,
  publicUrl: 'http://127.0.0.1:3000',
  allowedOrigins: ['*'],
  oidc: null,
  cognito: false,
  mailDomains: [],
  mail: { ruleSetName: 'smista', keepRawMailDays: 365 },
  throttling: { requestsPerSecond: 2_000, burst: 4_000 },
  logs: { keepDays: 7, level: 'INFO' },
  tracing: false,
  sourceMaps: false,
  requestsPerMinute: { key: 60_000, address: 60_000 },
  dueShards: 4,
  alarmAddresses: [],
};
