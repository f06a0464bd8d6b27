/** The one route of the function that a ticket's creation is compared with. */
export const operations = [{ path: '/v1/bare-put' }];
