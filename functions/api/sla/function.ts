import { serve } from '#shared/lambda/serve.ts';
import { connect } from './connect.ts';
import { operations } from './operations.ts';

export const handler = serve(operations, connect);
