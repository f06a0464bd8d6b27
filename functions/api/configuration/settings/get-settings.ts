import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { SettingsBody } from './settings-body.ts';

export const getSettings = operation({
  method: 'GET',
  path: '/v1/settings',
  name: 'getSettings',
  summary: 'Read the settings of the account',
  permission: 'anyone',
  answers: { 200: { description: 'As they are now', body: SettingsBody } },
  perform: async (_call, desk: ConfiguringDesk) => {
    const settings = await desk.configuration.find('settings', 'settings');
    // An older state has no signature.
    return answer(
      200,
      settings ? { ...settings, signature: settings.signature ?? null } : refuseUnknown('settings'),
    );
  },
});
