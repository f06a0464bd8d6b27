export interface OidcSettings {
  /** As it stands in its tokens, to the letter. */
  readonly issuer: string;
  /** The client ids whose tokens are for us; several by comma. */
  readonly audience: string;
  /** Where its keys are; left out: where its own description says. */
  readonly jwksUri?: string;
}

/** Everything in which one environment differs from another. */
export interface StageSettings {
  readonly stage: string;
  /** Where it is deployed; null takes the account and region of the deploying credentials. */
  readonly place: { readonly account: string; readonly region: string } | null;
  /** Whether data outlives the stacks: deletion protection, retained tables, buckets, queues and logs. */
  readonly keepsData: boolean;
  /** The address customers and providers know; null is the address that the gateway gives itself. */
  readonly publicUrl: string | null;
  /** Origins of browsers that may call `/v1`. */
  readonly allowedOrigins: readonly string[];
  /** Who signs agents in besides API keys: any OpenID Connect issuer; null: nobody. */
  readonly oidc: OidcSettings | null;
  /** Makes a user pool of Amazon Cognito that signs agents in; then `oidc` is null. */
  readonly cognito: boolean;
  /** Domains we send from and receive at. Each becomes an SES identity. */
  readonly mailDomains: readonly string[];
  readonly mail: {
    /** The account's active SES rule set; several environments of one region share it. */
    readonly ruleSetName: string;
    readonly keepRawMailDays: number;
  };
  readonly throttling: { readonly requestsPerSecond: number; readonly burst: number };
  readonly logs: { readonly keepDays: 7 | 14 | 30 | 90 | 365; readonly level: 'DEBUG' | 'INFO' | 'WARN' };
  /** X-Ray traces of every function. */
  readonly tracing: boolean;
  readonly sourceMaps: boolean;
  /** Requests a minute that one API key and one network address may send; 0: any number. */
  readonly requestsPerMinute: { readonly key: number; readonly address: number };
  /** Shards of the due index, and of the sweeps over it. */
  readonly dueShards: number;
  /** Mail addresses that hear of every alarm. */
  readonly alarmAddresses: readonly string[];
}
