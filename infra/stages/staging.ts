import type { StageSettings } from './settings.ts';

export const staging: StageSettings = {
  stage: 'staging',
  place: null,
  keepsData: true,
  publicUrl: null,
  allowedOrigins: [],
  mailDomains: [],
  mail: { ruleSetName: 'smista', keepRawMailDays: 90 },
  throttling: { requestsPerSecond: 200, burst: 400 },
  logs: { keepDays: 30, level: 'INFO' },
  tracing: true,
  sourceMaps: true,
  dueShards: 4,
  alarmAddresses: [],
};
