export const farewell = 'See you';
