export const handler = async () => {
  const { farewell } = await import('./farewell.ts');
  return { statusCode: 200, body: farewell };
};
