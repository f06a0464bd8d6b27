import type { StageSettings } from './settings.ts';

export const dev: StageSettings = {
  stage: 'dev',
  place: null,
  keepsData: false,
  publicUrl: null,
  allowedOrigins: ['http://localhost:5173'],
  oidc: null,
  cognito: false,
  mailDomains: [],
  mail: { ruleSetName: 'smista', keepRawMailDays: 30 },
  throttling: { requestsPerSecond: 50, burst: 100 },
  logs: { keepDays: 7, level: 'DEBUG' },
  tracing: false,
  sourceMaps: true,
  requestsPerMinute: { key: 600, address: 1_200 },
  dueShards: 4,
  alarmAddresses: [],
};
