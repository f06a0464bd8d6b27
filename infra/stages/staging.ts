import type { StageSettings } from './settings.ts';

export const staging: StageSettings = {
  stage: 'staging',
  place: null,
  keepsData: true,
  publicUrl: null,
  allowedOrigins: [],
  oidc: null,
  cognito: false,
  mailDomains: [],
  mail: { ruleSetName: 'smista', keepRawMailDays: 90 },
  throttling: { requestsPerSecond: 200, burst: 400 },
  logs: { keepDays: 30, level: 'INFO' },
  tracing: true,
  sourceMaps: true,
  requestsPerMinute: { key: 1_200, address: 2_400 },
  dueShards: 4,
  alarmAddresses: [],
};
