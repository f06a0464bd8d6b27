import { editConfigured } from '#shared/domain/account/configured-thing.ts';
import { SettingsInput } from '#shared/domain/account/settings.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { patchOf, withPatch } from '#shared/lambda/patch.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { SettingsBody } from './settings-body.ts';

export const editSettings = operation({
  method: 'PATCH',
  path: '/v1/settings',
  name: 'editSettings',
  summary: 'Change the settings of the account',
  permission: 'settings.manage',
  body: patchOf(SettingsInput),
  answers: { 200: { description: 'As they are now', body: SettingsBody } },
  perform: async (call, desk: ConfiguringDesk) => {
    const edited = await editConfigured(desk, 'settings', {
      id: 'settings',
      request: call,
      edit: (before) => withPatch(SettingsInput, before, call.body),
    });
    return answer(200, edited);
  },
});
