/** Imports run one way: functions → shared/lambda → shared/domain; persistence, messaging and channels → shared/domain. */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Two files that need each other are one file, or hide a third.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nobody-imports-functions',
      severity: 'error',
      comment: 'A function is where work starts. The infrastructure reads only the lists of operations.',
      from: { pathNot: ['^functions/', '^test/'] },
      to: { path: '^functions/', pathNot: '/operations\\.ts$' },
    },
    {
      name: 'functions-stand-apart',
      severity: 'error',
      comment:
        'What two functions share is a noun of the domain or a wrapper, and lives in shared; what one family shares stands beside its folders.',
      from: { path: '^functions/((?:api|reactions|schedules|webhooks|live|access)/[^/]+|[^/]+)/' },
      to: {
        path: '^functions/',
        pathNot: ['^functions/$1/', '/operations\\.ts$', '^functions/[^/]+/[^/]+\\.ts$'],
      },
    },
    {
      name: 'shared-knows-no-deployment',
      severity: 'error',
      comment: 'The work does not know where it runs.',
      from: { path: '^(shared|functions|events)/' },
      to: { path: '^infra/' },
    },
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      comment: 'What is deployed does not need its tests.',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'domain-knows-only-itself',
      severity: 'error',
      comment: 'The domain is plain TypeScript: no AWS, no middy, no environment, no edge.',
      from: { path: '^shared/domain/' },
      to: {
        path: ['^(shared|functions|events)/'],
        pathNot: ['^shared/domain/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'domain-uses-pure-libraries',
      severity: 'error',
      comment: 'Libraries of the domain only compute: a new one is added here by name.',
      from: { path: '^shared/domain/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional'],
        pathNot: 'node_modules/(zod|mustache|re2js|temporal-polyfill|temporal-spec|temporal-utils)/',
      },
    },
    {
      name: 'domain-does-no-input-or-output',
      severity: 'error',
      comment: 'Clock, ids, randomness and storage come to the domain as arguments.',
      from: { path: '^shared/domain/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'adapters-know-only-the-domain',
      severity: 'error',
      comment:
        'Persistence, messaging and channels are neighbours that do not know each other or the wrappers.',
      from: { path: '^shared/(persistence|messaging|channels)/' },
      to: {
        path: '^shared/',
        pathNot: ['^shared/$1/', '^shared/domain/', '^shared/runtime/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'runtime-is-the-ground',
      severity: 'error',
      comment: 'Environment, clock, logger and ids stand below everything else.',
      from: { path: '^shared/runtime/' },
      to: {
        path: '^(shared|functions|events)/',
        pathNot: '^shared/runtime/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-the-wrappers-know-middy',
      severity: 'error',
      comment: 'The wrapper owns the middy chain and the Powertools, and is tested once.',
      from: { path: '^(shared|functions)/', pathNot: '^shared/lambda/' },
      to: { path: 'node_modules/(@middy|@aws-lambda-powertools)/' },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      comment: 'An import that leads nowhere breaks the bundle.',
      from: {},
      to: { couldNotResolve: true, pathNot: '^node:' },
    },
    {
      name: 'deployed-code-has-its-libraries',
      severity: 'error',
      comment: 'What is deployed may not lean on a development dependency.',
      from: { path: '^(shared|functions|events)/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.build|cdk\\.out)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.mts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
