/** One AWS call that a function made, as the journeys record it. */
export interface RecordedCall {
  /** The function's name in `infra/functions.ts`. */
  readonly functionName: string;
  /** `dynamodb`, `sqs`, `s3`, `events`, `ses`, `kms` or `execute-api`. */
  readonly service: string;
  /** As the service names it: `GetItem`, `SendMessageBatch`. */
  readonly operation: string;
  /**
   * Table `desk` or index `desk/index/due`; queue; `bucket/key`; bus; mail identity (a domain); key id or ARN;
   * `api/stage/METHOD/@connections/id`.
   * An ARN is taken as it is.
   */
  readonly resourceNames: readonly string[];
}

/** The input of a call as it went over the wire, before it is known which rights it asks for. */
export interface CallInput {
  readonly functionName: string;
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}
