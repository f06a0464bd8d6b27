import type { StageSettings } from './settings.ts';

export const prod: StageSettings = {
  stage: 'prod',
  place: null,
  keepsData: true,
  publicUrl: null,
  allowedOrigins: [],
  oidc: null,
  cognito: false,
  mailDomains: [],
  mail: { ruleSetName: 'smista', keepRawMailDays: 365 },
  throttling: { requestsPerSecond: 2_000, burst: 4_000 },
  logs: { keepDays: 90, level: 'INFO' },
  tracing: true,
  sourceMaps: true,
  requestsPerMinute: { key: 1_200, address: 2_400 },
  dueShards: 4,
  alarmAddresses: [],
};
