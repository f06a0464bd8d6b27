import * as z from 'zod';

/** A mail address as people write it; kept in lower case, because that is how it is looked up. */
export const MailAddress = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@<>(),;:"[\]]+@[^\s@<>(),;:"[\]]+$/u, 'is not a mail address')
  .transform((address) => address.toLowerCase());
