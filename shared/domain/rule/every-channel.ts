/** Every way in that there is, or will be: rules may name a channel before its first source is made. */
export const everyChannel = [
  'email',
  'form',
  'chat',
  'call',
  'messenger',
  'facebookPage',
  'instagram',
  'whatsapp',
  'x',
  'viber',
  'telegram',
  'sms',
  'api',
  'knowledgeBase',
] as const;
