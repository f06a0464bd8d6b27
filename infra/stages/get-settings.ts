import { dev } from './dev.ts';
import { local } from './local.ts';
import { prod } from './prod.ts';
import type { StageSettings } from './settings.ts';
import { staging } from './staging.ts';

const settingsByStage = new Map([dev, staging, prod, local].map((settings) => [settings.stage, settings]));

/** Refuses an environment that nobody described, before anything is named after it. */
export function getSettings(stage: unknown): StageSettings {
  const settings = typeof stage === 'string' ? settingsByStage.get(stage) : undefined;
  if (settings === undefined) {
    const asked =
      typeof stage === 'string' && stage !== '' ? `"${stage}" is no environment` : 'No environment given';
    throw new Error(`${asked}. Name one of ${[...settingsByStage.keys()].join(', ')}: -c env=prod`);
  }
  return settings;
}
