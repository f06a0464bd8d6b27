import * as z from 'zod';

export const Tags = z.array(z.string().trim().min(1).max(100)).min(1).max(20);
