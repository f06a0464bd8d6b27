export const operations = [
  { method: 'GET', path: '/v1/greetings' },
  { method: 'POST', path: '/v1/greetings' },
  { method: 'GET', path: '/v1/greetings/{greetingId}' },
];
