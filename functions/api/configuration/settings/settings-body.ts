import { SettingsInput } from '#shared/domain/account/settings.ts';
import { keptBody } from '#shared/lambda/kept-body.ts';

export const SettingsBody = keptBody(SettingsInput).meta({ id: 'Settings' });
