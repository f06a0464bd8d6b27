import { defineConfig } from 'vitest/config';

const quick = ['test/{unit,contract,infra}/**/*.test.ts'];
const system = ['test/{integration,journeys}/**/*.test.ts'];

export default defineConfig({
  test: {
    globalSetup: 'test/support/temporary-folder.ts',
    projects: [
      { test: { name: 'quick', include: quick, testTimeout: 60_000, isolate: false, maxWorkers: 2 } },
      {
        test: {
          name: 'system',
          include: system,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          isolate: false,
          setupFiles: 'test/support/fresh-file.ts',
          maxWorkers: 2,
        },
      },
      ...(process.env['SMISTA_LONG_TESTS']
        ? [
            {
              test: {
                name: 'long',
                include: ['test/long/**/*.test.ts'],
                testTimeout: 1_800_000,
                hookTimeout: 120_000,
                fileParallelism: false,
              },
            },
          ]
        : []),
    ],
  },
});
