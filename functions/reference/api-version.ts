/** The same as in package.json, which stays out of the bundle; a test holds the two together. */
export const apiVersion = '0.1.0';
